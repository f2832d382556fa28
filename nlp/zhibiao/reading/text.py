"""What every text must be to be a Chinese report."""

from __future__ import annotations

import re

from zhibiao.errors import InputError

LONGEST_LINE = 1_000_000
CHINESE = re.compile(r"[\u3400-\u9fff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def check_text(text: str, name: str) -> None:
    """Raises InputError where a text cannot be a Chinese report."""
    if not text.strip():
        raise InputError("E102", path=name)
    control = CONTROL.search(text)
    if control is not None:
        offset = len(text[: control.start()].encode("utf-8", "surrogatepass"))
        raise InputError("E103", path=name, offset=offset, reason=f"0x{ord(control[0]):02x}")
    if CHINESE.search(text) is None:
        raise InputError("E105", path=name)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise InputError("E106", path=name, line=number, length=len(line), limit=LONGEST_LINE)
