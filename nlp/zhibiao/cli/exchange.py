"""The command that takes annotations of other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import Lang, errors_told, warn
from zhibiao.cli.texts import speaker as say
from zhibiao.errors import UsageError


class ImportFormat(StrEnum):
    """The formats of ``import``."""

    web_annotation = "web-annotation"
    label_studio = "label-studio"
    doccano = "doccano"
    brat = "brat"


def take(
    file: Annotated[Path, typer.Argument(help=say("import_file"), metavar="FILE")],
    format: Annotated[ImportFormat, typer.Option("--format", help=say("import_format"))],
    output: Annotated[Path, typer.Option("--output", help=say("import_output"), metavar="DIR")],
    text: Annotated[Path | None, typer.Option("--text", help=say("import_text"), metavar="FILE")] = None,
    lang: Lang = None,
) -> None:
    """Writes a folder for each report of the file."""
    from zhibiao.exchange import load, write_seed
    from zhibiao.reading.plain import read_bytes, read_file

    with errors_told():
        if format is ImportFormat.brat and text is None:
            text = file.with_suffix(".txt")
        if format is ImportFormat.web_annotation and text is None:
            raise UsageError("E302", option="--text", reason="FILE")
        annotated = load(format.value, read_bytes(file), read_file(text) if text is not None else "")
        for number, each in enumerate(annotated, 1):
            write_seed(output, each, each.name or (f"{file.stem}-{number}" if len(annotated) > 1 else file.stem))
        warn("exported_reports", count=len(annotated), path=output)
