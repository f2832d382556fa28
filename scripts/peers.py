#!/usr/bin/env python3
"""Runs number and unit recognition on the Chinese test suites of Recognizers-Text and duckling, case by case.

    scripts/peers.py [FOLDER] [--peer]      (default: ../shared/peers)

Prints for each file how many cases pass and, of those that do not, how many differ on purpose, with the reason, and how
many fail. tests/peers/cases.tsv lists every case that does not pass. ``--peer`` runs Recognizers-Text's own Python
version too, on the cases that do not differ on purpose, where it is installed (pip install 'zhibiao[bench]').

A case passes where every amount in it is read: a percentage with its value, an amount with its unit by span and value.
Bare numbers are no mentions of ours and are read with 吨 behind them (fractions as they are). duckling gives values:
those are compared in base units.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from zhibiao.analysis import Match
from zhibiao.knowledge.model import load_model
from zhibiao.knowledge.numerals import Numerals
from zhibiao.matchers.numbers import match_numbers
from zhibiao.text.normal import normalize

ROOT = Path(__file__).resolve().parents[1]
LISTED = ROOT / "tests" / "peers" / "cases.tsv"
SUITES = {
    "Number": "recognizers-text/Number/NumberModel.json",
    "Percent": "recognizers-text/Number/PercentModel.json",
    "Currency": "recognizers-text/NumberWithUnit/CurrencyModel.json",
    "Dimension": "recognizers-text/NumberWithUnit/DimensionModel.json",
    "Age": "recognizers-text/NumberWithUnit/AgeModel.json",
    "Temperature": "recognizers-text/NumberWithUnit/TemperatureModel.json",
    "duckling AmountOfMoney": "duckling/AmountOfMoney.json",
    "duckling Distance": "duckling/Distance.json",
    "duckling Quantity": "duckling/Quantity.json",
    "duckling Temperature": "duckling/Temperature.json",
    "duckling Volume": "duckling/Volume.json",
}
UNITS = {
    "Gram": ("千克", "0.001"),
    "Metre": ("米", "1"),
    "Centimetre": ("米", "0.01"),
    "Kilometre": ("米", "1000"),
    "Litre": ("立方米", "0.001"),
    "Millilitre": ("立方米", "0.000001"),
    "Celsius": ("℃", "1"),
    "CNY": ("元", "1"),
    "HKD": ("港元", "1"),
    "Dollar": ("元", "1"),
    "Cent": ("元", "0.01"),
    "Degree": ("℃", "1"),
}
"""duckling's units in base units; the dollar is its word for 元 and 块. Units that no report uses are not here."""

COLUMNS = ("cases", "pass", "differ", "fail", "peer")
MEANT = "differs: "

Parts = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a suite: its number in the file from 0 on, its text, and what is to be found: pairs of text and value.
    ``unit`` is the base unit of duckling's value, empty where it has none of ours."""

    suite: str
    number: int
    text: str
    expected: tuple[tuple[str, str], ...]
    unit: str = ""


def main() -> None:
    """Prints a line for each suite, then the reasons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "peers")
    parser.add_argument("--peer", action="store_true", help="run Recognizers-Text too")
    options = parser.parse_args()
    suites = load(options.folder)
    wrong = {suite: [case for case in cases if not passes(case)] for suite, cases in suites.items()}
    peer = _peer() if options.peer else None  # after ours: it lowers the precision of all decimals in its process
    listed, reasons, sums = read_listed(), Counter[str](), Counter[str]()
    print(" " * 24 + "".join(f"{name:>8}" for name in COLUMNS if name != "peer" or peer is not None))
    for suite, cases in suites.items():
        meant = [listed[suite, case.number].removeprefix(MEANT) for case in wrong[suite] if _is_meant(case, listed)]
        reasons.update(meant)
        row = {"cases": len(cases), "pass": len(cases) - len(wrong[suite]), "differ": len(meant)}
        row["fail"] = len(wrong[suite]) - len(meant)
        if peer is not None:
            row["peer"] = sum(peer(case) for case in cases if not _is_meant(case, listed))
        sums.update(row)
        print(_line(suite, row))
    print(_line("all", sums))
    for reason, count in reasons.most_common():
        print(f"  {count:4} {reason}")


def _is_meant(case: Case, listed: dict[tuple[str, int], str]) -> bool:
    return listed.get((case.suite, case.number), "").startswith(MEANT)


def _line(name: str, row: dict[str, int] | Counter[str]) -> str:
    return f"{name:24}" + "".join(f"{row[key]:8}" for key in COLUMNS if key in row)


def read_listed() -> dict[tuple[str, int], str]:
    """What tests/peers/cases.tsv says of the cases that do not pass: ``differs: reason`` or ``fails: reason``."""
    with LISTED.open(encoding="utf-8") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(suite, int(number)): f"{verdict}: {reason}" for suite, number, _, verdict, reason in rows}


def load(folder: Path) -> dict[str, list[Case]]:
    """The cases of each suite."""
    return {suite: list(_cases(suite, folder / path)) for suite, path in SUITES.items()}


def _cases(suite: str, path: Path) -> Iterator[Case]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8-sig"))
    if suite.startswith("duckling"):
        yield from _examples(suite, rows)
        return
    for number, row in enumerate(rows):
        expected = tuple((result["Text"], str(result["Resolution"]["value"])) for result in row["Results"])
        yield Case(suite, number, row["Input"], expected)


def _examples(suite: str, rows: list[dict[str, Any]]) -> Iterator[Case]:
    """duckling's examples of single values (those of ranges and bounds give no value to compare)."""
    number = 0
    for row in rows:
        kind, unit, value = row["value"].strip("()").split()[:3]
        base, factor = UNITS.get(unit, ("", "1"))
        for example in row["examples"] if kind == "simple" else ():
            yield Case(suite, number, example, ((example, str(Decimal(value) * Decimal(factor))),), base)
            number += 1


