"""The marks that open a heading, a list item or a paragraph: ``一、`` ``（二）`` ``3.`` ``（4）`` ``——`` ``①``."""

from __future__ import annotations

import re

NUMERAL = "〇一二三四五六七八九十百"

STRONG = re.compile(
    rf"[（(] ?(?:[{NUMERAL}]{{1,4}}|\d{{1,2}}) ?[）)]"
    rf"|第 ?(?:[{NUMERAL}]{{1,4}}|\d{{1,2}}) ?[部章节篇编]"
    rf"|[{NUMERAL}]{{1,4}} ?[、.:：]"
    r"|\d{1,2} ?(?:、|[.．] ?(?![\d ]))"
    r"|(?:——|--)(?!\d)"
    r"|[●■◆★▲○◎※►•]"
)
"""Opens a heading or a paragraph, wherever it stands at the start of a line."""

WEAK = re.compile(rf"[{NUMERAL}]{{1,3}}是|[①-⑳]")
"""Opens a list item, which may as well stand inside a paragraph and by chance at the start of a wrapped line."""
