"""``zhibiao evaluate``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import Dictionaries, Lang, ModelDirectory, deliver, errors_told, ready_model, write_file
from zhibiao.cli.texts import speaker as say

BELOW = 1  # exit code where the score is under the limit


class ScoreFormat(StrEnum):
    """How ``evaluate`` prints scores."""

    table = "table"
    json = "json"


def evaluate(
    folders: Annotated[list[Path], typer.Argument(help=say("folders"), metavar="DIR")],
    format: Annotated[ScoreFormat, typer.Option("--format", help=say("format"))] = ScoreFormat.table,
    errors: Annotated[int, typer.Option("--errors", help=say("errors"), min=0)] = 0,
    html: Annotated[Path | None, typer.Option("--html", help=say("html"), metavar="FILE")] = None,
    baseline: Annotated[Path | None, typer.Option("--baseline", help=say("baseline"), metavar="FILE")] = None,
    fail_under: Annotated[float, typer.Option("--fail-under", help=say("fail_under"), min=0, max=1)] = 0.0,
    against: Annotated[list[Path] | None, typer.Option("--against", help=say("against"), metavar="DIR")] = None,
    resamples: Annotated[int, typer.Option("--resamples", help=say("resamples"), min=0)] = 1000,
    seed: Annotated[int, typer.Option("--seed", help=say("seed"))] = 0,
    model: ModelDirectory = None,
    dictionary: Dictionaries = None,
    lang: Lang = None,
) -> None:
    """Scores the extraction of annotated reports, or a second annotator."""
    from zhibiao.cli.score_page import score_page
    from zhibiao.cli.scores import Result, score_json, score_tables
    from zhibiao.evaluation import agree, changes, read_baseline
    from zhibiao.evaluation import evaluate as run

    with errors_told():
        before = read_baseline(baseline) if baseline is not None else None
        scored = agree(folders, against) if against else run(folders, ready_model(model, dictionary))
        change = changes(scored, before) if before is not None else None
        result = Result(scored, scored.intervals(resamples, seed), resamples, seed, change, bool(against))
        if html is not None:
            write_file(score_page(result), html, "--html")
            print(say("score.written", path=html), file=sys.stderr)
        as_json = format is ScoreFormat.json
        deliver(score_json(result, errors) if as_json else score_tables(result, errors), None, 0)
    exact = scored.total.records["exact"].f1
    if exact < fail_under:
        print(f"zhibiao: {say('score.below', f1=exact, limit=fail_under)}", file=sys.stderr)
        raise typer.Exit(BELOW)
