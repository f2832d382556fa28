"""The store as the service uses it: one connection that writes, a cursor for each that reads."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from zhibiao.batch.settings import Settings
from zhibiao.errors import ServiceError
from zhibiao.records import Report
from zhibiao.service.settings import ServiceSettings
from zhibiao.service.work import FileRead
from zhibiao.storage import Failure, Store, Writer, record_data

REPORTS = """
WITH latest AS (
    SELECT * EXCLUDE (text, sections, pages) FROM current_reports
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY report_key DESC) = 1
), counts AS (
    SELECT report_key, count(*) AS records, count(*) FILTER (status = 'target') AS targets,
        count(*) FILTER (list_contains(json_extract_string(checks, '$[*].holds'), 'false')) AS flagged
    FROM records GROUP BY report_key
)
SELECT latest.*, coalesce(records, 0) AS records, coalesce(targets, 0) AS targets,
    coalesce(flagged, 0) AS flagged
FROM latest LEFT JOIN counts USING (report_key)
"""
REPORT_FIELDS = (
    "id", "title", "kind", "region", "region_code", "year", "date", "characters", "media_type", "source", "model",
    "records", "targets", "flagged", "extracted_at",
)  # fmt: skip
REPORT_SORTS = {"title": "title", "region": "region_code", "year": "year", "kind": "kind", "records": "records",
                "extracted_at": "extracted_at"}  # fmt: skip
RECORD_SORTS = {
    "start": '"start"', "indicator": "indicator", "value": "value", "value_base": "value_base", "unit": "unit",
    "region": "region_code", "period": "period", "status": "status", "rule": "rule",
}  # fmt: skip
EQUALS = (
    "region", "region_code", "indicator_id", "period", "aspect", "relation", "status", "unit", "rule", "entity",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a sorted result are wanted: ``sort`` is a name of the sorts, with ``-`` in front downwards."""

    sort: str
    limit: int
    offset: int

    def sql(self, sorts: dict[str, str], last: str) -> str:
        """The end of a SELECT. Raises ServiceError for an unknown sort."""
        down, name = self.sort.startswith("-"), self.sort.removeprefix("-")
        if name not in sorts:
            raise ServiceError("E614", reason=f"sort: {' '.join(sorts)}")
        order = f"{sorts[name]} {'DESC' if down else 'ASC'} NULLS LAST"
        return f" ORDER BY {order}, {last} LIMIT {self.limit:d} OFFSET {self.offset:d}"


