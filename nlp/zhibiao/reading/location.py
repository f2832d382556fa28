"""Where a span of a report stands in the file that it was read from."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, model_serializer


class Box(NamedTuple):
    """A rectangle on a page, in PDF points (1/72 inch) from the page's top left corner as it is displayed: ``top`` is
    less than ``bottom``. ``page`` counts from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Location(BaseModel):
    """A place in a file; only what its format knows is set, and JSON leaves out the rest.

    PDF: ``page`` (from 1) of the first character and one box for each line of the span. DOCX: ``paragraph`` (from 0,
    among those outside tables) or ``table``, ``row``, ``column`` (from 0). HTML: ``xpath`` of the innermost element
    that the span begins in, and table, row and column inside a table of figures. Markdown: ``line`` (from 1)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: int | None = None
    boxes: tuple[Box, ...] = ()
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    xpath: str = ""
    line: int | None = None

    @model_serializer
    def _known(self) -> dict[str, Any]:
        known = {name: value for name, value in self if value not in (None, "", ())}
        if self.boxes:
            known["boxes"] = [box._asdict() for box in self.boxes]
        return known


class Anchors(Protocol):
    """The way back from a text to its file."""

    def locate(self, start: int, end: int) -> Location | None:
        """The place of ``text[start:end]`` in the file; None where the format has no places (plain text)."""

    def release(self) -> None:
        """Lets go of what is only held to be quick; ``locate`` still works."""
