"""zh_gov_report: the model of zhibiao for Chinese government reports, as spaCy model packages have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load"]


def load(**overrides: Any) -> Language:
    """The pipeline; the same as ``zhibiao.load()``."""
    import zhibiao

    return zhibiao.load(**overrides)
