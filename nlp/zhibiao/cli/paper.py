"""A console that tables are printed on, and the text of what was printed."""

from __future__ import annotations

import io

from rich.console import Console

WIDTH = 100  # columns of a table that is not printed to a terminal


class Paper(Console):
    """A console that keeps what is printed on it: plain text, in which ``[`` and ``:`` mean themselves."""

    def __init__(self, width: int = WIDTH) -> None:
        self._sheet = io.StringIO()
        super().__init__(
            file=self._sheet, width=width, force_terminal=False, highlight=False, markup=False, emoji=False
        )

    def text(self) -> str:
        """All that was printed, without spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._sheet.getvalue().split("\n"))
