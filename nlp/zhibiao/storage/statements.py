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


INSERT_REPORT = f"""
INSERT INTO reports BY NAME
SELECT ? AS report_key, ? AS content_sha256, ? AS model_version, ? AS schema_version, ? AS extracted_at,
       {", ".join(f'd."{name}"' for name in _REPORT)}
FROM (SELECT from_json(?, '{_structure(_REPORT)}') AS d)
"""
INSERT_RECORDS = f"""
INSERT INTO records BY NAME
SELECT ? AS report_key, {", ".join(_of_record(name) for name in _RECORD)},
       struct_pack(value := r.value, value_max := r.value_max, value_base := r.value_base) AS exact
FROM (SELECT unnest(from_json(?, '[{_structure(_RECORD)}]')) AS r)
"""
INSERT_MENTIONS = f"""
INSERT INTO mentions BY NAME
SELECT ? AS report_key, {", ".join(f'm."{name}"' for name in _MENTION)}
FROM (SELECT unnest(from_json(?, '[{_structure(_MENTION)}]')) AS m)
"""
