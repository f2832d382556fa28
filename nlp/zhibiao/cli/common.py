"""What all commands share: options, errors, and where results go."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.texts import speaker as say
from zhibiao.errors import UsageError, ZhibiaoError
from zhibiao.lasting import lasting

if TYPE_CHECKING:
    from zhibiao.knowledge.model import Model
    from zhibiao.reading.limits import Limits

FAILURE = 2


class Language(StrEnum):
    """The languages of messages."""

    zh = "zh"
    en = "en"


Lang = Annotated[Language | None, typer.Option("--lang", help=say("lang"))]
ModelDirectory = Annotated[Path | None, typer.Option("--model", help=say("model"), metavar="DIR")]
Dictionaries = Annotated[list[Path] | None, typer.Option("--dictionary", help=say("dictionary"), metavar="FILE")]
Derived = Annotated[bool, typer.Option("--derived", help=say("derived"))]
MaxSize = Annotated[int, typer.Option("--max-size", help=say("max_size"), min=1)]
MaxPages = Annotated[int, typer.Option("--max-pages", help=say("max_pages"), min=1)]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", help=say("max_seconds"), min=0)]
MaxUnpacked = Annotated[int, typer.Option("--max-unpacked", help=say("max_unpacked"), min=1)]
MaxRatio = Annotated[int, typer.Option("--max-ratio", help=say("max_ratio"), min=1)]
MaxMembers = Annotated[int, typer.Option("--max-members", help=say("max_members"), min=1)]
MaxDepth = Annotated[int, typer.Option("--max-depth", help=say("max_depth"), min=1)]


def limits_of(size: int, pages: int, seconds: float, unpacked: int, ratio: int, members: int, depth: int) -> Limits:
    """The limits that the options of these names ask for; sizes in megabytes."""
    from zhibiao.reading.limits import MEGABYTE, Limits

    return Limits(size * MEGABYTE, pages, unpacked * MEGABYTE, ratio, members, depth, seconds)


def ready_model(directory: Path | None, dictionaries: list[Path] | None) -> Model:
    """The model that the options ask for; the modules that read a report with it are imported, too. Raises
    ModelError."""
    with lasting():
        from zhibiao.knowledge.model import load_model

        import_module("zhibiao.extraction")
        return load_model(directory, tuple(dictionaries or ()))


class errors_told:
    """Turns an error of zhibiao into one line on standard error and exit code 2."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ZhibiaoError):
            complain(error)
            raise typer.Exit(FAILURE) from error


def complain(error: ZhibiaoError) -> None:
    """Prints an error to standard error."""
    print(f"zhibiao: {error.text(say.lang)}", file=sys.stderr)


def warn(key: str, **details: object) -> None:
    """Prints a text of ``TEXTS`` to standard error."""
    print(f"zhibiao: {say(key, **details)}", file=sys.stderr)


def deliver(text: str, output: Path | None, records: int) -> None:
    """Prints a result, or writes it to a file and says so."""
    if output is None:
        _print(text)
        return
    write_file(text, output, "--output")
    print(say("written", count=records, path=output), file=sys.stderr)


def write_file(text: str, path: Path, option: str) -> None:
    """Writes a file that an option names."""
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
    return UsageError("E302", option=target, reason=error.strerror or str(error))
