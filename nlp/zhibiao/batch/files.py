"""Which files a batch means, and their bytes: paths of this machine, or URLs that fsspec opens."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from zhibiao.errors import InputError, UsageError
from zhibiao.reading import plain

DOCUMENTS = frozenset(
    {
        ".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml", ".docx", ".pdf", ".zip",
        ".doc", ".wps", ".rtf", ".odt", ".ofd", ".ceb", ".caj",
    }
)  # fmt: skip
"""Names that a folder's files are taken by, unless told otherwise. Those of the second line are not read; each gives an
error that says what to do, so that no report is left out in silence."""
_MAGIC = frozenset("*?[")


class Digest(NamedTuple):
    """The SHA-256 of a file's bytes and their number."""

    sha256: str
    size: int


def list_files(paths: Iterable[str], include: tuple[str, ...], refuse: Callable[[InputError], None]) -> Iterator[str]:
    """The files that are meant, as absolute paths and URLs, each once: files as they are, folders with all under them,
    globs (``**`` goes down). In a folder a file is taken where its name, or its path in the folder, matches one of
    ``include``; without any, where it looks like a document. Hidden files are left out. A path where nothing is is told
    to ``refuse``. Raises UsageError for a URL that cannot be opened here."""
    seen: set[str] = set()
    for path in paths:
        try:
            for file in _list_url(path, include) if is_url(path) else _list_path(path, include):
                if file not in seen:
                    seen.add(file)
                    yield file
        except InputError as error:
            refuse(error)


def is_url(path: str) -> bool:
    """Whether a path is for fsspec."""
    return "://" in path


def read_bytes(path: str, limit: int) -> bytes:
    """The bytes of a file or URL, at most one more than ``limit``. Raises InputError."""
    if not is_url(path):
        return plain.read_bytes(Path(path), limit)
    try:
        with _filesystem(path).open(path, "rb") as stream:
            data: bytes = stream.read(limit + 1)
    except FileNotFoundError as error:
        raise InputError("E101", path=path) from error
    except Exception as error:  # each kind of object store has errors of its own
        raise InputError("E107", path=path, reason=str(error) or type(error).__name__) from error
    if not data:
        raise InputError("E102", path=path)
    return data


def digest(path: str, limit: int) -> Digest | InputError:
    """What identifies the content of a file or URL, or why it cannot be read."""
    try:
        data = read_bytes(path, limit)
    except InputError as error:
        return error
    return Digest(hashlib.sha256(data).hexdigest(), len(data))


def _list_path(path: str, include: tuple[str, ...]) -> Iterator[str]:
    if os.path.isdir(path):
        yield from _walk(path, include)
    elif os.path.exists(path):
        yield os.path.abspath(path)
    elif _MAGIC & set(path):
        matches = sorted(match for match in glob.iglob(path, recursive=True) if os.path.isfile(match))
        if not matches:
            raise InputError("E101", path=path)
        yield from map(os.path.abspath, matches)
    else:
        raise InputError("E101", path=path)


def _walk(folder: str, include: tuple[str, ...]) -> Iterator[str]:
    top = os.path.abspath(folder)
    for directory, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(directory, name)
            if _taken(os.path.relpath(path, top), include):
                yield path


def _taken(inside: str, include: tuple[str, ...]) -> bool:
    """Whether a file of a folder is meant, by its path in it."""
    path = PurePosixPath(inside.replace(os.sep, "/"))
    if path.name.startswith("."):
        return False
    if not include:
        return path.suffix.lower() in DOCUMENTS
    return any(fnmatch(path.name, pattern) or fnmatch(str(path), pattern) for pattern in include)


def _list_url(url: str, include: tuple[str, ...]) -> Iterator[str]:
    files = _filesystem(url)
    if _MAGIC & set(url):
        found = sorted(files.glob(url))
    elif files.isdir(url):
        top = files._strip_protocol(url).rstrip("/") + "/"
        found = [file for file in sorted(files.find(url)) if _taken(file.removeprefix(top), include)]
    else:
        found = [url] if files.exists(url) else []
    if not found:
        raise InputError("E101", path=url)
    yield from (files.unstrip_protocol(file) for file in found)


def _filesystem(url: str) -> Any:
    """The filesystem of a URL. Raises UsageError without fsspec or what it needs for this kind of URL."""
    try:
        import fsspec

        return fsspec.core.url_to_fs(url)[0]
    except ImportError as error:
        package = str(error) if not isinstance(error, ModuleNotFoundError) else error.name or str(error)
        raise UsageError("E303", feature=url, package=package, extra="cluster") from error
    except ValueError as error:
        raise UsageError("E302", option=url, reason=str(error)) from error
