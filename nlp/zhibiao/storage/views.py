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
_NEARNESS = f"""
CASE WHEN r.status = 'target' THEN abs(p.year + 1 - {_YEAR})
     WHEN p.year >= {_YEAR} THEN p.year - {_YEAR} ELSE 100 + {_YEAR} - p.year END"""
_UPPER = """
TRY(CAST(r.value_max AS DECIMAL(20, 6))
    * CAST(round(CAST(r.value_base AS DOUBLE) / CAST(r.value AS DOUBLE), 6) AS DECIMAL(18, 6)))"""
_CELL = (
    "r.region_code, r.region, r.entity, coalesce(nullif(r.indicator_id, ''), r.indicator), r.predicate, r.part, "
    f"r.aspect, r.relation, r.base, r.unit_base, r.status, coalesce(CAST({_YEAR} AS VARCHAR), r.period)"
)
_ORDER = f"""
    if(r.region_code = p.region_code AND r.region = p.region, 0, 1),
    coalesce({_NEARNESS}, 1000),
    list_position(['communique', 'plan', 'work', 'budget', 'other'], p.kind),
    if(json_type(r.provenance, '$.indicator') = 'ARRAY', 0, 1),
    coalesce(list_position(['=', '~'], r.bound), 3), if(r.value_max IS NULL, 0, 1),
    length(regexp_replace(r.exact.value, '[^0-9]', '', 'g')) DESC,
    p.path, p.report_key, r."start", r.part"""
CLAIMS = f"""
CREATE OR REPLACE VIEW claims AS
SELECT
    r.region_code, r.region, r.entity, r.indicator_id, coalesce(i.name, r.indicator) AS indicator, r.predicate, r.part,
    r.aspect, r.relation, r.base, r.status, {_YEAR} AS year, r.period,
    r.value_base AS value, {_UPPER} AS value_max, r.unit_base AS unit, r.bound,
    row_number() OVER (PARTITION BY {_CELL} ORDER BY {_ORDER}) AS choice,
    count(*) OVER (PARTITION BY {_CELL}) AS claims,
    r.indicator AS indicator_text, r.exact.value AS written, r.unit AS written_unit, r.text,
    substring(p.text, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence,
    p.title, p.kind, p.year AS report_year, p.region AS report_region, p.path,
    try_cast(r.location ->> '$.page' AS INTEGER) AS page, r."start", r."end", r.rule, r.report_key, r.id AS record_id
FROM records r JOIN current_reports p USING (report_key) LEFT JOIN indicators i USING (indicator_id)
"""
PANEL = """
CREATE OR REPLACE VIEW panel AS SELECT * EXCLUDE (choice) FROM claims WHERE choice = 1 AND year IS NOT NULL
"""
_KEY = "region_code, region, entity, indicator_id, indicator, predicate, part, aspect, relation, base, year, unit"
TARGETS = f"""
CREATE OR REPLACE VIEW targets AS
SELECT
    {_KEY}, aim.bound, aim.value AS target, aim.value_max AS target_max, result.value AS actual,
    result.bound AS actual_bound, result.value - aim.value AS difference,
    aim.sentence AS target_sentence, aim.path AS target_path, result.sentence AS actual_sentence,
    result.path AS actual_path
FROM (FROM panel WHERE status = 'target') aim LEFT JOIN (FROM panel WHERE status = 'actual') result USING ({_KEY})
"""
VIEWS = (CURRENT_REPORTS, CLAIMS, PANEL, TARGETS)
"""Views in the order in which they are made."""
