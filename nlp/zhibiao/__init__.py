"""zhibiao (指标): Chinese government reports as indicator records, every field grounded in the characters it came from.

>>> import zhibiao
>>> report = zhibiao.extract_text("全市地区生产总值完成1686亿元，同比增长7.5%。", region="大同市", year=2021)
>>> [(record.indicator, record.aspect, str(record.value), record.unit) for record in report.records]
[('地区生产总值', 'level', '1686', '亿元'), ('地区生产总值', 'growth', '7.5', '%')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhibiao.lazy import attach

if TYPE_CHECKING:
    from spacy.language import Language

    from zhibiao.errors import (
        ExchangeError,
        InputError,
        ModelError,
        ServiceError,
        StoreError,
        UsageError,
        ZhibiaoError,
    )
    from zhibiao.extraction import extract, extract_all, extract_source, extract_text
    from zhibiao.knowledge.model import Model, load_model
    from zhibiao.reading import Box, Limits, Location, SourceText, read_source
    from zhibiao.records import (
        Check,
        DerivedRecord,
        IndicatorRecord,
        Inherited,
        Mention,
        Offsets,
        PageSpan,
        Report,
        ReportHead,
        Section,
        Span,
    )

    __version__: str

__all__ = [
    "Box",
    "Check",
    "DerivedRecord",
    "ExchangeError",
    "IndicatorRecord",
    "Inherited",
    "InputError",
    "Limits",
    "Location",
    "Mention",
    "Model",
    "ModelError",
    "Offsets",
    "PageSpan",
    "Report",
    "ReportHead",
    "Section",
    "ServiceError",
    "SourceText",
    "Span",
    "StoreError",
    "UsageError",
    "ZhibiaoError",
    "__version__",
    "extract",
    "extract_all",
    "extract_source",
    "extract_text",
    "load",
    "load_model",
    "read_source",
]


_HOMES = {
    "zhibiao.errors": (
        "ExchangeError", "InputError", "ModelError", "ServiceError", "StoreError", "UsageError", "ZhibiaoError",
    ),
    "zhibiao.extraction": ("extract", "extract_all", "extract_source", "extract_text"),
    "zhibiao.knowledge.model": ("Model", "load_model"),
    "zhibiao.reading": ("Box", "Limits", "Location", "SourceText", "read_source"),
    "zhibiao.records": (
        "Check", "DerivedRecord", "IndicatorRecord", "Inherited", "Mention", "Offsets", "PageSpan", "Report",
        "ReportHead", "Section", "Span",
    ),
}  # fmt: skip
_find = attach(__name__, _HOMES)


def __getattr__(name: str) -> Any:
    """A public name, imported when it is first asked for: commands that only look into a store load no model."""
    if name != "__version__":
        return _find(name)
    from importlib.metadata import version

    found = globals()[name] = version("zhibiao")
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def load(model: str | None = None, dictionaries: tuple[str, ...] = (), **overrides: Any) -> Language:
    """The spaCy pipeline of a model directory (default: the one that comes with zhibiao), with the words of user
    dictionaries. ``doc.spans["mentions"]`` and ``doc._.records`` hold the results. Raises ModelError."""
    from zhibiao.pipeline import load_pipeline

    return load_pipeline(model, dictionaries, **overrides)
