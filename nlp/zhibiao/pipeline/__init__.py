"""The extraction as a spaCy pipeline: a tokenizer, a component for each stage, and the results on the Doc.

``doc.text`` is the source text; a token's ``norm_`` is its form in the normal text. ``doc.spans["mentions"]`` holds the
mentions, ``doc._.records`` the indicator records, ``doc._.report`` everything.
"""

from __future__ import annotations

from zhibiao.pipeline.components import (
    create_linker,
    create_names,
    create_numbers,
    create_outline,
    create_regions,
    create_terms,
    create_times,
)
from zhibiao.pipeline.loading import load_pipeline
from zhibiao.pipeline.tokenizer import create_tokenizer

__all__ = [
    "create_linker",
    "create_names",
    "create_numbers",
    "create_outline",
    "create_regions",
    "create_terms",
    "create_times",
    "create_tokenizer",
    "load_pipeline",
]
