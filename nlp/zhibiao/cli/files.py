"""Reading and extracting the files that a command is given."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.cli.common import complain, warn
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.audit import Audited
    from zhibiao.knowledge.model import Model
    from zhibiao.reading.limits import Limits
    from zhibiao.records import Report


@dataclass(slots=True)
class Files:
    """Reads files with some settings. One that fails is told, does not stop the others, and makes ``failed`` true."""

    model: Model
    region: str | None
    year: int | None
    encoding: str | None
    limits: Limits
    failed: bool = False
    paths: dict[str, str] = field(default_factory=dict)
    """Where each report that was read lies, by its id; a report in an archive has the archive's path and its own."""

    def reports(self, names: list[str], *, derived: bool = False) -> Iterator[Report]:
        """The reports in files, ``-`` for standard input; with the facts that follow, where ``derived`` asks for
        them."""
        return (audited.checked(derived=derived) for audited in self.audits(names))

    def audits(self, names: list[str]) -> Iterator[Audited]:
        """The reports in files with what the audit has found in each."""
        from zhibiao.extraction import audit_source
        from zhibiao.reading import read_source

        for name in names:
            try:
                file = sys.stdin.buffer.read() if name == "-" else name
                for source in read_source(file, encoding=self.encoding, limits=self.limits, on_error=self.refuse):
                    if source.unread:
                        warn("unread_pages", name=source.name, pages=", ".join(map(str, source.unread)))
                    audited = audit_source(source, region=self.region, year=self.year, model=self.model)
                    self.paths[audited.report.head.id] = name if Path(name).name == source.name else source.name
                    yield audited
            except ZhibiaoError as error:
                self.refuse(error)

    def refuse(self, error: ZhibiaoError) -> None:
        """Tells of a file that fails."""
        complain(error)
        self.failed = True
