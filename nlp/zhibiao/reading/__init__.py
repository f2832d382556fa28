"""Reading: from a file of any kind to its text, with the way back to each place in the file.

One reader a format, chosen by the file's content. Nothing in a file is run or fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhibiao.lazy import attach

if TYPE_CHECKING:
    from zhibiao.reading.limits import Limits
    from zhibiao.reading.location import Box, Location
    from zhibiao.reading.plain import read_file
    from zhibiao.reading.read import read_source
    from zhibiao.reading.source import Cell, Page, SourceText, Table
    from zhibiao.reading.text import check_text

__all__ = [
    "Box",
    "Cell",
    "Limits",
    "Location",
    "Page",
    "SourceText",
    "Table",
    "check_text",
    "read_file",
    "read_source",
]

__getattr__ = attach(
    __name__,
    {
        "zhibiao.reading.limits": ("Limits",),
        "zhibiao.reading.location": ("Box", "Location"),
        "zhibiao.reading.plain": ("read_file",),
        "zhibiao.reading.read": ("read_source",),
        "zhibiao.reading.source": ("Cell", "Page", "SourceText", "Table"),
        "zhibiao.reading.text": ("check_text",),
    },
)
