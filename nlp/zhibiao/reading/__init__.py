"""Reading: from a file to its text."""

from __future__ import annotations

from zhibiao.reading.text import check_text, read_file, read_stream

__all__ = ["check_text", "read_file", "read_stream"]
