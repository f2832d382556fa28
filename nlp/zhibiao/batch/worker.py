"""What a worker does: one file, from its bytes to parcels."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from zhibiao.batch.events import Began, Event, Failed, Finished, Known, Opened, Packed, Task
from zhibiao.batch.files import read_bytes
from zhibiao.batch.settings import Settings, load
from zhibiao.errors import InputError
from zhibiao.reading.source import SourceText
from zhibiao.storage.rows import pack
from zhibiao.storage.writer import Failure

Send = Callable[[Event], None]
PLACES = ("line", "offset", "page", "encoding")


def work(task: Task, settings: Settings, send: Send) -> None:
    """Reads a file and tells what comes of it, ``Finished`` last. Whatever is wrong with a report becomes a failure.
    Raises ModelError and UsageError where the model is not the one of the settings."""
    load(settings)
    try:
        data = read_bytes(task.path, settings.limits.size)
    except InputError as error:
        send(Failed(failure_of(error, task.path)))
    else:
        sha256 = hashlib.sha256(data).hexdigest()
        send(Opened(sha256, len(data)))
        _File(task, settings, sha256, send).read(data)
    send(Finished())


class _File:
    """One file that is being read."""

    def __init__(self, task: Task, settings: Settings, sha256: str, send: Send) -> None:
        self.task, self.settings, self.sha256, self.send = task, settings, sha256, send
        self.member = ""
        self.met = False

    def read(self, data: bytes) -> None:
        """Sends the file's reports."""
        try:
            for source in self._sources(data):
                self._take(source)
            if not self.met:
                raise InputError("E120", path=self.task.path)
        except InputError as error:
            self._fail(error, "")
        except Exception as error:  # a report that meets an error of the program must not stop the others
            self._fail(_program_error(error, self.task.path), self.member, _place(error))

    def _sources(self, data: bytes) -> Iterator[SourceText]:
        from zhibiao.reading.read import iter_sources

        return iter_sources(
            data, self.task.path, limits=self.settings.limits, on_error=self._refuse, wanted=self._wanted
        )

    def _wanted(self, path: str) -> bool:
        self.met = True
        self.member = path[len(self.task.path) + 1 :]
        if self.member in self.task.skip:
            return False
        self.send(Began(self.member))
        return True

    def _refuse(self, error: InputError) -> None:
        self._fail(error, self.member)

    def _take(self, source: SourceText) -> None:
        from zhibiao.extraction import extract_source

        self.met = True
        if source.sha256 in self.task.known:
            self.send(Known(self.member, source.sha256))
            return
        try:
            parcel = pack(extract_source(source, model=load(self.settings)))
        except Exception as error:  # as above; here the other members go on
            self._fail(_program_error(error, self.task.path), self.member, _place(error))
        else:
            self.send(Packed(self.member, parcel))

    def _fail(self, error: InputError, member: str, place: str = "") -> None:
        self.send(Failed(failure_of(error, self.task.path, member, self.sha256, place)))


def failure_of(error: InputError, path: str, member: str = "", sha256: str = "", place: str = "") -> Failure:
    """The failure that an error is for the store. Where it says a line, a byte or a page, that is its place."""
    known = ", ".join(f"{name} {error.details[name]}" for name in PLACES if name in error.details)
    return Failure(path, member, sha256, error.code, error.text("en"), error.text("zh"), place or known)


def _program_error(error: Exception, path: str) -> InputError:
    return InputError("E122", path=path, kind=type(error).__name__, reason=str(error)[:200])


def _place(error: Exception) -> str:
    """The line of code that an error of the program came from."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