class Library:
    """Reports, records and failures of the store. Any thread may use it."""

    def __init__(self, settings: ServiceSettings) -> None:
        self.settings = settings
        self.store = Store.open(settings.store, write=True, wait=2.0)
        self.lock = threading.Lock()

    def close(self) -> None:
        """Lets go of the store."""
        with self.lock:
            self.store.close()

    def describe(self, reading: Settings) -> None:
        """Puts the catalogue of the model's indicators in."""
        with self.lock:
            Writer(self.store.connection).keep_catalogue(reading.model_version, reading.indicators())

    def put(self, found: FileRead, path: str) -> list[str]:
        """Puts in what was read from the file at a path; gives the ids of its reports."""
        version = self.settings.reading.model_version
        with self.lock:
            writer = Writer(self.store.connection)
            with writer.transaction():
                writer.see(path, found.sha256, found.size)
                for member, _, parcel in found.parcels:
                    writer.put(parcel, version, file_sha256=found.sha256, member=member)
                for failure in found.failures:
                    writer.fail(failure, version)
                writer.finish(found.sha256, version)
        return [report for _, report, _ in found.parcels]

    def fail(self, failure: Failure) -> None:
        """Notes a file that could not be read at all."""
        with self.lock:
            writer = Writer(self.store.connection)
            with writer.transaction():
                writer.fail(failure, self.settings.reading.model_version)

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The store through a cursor of its own."""
        cursor = self.store.connection.cursor()
        try:
            yield Store(cursor, self.store.path)
        finally:
            cursor.close()

    def rows(self, sql: str, parameters: list[object] | None = None) -> list[dict[str, Any]]:
        """The rows of a SELECT."""
        with self.reading() as store:
            cursor = store.connection.execute(sql, parameters or [])
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def reports(self, filters: Mapping[str, object], page: Page) -> tuple[int, list[dict[str, Any]]]:
        """How many current reports there are, and a page of them. ``filters``: ``q`` (in the title …), columns."""
        where, parameters = [], []
        for name in ("region", "region_code", "year", "kind"):
            if filters.get(name) not in (None, ""):
                where.append(f"{name} = ?")
                parameters.append(filters[name])
        if filters.get("q"):
            where.append("contains(title || ' ' || region || ' ' || source, ?)")
            parameters.append(filters["q"])
        sql = f"SELECT * FROM ({REPORTS})" + (f" WHERE {' AND '.join(where)}" if where else "")
        total = self.rows(f"SELECT count(*) AS count FROM ({sql})", parameters)[0]["count"]
        found = self.rows(sql + page.sql(REPORT_SORTS, "report_key"), parameters)
        return total, [report_data(row) for row in found]

    def report(self, report: str) -> dict[str, Any]:
        """A current report without text and lists, with ``report_key`` and ``path``. Raises ServiceError."""
        found = self.rows(f"SELECT * FROM ({REPORTS}) WHERE id = ?", [report])
        if not found:
            raise ServiceError("E609", name=report)
        return found[0]

    def load(self, report: str) -> Report:
        """A report with all that was extracted. Raises ServiceError for an unknown one."""
        key = self.report(report)["report_key"]
        with self.reading() as store:
            return store.load(key)

    def records(self, filters: Mapping[str, object], page: Page) -> tuple[int, list[dict[str, Any]]]:
        """How many records of current reports there are, and a page of them. ``filters``: ``report``, ``q`` (in
        indicator, its name or the figure), ``year`` (in the period) and columns."""
        where, parameters = [], []
        for name in EQUALS:
            if filters.get(name) not in (None, ""):
                where.append(f"records.{name} = ?")
                parameters.append(filters[name])
        for name, condition in _CONDITIONS.items():
            if filters.get(name) not in (None, ""):
                where.append(condition)
                parameters.append(filters[name])
        sql = f"{_RECORDS} {'WHERE ' + ' AND '.join(where) if where else ''}"
        total = self.rows(f"SELECT count(*) AS count FROM ({sql})", parameters)[0]["count"]
        found = self.rows(sql + page.sql(RECORD_SORTS, 'report_key, "start", part'), parameters)
        return total, [{"report": row.pop("report_id"), **_record(row)} for row in found]

    def ids(self) -> dict[int, str]:
        """The ids of all reports by their key."""
        return {row["report_key"]: row["id"] for row in self.rows("SELECT report_key, id FROM reports")}

    def indicators(self, limit: int) -> list[str]:
        """The names of the indicators that current reports have most figures of, in canonical form."""
        sql = "SELECT indicator FROM claims WHERE relation = 'value' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?"
        return [row["indicator"] for row in self.rows(sql, [limit])]

    def failures(self) -> list[dict[str, Any]]:
        """What could not be read, last first."""
        found = self.rows("SELECT * FROM failures ORDER BY failed_at DESC, path, member LIMIT 200")
        return [row | {"failed_at": _time(row["failed_at"])} for row in found]

    def choices(self) -> dict[str, list[Any]]:
        """The regions, years and kinds that current reports have."""
        names = ("region", "year", "kind")
        sql = "SELECT DISTINCT {0} AS value FROM current_reports WHERE {0} IS NOT NULL ORDER BY 1"
        return {name: [row["value"] for row in self.rows(sql.format(name)) if row["value"] != ""] for name in names}


_RECORDS = """
SELECT latest.id AS report_id, records.* FROM records JOIN (
    SELECT id, report_key FROM current_reports QUALIFY row_number() OVER (PARTITION BY id ORDER BY report_key DESC) = 1
) AS latest USING (report_key)
"""
_CONDITIONS = {
    "report": "latest.id = ?",
    "q": "contains(records.indicator || ' ' || records.entity || ' ' || records.text, ?)",
    "indicator": "contains(records.indicator, ?)",
    "year": "contains(records.period, CAST(? AS VARCHAR))",
}


def report_data(row: dict[str, Any]) -> dict[str, Any]:
    """A report as the service lists it."""
    return {name: row[name] for name in REPORT_FIELDS} | {"extracted_at": _time(row["extracted_at"])}


def _record(row: dict[str, Any]) -> dict[str, Any]:
    data = record_data(row)
    if data["location"] is None:
        del data["location"]
    return data


def _time(value: Any) -> str:
    return f"{value.isoformat(timespec='seconds')}Z"
