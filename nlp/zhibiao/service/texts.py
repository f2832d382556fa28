"""The texts of the review page in Chinese and English, from ``texts.tsv``."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import Literal

Lang = Literal["zh", "en"]


@cache
def texts(lang: Lang) -> dict[str, str]:
    """All texts in a language by their key."""
    lines = resources.files(__package__).joinpath("texts.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["key"]: row[lang] for row in rows}
