"""Words that something may end in."""

from __future__ import annotations

from collections.abc import Iterable


class Endings:
    """A set of words, asked for the longest that ends a piece of a text; one look at its last character tells that
    none does."""

    __slots__ = ("_lengths", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        sizes: dict[str, set[int]] = {}
        for word in self.words:
            sizes.setdefault(word[-1], set()).add(len(word))
        self._lengths = {last: sorted(lengths, reverse=True) for last, lengths in sizes.items()}

    def size(self, text: str, start: int, end: int) -> int:
        """The length of the longest of the words that ``text[start:end]`` ends in; 0 for none."""
        if end <= start:
            return 0
        for length in self._lengths.get(text[end - 1], ()):
            if length <= end - start and text[end - length : end] in self.words:
                return length
        return 0

    def ends(self, text: str) -> bool:
        """Whether a text ends in one of the words."""
        return self.size(text, 0, len(text)) > 0

    def find(self, text: str, end: int) -> str:
        """The longest of the words that ends at ``end`` of a text; empty where there is none."""
        return text[end - self.size(text, 0, end) : end]
