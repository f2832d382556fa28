"""How extracted reports are printed: a table for people, JSON, JSON Lines and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from zhibiao.cli.paper import WIDTH, Paper
from zhibiao.cli.texts import speaker as say
from zhibiao.records import COLUMNS, DerivedRecord, IndicatorRecord, Report, flat_rows

BOUNDS = {"=": "", "~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}


def all_records(report: Report) -> list[IndicatorRecord]:
    """The records that a report states and, where they were asked for, those that it implies."""
    return [*report.records, *report.derived]


class Writer(ABC):
    """Collects reports and gives the text of all of them."""

    def __init__(self) -> None:
        self.reports: list[Report] = []

    @property
    def records(self) -> int:
        return sum(len(report.records) for report in self.reports)

    def add(self, report: Report) -> None:
        """Takes one more report."""
        self.reports.append(report)

    @abstractmethod
    def text(self) -> str:
        """The text of all reports."""


class JsonWriter(Writer):
    """One object for one report, an array of them for several files or for an archive of several reports."""

    def __init__(self, several: bool) -> None:
        super().__init__()
        self.several = several

    def text(self) -> str:
        data = [report.to_dict() for report in self.reports]
        return json.dumps(data if self.several or len(data) > 1 else data[0], ensure_ascii=False, indent=2) + "\n"


class JsonLinesWriter(Writer):
    """One record a line, each with the id and the source of its report."""

    def text(self) -> str:
        lines = []
        for report in self.reports:
            head = {"report": report.head.id, "source": report.head.source}
            rows = (head | record.to_dict() for record in all_records(report))
            lines += [json.dumps(row, ensure_ascii=False) for row in rows]
        return "".join(line + "\n" for line in lines)


class CsvWriter(Writer):
    """One record a row, with a header row, after the id and the source of its report."""

    def text(self) -> str:
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, ["report", "source", *COLUMNS], lineterminator="\n")
        writer.writeheader()
        for report in self.reports:
            for row in flat_rows(all_records(report)):
                writer.writerow({"report": report.head.id, "source": report.head.source, **row})
        return stream.getvalue()


class TableWriter(Writer):
    """A table for the terminal."""

    def text(self) -> str:
        paper = Paper(_width())
        for report in self.reports:
            head = report.head
            paper.print(
                say(
                    "summary",
                    name=head.source,
                    region=head.region or say("unknown"),
                    year=head.year if head.year is not None else say("unknown"),
                    kind=say(f"kind.{head.kind}"),
                    records=len(report.records),
                    mentions=len(report.mentions),
                )
            )
            records = all_records(report)
            paper.print(record_table(records) if records else say("none"))
        return paper.text()


def _width() -> int:
    terminal = Console(stderr=False)
    return terminal.width if terminal.is_terminal else WIDTH


def record_table(records: Sequence[IndicatorRecord]) -> Table:
    """Records, one a row; with derived ones among them, their formulas too."""
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="")
    derived = any(isinstance(record, DerivedRecord) for record in records)
    rows = [_cells(record) for record in records]
    table.add_column(say("column.indicator"), overflow="fold")
    for at, name in enumerate(("value", "unit", "says", "period"), 1):
        head = say(f"column.{name}")
        width = max(map(cell_len, [head, *(row[at] for row in rows)]))  # a known one spares rich a pass over all cells
        table.add_column(head, justify="right" if name == "value" else "left", no_wrap=True, width=width)
    table.add_column(say("column.region"), overflow="fold", max_width=12)
    table.add_column(say("column.base"), overflow="fold", max_width=14)
    if derived:
        table.add_column(say("column.formula"), overflow="fold")
    for record, row in zip(records, rows, strict=True):
        formula = [record.formula if isinstance(record, DerivedRecord) else ""] if derived else []
        table.add_row(*row, *formula)
    return table


def _cells(record: IndicatorRecord) -> tuple[str, ...]:
    says = say(f"says.{record.aspect}.{record.relation}")
    if record.status != "actual":
        says = f"{says}·{say(f'status.{record.status}')}"
    name = f"{record.indicator}（{record.predicate}）" if record.predicate else record.indicator
    if record.entity:
        name = f"{record.entity} · {name}"
    value = BOUNDS[record.bound] + str(record.value)
    if record.value_max is not None:
        value += f"—{record.value_max}"
    return name, value, record.unit, says, record.period, record.region, record.base


def writer_for(format: str, *, several: bool) -> Writer:
    """The writer of a format."""
    if format == "json":
        return JsonWriter(several)
    if format == "jsonl":
        return JsonLinesWriter()
    return CsvWriter() if format == "csv" else TableWriter()
