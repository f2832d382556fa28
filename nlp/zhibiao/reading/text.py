"""Plain text files: UTF-8, with or without a byte order mark.

What is no Chinese text is refused with the reason and the place: a missing or empty file, bytes that are no text,
another encoding, a text without Chinese, a line too long to be one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from zhibiao.errors import InputError

LONGEST_LINE = 1_000_000
CHINESE = re.compile(r"[\u3400-\u9fff]")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
STANDARD_INPUT = "-"


def read_file(path: Path) -> str:
    """The text of a file. Raises InputError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("E101", path=path) from error
    except OSError as error:
        raise InputError("E107", path=path, reason=error.strerror or str(error)) from error
    return _decode(data, str(path))


def read_stream(stream: BinaryIO, name: str = STANDARD_INPUT) -> str:
    """The text of a stream of bytes, such as standard input; ``name`` is how errors call it. Raises InputError."""
    return _decode(stream.read(), name)


def check_text(text: str, name: str) -> None:
    """Raises InputError where a text cannot be a Chinese report."""
    if not text.strip():
        raise InputError("E102", path=name)
    if CHINESE.search(text) is None:
        raise InputError("E105", path=name)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise InputError("E106", path=name, line=number, length=len(line), limit=LONGEST_LINE)


def _decode(data: bytes, name: str) -> str:
    if not data:
        raise InputError("E102", path=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        control = CONTROL.search(data)
        if control is not None:
            raise InputError("E103", path=name, offset=control.start(), reason=f"0x{control[0][0]:02x}") from error
        raise InputError("E104", path=name, encoding="UTF-8", offset=error.start) from error
    control = CONTROL.search(data)
    if control is not None:
        raise InputError("E103", path=name, offset=control.start(), reason=f"0x{control[0][0]:02x}")
    check_text(text, name)
    return text
