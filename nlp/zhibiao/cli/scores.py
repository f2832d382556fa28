"""Scores as tables for the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from rich.table import Table

from zhibiao.cli.paper import Paper
from zhibiao.cli.texts import TEXTS
from zhibiao.cli.texts import speaker as say
from zhibiao.evaluation import Change, Evaluation, Interval, Score, Scores, Turn, kappa
from zhibiao.evaluation.scores import LAYERS

NAMES = ("NUMBER", "ORG", "PROJECT")
RECORDS = ("found", "exact", "useful")


@dataclass(frozen=True, slots=True)
class Result:
    """What there is to show: the scores, and what was asked for beside them."""

    evaluation: Evaluation
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    resamples: int = 0
    seed: int = 0
    change: Change | None = None
    annotators: bool = False
    """Whether a second annotator was scored and not the extraction."""


def score_tables(result: Result, errors: int) -> str:
    """The scores of every report, of every kind, of all together, and up to ``errors`` rows of each kind of error."""
    paper = Paper()
    evaluation = result.evaluation
    paper.print(_overview(result))
    if result.intervals:
        paper.print(interval_line(result))
    paper.print(_details(evaluation.total))
    if result.annotators:
        paper.print(_agreement(evaluation.total))
    if result.change is not None:
        _print_change(paper, result.change)
    if errors:
        for name, scores in evaluation.reports.items():
            _print_errors(paper, name, scores, errors)
    return paper.text()


def score_json(result: Result, errors: int) -> str:
    """The scores as JSON, as ``--baseline`` reads them later."""
    data = result.evaluation.to_dict(errors)
    data["intervals"] = {name: asdict(interval) for name, interval in result.intervals.items()}
    data["resampling"] = {"unit": "sentence", "resamples": result.resamples, "seed": result.seed}
    if result.annotators:
        data["kappa"] = {name: kappa(pairs) for name, pairs in result.evaluation.total.labels.items()}
    if result.change is not None:
        data["change"] = asdict(result.change)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def overview_rows(result: Result) -> Iterator[tuple[str, list[str]]]:
    """A row of F1 for each report, each kind of report and all reports."""
    evaluation = result.evaluation
    for name, scores in evaluation.reports.items():
        yield name, [_f1(score) for score in _chosen(scores)]
    for kind, scores in evaluation.kinds.items():
        yield kind_name(kind), [_f1(score) for score in _chosen(scores)]
    yield say("score.total"), [_f1(score) for score in _chosen(evaluation.total)]


def interval_line(result: Result) -> str:
    """The confidence intervals in one sentence."""
    values = "; ".join(f"{name} {found.low:.3f}–{found.high:.3f}" for name, found in result.intervals.items())
    return say("score.interval", values=values, resamples=result.resamples, seed=result.seed)


def kind_name(kind: str) -> str:
    """A kind of report in the user's language; one that an annotation made up as it is."""
    return say(f"kind.{kind}") if f"kind.{kind}" in TEXTS else kind


def detail_rows(scores: Scores) -> Iterator[tuple[str, str, list[str]]]:
    """Layer, name, and precision, recall, F1 and number of annotated rows. What has no recall has a dash there."""
    for layer in LAYERS:
        rows = getattr(scores, layer).items()
        for name, score in rows if layer in ("mentions", "records", "fields") else sorted(rows):
            recall, f1 = (f"{score.recall:.3f}", f"{score.f1:.3f}") if layer not in ("rules", "checks") else ("—", "—")
            precision = f"{score.precision:.3f}" if score.extracted else "—"
            yield say(f"score.{layer}"), name, [precision, recall, f1, str(score.annotated)]


def shift_rows(change: Change) -> Iterator[list[str]]:
    """Report, layer, name, F1 before and after, of each score that changed."""
    for shift in change.shifts:
        report = shift.report or say("score.total")
        yield [
            report,
            say(f"score.{shift.layer}"),
            shift.name,
            f"{shift.before:.4f}",
            f"{shift.after:.4f}",
            f"{shift.after - shift.before:+.4f}",
        ]


def kappa_rows(scores: Scores) -> Iterator[tuple[str, str]]:
    """Field and Cohen's kappa."""
    for name, pairs in scores.labels.items():
        agreement = kappa(pairs)
        yield name, "—" if agreement is None else f"{agreement:.3f}"


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 1))


def _chosen(scores: Scores) -> list[Score]:
    return [scores.mentions[name] for name in NAMES] + [scores.records[name] for name in RECORDS]


def _overview(result: Result) -> Table:
    table = _table()
    table.add_column(say("score.report"), no_wrap=True)
    for column in (*NAMES, *RECORDS):
        table.add_column(column, justify="right")
    for name, cells in overview_rows(result):
        table.add_row(name, *cells)
    return table


def _f1(score: Score) -> str:
    return f"{score.f1:.3f}" if score.annotated or score.extracted else "—"


def _details(scores: Scores) -> Table:
    """All layers of all reports together."""
    table = _table()
    table.add_column(say("score.layer"))
    table.add_column(say("score.name"))
    for name in ("precision", "recall", "f1", "annotated"):
        table.add_column(say(f"score.{name}"), justify="right")
    for layer, name, cells in detail_rows(scores):
        table.add_row(layer, name, *cells)
    return table


def _agreement(scores: Scores) -> Table:
    table = _table()
    table.add_column(say("score.agreement"))
    table.add_column(say("score.kappa"), justify="right")
    for name, value in kappa_rows(scores):
        table.add_row(name, value)
    return table


def _print_change(paper: Paper, change: Change) -> None:
    rows = list(shift_rows(change))
    if not rows:
        paper.print(say("score.same"))
    else:
        table = _table()
        for column in ("report", "layer", "name", "before", "after"):
            table.add_column(say(f"score.{column}"))
        table.add_column("±", justify="right")
        for row in rows:
            table.add_row(*row)
        paper.print(table)
    for key, turns in (("score.better", change.better), ("score.worse", change.worse)):
        for turn in turns:
            paper.print(f"  {say(key)} {_where(turn)}")
    if change.other:
        paper.print(say("score.other", names=", ".join(change.other)))


def _where(turn: Turn) -> str:
    part = f".{turn.part}" if turn.part else ""
    wrong = say(f"score.{turn.wrong}") if f"score.{turn.wrong}" in TEXTS else turn.wrong
    return f"{turn.report} {turn.start}{part}: {wrong}"


def _print_errors(paper: Paper, name: str, scores: Scores, most: int) -> None:
    paper.print(name)
    for row in scores.missed[:most]:
        paper.print(f"  {say('score.missed')} {row['start']} {row.get('text', '')} {row.get('indicator', '')}")
    for row in scores.extra[:most]:
        paper.print(f"  {say('score.extra')} {row['start']} {row.get('text', '')} {row.get('indicator', '')}")
    for different in scores.different[:most]:
        gold, found = different.annotated, different.extracted
        fields = "; ".join(f"{field}: {gold.get(field)} ≠ {found.get(field)}" for field in different.fields)
        paper.print(f"  {say('score.different')} {gold['start']} {gold.get('text', '')} {fields}")
    for key, rows in (("score.missed", scores.missed_mentions), ("score.extra", scores.extra_mentions)):
        for row in rows[:most]:
            paper.print(f"  {say(key)} {row['type']} {row['start']} {row.get('text', '')}")
