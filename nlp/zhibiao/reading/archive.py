"""ZIP archives: what is in them, unpacked within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from zhibiao.errors import InputError
from zhibiao.reading import detect
from zhibiao.reading.limits import Budget

CHUNK = 1 << 16
ENCRYPTED = 0x1
UTF8 = 0x800
_HINTS = (("word/document.xml", detect.DOCX), ("xl/workbook.xml", "XLSX"), ("ppt/presentation.xml", "PPTX"),
          ("OFD.xml", "OFD"), ("content.xml", "ODF"))  # fmt: skip
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """An archive over its bytes. Raises InputError for a broken one."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError("E113", path=name, kind="ZIP", reason=str(error)) from error


def archive_kind(archive: zipfile.ZipFile) -> str:
    """What a ZIP is by its members: a DOCX, another document, or an archive of files."""
    names = set(archive.namelist())
    for part, kind in _HINTS:
        if part in names:
            return kind
    return detect.ZIP


def members(archive: zipfile.ZipFile, name: str, budget: Budget) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The files in an archive, in its order, by their paths. Raises InputError for too many."""
    for info in archive.infolist():
        if info.is_dir() or any(litter in info.filename for litter in _LITTER):
            continue
        budget.add_member(name)
        yield f"{name}/{_file_name(info)}", info


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> bytes:
    """The bytes of one member, never more than the limits allow. Raises InputError."""
    if info.flag_bits & ENCRYPTED:
        raise InputError("E112", path=name)
    pieces: list[bytes] = []
    total = 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(CHUNK):
                budget.tick()
                total += len(piece)
                budget.unpack(len(piece), info.compress_size, total, name)
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise InputError("E113", path=name, kind="ZIP", reason=str(error) or type(error).__name__) from error
    return b"".join(pieces)


def _file_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; one that does not say it is UTF-8 was most likely packed on a Chinese Windows."""
    if info.flag_bits & UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
