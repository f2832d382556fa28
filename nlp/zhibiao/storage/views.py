"""The views of a store: what is current, and the panel of regions, years and indicators.

A *cell* of the panel is one figure that several records may claim: the same region, entity, indicator, predicate, part
of a ratio, aspect, relation, base, unit, status and period. ``claims`` has all of them and numbers those of a cell by
``choice``; 1 is the best, by this order:

1. what a report says of its own region, before what it says of others;
2. an actual figure from the report that looks back on its year, then from later reports, nearest first, then from
   earlier ones; a target from the report of the year before, then from the nearest;
3. communiqués, then plan, work and budget reports, then others;
4. a figure whose indicator its own clause names, before one that takes it from elsewhere;
5. an exact figure, then 约, then bounds and ranges; of exact ones the one with more digits;
6. the order of paths and of the text, so that the choice is always the same.
"""

from __future__ import annotations

CURRENT_REPORTS = """
CREATE OR REPLACE VIEW current_reports AS
WITH latest AS (
    SELECT path, sha256 FROM files QUALIFY row_number() OVER (PARTITION BY path ORDER BY version DESC) = 1
), places AS (
    SELECT members.content_sha256, min(latest.path || if(members.member = '', '', '/' || members.member)) AS path
    FROM latest JOIN members ON members.file_sha256 = latest.sha256 GROUP BY ALL
), last_readings AS (
    SELECT content_sha256, max(report_key) AS report_key FROM reports GROUP BY content_sha256
)
SELECT places.path, reports.*
FROM places JOIN last_readings USING (content_sha256) JOIN reports USING (report_key)
"""

_YEAR = "try_cast(regexp_extract(r.period, '^([0-9]{4})(-12-31)?$', 1) AS INTEGER)"
_UPPER = """
TRY(CAST(r.value_max AS DECIMAL(20, 6))
    * CAST(round(CAST(r.value_base AS DOUBLE) / CAST(r.value AS DOUBLE), 6) AS DECIMAL(18, 6)))"""
FIGURES = f"""
CREATE OR REPLACE VIEW figures AS
SELECT
    r.region_code, r.region, r.entity, r.indicator_id, coalesce(i.name, r.indicator) AS indicator, r.predicate, r.part,
    r.aspect, r.relation, r.base, r.status, {_YEAR} AS year, r.period,
    r.value_base AS value, {_UPPER} AS value_max, r.unit_base AS unit, r.bound,
    r.indicator AS indicator_text, r.exact.value AS written, r.unit AS written_unit, r.text,
    substring(p.text, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence,
    p.title, p.kind, p.year AS report_year, p.region AS report_region, p.path,
    try_cast(r.location ->> '$.page' AS INTEGER) AS page, r."start", r."end", r.rule, r.report_key, r.id AS record_id,
    r.region_code = p.region_code AND r.region = p.region AS own,
    coalesce(json_type(r.provenance, '$.indicator') = 'ARRAY', false) AS named
FROM records r JOIN current_reports p USING (report_key) LEFT JOIN indicators i USING (indicator_id)
"""
_CELL = (
    "region_code, region, entity, indicator_id, indicator, predicate, part, aspect, relation, base, unit, status, "
    "coalesce(CAST(year AS VARCHAR), period)"
)
_NEARNESS = """
CASE WHEN status = 'target' THEN abs(report_year + 1 - year)
     WHEN report_year >= year THEN report_year - year ELSE 100 + year - report_year END"""
_ORDER = f"""
    own DESC,
    coalesce({_NEARNESS}, 1000),
    list_position(['communique', 'plan', 'work', 'budget', 'other'], kind),
    named DESC,
    coalesce(list_position(['=', '~'], bound), 3), value_max IS NOT NULL,
    length(regexp_replace(written, '[^0-9]', '', 'g')) DESC,
    path, report_key, "start", part"""
_KEY = "region_code, region, entity, indicator_id, indicator, predicate, part, aspect, relation, base, year, unit"


def numbered(figures: str) -> str:
    """The statement that numbers the claims of each cell among some figures: a view, or a part of it that leaves out
    whole cells only."""
    return (
        f"SELECT *, row_number() OVER (PARTITION BY {_CELL} ORDER BY {_ORDER}) AS choice, "
        f"count(*) OVER (PARTITION BY {_CELL}) AS claims FROM {figures}"
    )


def best(claims: str) -> str:
    """The statement for the best claim of every cell that has a year."""
    return f"SELECT * EXCLUDE (choice) FROM {claims} WHERE choice = 1 AND year IS NOT NULL"


def paired(panel: str) -> str:
    """The statement that puts targets of a panel beside results."""
    return f"""
    SELECT
        {_KEY}, aim.bound, aim.value AS target, aim.value_max AS target_max, result.value AS actual,
        result.bound AS actual_bound, result.value - aim.value AS difference,
        aim.sentence AS target_sentence, aim.path AS target_path, result.sentence AS actual_sentence,
        result.path AS actual_path
    FROM (FROM {panel} WHERE status = 'target') aim
    LEFT JOIN (FROM {panel} WHERE status = 'actual') result USING ({_KEY})"""


VIEWS = (
    CURRENT_REPORTS,
    FIGURES,
    f"CREATE OR REPLACE VIEW claims AS {numbered('figures')}",
    f"CREATE OR REPLACE VIEW panel AS {best('claims')}",
    f"CREATE OR REPLACE VIEW targets AS {paired('panel')}",
)
"""Views in the order in which they are made."""
