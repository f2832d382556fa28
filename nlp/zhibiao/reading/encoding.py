"""Which encoding the characters of a file are in."""

from __future__ import annotations

import codecs
import re
from typing import Final

from zhibiao.errors import InputError, UsageError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ["gb18030", "big5hkscs", "utf_16_le", "utf_16_be"]
SAMPLE = 1 << 18  # bytes that are asked for their encoding
MANY = 4  # Chinese characters to one broken one in damaged UTF-8; another encoding read as UTF-8 is broken all over
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
NAMES: Final = {"utf-8-sig": "utf-8", "utf_16_le": "utf-16-le", "utf_16_be": "utf-16-be"}
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HAN = re.compile("[\u4e00-\u9fff]")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)


def decode(data: bytes, name: str, encoding: str | None = None, *, declared: str = "") -> tuple[str, str]:
    """The characters of a file and the name of their encoding: the one that is forced, else that of its byte order
    mark, UTF-8 where it fits, what it declares, or what its bytes look like.

    Raises InputError where none fits, UsageError for an encoding that Python does not know."""
    if encoding is not None:
        return _forced(data, name, encoding)
    for bom, marked in BOMS:
        if data.startswith(bom):
            return _strict(data, name, marked)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, name, declared, error.start)
    return (text, "utf-8") if "\0" not in text else _guess(data, name, declared, data.index(b"\0"))


def declared_charset(data: bytes) -> str:
    """The encoding that a web page says it has."""
    found = _DECLARED.search(data, 0, 4096)
    return found[1].decode("ascii") if found is not None else ""


def _forced(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    try:
        codec = codecs.lookup(WIDER.get(encoding.lower(), encoding)).name
    except LookupError as error:
        raise UsageError("E302", option=f"--encoding {encoding}", reason="unknown encoding") from error
    for bom, marked in BOMS:
        if data.startswith(bom) and codec.startswith(marked.removesuffix("-sig")):
            return _strict(data, name, marked)
    return _strict(data, name, codec)


def _strict(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    label = NAMES.get(encoding, encoding)
    try:
        return data.decode(encoding), label
    except (UnicodeDecodeError, LookupError) as error:
        offset = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise InputError("E104", path=name, encoding=label.upper(), offset=offset) from error
    except UnicodeError as error:  # UTF-16 that breaks off says no place
        raise InputError("E104", path=name, encoding=label.upper(), offset=len(data)) from error


def _guess(data: bytes, name: str, declared: str, offset: int) -> tuple[str, str]:
    """``declared`` if it fits, else the most likely of the encodings that Chinese text is found in."""
    if declared and declared.lower().replace("_", "-") not in ("utf-8", "utf8"):
        wide = WIDER.get(declared.lower(), declared)
        try:
            return data.decode(wide), wide.lower()
        except (LookupError, UnicodeDecodeError):
            pass
    found = "" if _is_damaged(data) else _likely(data)
    if not found:
        control = CONTROL.search(data.decode("latin-1"))
        if control is not None:
            raise InputError("E103", path=name, offset=control.start(), reason=f"0x{ord(control[0]):02x}")
        raise InputError("E104", path=name, encoding="UTF-8", offset=offset)
    return _strict(data, name, found)


def _is_damaged(data: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: guessed to be something else, all of it would turn to garbage."""
    sample = data[:SAMPLE].decode("utf-8", "replace")
    return len(_HAN.findall(sample)) > MANY * max(sample.count("\ufffd"), 1)


def _likely(data: bytes) -> str:
    from charset_normalizer import from_bytes  # takes its time to load, and most files are UTF-8

    best = from_bytes(data[:SAMPLE], cp_isolation=CANDIDATES).best()
    if best is None or best.encoding not in CANDIDATES:
        return ""
    return best.encoding
