"""Findings: equations that do not hold, with their figures, where they stand, and a sentence in two languages."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from zhibiao.audit.equation import Equation
from zhibiao.audit.figure import Figure
from zhibiao.audit.interval import quantum, round_to
from zhibiao.audit.run import Audited
from zhibiao.audit.texts import ASPECTS, SENTENCES
from zhibiao.records import Report, Span

Severity = Literal["error", "warning"]
LANGUAGES = ("zh", "en")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Span):
    """A figure of a finding: where it stands in the text of which report, its sentence, and what it was read as."""

    report: str
    source: str
    record: str
    sentence: Span
    indicator: str
    region: str
    period: str
    value: Decimal
    unit: str


class Range(_Model):
    """What a figure may be, in the unit it is printed in; an end that is open is None."""

    low: Decimal | None
    high: Decimal | None
    unit: str


class Finding(_Model):
    """Figures that contradict each other. The first of ``figures`` is the one that does not follow from the others
    (which does not say which of them is wrong); ``expected`` is what it may be, ``found`` what is printed. ``slip`` is
    the factor of a unit or decimal point that would explain it. ``severity`` is ``warning`` where rounding in several
    steps may be the reason."""

    rule: str
    severity: Severity
    figures: list[Place]
    expected: Range
    found: Decimal
    formula: str
    slip: Decimal | None
    zh: str
    en: str


def findings_of(audited: Audited, *, strict: bool = False) -> list[Finding]:
    """The findings within a report, in the order of its text; with ``strict`` those that several steps of rounding may
    explain, too."""
    found = [
        make_finding(equation, dict.fromkeys(equation.figures, audited.report))
        for equation in audited.equations
        if not equation.holds or (strict and not equation.exactly)
    ]
    return sorted(found, key=lambda finding: finding.figures[0].start)


def make_finding(equation: Equation, reports: dict[Figure, Report]) -> Finding:
    """The finding of an equation whose figures stand in ``reports``."""
    target = equation.target
    expected = _range(equation)
    slip = equation.slip if not equation.holds else None
    return Finding(
        rule=equation.rule,
        severity="warning" if equation.holds else "error",
        figures=[_place(figure, reports[figure]) for figure in equation.figures],
        expected=expected,
        found=target.record.value,
        formula=equation.option.formula,
        slip=slip,
        **{lang: _sentence(equation, expected, slip, lang) for lang in LANGUAGES},
    )


def _place(figure: Figure, report: Report) -> Place:
    record = figure.record
    start, end = record.sentence.start, record.sentence.end
    return Place(
        start=record.start,
        end=record.end,
        text=record.text,
        report=report.head.id,
        source=report.head.source,
        record=record.id,
        sentence=Span(start=start, end=end, text=report.text[start:end]),
        indicator=record.indicator,
        region=record.region,
        period=record.period,
        value=record.value,
        unit=record.unit,
    )


def _range(equation: Equation) -> Range:
    """What the figure may be, rounded outwards to one more decimal than it is printed with: with the slack of the rule,
    where even that does not help."""
    target = equation.target
    allowed = (equation.option.expected if equation.holds else equation.allowed).scaled(1 / target.factor)
    unit = quantum(target.record.value) / 10
    low = round_to(allowed.low, unit, ROUND_FLOOR) if allowed.low.is_finite() else None
    high = round_to(allowed.high, unit, ROUND_CEILING) if allowed.high.is_finite() else None
    return Range(low=low, high=high, unit=target.record.unit)


def _sentence(equation: Equation, expected: Range, slip: Decimal | None, lang: str) -> str:
    record = equation.target.record
    kind = "between" if None not in (expected.low, expected.high) else "most" if expected.low is None else "least"
    said = SENTENCES[kind][lang].format(
        name=_name(equation.target, lang),
        found=f"{record.value}{record.unit}",
        formula=equation.option.formula,
        low=expected.low,
        high=expected.high,
        unit=expected.unit,
    )
    if slip is not None:
        said += SENTENCES["slip"][lang].format(factor=f"{max(slip, 1 / slip):f}")
    return said + SENTENCES["end"][lang]


def _name(figure: Figure, lang: str) -> str:
    """What a figure is of: place, time, indicator, and whether it is its growth."""
    record = figure.record
    aspect = ASPECTS[record.aspect][lang]
    if lang == "zh":
        year = f"{record.period}年" if record.period.isdigit() else record.period
        return f"{record.region}{year}{record.indicator}{aspect}"
    return f"{aspect}{record.indicator} ({', '.join(filter(None, (record.region, record.period)))})"
