"""Scores as tables for the terminal."""

from __future__ import annotations

from rich.table import Table

from zhibiao.cli.paper import Paper
from zhibiao.cli.texts import speaker as say
from zhibiao.evaluation import Evaluation, Score, Scores

LAYERS = ("mentions", "records", "fields", "rules", "checks")


def score_tables(evaluation: Evaluation, errors: int) -> str:
    """The scores of every report, of all together, and up to ``errors`` rows of each kind of error."""
    paper = Paper()
    paper.print(_overview(evaluation))
    paper.print(_details(evaluation.total))
    if errors:
        for name, scores in evaluation.reports.items():
            _print_errors(paper, name, scores, errors)
    return paper.text()


def _overview(evaluation: Evaluation) -> Table:
    """One row a report: F1 of numbers, names and records."""
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column(say("score.report"))
    names = ("NUMBER", "ORG", "PROJECT")
    for column in (*names, "found", "exact", "useful"):
        table.add_column(column, justify="right")
    rows = [*evaluation.reports.items(), (say("score.total"), evaluation.total)]
    for name, scores in rows:
        cells = [scores.mentions[kind] for kind in names] + [
            scores.records[kind] for kind in ("found", "exact", "useful")
        ]
        table.add_row(name, *(_f1(score) for score in cells))
    return table


def _f1(score: Score) -> str:
    return f"{score.f1:.3f}" if score.annotated or score.extracted else "—"


def _details(scores: Scores) -> Table:
    """All layers of all reports together."""
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column(say("score.layer"))
    table.add_column(say("score.name"))
    for name in ("precision", "recall", "f1", "annotated"):
        table.add_column(say(f"score.{name}"), justify="right")
    for layer in LAYERS:
        rows = getattr(scores, layer).items()
        for name, score in sorted(rows) if layer == "rules" else rows:
            figures = (f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", str(score.annotated))
            table.add_row(say(f"score.{layer}"), name, *figures)
    return table


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
