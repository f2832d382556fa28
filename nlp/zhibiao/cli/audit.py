"""The command ``audit``: its options and exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.common import FAILURE, Derived, Dictionaries, Lang, ModelDirectory, deliver, errors_told, ready_model
from zhibiao.cli.files import Files
from zhibiao.cli.texts import speaker as say
from zhibiao.errors import UsageError

if TYPE_CHECKING:
    from zhibiao.audit import Audited
    from zhibiao.knowledge.model import Model

FINDINGS = 1


class FindingFormat(StrEnum):
    """How ``audit`` prints findings."""

    table = "table"
    json = "json"
    sarif = "sarif"


def audit(
    files: Annotated[list[str] | None, typer.Argument(help=say("files"), metavar="FILE")] = None,
    store: Annotated[Path | None, typer.Option("--store", help=say("audit.store"), metavar="FILE")] = None,
    format: Annotated[FindingFormat, typer.Option("--format", help=say("format"))] = FindingFormat.table,
    strict: Annotated[bool, typer.Option("--strict", help=say("strict"))] = False,
    derived: Derived = False,
    region: Annotated[str | None, typer.Option("--region", help=say("region"))] = None,
    year: Annotated[int | None, typer.Option("--year", help=say("year"), min=1900, max=2100)] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help=say("encoding"))] = None,
    model: ModelDirectory = None,
    dictionary: Dictionaries = None,
    lang: Lang = None,
) -> None:
    """Audits each report, and what several of one region say of each other."""
    from zhibiao.audit import findings_among
    from zhibiao.cli.findings import Outcome
    from zhibiao.reading import Limits

    outcome = Outcome()
    with errors_told():
        if bool(files) == (store is not None):
            raise UsageError("E302", option="FILE / --store", reason=say("audit.either"))
        loaded = ready_model(model, dictionary)
        reader = Files(loaded, region, year, encoding, Limits())
        groups = [list(reader.audits(files))] if files else _stored(store, loaded, reader.paths) if store else ()
        for audits in groups:
            findings = findings_among(audits, loaded, strict=strict)
            outcome.add((audited.checked(derived=derived) for audited in audits), findings, reader.paths)
        if outcome.reports:
            deliver(outcome.text(format.value), None, 0)
    if reader.failed:
        raise typer.Exit(FAILURE)
    if outcome.findings:
        raise typer.Exit(FINDINGS)


def _stored(path: Path, model: Model, paths: dict[str, str]) -> Iterator[list[Audited]]:
    """The current version of every report in a store, audited, those of one region together; ``paths`` gets where each
    lies."""
    from zhibiao.audit import audit_report
    from zhibiao.storage import Store

    with Store.open(path) as store:
        by_region = sorted(store.current(), key=lambda stored: (stored.region, stored.path))
        for _, group in groupby(by_region, key=lambda stored: stored.region or stored.path):
            audits = []
            for stored in group:
                paths[stored.id] = stored.path
                audits.append(audit_report(store.load(stored.report_key), model))
            yield audits
