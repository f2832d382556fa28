"""The audit of one report or many: the findings within each and between those of one region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhibiao.audit.across import across
from zhibiao.audit.book import Book
from zhibiao.audit.findings import Finding, findings_of, make_finding
from zhibiao.audit.run import Audited, audit_report
from zhibiao.knowledge.model import Model
from zhibiao.records import Report


def audit_reports(reports: Iterable[Report], model: Model, *, strict: bool = False) -> list[Finding]:
    """The findings of reports, as :func:`findings_among` has them."""
    return findings_among((audit_report(report, model) for report in reports), model, strict=strict)


def findings_among(audits: Iterable[Audited], model: Model, *, strict: bool = False) -> list[Finding]:
    """The findings of audited reports in the order given, those between reports of one region last. With ``strict``
    those that rounding in several steps may explain, too."""
    shelves: dict[str, list[Report]] = {}
    findings: list[Finding] = []
    for audited in audits:
        findings += findings_of(audited, strict=strict)
        if audited.report.region:
            shelves.setdefault(audited.report.region, []).append(audited.report)
    for shelf in shelves.values():
        findings += _between(sorted(shelf, key=lambda report: (report.year or 0, report.head.id)), model, strict)
    return findings


def _between(reports: list[Report], model: Model, strict: bool) -> Iterator[Finding]:
    """The findings between reports of one region, by year."""
    if len({report.head.id for report in reports}) < 2:
        return
    books = [Book(report, model) for report in reports]
    homes = {figure: book.report for book in books for figure in book.figures}
    for equation in across(books):
        if not equation.holds or (strict and not equation.exactly):
            yield make_finding(equation, {figure: homes[figure] for figure in equation.figures})
