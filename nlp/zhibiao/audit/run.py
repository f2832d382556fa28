"""Running all rules over a report: its equations, its derived facts, and the checks of its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from zhibiao.arithmetic import own_decimals
from zhibiao.audit.book import Book
from zhibiao.audit.derive import derive, derived_record
from zhibiao.audit.equation import Derivation, Equation, Implied
from zhibiao.audit.rules import FIRST, RULES, Rule
from zhibiao.knowledge.model import Model
from zhibiao.records import Check, DerivedRecord, Report

SHARP = Decimal(10)
"""An equation confirms where it leaves fewer units of the figure's last digit than this."""


@dataclass(frozen=True)
class Audited:
    """A report with the equations of its figures. What follows from them and is not printed is worked out when it is
    asked for: ``implied`` are the figures that the rules had need of, ``derivations`` the others."""

    report: Report
    equations: list[Equation]
    book: Book
    implied: list[Implied]
    derivations: list[Derivation]

    @cached_property
    @own_decimals
    def derived(self) -> list[DerivedRecord]:
        """The facts that the equations imply and the report does not print."""
        figures = [*self.implied, *derive(self.book, self.derivations)]
        return [derived_record(figure, number) for number, figure in enumerate(figures, 1)]

    @own_decimals
    def checked(self, *, derived: bool = False) -> Report:
        """The report with the checks of its records and, with ``derived``, the facts that follow, apart from those that
        it states."""
        checks: dict[str, list[Check]] = defaultdict(list)
        for equation in self.equations:
            for id, check in checks_of(equation):
                checks[id].append(check)
        records = [
            record.changed(checks=checks[record.id]) if record.id in checks else record
            for record in self.report.records
        ]
        return self.report.changed(records=records, **({"derived": self.derived} if derived else {}))


@own_decimals
def audit_report(report: Report, model: Model) -> Audited:
    """All equations within a report, and the facts that they imply. Pure: the report stays as it is."""
    book = Book(report, model)
    equations, derivations = _run(FIRST, book)
    implied = derive(book, derivations)
    others, derivations = _run(RULES, book)
    return Audited(report, _once([*equations, *others]), book, implied, derivations)


def _run(rules: Iterable[Rule], book: Book) -> tuple[list[Equation], list[Derivation]]:
    """What rules say of the figures of a book, in order."""
    equations: list[Equation] = []
    derivations: list[Derivation] = []
    for rule in rules:
        for said in rule(book):
            if isinstance(said, Equation):
                equations.append(said)
            else:
                derivations.append(said)
    return equations, derivations


def _once(equations: list[Equation]) -> list[Equation]:
    """The equations without those that say of the same figures what an earlier rule has said."""
    found: dict[tuple[str, frozenset[str]], Equation] = {}
    for equation in equations:
        ids = frozenset(figure.record.id for figure in equation.figures)
        found.setdefault((equation.target.record.id, ids), equation)
    return list(found.values())


def with_derived(report: Report, model: Model) -> Report:
    """The report with the facts that its figures imply, as records apart from those that it states."""
    return report.changed(derived=audit_report(report, model).derived)


def checks_of(equation: Equation) -> list[tuple[str, Check]]:
    """The checks that an equation is for each of its figures, with the figures' ids."""
    said = {"rule": equation.rule, "holds": equation.holds, "confirms": is_sharp(equation)}
    ids = [figure.record.id for figure in equation.figures]
    return [(id, Check.trusted({**said, "figures": [other for other in ids if other != id]})) for id in ids]


def is_sharp(equation: Equation) -> bool:
    """Whether an equation holds and would show a wrong digit: its figures are exact, and it leaves fewer than ten units
    of its target's last digit."""
    return (
        equation.holds
        and not equation.bound
        and all(figure.exact for figure in equation.figures)
        and equation.allowed.width < SHARP * equation.target.quantum
    )
