"""Annotations for other programs and from them: W3C Web Annotation, Label Studio, doccano, brat, and the folder of
files that ``zhibiao evaluate`` reads. Pure functions between these and rows of records and mentions."""

from __future__ import annotations

from zhibiao.exchange.annotations import annotations_of, completed, seed_files, write_seed
from zhibiao.exchange.formats import FORMATS, READABLE, Written, dump, load

__all__ = ["FORMATS", "READABLE", "Written", "annotations_of", "completed", "dump", "load", "seed_files", "write_seed"]
