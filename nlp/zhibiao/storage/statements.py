"""The statements that take a report's JSON texts apart into rows."""

from __future__ import annotations

_REPORT = {
    "id": "VARCHAR", "title": "VARCHAR", "kind": "VARCHAR", "region": "VARCHAR", "region_code": "VARCHAR",
    "year": "INTEGER", "date": "VARCHAR", "speaker": "VARCHAR", "audience": "VARCHAR", "sha256": "VARCHAR",
    "source": "VARCHAR", "characters": "INTEGER", "model": "VARCHAR", "media_type": "VARCHAR", "encoding": "VARCHAR",
    "file_sha256": "VARCHAR", "text": "VARCHAR", "sections": "VARCHAR", "pages": "VARCHAR",
    "unread_pages": '["INTEGER"]',
}  # fmt: skip
_RECORD = {
    "id": "VARCHAR", "start": "INTEGER", "end": "INTEGER", "text": "VARCHAR", "part": "INTEGER", "value": "VARCHAR",
    "value_max": "VARCHAR", "unit": "VARCHAR", "bound": "VARCHAR", "indicator": "VARCHAR", "predicate": "VARCHAR",
    "region": "VARCHAR", "entity": "VARCHAR", "period": "VARCHAR", "aspect": "VARCHAR", "relation": "VARCHAR",
    "base": "VARCHAR", "status": "VARCHAR", "indicator_id": "VARCHAR", "region_code": "VARCHAR",
    "value_base": "VARCHAR", "unit_base": "VARCHAR", "section": '["VARCHAR"]',
    "sentence": '{"start":"INTEGER","end":"INTEGER"}', "rule": "VARCHAR", "part_of": "VARCHAR", "provenance": "JSON",
    "location": "JSON", "checks": "JSON",
}  # fmt: skip
_MENTION = {"start": "INTEGER", "end": "INTEGER", "text": "VARCHAR", "type": "VARCHAR", "id": "VARCHAR"}
_EXACT = ("value", "value_max", "value_base")


def _structure(fields: dict[str, str]) -> str:
    """How DuckDB is told the fields of a JSON object."""
    quoted = (f'"{name}":' + (kind if kind[0] in "[{" else f'"{kind}"') for name, kind in fields.items())
    return "{" + ",".join(quoted) + "}"


def _of_record(name: str) -> str:
    """The expression for a column of records that a field of a record gives."""
    if name in _EXACT:
        return f"try_cast(r.{name} AS DECIMAL(38, 12)) AS {name}"
    if name == "sentence":
        return 'r.sentence."start" AS sentence_start, r.sentence."end" AS sentence_end'
    if name == "location":
        return "nullif(r.location, 'null') AS location"
    return f'r."{name}" AS "{name}"'


def _group(rows: dict[str, str]) -> str:
    """The structure of what ``grouped`` makes."""
    return f'[{{"key":"BIGINT","rows":[{_structure(rows)}]}}]'


def grouped(lists: list[tuple[int, str]]) -> str:
    """Lists of several reports, each JSON already, as one JSON text."""
    return "[" + ",".join(f'{{"key":{key},"rows":{rows}}}' for key, rows in lists) + "]"


INSERT_REPORTS = f"""
INSERT INTO reports BY NAME
SELECT report_key, content_sha256, model_version, ? AS schema_version, ? AS extracted_at,
       {", ".join(f'd."{name}"' for name in _REPORT)}
FROM (SELECT unnest(?) AS report_key, unnest(?) AS content_sha256, unnest(?) AS model_version,
             from_json(unnest(?), '{_structure(_REPORT)}') AS d)
"""
INSERT_RECORDS = f"""
INSERT INTO records BY NAME
SELECT key AS report_key, {", ".join(_of_record(name) for name in _RECORD)},
       struct_pack(value := r.value, value_max := r.value_max, value_base := r.value_base) AS exact
FROM (SELECT g.key AS key, unnest(g.rows) AS r FROM (SELECT unnest(from_json(?, '{_group(_RECORD)}')) AS g))
"""
INSERT_MENTIONS = f"""
INSERT INTO mentions BY NAME
SELECT key AS report_key, {", ".join(f'm."{name}"' for name in _MENTION)}
FROM (SELECT g.key AS key, unnest(g.rows) AS m FROM (SELECT unnest(from_json(?, '{_group(_MENTION)}')) AS g))
"""
INSERT_FILES = """
WITH met AS (SELECT ? AS seen_at, unnest(?) AS path, unnest(?) AS sha256, unnest(?) AS size),
last AS (
    SELECT path, max(version) AS version, arg_max(sha256, version) AS sha256
    FROM files WHERE path IN (SELECT path FROM met) GROUP BY path
)
INSERT INTO files BY NAME
SELECT met.path, coalesce(last.version, 0) + 1 AS version, met.sha256, met.size, met.seen_at
FROM met LEFT JOIN last USING (path) WHERE last.sha256 IS DISTINCT FROM met.sha256
"""
INSERT_MEMBERS = "INSERT OR IGNORE INTO members SELECT unnest(?), unnest(?), unnest(?)"
INSERT_READINGS = """
INSERT OR REPLACE INTO readings BY NAME
SELECT ? AS schema_version, ? AS finished_at, unnest(?) AS file_sha256, unnest(?) AS model_version
"""
