"""Score the number matcher on test suites of other projects: Recognizers-Text and duckling, Chinese.

    python scripts/peers.py [DIRECTORY]      (default: ../shared/peers)

Prints, for each suite, how many of the cases that our guidelines cover pass. Out of scope are: financial numerals
(肆佰), numbers without a unit as mentions of their own (they are read with a unit put after them), discounts, dates,
units that government reports do not use, and words like 半 that stand for a number.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhibiao.analysis import Match
from zhibiao.knowledge.numerals import Numerals
from zhibiao.matchers.numbers import match_numbers
from zhibiao.text.normal import normalize

ROOT = Path(__file__).resolve().parents[1]
NUMERAL = re.compile(r"(?=.*[\d一二三四五六七八九十百千万亿两])-?[\d.,一二三四五六七八九十百千万亿两零点多余几]+")
PERCENT = re.compile(r".*[%％‰成]|[百千]分之.*")
DUCKLING = {
    "Gram": ("千克", "0.001"),
    "Metre": ("米", "1"),
    "Centimetre": ("米", "0.01"),
    "Kilometre": ("米", "1000"),
    "Litre": ("立方米", "0.001"),
    "Millilitre": ("立方米", "0.000001"),
    "Celsius": ("℃", "1"),
    "CNY": ("元", "1"),
    "USD": ("美元", "1"),
    "EUR": ("欧元", "1"),
    "GBP": ("英镑", "1"),
    "HKD": ("港元", "1"),
}

Case = tuple[str, bool]


def main(directory: Path) -> None:
    """Print a line for each suite and the cases that fail."""
    knowledge = Numerals.load(ROOT / "models" / "zh_gov_report")
    for name, cases in score(directory, knowledge).items():
        failed = [text for text, passed in cases if not passed]
        print(f"{name:32} {len(cases) - len(failed):4} of {len(cases):4}   {'  '.join(failed[:8])}")


def score(directory: Path, knowledge: Numerals) -> dict[str, list[Case]]:
    """For each suite, its cases in scope and whether they pass."""
    specs = directory / "recognizers-text"
    suites: dict[str, Iterator[Case]] = {
        "recognizers NumberModel": numerals(specs / "Number/NumberModel.json", knowledge),
        "recognizers PercentModel": percentages(specs / "Number/PercentModel.json", knowledge),
    }
    for model in ("Currency", "Dimension", "Age", "Temperature"):
        suites[f"recognizers {model}Model"] = amounts(specs / f"NumberWithUnit/{model}Model.json", knowledge)
    for model in ("AmountOfMoney", "Distance", "Quantity", "Temperature", "Volume"):
        suites[f"duckling {model}"] = duckling(directory / f"duckling/{model}.json", knowledge)
    return {name: list(cases) for name, cases in suites.items()}


def numerals(path: Path, knowledge: Numerals) -> Iterator[Case]:
    """Numerals alone, read with 吨 after them."""
    for case in _load(path):
        for result in case["Results"]:
            text = normalize(result["Text"]).text
            if len(case["Results"]) == 1 and NUMERAL.fullmatch(text):
                found = match_numbers(f"完成{text}吨。", knowledge)
                expected = Decimal(result["Resolution"]["value"])
                yield text, len(found) == 1 and _base(found[0], knowledge) == (expected * 1000, "千克")


def percentages(path: Path, knowledge: Numerals) -> Iterator[Case]:
    """Percentages in sentences: the same spans, the same shares."""
    for case in _load(path):
        results = case["Results"]
        if all(PERCENT.fullmatch(result["Text"]) for result in results):
            text = normalize(case["Input"]).text
            found = [match for match in match_numbers(text, knowledge) if match.type == "PERCENT"]
            ours = [_share(match) for match in found]
            yield case["Input"], ours == [Decimal(result["Resolution"]["value"][:-1]) for result in results]


def amounts(path: Path, knowledge: Numerals) -> Iterator[Case]:
    """Amounts with a unit in sentences: each expected span whose unit the model knows is found."""
    for case in _load(path):
        text = normalize(case["Input"]).text
        found = {text[match.start : match.end].lower() for match in match_numbers(text, knowledge)}
        for result in case["Results"]:
            expected = normalize(result["Text"]).text.lower()
            unit = re.sub(r"^[\d.,一二三四五六七八九十百千万亿两零点多余几-]*", "", expected)
            if unit and knowledge.units.get(unit):
                yield f"{expected} in {case['Input']}", expected in found


def duckling(path: Path, knowledge: Numerals) -> Iterator[Case]:
    """Examples that are one amount from end to end, compared in base units."""
    for case in _load(path):
        kind, unit, value = case["value"].strip("()").split()[:3]
        if kind != "simple" or unit not in DUCKLING:
            continue
        base, factor = DUCKLING[unit]
        for example in case["examples"]:
            text = normalize(example).text
            numeral = re.match(r"[\d.,一二三四五六七八九十百千万亿两零点]+", text)
            if numeral and knowledge.units.get(text[numeral.end() :]):
                found = match_numbers(f"达{text}。", knowledge)
                yield (
                    example,
                    len(found) == 1 and _base(found[0], knowledge) == (Decimal(value) * Decimal(factor), base),
                )


def _base(match: Match, knowledge: Numerals) -> tuple[Decimal, str]:
    assert match.number is not None
    return knowledge.units.to_base(match.number.value, match.number.unit)


def _share(match: Match) -> Decimal:
    """The value of a percentage in hundredths."""
    assert match.number is not None
    factor = {"成": Decimal(10), "‰": Decimal("0.1"), "": Decimal(100)}.get(match.number.unit, Decimal(1))
    return match.number.value * factor


def _load(path: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8-sig"))
    return cases


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "peers")
