"""The numbers that Word puts in front of paragraphs by itself: 一、 （二） 3."""

from __future__ import annotations

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HOLE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting", "ideographDigital",
     "taiwaneseCounting", "taiwaneseCountingThousand", "ideographTraditional"}
)  # fmt: skip
_SILENT = frozenset({"bullet", "none"})
Key = tuple[str, int]


class Numbering:
    """Counts the numbered paragraphs of a document from its numbering and style parts."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self.levels: dict[Key, tuple[str, str, int]] = {}
        self.abstract: dict[str, str] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        self.counts: dict[Key, int] = {}
        if numbering is not None:
            self._read(numbering)
        if numbering is not None and styles is not None:
            self._read_styles(styles)

    def next(self, paragraph: etree._Element) -> str:
        """The number in front of a paragraph, which is counted; empty for one without."""
        if not self.levels:
            return ""
        number, level = self._of(paragraph)
        abstract = self.abstract.get(number, "")
        if (abstract, level) not in self.levels:
            return ""
        kind, pattern, start = self.levels[abstract, level]
        self.counts[abstract, level] = self.counts.get((abstract, level), start - 1) + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((abstract, deeper), None)
        if kind in _SILENT:
            return ""
        return _HOLE.sub(lambda hole: self._written(abstract, int(hole[1]) - 1), pattern)

    def _written(self, abstract: str, level: int) -> str:
        kind, _, start = self.levels.get((abstract, level), ("decimal", "", 1))
        return _write(self.counts.get((abstract, level), start), kind)

    def _of(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and level of a paragraph, its own or its style's."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number, level = self.styles.get(_val(style), ("", 0))
        if own is None:
            return number, level
        chosen, deep = _val(own.find(f"{W}numId")), _val(own.find(f"{W}ilvl"))
        return chosen or number, int(deep) if deep.isdigit() else level

    def _read(self, numbering: etree._Element) -> None:
        for abstract in numbering.iter(W + "abstractNum"):
            for level in abstract.iter(W + "lvl"):
                deep, start = level.get(W + "ilvl", "0"), _val(level.find(W + "start"))
                key = abstract.get(W + "abstractNumId", ""), int(deep) if deep.isdigit() else 0
                kind, pattern = _val(level.find(W + "numFmt")), _val(level.find(W + "lvlText"))
                self.levels[key] = kind, pattern, int(start) if start.isdigit() else 1
        for number in numbering.iter(W + "num"):
            self.abstract[number.get(W + "numId", "")] = _val(number.find(W + "abstractNumId"))

    def _read_styles(self, styles: etree._Element) -> None:
        for style in styles.iter(W + "style"):
            own = style.find(f"{W}pPr/{W}numPr")
            if own is not None:
                deep = _val(own.find(f"{W}ilvl"))
                self.styles[style.get(W + "styleId", "")] = (
                    _val(own.find(f"{W}numId")), int(deep) if deep.isdigit() else 0
                )  # fmt: skip


def _val(element: etree._Element | None) -> str:
    return element.get(W + "val", "") if element is not None else ""


def _write(value: int, kind: str) -> str:
    if kind in _CHINESE and 0 < value < 100:
        tens, ones = divmod(value, 10)
        head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
        return head + (_DIGITS[ones] if ones else "")
    if kind in ("upperLetter", "lowerLetter") and 0 < value < 27:
        letter = chr(ord("A") + value - 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind == "decimalEnclosedCircle" and 0 < value < 21:
        return chr(ord("①") + value - 1)
    return str(value)
