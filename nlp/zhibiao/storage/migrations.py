"""The tables of a store, as the steps that lead from one version to the next.

Step ``n`` makes version ``n + 1`` of a store of version ``n``. A published step is never edited: a change is a new
step.
Views hold no data and are made anew whenever a store is migrated (see ``views.py``): a change of them is a step, too,
that need not do anything.
"""

from __future__ import annotations

import duckdb

from zhibiao.errors import StoreError
from zhibiao.storage.columns import comments
from zhibiao.storage.views import VIEWS

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
    CREATE TABLE files (
        path VARCHAR NOT NULL, version INTEGER NOT NULL, sha256 VARCHAR NOT NULL, size BIGINT NOT NULL,
        seen_at TIMESTAMP NOT NULL, PRIMARY KEY (path, version));
    CREATE TABLE members (
        file_sha256 VARCHAR NOT NULL, member VARCHAR NOT NULL, content_sha256 VARCHAR NOT NULL,
        PRIMARY KEY (file_sha256, member));
    CREATE TABLE readings (
        file_sha256 VARCHAR NOT NULL, model_version VARCHAR NOT NULL, schema_version INTEGER NOT NULL,
        finished_at TIMESTAMP NOT NULL, PRIMARY KEY (file_sha256, model_version, schema_version));
    CREATE TABLE reports (
        report_key BIGINT PRIMARY KEY, content_sha256 VARCHAR NOT NULL, model_version VARCHAR NOT NULL,
        schema_version INTEGER NOT NULL, extracted_at TIMESTAMP NOT NULL, id VARCHAR NOT NULL, title VARCHAR NOT NULL,
        kind VARCHAR NOT NULL, region VARCHAR NOT NULL, region_code VARCHAR NOT NULL, year INTEGER,
        date VARCHAR NOT NULL, speaker VARCHAR NOT NULL, audience VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
        source VARCHAR NOT NULL, characters INTEGER NOT NULL, model VARCHAR NOT NULL, media_type VARCHAR NOT NULL,
        encoding VARCHAR NOT NULL, file_sha256 VARCHAR NOT NULL, text VARCHAR NOT NULL, sections JSON NOT NULL,
        pages JSON NOT NULL,
        UNIQUE (content_sha256, model_version, schema_version));
    CREATE TABLE records (
        report_key BIGINT NOT NULL, id VARCHAR NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
        text VARCHAR NOT NULL, part INTEGER NOT NULL, value DECIMAL(38, 12), value_max DECIMAL(38, 12),
        unit VARCHAR NOT NULL, bound VARCHAR NOT NULL, indicator VARCHAR NOT NULL, predicate VARCHAR NOT NULL,
        region VARCHAR NOT NULL, entity VARCHAR NOT NULL, period VARCHAR NOT NULL, aspect VARCHAR NOT NULL,
        relation VARCHAR NOT NULL, base VARCHAR NOT NULL, status VARCHAR NOT NULL, indicator_id VARCHAR NOT NULL,
        region_code VARCHAR NOT NULL, value_base DECIMAL(38, 12), unit_base VARCHAR NOT NULL,
        section VARCHAR[] NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
        rule VARCHAR NOT NULL, part_of VARCHAR NOT NULL, provenance JSON NOT NULL, location JSON,
        exact STRUCT(value VARCHAR, value_max VARCHAR, value_base VARCHAR) NOT NULL);
    CREATE TABLE mentions (
        report_key BIGINT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, text VARCHAR NOT NULL,
        type VARCHAR NOT NULL, id VARCHAR NOT NULL);
    CREATE TABLE failures (
        path VARCHAR NOT NULL, member VARCHAR NOT NULL, file_sha256 VARCHAR NOT NULL, model_version VARCHAR NOT NULL,
        schema_version INTEGER NOT NULL, code VARCHAR NOT NULL, reason VARCHAR NOT NULL, reason_zh VARCHAR NOT NULL,
        place VARCHAR NOT NULL, attempts INTEGER NOT NULL, failed_at TIMESTAMP NOT NULL);
    CREATE TABLE indicators (
        indicator_id VARCHAR NOT NULL, name VARCHAR NOT NULL, english VARCHAR NOT NULL, aliases VARCHAR[] NOT NULL,
        dimension VARCHAR NOT NULL, kind VARCHAR NOT NULL, part_of VARCHAR NOT NULL);
    """,
    """
    ALTER TABLE reports ADD COLUMN unread_pages INTEGER[] DEFAULT [];
    """,
    """
    ALTER TABLE records ADD COLUMN checks JSON DEFAULT '[]';
    """,
)
VERSION = len(STEPS)
"""The version of the tables that this program reads and writes."""


def version_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The version of a store's tables; 0 for an empty database, -1 for a database that is no store."""
    tables = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if "meta" not in tables:
        return -1
    row = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    return int(row[0]) if row else -1


def migrate(connection: duckdb.DuckDBPyConnection, path: str, program: str) -> None:
    """Brings an empty database or a store of any earlier version to ``VERSION``, all or nothing.
    Raises StoreError for a store of a later program and for a database that is something else."""
    found = version_of(connection)
    check(found, path)
    if found == VERSION:
        return
    connection.begin()
    try:
        for step in STEPS[found:]:
            connection.execute(step)
        _set(connection, "schema_version", str(VERSION))
        if found == 0:
            _set(connection, "created_by", program)
            connection.execute("INSERT INTO meta SELECT 'created_at', strftime(now(), '%Y-%m-%dT%H:%M:%SZ')")
        for statement in (*VIEWS, *comments()):
            connection.execute(statement)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def check(found: int, path: str) -> None:
    """Raises StoreError where a version is none that this program can bring up to its own."""
    if found < 0:
        raise StoreError("E502", path=path, reason="no table meta")
    if found > VERSION:
        raise StoreError("E503", path=path, found=found, known=VERSION)


def _set(connection: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])
