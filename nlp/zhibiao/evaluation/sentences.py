"""The sentences of a text, for showing and resampling what was scored in them. No model is needed for that."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhibiao.text.normal import normalize

Span = tuple[int, int]
_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’』」）)]*)?|[。！？]+")


class Sentences:
    """The sentences of a text: spans of code points, half open, in order. Line breaks inside one do not end it."""

    def __init__(self, text: str) -> None:
        normal = normalize(text)
        self.text = text
        self.spans: list[Span] = [normal.to_source(*found.span()) for found in _SENTENCE.finditer(normal.text)]
        self._starts = [start for start, _ in self.spans]

    def index(self, offset: int) -> int:
        """The number of the sentence that an offset stands in or, between two, of the one before it; at least 0."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def span(self, offset: int) -> Span:
        """The sentence that an offset stands in; where it stands in none, just its character."""
        start, end = self.spans[self.index(offset)] if self.spans else (0, 0)
        return (start, end) if start <= offset < end else (offset, min(offset + 1, len(self.text)))
