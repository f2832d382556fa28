#!/usr/bin/env python3
"""How many wrong digits the audit finds: changes one printed digit of a figure in an equation, reads the report again.

    scripts/plant.py [--plants 400] [--seed 1] FILE…

A plant is *beyond rounding* where an equation of the unchanged report cannot hold with the changed number: it moves
what follows by more than the rounding of all its figures together. The slack that a rule grants on top is not
rounding. A plant is found where the changed report has a finding with the changed figure that the unchanged one has
not. Prints the shares found, what was missed with --missed, and the findings on the unchanged reports per hundred
records.
"""

from __future__ import annotations

import argparse
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import zhibiao
from zhibiao.audit import Audited, Equation, audit_report
from zhibiao.records import IndicatorRecord, Report


@dataclass(frozen=True)
class Plant:
    """One changed digit of a record of a report."""

    audited: Audited
    record: IndicatorRecord
    place: int
    digit: str

    @property
    def text(self) -> str:
        """The report's text with the changed digit."""
        text = self.audited.report.text
        return text[: self.place] + self.digit + text[self.place + 1 :]


def main() -> None:
    options = _options()
    rng = random.Random(options.seed)
    model = zhibiao.load_model()
    reports = [zhibiao.extract(path, model=model) for path in options.files]
    audited = [audit_report(report, model) for report in reports]
    records = sum(len(report.records) for report in reports)
    findings = sum(not equation.holds for one in audited for equation in one.equations)
    constrained = [(one, record) for one in audited for record in _constrained(one)]
    print(f"{len(reports)} reports, {records} records, {len(constrained)} in an equation that can show a wrong digit")
    print(f"unchanged: {findings} findings, {100 * findings / records:.2f} per hundred records")
    counts: Counter[tuple[str, bool]] = Counter()
    for one, record in rng.sample(constrained, min(options.plants, len(constrained))):
        plant = _plant(one, record, rng)
        kind = "beyond rounding" if _beyond(plant, model) else "within rounding"
        found = _found(plant, model)
        counts[kind, found] += 1
        if options.missed and kind == "beyond rounding" and not found:
            print(f"  missed: {one.report.head.source} {record.start} {record.indicator} {record.text} {plant.digit}")
    for kind in ("beyond rounding", "within rounding"):
        total = counts[kind, True] + counts[kind, False]
        print(f"{kind}: {counts[kind, True]} of {total} plants found ({100 * counts[kind, True] / max(total, 1):.1f}%)")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--plants", type=int, default=400, help="how many digits to change")
    parser.add_argument("--seed", type=int, default=1, help="of the random choice")
    parser.add_argument("--missed", action="store_true", help="show the plants that were missed")
    return parser.parse_args()


def _constrained(audited: Audited) -> Iterator[IndicatorRecord]:
    """The records in an equation (not: a bound) that holds, with a digit to change."""
    ids = {
        figure.record.id
        for equation in audited.equations
        if equation.holds and not equation.bound
        for figure in equation.figures
        if figure.exact
    }
    return (record for record in audited.report.records if record.id in ids and list(_digits(record)))


def _digits(record: IndicatorRecord) -> Iterator[int]:
    """Where the digits of a record's number stand; for a ratio those of its part."""
    places = [at for at, char in enumerate(record.text) if unicodedata.decimal(char, None) is not None]
    if not record.part:
        return (record.start + at for at in places)
    parts: list[list[int]] = [[]]
    for at, char in enumerate(record.text):
        if char in ":：∶":
            parts.append([])
        elif at in places:
            parts[-1].append(at)
    return (record.start + at for at in parts[record.part - 1])


def _plant(audited: Audited, record: IndicatorRecord, rng: random.Random) -> Plant:
    """Another digit at a random place of a record's number, which does not begin with 0."""
    places = list(_digits(record))
    place = rng.choice(places)
    old = unicodedata.decimal(audited.report.text[place])
    zero = chr(ord(audited.report.text[place]) - old)
    others = [digit for digit in range(10) if digit != old and (digit or place != places[0])]
    return Plant(audited, record, place, chr(ord(zero) + rng.choice(others)))


def _beyond(plant: Plant, model: zhibiao.Model) -> bool:
    """Whether an equation of the unchanged report, rounding alone allowed, breaks with the changed number."""
    changed = _with_value(plant)
    again = {_key(equation): equation for equation in audit_report(changed, model).equations}
    for equation in plant.audited.equations:
        if equation.bound or plant.record.id not in {figure.record.id for figure in equation.figures}:
            continue
        after = again.get(_key(equation))
        if after is None or not _same_but_for_rounding(equation, after):
            return True
    return False


def _same_but_for_rounding(before: Equation, after: Equation) -> bool:
    """Whether what an equation asks of its target moves by less than all roundings in it together, or is anything."""
    if not (after.option.expected.finite and after.target.interval.finite and before.option.expected.finite):
        return True
    moved = abs(_distance(after) - _distance(before))
    return moved <= before.option.expected.width + before.target.interval.width


def _distance(equation: Equation) -> Decimal:
    return equation.target.interval.middle - equation.option.expected.middle


def _key(equation: Equation) -> tuple[str, ...]:
    return equation.rule, equation.target.record.id, *(figure.record.id for figure in equation.option.stated)


def _with_value(plant: Plant) -> Report:
    """The report as extracted, with nothing but the number of the record changed."""
    record, report = plant.record, plant.audited.report
    digits = [str(unicodedata.decimal(char)) if char.isdecimal() else char for char in plant.text]
    number = "".join(digits[place] for place in _digits(record))
    value = Decimal(number).scaleb(record.value.as_tuple().exponent)  # type: ignore[arg-type]
    value = value.copy_sign(record.value)
    new = record.model_copy(update={"value": value, "value_base": record.value_base / record.value * value})
    records = [new if other is record else other for other in report.records]
    return report.model_copy(update={"records": records})


def _found(plant: Plant, model: zhibiao.Model) -> bool:
    """Whether reading the changed text gives a new finding with the changed figure."""
    report = plant.audited.report
    again = zhibiao.extract_text(plant.text, region=report.region or None, year=report.year, model=model)
    known = {_key(equation) for equation in plant.audited.equations if not equation.holds}
    return any(
        figure.record.start <= plant.place < figure.record.end
        for equation in audit_report(again, model).equations
        if not equation.holds and _key(equation) not in known
        for figure in equation.figures
    )


if __name__ == "__main__":
    main()
