"""What a file may cost: bounds on size, pages, archives and time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from zhibiao.errors import InputError

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file. Each has an error of its own; what is over one is refused, never cut off.

    ``size``: bytes of the file. ``pages``: pages of a PDF. ``unpacked``: bytes that an archive (ZIP or DOCX) unpacks
    to, all members together. ``ratio``: how many times larger than packed a member may be. ``members``: files in an
    archive. ``depth``: archives within archives, 1 is an archive of files. ``seconds``: time to read the file,
    looked at between pages and members."""

    size: int = 200 * MEGABYTE
    pages: int = 2000
    unpacked: int = 500 * MEGABYTE
    ratio: int = 200
    members: int = 2000
    depth: int = 2
    seconds: float = 120.0


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one file is read; its archives' members share it."""

    limits: Limits
    name: str
    unpacked: int = 0
    members: int = 0
    depth: int = 0
    begun: float = field(default_factory=time.monotonic)

    def tick(self) -> None:
        """Raises InputError where the time is over."""
        if time.monotonic() - self.begun > self.limits.seconds:
            raise InputError("E119", path=self.name, limit=f"{self.limits.seconds:g}")

    @contextmanager
    def pause(self) -> Iterator[None]:
        """The time inside does not count."""
        begun = time.monotonic()
        yield
        self.begun += time.monotonic() - begun

    def check_size(self, size: int, name: str) -> None:
        """Raises InputError for a file that is too large."""
        if size > self.limits.size:
            raise InputError("E116", path=name, size=size, limit=self.limits.size)

    def check_pages(self, pages: int, name: str) -> None:
        """Raises InputError for too many pages."""
        if pages > self.limits.pages:
            raise InputError("E117", path=name, pages=pages, limit=self.limits.pages)

    def enter(self, name: str) -> None:
        """Takes one more level of archives."""
        self.depth += 1
        if self.depth > self.limits.depth:
            raise InputError("E118", path=name, what="depth", value=self.depth, limit=self.limits.depth)

    def leave(self) -> None:
        """Leaves the level that ``enter`` took."""
        self.depth -= 1

    def add_member(self, name: str) -> None:
        """Takes one more member of an archive."""
        self.members += 1
        if self.members > self.limits.members:
            raise InputError("E118", path=name, what="members", value=self.members, limit=self.limits.members)

    def unpack(self, size: int, packed: int, total: int, name: str) -> None:
        """Takes ``size`` more bytes of a member that has ``packed`` bytes packed and ``total`` unpacked so far."""
        self.unpacked += size
        if self.unpacked > self.limits.unpacked:
            raise InputError("E118", path=name, what="bytes", value=self.unpacked, limit=self.limits.unpacked)
        if total > MEGABYTE and total > self.limits.ratio * max(packed, 1):
            raise InputError("E118", path=name, what="ratio", value=total // max(packed, 1), limit=self.limits.ratio)
