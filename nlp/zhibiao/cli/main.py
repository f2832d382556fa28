"""The commands and their options. Results go to standard output, everything else to standard error."""

from __future__ import annotations

import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from zhibiao.cli.audit import audit
from zhibiao.cli.batch import batch
from zhibiao.cli.common import (
    FAILURE,
    Derived,
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
    deliver,
    errors_told,
    limits_of,
    ready_model,
)
from zhibiao.cli.evaluate import evaluate
from zhibiao.cli.exchange import take
from zhibiao.cli.files import Files
from zhibiao.cli.serve import serve
from zhibiao.cli.store import export, find, panel
from zhibiao.cli.texts import speaker as say

app = typer.Typer(help=say("app"), no_args_is_help=True, add_completion=False, rich_markup_mode=None)


class ResultFormat(StrEnum):
    """How ``extract`` prints records."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


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
    derived: Derived = False,
    model: ModelDirectory = None,
    dictionary: Dictionaries = None,
    output: Annotated[Path | None, typer.Option("--output", help=say("output"), metavar="FILE")] = None,
    lang: Lang = None,
) -> None:
    """Extracts each file; one that fails is reported and does not stop the others."""
    from zhibiao.cli.output import writer_for

    with errors_told():
        loaded = ready_model(model, dictionary)
        limits = limits_of(max_size, max_pages, max_seconds, max_unpacked, max_ratio, max_members, max_depth)
        reader = Files(loaded, region, year, encoding, limits)
        writer = writer_for(format.value, several=len(files) > 1)
        for report in reader.reports(files, derived=derived):
            writer.add(report)
        if writer.reports:
            deliver(writer.text(), output, writer.records)
    if reader.failed:
        raise typer.Exit(FAILURE)


app.command(help=say("evaluate"))(evaluate)
app.command(help=say("audit"))(audit)
app.command(help=say("batch"))(batch)
app.command(help=say("panel"))(panel)
app.command(help=say("find"))(find)
app.command(help=say("export"))(export)
app.command("import", help=say("import"))(take)
app.command(help=say("serve"))(serve)


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
