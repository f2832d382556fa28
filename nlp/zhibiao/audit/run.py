"""Running all rules over a report: its equations, its derived facts, and the checks of its records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.audit.book import Book
from zhibiao.audit.derive import derived_figure
from zhibiao.audit.equation import Derivation, Equation
from zhibiao.audit.rules import FIRST, RULES
from zhibiao.knowledge.model import Model
from zhibiao.records import Check, DerivedRecord, Report

SHARP = Decimal(10)
"""An equation confirms where it leaves fewer units of the figure's last digit than this."""


@dataclass(frozen=True, slots=True)
class Audited:
    """A report with the equations of its figures and what follows from them."""

    report: Report
    equations: list[Equation]
    derived: list[DerivedRecord]


def audit_report(report: Report, model: Model) -> Audited:
    """All equations within a report, and the facts that they imply. Pure: the report stays as it is."""
    book = Book(report, model)
    equations: list[Equation] = []
    derived: list[DerivedRecord] = []
    for rules in (FIRST, RULES):
        found = [said for rule in rules for said in rule(book)]
        equations += [said for said in found if isinstance(said, Equation)]
        for said in found:
            if isinstance(said, Derivation) and said.like.record.status == "actual":
                figure = derived_figure(book, said, len(derived) + 1)
                if figure is not None and isinstance(figure.record, DerivedRecord):
                    book.add(figure, said.like.record.status)
                    derived.append(figure.record)
    return Audited(report, _once(equations), derived)


def _once(equations: list[Equation]) -> list[Equation]:
    """The equations without those that say of the same figures what an earlier rule has said."""
    found: dict[tuple[str, frozenset[str]], Equation] = {}
    for equation in equations:
        ids = frozenset(figure.record.id for figure in equation.figures())
        found.setdefault((equation.target.record.id, ids), equation)
    return list(found.values())


def with_checks(report: Report, model: Model) -> Report:
    """The report with the checks of its records."""
    checks: dict[str, list[Check]] = defaultdict(list)
    for equation in audit_report(report, model).equations:
        for id, check in checks_of(equation):
            checks[id].append(check)
    records = [
        record.model_copy(update={"checks": checks[record.id]}) if record.id in checks else record
        for record in report.records
    ]
    return report.model_copy(update={"records": records})


def with_derived(report: Report, model: Model) -> Report:
    """The report with the facts that its figures imply, as records apart from those that it states."""
    return report.model_copy(update={"derived": audit_report(report, model).derived})


def checks_of(equation: Equation) -> list[tuple[str, Check]]:
    """The checks that an equation is for each of its figures, with the figures' ids."""
    figures = list(equation.figures())
    holds, confirms = equation.holds, is_sharp(equation)
    ids = [figure.record.id for figure in figures]
    return [
        (id, Check(rule=equation.rule, holds=holds, confirms=confirms, figures=[other for other in ids if other != id]))
        for id in ids
    ]


def is_sharp(equation: Equation) -> bool:
    """Whether an equation holds and would show a wrong digit: its figures are exact, and it leaves fewer than ten units
    of its target's last digit."""
    return (
        equation.holds
        and not equation.bound
        and all(figure.exact for figure in equation.figures())
        and equation.allowed.width < SHARP * equation.target.quantum
    )
