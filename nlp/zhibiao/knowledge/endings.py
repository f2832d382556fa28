"""What a piece of text ends in, looked up by its last character."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

Kind = TypeVar("Kind")


class Endings:
    """Words that something may end in."""

    __slots__ = ("lengths", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self.lengths = _lengths(self.words)

    def size(self, text: str, start: int, end: int) -> int:
        """The length of the longest of the words that ``text[start:end]`` ends in; 0 for none."""
        for length in self.lengths.get(text[end - 1 : end], ()):
            if length <= end - start and text[end - length : end] in self.words:
                return length
        return 0

    def ends(self, text: str) -> bool:
        """Whether a text ends in one of the words."""
        return self.size(text, 0, len(text)) > 0

    def find(self, text: str, end: int) -> str:
        """The longest of the words that ends at ``end`` of a text; empty where there is none."""
        for length in self.lengths.get(text[end - 1 : end], ()):
            if length <= end and text[end - length : end] in self.words:
                return text[end - length : end]
        return ""


class KindEndings(Generic[Kind]):
    """Words of several kinds that something may end in. A word is of the first kind that it or an ending of it belongs
    to: with 码头 strong and 集装箱码头 weak both are strong."""

    __slots__ = ("kinds", "lengths")

    def __init__(self, words: Mapping[Kind, Iterable[str]]) -> None:
        table = {kind: frozenset(group) for kind, group in words.items()}
        self.kinds: dict[str, Kind] = {
            word: next(kind for kind, group in table.items() if any(word[at:] in group for at in range(len(word))))
            for group in table.values()
            for word in group
        }
        self.lengths = _lengths(self.kinds)

    def kind(self, text: str, start: int, end: int, whole: Callable[[int], bool]) -> Kind | None:
        """The kind of the longest word that ``text[start:end]`` ends in. ``whole`` tells of a word of one character,
        by its offset, whether it stands as a word; None for none."""
        for length in self.lengths.get(text[end - 1], ()) if end > start else ():
            if length <= end - start and (length > 1 or whole(end - 1)):
                found = self.kinds.get(text[end - length : end])
                if found is not None:
                    return found
        return None


def _lengths(words: Iterable[str]) -> dict[str, list[int]]:
    """The lengths of words, longest first, by their last character."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[-1], set()).add(len(word))
    return {last: sorted(lengths, reverse=True) for last, lengths in sizes.items()}
