"""Scores as a page: one HTML file without anything from outside, every error in its sentence, both sides beside each
other. All text is escaped by the template engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version

from jinja2 import Environment, StrictUndefined

from zhibiao.cli.scores import NAMES, RECORDS, Result, detail_rows, interval_line, kappa_rows, overview_rows, shift_rows
from zhibiao.cli.texts import speaker as say
from zhibiao.evaluation import Scores, Turn
from zhibiao.evaluation.scores import FIELDS, Row, normal
from zhibiao.evaluation.sentences import Sentences

TEMPLATE = "score_page.html"


@dataclass(frozen=True, slots=True)
class Field:
    """A field on both sides."""

    name: str
    annotated: str
    extracted: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Error:
    """What is wrong at one place: the sentence around its span, and the fields on both sides."""

    kind: str
    start: int
    before: str
    marked: str
    after: str
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class Matrix:
    """How often which annotated value of a field was extracted as which."""

    name: str
    values: list[str]
    rows: list[tuple[str, list[int]]]


def score_page(result: Result) -> str:
    """The page of an evaluation, in the language of the command line."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(resources.files(__package__).joinpath(TEMPLATE).read_text(encoding="utf-8"))
    evaluation = result.evaluation
    return template.render(
        say=say,
        version=version("zhibiao"),
        columns=(*NAMES, *RECORDS),
        overview=list(overview_rows(result)),
        intervals=interval_line(result) if result.intervals else "",
        details=list(detail_rows(evaluation.total)),
        kappas=list(kappa_rows(evaluation.total)) if result.annotators else [],
        matrices=list(_matrices(evaluation.total)),
        change=result.change,
        shifts=list(shift_rows(result.change)) if result.change is not None else [],
        turns=list(_turns(result)),
        reports=[(name, list(_errors(scores, evaluation.texts[name]))) for name, scores in evaluation.reports.items()],
    )


def _matrices(scores: Scores) -> Iterator[Matrix]:
    """The fields in which anything is confused, with the values that are."""
    for name, pairs in scores.labels.items():
        if values := sorted({value for pair in pairs if pair[0] != pair[1] for value in pair}):
            yield Matrix(name, values, [(gold, [pairs[gold, found] for found in values]) for gold in values])


def _turns(result: Result) -> Iterator[tuple[str, Turn, Error]]:
    """What is right now and what is wrong now, each in its sentence."""
    if result.change is None:
        return
    evaluation = result.evaluation
    sentences = {name: Sentences(text) for name, text in evaluation.texts.items()}
    ends = {(name, item.start): item.end for name, scores in evaluation.reports.items() for item in scores.items}
    for key, turns in (("score.better", result.change.better), ("score.worse", result.change.worse)):
        for turn in turns:
            row = {"start": turn.start, "end": ends.get((turn.report, turn.start), turn.start + 1)}
            yield say(key), turn, _error(turn.wrong, row, sentences[turn.report], [])


def _errors(scores: Scores, text: str) -> Iterator[Error]:
    """All that is wrong in a report, in the order of the text; records before mentions."""
    sentences = Sentences(text)
    records = [_error("missed", row, sentences, _fields(row, {})) for row in scores.missed]
    records += [_error("extra", row, sentences, _fields({}, row)) for row in scores.extra]
    for different in scores.different:
        fields = _fields(different.annotated, different.extracted)
        records.append(_error("different", different.annotated, sentences, fields))
    yield from sorted(records, key=lambda error: error.start)
    mentions = [_error("missed", row, sentences, [_type(row, 0)]) for row in scores.missed_mentions]
    mentions += [_error("extra", row, sentences, [_type(row, 1)]) for row in scores.extra_mentions]
    yield from sorted(mentions, key=lambda error: error.start)


def _type(row: Row, side: int) -> Field:
    types = ["", ""]
    types[side] = row["type"]
    return Field("type", types[0], types[1], differs=True)


def _fields(gold: Row, found: Row) -> list[Field]:
    """The fields that either side fills, and the rule that read the record."""
    fields = []
    for name in FIELDS:
        one, other = (str(row.get(name) or "") for row in (gold, found))
        if one or other:
            fields.append(Field(name, one, other, normal(name, one) != normal(name, other)))
    if found.get("rule"):
        fields.append(Field("rule", "", str(found["rule"]), differs=False))
    return fields


def _error(kind: str, row: Row, sentences: Sentences, fields: list[Field]) -> Error:
    text, start = sentences.text, row["start"]
    first, last = sentences.span(start)
    end = row.get("end", start + 1)
    last = max(last, end)
    return Error(kind, start, _line(text[first:start]), _line(text[start:end]), _line(text[end:last]), fields)


def _line(text: str) -> str:
    """Text in one line, without characters that no page can show."""
    return "".join(char if char.isprintable() else " " for char in text)
