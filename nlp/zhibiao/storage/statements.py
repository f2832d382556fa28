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
    "sentence_start": "INTEGER", "sentence_end": "INTEGER", "rule": "VARCHAR", "part_of": "VARCHAR",
    "provenance": "JSON", "location": "JSON", "checks": "JSON",
}  # fmt: skip
_MENTION = {"start": "INTEGER", "end": "INTEGER", "text": "VARCHAR", "type": "VARCHAR", "id": "VARCHAR"}
_EXACT = ("value", "value_max", "value_base")


def _structure(fields: dict[str, str]) -> str:
    """How DuckDB is told the fields of a JSON object."""
    return "{" + ",".join(f'"{name}":{_kind(kind)}' for name, kind in fields.items()) + "}"


def _kind(kind: str) -> str:
    return kind if kind[0] == "[" else f'"{kind}"'


def _rows(fields: dict[str, str]) -> str:
    """The relation of all rows of several reports, by two parameters: their keys, and of each its rows as columns."""
    columns = _structure({name: f"[{_kind(kind)}]" for name, kind in fields.items()})
    names = ", ".join(f'unnest(c."{name}") AS "{name}"' for name in fields)
    return f"(SELECT report_key, {names} FROM (SELECT unnest(?) AS report_key, from_json(unnest(?), '{columns}') AS c))"


def _of_record(name: str) -> str:
    """The expression for a column of records that a field of a record gives."""
    if name in _EXACT:
        return f"try_cast(r.{name} AS DECIMAL(38, 12)) AS {name}"
    if name == "location":
        return "nullif(r.location, 'null') AS location"
    return f'r."{name}"'


KNOWN_REPORTS = """
SELECT content_sha256, model_version
FROM reports JOIN (SELECT unnest(?) AS content_sha256, unnest(?) AS model_version) USING (content_sha256, model_version)
WHERE schema_version = ?
"""
INSERT_REPORTS = f"""
INSERT INTO reports BY NAME
SELECT report_key, content_sha256, model_version, ? AS schema_version, ? AS extracted_at,
       {", ".join(f'd."{name}"' for name in _REPORT)}
FROM (SELECT unnest(?) AS report_key, unnest(?) AS content_sha256, unnest(?) AS model_version,
             from_json(unnest(?), '{_structure(_REPORT)}') AS d)
"""
INSERT_RECORDS = f"""
INSERT INTO records BY NAME
SELECT report_key, {", ".join(_of_record(name) for name in _RECORD)},
       struct_pack(value := r.value, value_max := r.value_max, value_base := r.value_base) AS exact
FROM {_rows(_RECORD)} r
"""
INSERT_MENTIONS = f"INSERT INTO mentions BY NAME FROM {_rows(_MENTION)}"
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
INSERT_INDICATORS = f"INSERT INTO indicators SELECT {', '.join(['unnest(?)'] * 7)}"