def passes(case: Case) -> bool:
    """Whether our number matcher reads a case as the suite does."""
    knowledge = load_model().numerals
    if case.suite == "Number":
        return all(_reads_number(text, value, knowledge) for text, value in case.expected)
    if case.suite.startswith("duckling"):
        return _reads_example(case, knowledge)
    found = _found(case.text, knowledge)
    if case.suite == "Percent":
        shares = [share for _, match in found if match.type == "PERCENT" for share in _shares(match)]
        return shares == [_decimal(value.rstrip("%")) for _, value in case.expected]
    spans = {span: match for span, match in found}
    return all(_reads_amount(normalize(text).text.lower(), value, spans, knowledge) for text, value in case.expected)


def _found(text: str, knowledge: Numerals) -> list[tuple[str, Match]]:
    normal = normalize(text).text
    return [(normal[match.start : match.end].lower(), match) for match in match_numbers(normal, knowledge)]


def _reads_number(text: str, value: str, knowledge: Numerals) -> bool:
    fraction = ("分" in text and "之" in text) or "/" in normalize(text).text
    found = _found(f"完成{text}。" if fraction else f"完成{text}吨。", knowledge)
    if len(found) != 1:
        return False
    ours, expected = _base(found[0][1], knowledge), _decimal(value)
    if expected is None:
        return False
    if fraction:
        return ours[1] in ("", "%") and _close(ours[0], expected)
    return ours == (expected * 1000, "千克")


def _reads_amount(text: str, value: str, spans: dict[str, Match], knowledge: Numerals) -> bool:
    match = spans.get(text)
    if match is None or match.number is None:
        return False
    bare = knowledge.units.split(match.number.unit)[1]
    ours, one = _base(match, knowledge)[0], knowledge.units.to_base(Decimal(1), bare)[0]
    expected = _decimal(value)
    return expected is not None and bool(one) and _close(ours / one, expected)


def _reads_example(case: Case, knowledge: Numerals) -> bool:
    found = _found(f"达{case.text}。", knowledge)
    return (
        bool(case.unit)
        and len(found) == 1
        and _base(found[0][1], knowledge)
        == (
            Decimal(case.expected[0][1]),
            case.unit,
        )
    )


def _base(match: Match, knowledge: Numerals) -> tuple[Decimal, str]:
    assert match.number is not None
    return knowledge.units.to_base(match.number.value, match.number.unit)


def _shares(match: Match) -> Parts:
    """The values of a percentage in hundredths: both ends of a range."""
    assert match.number is not None
    factor = {"成": Decimal(10), "‰": Decimal("0.1"), "": Decimal(100)}.get(match.number.unit, Decimal(1))
    ends = (match.number.value, match.number.value_max)
    return tuple(end * factor for end in ends if end is not None)


def _decimal(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _close(one: Decimal, other: Decimal) -> bool:
    """Equal to four significant digits, as quotients are kept."""
    return abs(one - other) <= abs(other) / 2000


def _peer() -> Callable[[Case], bool] | None:
    """Recognizers-Text on a case, with its own recognizer for each suite; None where it is not installed."""
    if importlib.util.find_spec("recognizers_number_with_unit") is None:
        print("Recognizers-Text is not installed: pip install 'zhibiao[bench]'")
        return None
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    numbers, amounts = NumberRecognizer("zh-cn"), NumberWithUnitRecognizer("zh-cn")
    models = {
        "Number": numbers.get_number_model(),
        "Percent": numbers.get_percentage_model(),
        "Currency": amounts.get_currency_model(),
        "Dimension": amounts.get_dimension_model(),
        "Age": amounts.get_age_model(),
        "Temperature": amounts.get_temperature_model(),
    }
    others = {"AmountOfMoney": "Currency", "Distance": "Dimension", "Quantity": "Dimension", "Volume": "Dimension"}

    def run(case: Case) -> bool:
        name = case.suite.removeprefix("duckling ")
        results = models[others.get(name, name)].parse(case.text)
        if case.suite.startswith("duckling"):
            values = [_decimal(str(result.resolution["value"])) for result in results]
            units = [str(result.resolution["unit"]) for result in results]
            return len(values) == 1 and values[0] is not None and _peer_reads(case, values[0], units[0])
        found = [(result.text.lower(), str(result.resolution["value"])) for result in results]
        return found == [(normalize_width(text), value) for text, value in case.expected]

    return run


PEER_UNITS = {
    "Gram": "0.001",
    "Kilogram": "1",
    "Milligram": "0.000001",
    "Jin": "0.5",
    "Liang": "0.05",
    "Meter": "1",
    "Centimeter": "0.01",
    "Kilometer": "1000",
    "Liter": "0.001",
    "Milliliter": "0.000001",
    "Cubic centimeter": "0.000001",
    "C": "1",
    "Degree": "1",
    "Chinese yuan": "1",
    "Jiao": "0.1",
    "Fen": "0.01",
    "Dollar": "1",
    "Hong Kong dollar": "1",
}


def _peer_reads(case: Case, value: Decimal, unit: str) -> bool:
    return value * Decimal(PEER_UNITS.get(unit, "NaN")) == Decimal(case.expected[0][1])


def normalize_width(text: str) -> str:
    """Text in half width and lower case, as Recognizers-Text gives it back."""
    return re.sub("[！-～]", lambda found: chr(ord(found[0]) - 0xFEE0), text).lower()


if __name__ == "__main__":
    main()
