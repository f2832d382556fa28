"""SDMX-CSV 2.0: the panel as observations under codes, for statistical offices' systems.

Source of the format: https://github.com/sdmx-twg/sdmx-csv (2.0.0). SDMX knows no free text in a key, so only figures
with a code for indicator, region and unit are written: of the region itself (not its 市本级), of no single entity,
without a predicate, a base or parts of a ratio.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, TextIO

from zhibiao.storage.cells import harmless, plain
from zhibiao.storage.store import Store

STRUCTURE, IDENTITY, ACTION = "dataflow", "ZHIBIAO:GOV_REPORTS(1.0.0)", "I"
DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "ASPECT", "RELATION", "STATUS", "UNIT_MEASURE", "TIME_PERIOD")
ATTRIBUTES = ("UNIT_MULT", "OBS_STATUS", "BOUND", "TITLE", "SOURCE")
HEADER = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
ANNUAL = "A"
BOUNDS = {"=": "EQ", "~": "ABOUT", ">": "GT", ">=": "GE", "<": "LT", "<=": "LE"}
OBS_STATUS = {"actual": "A", "target": "F"}  # normal value, forecast value (SDMX code list CL_OBS_STATUS)


def places(store: Store) -> dict[str, str]:
    """The region that each code stands for: the shortest of the names that have it (宿州市, not 宿州市市本级)."""
    sql = (
        "SELECT region_code, arg_min(region, length(region)) FROM records WHERE region_code <> '' GROUP BY region_code"
    )
    return dict(store.connection.execute(sql).fetchall())


def write(
    stream: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]], regions: dict[str, str]
) -> tuple[int, int]:
    """Writes the rows of a panel; gives how many, and how many were left out. ``regions`` are those of the codes."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    keys: set[tuple[str, ...]] = set()
    left_out = 0
    for values in rows:
        row = dict(zip(columns, values, strict=True))
        key = _key(row, regions)
        if key is None or key in keys or row["value"] is None:
            left_out += 1
            continue
        keys.add(key)
        writer.writerow([STRUCTURE, IDENTITY, ACTION, *key, plain(Decimal(row["value"])), *_attributes(row)])
    return len(keys), left_out


def _key(row: dict[str, Any], regions: dict[str, str]) -> tuple[str, ...] | None:
    """The key of an observation; None for a figure that has no codes."""
    whole = not (row["entity"] or row["predicate"] or row["base"] or row["part"])
    unit = _units().get(row["unit"])
    if not (whole and unit and row["indicator_id"]) or regions.get(row["region_code"]) != row["region"]:
        return None
    codes = (row["indicator_id"], row["aspect"], row["relation"], row["status"])
    return (ANNUAL, row["region_code"], *(code.upper() for code in codes), unit, str(row["year"]))


def _attributes(row: dict[str, Any]) -> tuple[str, ...]:
    texts = (harmless(row["title"]), harmless(row["path"]))
    return ("0", OBS_STATUS[row["status"]], BOUNDS[row["bound"]], *texts)


@cache
def _units() -> dict[str, str]:
    text = resources.files("zhibiao.storage").joinpath("sdmx_units.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {unit: code for unit, code in lines[1:]}
