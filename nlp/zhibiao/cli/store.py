"""The commands that look into a store: ``panel``, ``find`` and ``export``. They load no model."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.common import Lang, deliver, errors_told, warn
from zhibiao.cli.texts import speaker as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhibiao.storage.selection import Selection, Table

    Draw = Callable[[Table], str]


class TableFormat(StrEnum):
    """How ``panel`` and ``find`` print their tables."""

    table = "table"
    csv = "csv"
    json = "json"


class Aspect(StrEnum):
    """The size itself, or its rate of change."""

    level = "level"
    growth = "growth"


class Relation(StrEnum):
    """What a figure says of its aspect."""

    value = "value"
    change = "change"
    gap = "gap"
    share = "share"
    contribution = "contribution"
    rank = "rank"
    multiple = "multiple"
    completion = "completion"


class Status(StrEnum):
    """What happened, or what was aimed at."""

    actual = "actual"
    target = "target"


class ExportFormat(StrEnum):
    """The formats of ``export``."""

    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"
    jsonl = "jsonl"
    sdmx = "sdmx-csv"
    seed = "seed"
    web_annotation = "web-annotation"
    label_studio = "label-studio"
    doccano = "doccano"
    brat = "brat"

    @property
    def of_reports(self) -> bool:
        """Whether it is one of whole reports with their text, not of the panel."""
        return self in (self.seed, self.web_annotation, self.label_studio, self.doccano, self.brat)


StorePath = Annotated[Path, typer.Option("--store", help=say("store"), metavar="FILE")]
Indicators = Annotated[list[str] | None, typer.Option("--indicator", help=say("indicator"), metavar="NAME")]
Regions = Annotated[list[str] | None, typer.Option("--region", help=say("regions"), metavar="NAME")]
Years = Annotated[list[str] | None, typer.Option("--year", help=say("years"), metavar="YEAR")]
Aspects = Annotated[list[Aspect] | None, typer.Option("--aspect", help=say("aspect"))]
Relations = Annotated[list[Relation] | None, typer.Option("--relation", help=say("relation"))]
Statuses = Annotated[list[Status] | None, typer.Option("--status", help=say("status"))]
Format = Annotated[TableFormat, typer.Option("--format", help=say("format"))]
Output = Annotated[Path | None, typer.Option("--output", help=say("output"), metavar="FILE")]


def panel(
    store: StorePath,
    indicator: Indicators = None,
    region: Regions = None,
    year: Years = None,
    aspect: Aspects = None,
    relation: Relations = None,
    status: Statuses = None,
    wide: Annotated[bool, typer.Option("--wide", help=say("wide"))] = False,
    every: Annotated[bool, typer.Option("--all", help=say("all"))] = False,
    targets: Annotated[bool, typer.Option("--targets", help=say("targets"))] = False,
    format: Format = TableFormat.table,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Prints the panel of regions, years and indicators, or targets beside what was reached."""
    from zhibiao.cli import panels
    from zhibiao.storage import selection as tables
    from zhibiao.storage.store import Store

    selection = _selection(indicator, region, year, aspect, relation or [Relation.value], status or [Status.actual])
    with errors_told():
        with Store.open(store) as opened:
            if targets:
                query = tables.targets(opened, replace(selection, statuses=()))
            else:
                query = tables.panel(opened, selection, every=every)
            table = query.table(opened)
        shown = tables.wide(table) if wide and not targets else table
        _print(shown, format, output, panels.targets if targets else panels.wide if wide else panels.tidy)


def find(
    text: Annotated[str, typer.Argument(help=say("find_text"), metavar="TEXT")],
    store: StorePath,
    region: Regions = None,
    year: Years = None,
    aspect: Aspects = None,
    relation: Relations = None,
    status: Statuses = None,
    limit: Annotated[int, typer.Option("--limit", help=say("limit"), min=1)] = 20,
    format: Format = TableFormat.table,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Prints figures of an indicator with their sentences."""
    from zhibiao.cli import panels
    from zhibiao.storage import selection as tables
    from zhibiao.storage.store import Store

    with errors_told():
        with Store.open(store) as opened:
            selection = _selection(None, region, year, aspect, relation, status)
            table = tables.find(opened, text, selection, limit + 1).table(opened)
        if len(table.rows) > limit:
            warn("more_found", count=limit)
        _print(table._replace(rows=table.rows[:limit]), format, output, panels.found)


def export(
    store: StorePath,
    format: Annotated[ExportFormat, typer.Option("--format", help=say("format"))],
    output: Annotated[Path, typer.Option("--output", help=say("output"), metavar="FILE")],
    indicator: Indicators = None,
    region: Regions = None,
    year: Years = None,
    aspect: Aspects = None,
    relation: Relations = None,
    status: Statuses = None,
    every: Annotated[bool, typer.Option("--all", help=say("all"))] = False,
    lang: Lang = None,
) -> None:
    """Writes the panel with its provenance to a file for other programs, or annotated reports into a folder."""
    from zhibiao.storage.export import export as write
    from zhibiao.storage.store import Store

    selection = _selection(indicator, region, year, aspect, relation, status)
    if format.of_reports:
        return _export_reports(store, selection, format, output)
    with errors_told():
        with Store.open(store) as opened:
            done = write(opened, selection, format.value, output, every=every)
        warn("exported", count=done.rows, path=output)
        if done.left_out:
            warn("left_out", count=done.left_out)


def _export_reports(store: Path, selection: Selection, format: ExportFormat, output: Path) -> None:
    from zhibiao.service.exports import export_reports
    from zhibiao.storage.store import Store

    with errors_told():
        with Store.open(store) as opened:
            count = export_reports(opened, selection, format.value, output)
        warn("exported_reports", count=count, path=output)


def _selection(
    indicators: list[str] | None,
    regions: list[str] | None,
    years: list[str] | None,
    aspects: list[Aspect] | None,
    relations: list[Relation] | None,
    statuses: list[Status] | None,
) -> Selection:
    from zhibiao.storage.selection import Selection

    return Selection(indicators or (), regions or (), years or (), aspects or (), relations or (), statuses or ())


def _print(table: Table, format: TableFormat, output: Path | None, draw: Draw) -> None:
    from zhibiao.storage.cells import csv_text, json_rows

    if format is TableFormat.csv:
        text = csv_text(table)
    elif format is TableFormat.json:
        text = json.dumps(json_rows(table), ensure_ascii=False, indent=2) + "\n"
    else:
        text = draw(table)
    deliver(text, output, len(table.rows))
