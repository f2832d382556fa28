"""Tables of a store for people: one row a cell, a column a year, targets beside results, figures with sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from zhibiao.cli.paper import WIDTH, Paper
from zhibiao.cli.texts import speaker as say
from zhibiao.storage.cells import plain
from zhibiao.storage.selection import Table

BOUNDS = {"=": "", "~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}
SCALES = ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万"))
LEAST = 100  # a series is shown in 万 or 亿 where its largest value has three digits there
Row = dict[str, Any]


def tidy(table: Table) -> str:
    """A panel with a row a cell; where all claims are listed, with their order."""
    rows = table.dicts()
    every = "choice" in table.columns
    columns = ["indicator", "region", "period", "says", "value", "unit", *(["choice"] if every else []), "source"]
    units = _units(rows, ("value",))
    lines = []
    for row in rows:
        scale, unit = units[_series(row)]
        value = BOUNDS[row["bound"]] + _number(row["value"], scale)
        value += f"—{_number(row['value_max'], scale)}" if row["value_max"] is not None else ""
        choice = [f"{row['choice']}/{row['claims']}"] if every else []
        lines.append([_name(row), row["region"], str(row["year"]), _says(row), value, unit, *choice, _source(row)])
    return _draw(columns, lines, right=("value",))


def wide(table: Table) -> str:
    """A panel with a column a year."""
    years = table.columns[table.columns.index("unit") + 1 :]
    rows = table.dicts()
    units = _units(rows, years)
    lines = []
    for row in rows:
        scale, unit = units[_series(row)]
        lines.append([_name(row), row["region"], _says(row), unit, *(_number(row[year], scale) for year in years)])
    return _draw(["indicator", "region", "says", "unit", *years], lines, right=years)


def targets(table: Table) -> str:
    """What was aimed at beside what was reached."""
    rows = table.dicts()
    units = _units(rows, ("target", "actual"))
    numbers = ("target_value", "actual_value", "difference")
    lines = []
    for row in rows:
        scale, unit = units[_series(row)]
        aim = BOUNDS[row["bound"]] + _number(row["target"], scale)
        aim += f"—{_number(row['target_max'], scale)}" if row["target_max"] is not None else ""
        result = BOUNDS[row["actual_bound"] or "="] + _number(row["actual"], scale)
        head = [_name(row), row["region"], str(row["year"]), _says(row)]
        lines.append([*head, aim, result, _number(row["difference"], scale), unit])
    return _draw(["indicator", "region", "period", "says", *numbers, "unit"], lines, right=numbers)


def found(table: Table) -> str:
    """Figures, each with its sentence below it."""
    lines = []
    for row in table.dicts():
        value = BOUNDS[row["bound"]] + row["written"]
        head = f"{row['region']}  {row['period']}  {_name(row)}  {_says(row)}  {value} {row['written_unit']}".rstrip()
        lines += [head, f"    {_line(row['sentence'])}", f"    {_source(row)}", ""]
    return "".join(line + "\n" for line in lines or [say("none")])


def _draw(columns: Sequence[str], lines: Iterable[Sequence[str]], right: Sequence[str]) -> str:
    lines = list(lines)
    if not lines:
        return say("none") + "\n"
    grid = Grid(box=None, pad_edge=False, padding=(0, 1), header_style="")
    for column in columns:
        title = column if column.isdigit() else say(f"column.{column}")
        fold = column in ("indicator", "source", "region")
        grid.add_column(title, justify="right" if column in right else "left", no_wrap=not fold, overflow="fold")
    for line in lines:
        grid.add_row(*line)
    terminal = Console()
    paper = Paper(terminal.width if terminal.is_terminal else max(WIDTH, 30 + 14 * len(columns)))
    paper.print(grid)
    return paper.text()


def _units(rows: list[Row], columns: Sequence[str]) -> dict[tuple[Any, ...], tuple[Decimal, str]]:
    """For each series the scale that its values are shown in, and the unit with its 万 or 亿."""
    largest: dict[tuple[Any, ...], Decimal] = {}
    for row in rows:
        values = [abs(row[column]) for column in columns if row[column] is not None]
        key = _series(row)
        largest[key] = max([*values, largest.get(key, Decimal(0))])
    return {key: _scale(value, key[-1]) for key, value in largest.items()}


def _scale(largest: Decimal, unit: str) -> tuple[Decimal, str]:
    if unit and unit[0] not in "%‰个":
        for scale, word in SCALES:
            if largest >= scale * (1 if scale > 10_000 else LEAST):
                return scale, word + unit
    return Decimal(1), unit


def _series(row: Row) -> tuple[Any, ...]:
    names = ("indicator", "region_code", "region", "entity", "predicate", "aspect", "relation", "base", "unit")
    return tuple(row[name] for name in names)


def _number(value: Decimal | None, scale: Decimal) -> str:
    return plain(value / scale) if value is not None else ""


def _name(row: Row) -> str:
    name = f"{row['indicator']}（{row['predicate']}）" if row["predicate"] else row["indicator"]
    name = f"{name} {row['part']}" if row["part"] else name
    return f"{row['entity']} · {name}" if row["entity"] else name


def _says(row: Row) -> str:
    says = say(f"says.{row['aspect']}.{row['relation']}")
    if row["base"]:
        says = f"{says}·{row['base']}"
    return f"{says}·{say('status.target')}" if row.get("status") == "target" else says


def _source(row: Row) -> str:
    place = say("page", page=row["page"]) if row["page"] is not None else ""
    return f"{PurePath(row['path']).name}{place}"


def _line(text: str) -> str:
    """A sentence in one line."""
    return "".join(text.split())
