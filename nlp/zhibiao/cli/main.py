"""The commands and their options. Results go to standard output, everything else to standard error."""

from __future__ import annotations

import io
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from zhibiao.cli.texts import speaker as say
from zhibiao.errors import ZhibiaoError

FAILURE = 2
BELOW = 1  # exit code of evaluate where the score is under the limit

app = typer.Typer(help=say("app"), no_args_is_help=True, add_completion=False, rich_markup_mode=None)


class ResultFormat(StrEnum):
    """How ``extract`` prints records."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class ScoreFormat(StrEnum):
    """How ``evaluate`` prints scores."""

    table = "table"
    json = "json"


class Language(StrEnum):
    """The languages of messages."""

    zh = "zh"
    en = "en"


Lang = Annotated[Language | None, typer.Option("--lang", help=say("lang"))]
ModelDirectory = Annotated[Path | None, typer.Option("--model", help=say("model"), metavar="DIR")]
Dictionaries = Annotated[list[Path] | None, typer.Option("--dictionary", help=say("dictionary"), metavar="FILE")]
MaxSize = Annotated[int, typer.Option("--max-size", help=say("max_size"), min=1)]
MaxPages = Annotated[int, typer.Option("--max-pages", help=say("max_pages"), min=1)]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", help=say("max_seconds"), min=0)]
MaxUnpacked = Annotated[int, typer.Option("--max-unpacked", help=say("max_unpacked"), min=1)]
MaxRatio = Annotated[int, typer.Option("--max-ratio", help=say("max_ratio"), min=1)]
MaxMembers = Annotated[int, typer.Option("--max-members", help=say("max_members"), min=1)]
MaxDepth = Annotated[int, typer.Option("--max-depth", help=say("max_depth"), min=1)]


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"zhibiao {version('zhibiao')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help=say("version"), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options of the program itself."""


@app.command(help=say("extract"))
def extract(
    files: Annotated[list[str], typer.Argument(help=say("files"), metavar="FILE")],
    format: Annotated[ResultFormat, typer.Option("--format", help=say("format"))] = ResultFormat.table,
    region: Annotated[str | None, typer.Option("--region", help=say("region"))] = None,
    year: Annotated[int | None, typer.Option("--year", help=say("year"), min=1900, max=2100)] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help=say("encoding"))] = None,
    max_size: MaxSize = 200,
    max_pages: MaxPages = 2000,
    max_seconds: MaxSeconds = 120.0,
    max_unpacked: MaxUnpacked = 500,
    max_ratio: MaxRatio = 200,
    max_members: MaxMembers = 2000,
    max_depth: MaxDepth = 2,
    model: ModelDirectory = None,
    dictionary: Dictionaries = None,
    output: Annotated[Path | None, typer.Option("--output", help=say("output"), metavar="FILE")] = None,
    lang: Lang = None,
) -> None:
    """Extracts each file; one that fails is reported and does not stop the others."""
    from zhibiao.cli.output import writer_for
    from zhibiao.extraction import extract_source
    from zhibiao.knowledge.model import load_model
    from zhibiao.reading import Limits, read_source

    limits = Limits(
        size=max_size << 20,
        pages=max_pages,
        seconds=max_seconds,
        unpacked=max_unpacked << 20,
        ratio=max_ratio,
        members=max_members,
        depth=max_depth,
    )
    failed = False

    def refuse(error: ZhibiaoError) -> None:
        nonlocal failed
        _complain(error)
        failed = True

    with _errors():
        loaded = load_model(model, tuple(dictionary or ()))
        writer = writer_for(format.value, several=len(files) > 1)
        for name in files:
            try:
                file = sys.stdin.buffer.read() if name == "-" else name
                for source in read_source(file, encoding=encoding, limits=limits, on_error=refuse):
                    if source.unread:
                        _warn("unread_pages", name=source.name, pages=", ".join(map(str, source.unread)))
                    writer.add(extract_source(source, region=region, year=year, model=loaded))
            except ZhibiaoError as error:
                refuse(error)
        if writer.reports:
            _deliver(writer.text(), output, writer.records)
    if failed:
        raise typer.Exit(FAILURE)


@app.command(help=say("evaluate"))
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
    from zhibiao.knowledge.model import load_model

    with _errors():
        before = read_baseline(baseline) if baseline is not None else None
        scored = agree(folders, against) if against else run(folders, load_model(model, tuple(dictionary or ())))
        change = changes(scored, before) if before is not None else None
        result = Result(scored, scored.intervals(resamples, seed), resamples, seed, change, bool(against))
        if html is not None:
            _write(score_page(result), html, "--html")
            print(say("score.written", path=html), file=sys.stderr)
        as_json = format is ScoreFormat.json
        _print(score_json(result, errors) if as_json else score_tables(result, errors))
    exact = scored.total.records["exact"].f1
    if exact < fail_under:
        print(f"zhibiao: {say('score.below', f1=exact, limit=fail_under)}", file=sys.stderr)
        raise typer.Exit(BELOW)


class _errors:
    """Turns an error of zhibiao into one line on standard error and exit code 2."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ZhibiaoError):
            _complain(error)
            raise typer.Exit(FAILURE) from error


def _complain(error: ZhibiaoError) -> None:
    print(f"zhibiao: {error.text(say.lang)}", file=sys.stderr)


def _warn(key: str, **details: object) -> None:
    print(f"zhibiao: {say(key, **details)}", file=sys.stderr)


def _deliver(text: str, output: Path | None, records: int) -> None:
    """Prints a result, or writes it to a file and says so."""
    if output is None:
        _print(text)
        return
    _write(text, output, "--output")
    print(say("written", count=records, path=output), file=sys.stderr)


def _write(text: str, path: Path, option: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _unwritable(f"{option} {path}", error) from error


def _print(text: str) -> None:
    """Writes to standard output, at once, so that a full disk is told."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is left in the buffer at exit
        raise _unwritable(say("stdout"), error) from error


def _unwritable(target: str, error: OSError) -> ZhibiaoError:
    from zhibiao.errors import UsageError

    return UsageError("E302", option=target, reason=error.strerror or str(error))


def _speak_utf8(stream: TextIO) -> None:
    """UTF-8 whatever the locale."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")


def main() -> None:
    """The entry point of the console script."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    try:
        app(prog_name="zhibiao")
    except BrokenPipeError:  # the reader of the pipe (head, less) has seen enough
        sys.stderr.close()
        sys.exit(1)
