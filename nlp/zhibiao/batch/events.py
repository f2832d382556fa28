"""What is asked of a worker, and what it tells as it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.storage.rows import Parcel
    from zhibiao.storage.writer import Failure


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read. Of an archive, the members in ``skip`` are left alone (a worker died of them), and contents in
    ``known`` are not extracted again."""

    path: str
    known: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opened:
    """The file's bytes: their SHA-256 and number."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Began:
    """A member of an archive is being read: if the worker dies now, this one is to blame."""

    member: str


@dataclass(frozen=True, slots=True)
class Packed:
    """A report was extracted; ``member`` is its path in an archive, otherwise empty."""

    member: str
    parcel: Parcel


@dataclass(frozen=True, slots=True)
class Known:
    """A member whose content was extracted before."""

    member: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A report could not be read."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Finished:
    """All in the file was tried."""


@dataclass(frozen=True, slots=True)
class Died:
    """The process died over the task. ``reason`` is its exit code or signal."""

    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A worker that cannot work at all, and why."""

    error: ZhibiaoError


Event = Opened | Began | Packed | Known | Failed | Finished | Died
