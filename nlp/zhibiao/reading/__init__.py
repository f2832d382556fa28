"""Reading: from a file of any kind to its text, with the way back to each place in the file.

One reader a format, chosen by the file's content. Nothing in a file is run or fetched.
"""

from __future__ import annotations

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
