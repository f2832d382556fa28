"""Uploaded files: each is kept under the SHA-256 of its bytes; the name its sender gives it is only shown."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from zhibiao.service.ledger import Upload

CHUNK = 1 << 20
LONGEST_NAME = 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def shown_name(name: str | None) -> str:
    """What is shown of a file's name: its last part, without control characters and marks that turn text around."""
    last = PureWindowsPath(PurePosixPath(name or "").name).name
    shown = _UNPRINTABLE.sub("", last)[-LONGEST_NAME:].strip()
    return shown if shown.strip(".") else "report"


def keep(folder: Path, stream: BinaryIO, name: str | None) -> Upload:
    """Keeps a file's bytes. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".upload-")
    try:
        with os.fdopen(handle, "wb") as file:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
        os.replace(temporary, folder / digest.hexdigest())
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return Upload(shown_name(name), digest.hexdigest(), size)


def store_path(upload_sha256: str, name: str) -> str:
    """Where the store says that an upload lies: two files of one name stay two."""
    return f"upload:{upload_sha256[:16]}/{name}"


def find(folder: Path, sha256: str, path: str) -> Path | None:
    """The file with these bytes: among the uploads, or still at its path."""
    kept = folder / sha256
    if re.fullmatch("[0-9a-f]{64}", sha256) and kept.is_file():
        return kept
    local = Path(path)
    if local.is_absolute() and local.is_file():
        status = local.stat()
        if _digest(local, status.st_mtime_ns, status.st_size) == sha256:
            return local
    return None


@lru_cache(64)
def _digest(path: Path, changed: int, size: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
