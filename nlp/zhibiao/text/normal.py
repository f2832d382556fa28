"""Normal text: the source as the grammar wants it, with a map back to every character of the source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NormalText:
    """A normalized text and, for each of its characters, where that character stands in the source.

    Offsets are code points, half open. ``origin[i]`` is the source offset of ``text[i]``; it is strictly increasing.
    """

    source: str
    text: str
    origin: list[int]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the normal span ``[start, end)``; deleted characters inside it belong to it."""
        return self.origin[start], self.origin[end - 1] + 1

    def copy(self, start: int, end: int) -> str:
        """The characters of ``[start, end)`` as the source writes them, without what normalization left out."""
        source, origin = self.source, self.origin
        return "".join([source[origin[i]] for i in range(start, end)])
