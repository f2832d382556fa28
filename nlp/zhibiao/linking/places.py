"""Regions as the guidelines write them: the full official form of what a clause calls 全市, 市本级 or 灵丘."""

from __future__ import annotations

from collections.abc import Callable

from zhibiao.analysis import Match


class Places:
    """Looks up the full official form of the REGION mentions of one text. ``resolve`` maps a mention's words and code
    to that form, or to "" where it is none."""

    def __init__(self, text: str, matches: list[Match], resolve: Callable[[str, str], str]) -> None:
        self.text, self.resolve = text, resolve
        self.at = {match.start: match for match in matches if match.type == "REGION"}
        self.known: dict[tuple[str, str], str] = {}

    def name(self, start: int, end: int) -> str:
        """The full form of the last region mention in ``[start, end)`` of the normal text."""
        best = ""
        for position in range(start, end):
            match = self.at.get(position)
            if match is not None:
                best = self._full(match) or best
        return best

    def _full(self, match: Match) -> str:
        key = (self.text[match.start : match.end], match.id)
        if key not in self.known:
            self.known[key] = self.resolve(*key)
        return self.known[key]
