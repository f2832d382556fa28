"""The command ``batch``: its options, its progress, its last words."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhibiao.cli.common import (
    FAILURE,
    Dictionaries,
    Lang,
    MaxDepth,
    MaxMembers,
    MaxPages,
    MaxRatio,
    MaxSeconds,
    MaxSize,
    MaxUnpacked,
    ModelDirectory,
    complain,
    deliver,
    errors_told,
    limits_of,
    warn,
)
from zhibiao.cli.texts import speaker as say
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.batch import Batch, Executor, Settings, Summary
    from zhibiao.storage import Failure

SHOWN = 20  # failures that are shown; all of them are in the store


def batch(
    paths: Annotated[list[str], typer.Argument(help=say("paths"), metavar="PATH")],
    store: Annotated[Path, typer.Option("--store", help=say("store"), metavar="FILE")],
    workers: Annotated[int, typer.Option("--workers", help=say("workers"), min=0)] = 0,
    include: Annotated[list[str] | None, typer.Option("--include", help=say("include"), metavar="GLOB")] = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help=say("retry_failed"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("dry_run"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("json"))] = False,
    snapshot: Annotated[Path | None, typer.Option("--snapshot", help=say("snapshot"), metavar="FILE")] = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler", help=say("scheduler"), metavar="ADDRESS")] = None,
    max_size: MaxSize = 200,
    max_pages: MaxPages = 2000,
    max_seconds: MaxSeconds = 120.0,
    max_unpacked: MaxUnpacked = 500,
    max_ratio: MaxRatio = 200,
    max_members: MaxMembers = 2000,
    max_depth: MaxDepth = 2,
    model: ModelDirectory = None,
    dictionary: Dictionaries = None,
    lang: Lang = None,
) -> None:
    """Reads reports into a store; what it has is skipped, one that fails does not stop the others."""
    from zhibiao.batch import Settings
    from zhibiao.batch.processes import context

    missing: list[ZhibiaoError] = []
    with errors_told():
        limits = limits_of(max_size, max_pages, max_seconds, max_unpacked, max_ratio, max_members, max_depth)
        settings = Settings.make(model, tuple(dictionary or ()), limits)
        if scheduler is None and not dry_run:
            context(settings)  # begins to load the model; the imports below take a while
        from zhibiao.batch import Batch, list_files

        files = list(list_files(paths, tuple(include or ()), missing.append))
        for error in missing:
            complain(error)
        with _watcher(len(files), shown=not as_json and not dry_run) as watch:
            runner = Batch(store, settings, retry_failed=retry_failed, snapshot=snapshot, watch=watch)
            executor = _executor(settings, workers, scheduler)
            if dry_run:
                deliver(_steps(runner, files, executor, as_json), None, 0)
            else:
                runner.run(files, executor)
        if not dry_run:
            _close(runner.summary, as_json)
    if missing or runner.summary.failures:
        raise typer.Exit(FAILURE)


def _executor(settings: Settings, workers: int, scheduler: str | None) -> Executor:
    if scheduler is not None:
        from zhibiao.batch.cluster import Cluster

        return Cluster(settings, scheduler)
    from zhibiao.batch.pool import Pool, cores

    return Pool(settings, workers or cores())


def _steps(runner: Batch, files: list[str], executor: Executor, as_json: bool) -> str:
    """What would be done: a line a file that would be read, then how many of each kind."""
    lines, counts = [], dict[str, int]()
    with executor:
        for step in runner.steps(files, executor):
            counts[step.reason] = counts.get(step.reason, 0) + 1
            if step.reason.reads:
                lines.append({"path": step.path, "reason": step.reason.value})
    if as_json:
        return json.dumps({"read": lines, "counts": counts}, ensure_ascii=False, indent=2) + "\n"
    shown = [f"{say('reason.' + line['reason'])}  {line['path']}" for line in lines]
    totals = say("comma").join(f"{say('reason.' + name)} {count}" for name, count in counts.items())
    return "".join(line + "\n" for line in [*shown, say("would", files=len(files), totals=totals)])


@contextmanager
def _watcher(files: int, shown: bool) -> Iterator[Any]:
    """What shows progress: a bar on a terminal, otherwise nothing."""
    from rich.console import Console

    console = Console(stderr=True)
    if not shown or not console.is_terminal:
        yield lambda summary: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=files, rate="", failed="")

        def watch(summary: Summary) -> None:
            failed = say("failed", count=len(summary.failures)) if summary.failures else ""
            progress.update(bar, completed=summary.finished, rate=_rate(summary), failed=failed)

        yield watch


def _rate(summary: Summary) -> str:
    seconds = max(summary.seconds, 1e-3)
    return say("rate", reports=f"{summary.reports / seconds:.1f}", characters=f"{summary.characters / seconds:,.0f}")


def _close(summary: Summary, as_json: bool) -> None:
    """Says what was done: failures on standard error, and with --json all of it on standard output."""
    if as_json:
        deliver(json.dumps(_data(summary), ensure_ascii=False, indent=2) + "\n", None, 0)
        return
    for failure in summary.failures[:SHOWN]:
        print(f"zhibiao: {_reason(failure)}", file=sys.stderr)
    if len(summary.failures) > SHOWN:
        warn("more_failures", count=len(summary.failures) - SHOWN)
    warn(
        "batch_done",
        files=summary.files,
        reports=summary.reports,
        records=summary.records,
        skipped=summary.skipped,
        failed=len(summary.failures),
        failed_before=summary.failed_before,
        seconds=f"{summary.seconds:.1f}",
        rate=_rate(summary),
    )


def _reason(failure: Failure) -> str:
    reason = failure.reason_zh if say.lang == "zh" else failure.reason
    return f"{reason} ({failure.place})" if failure.place else reason


def _data(summary: Summary) -> dict[str, object]:
    numbers = ("files", "skipped", "failed_before", "reports", "characters", "records", "deaths")
    failures = [
        {"path": f.path, "member": f.member, "code": f.code, "reason": f.reason, "place": f.place}
        for f in summary.failures
    ]
    seconds = round(summary.seconds, 3)
    return {name: getattr(summary, name) for name in numbers} | {"seconds": seconds, "failures": failures}
