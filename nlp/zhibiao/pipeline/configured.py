"""What the tokenizer and the components of a pipeline have in common: all they are is in the pipeline's config."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from zhibiao.knowledge.model import load_model


class Configured:
    """A part of a pipeline that is made from settings alone: it pickles as these, and writes nothing to disk. ``first``
    is what its class takes before ``model`` (a model directory) and ``dictionaries`` (jieba user dictionaries)."""

    def __init__(self, first: object, model: str | None, dictionaries: tuple[str, ...]) -> None:
        self._settings = first, model, dictionaries
        self.model = load_model(model, dictionaries)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), self._settings

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Self:
        """Itself."""
        return self

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Self:
        """Itself."""
        return self
