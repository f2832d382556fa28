"""Where the article of a web page is, among its menus, lists of links and footers.

Text counts that is no link and reads like a report: it has a sentence's punctuation or a figure. The article is the
innermost element that holds nearly all of it.
"""

from __future__ import annotations

import re

from lxml import etree

SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "math", "select", "button",
     "input", "textarea", "canvas", "audio", "video", "map", "nav")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_READS = re.compile(r"[，。；：、]|\d")
_PROSE = re.compile(r"[，。；]")
_PLAIN = re.compile(r"\W+")
_TITLE_META = ("ArticleTitle", "og:title", "title")
MOST = 0.9  # of the weight of an element that its child must have to be the article in its place
SHORTEST_TITLE = 6


def is_hidden(element: etree._Element) -> bool:
    """Whether a page says that an element is not to be seen."""
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def find_article(root: etree._Element) -> etree._Element:
    """The element of the article; the body where there is none that stands out."""
    body = root.find(".//body")
    here = body if body is not None else root
    weights = _weights(here)
    while True:
        heaviest = max(here, key=lambda child: weights.get(child, 0), default=None)
        if heaviest is None or not weights.get(here, 0):
            return here
        if weights.get(heaviest, 0) < MOST * weights[here] or heaviest.tag in ("p", "tbody", "tr", "table", "span"):
            return here
        here = heaviest


def _weights(top: etree._Element) -> dict[etree._Element, int]:
    """How much of a report's text each element holds, itself and all below it."""
    weights: dict[etree._Element, int] = {}
    links = 0
    walker = etree.iterwalk(top, events=("start", "end"))
    for event, element in walker:
        link = element.tag == "a"
        if event == "start":
            if element.tag in SKIPPED or is_hidden(element):
                walker.skip_subtree()
                weights[element] = 0
            else:
                links += link
                weights[element] = weights.get(element, 0) + (0 if links else _weight(element.text))
            continue
        if element.tag in SKIPPED or is_hidden(element):
            link = False
        links -= link
        parent = element.getparent()
        if element is not top and parent is not None:
            tail = 0 if links else _weight(element.tail)
            weights[parent] = weights.get(parent, 0) + weights[element] + tail
    return weights


def _weight(text: str | None) -> int:
    if not text or not _READS.search(text):
        return 0
    return len(text.strip()) * (3 if _PROSE.search(text) else 1)


def find_title(root: etree._Element, article: etree._Element) -> etree._Element | None:
    """The element in front of the article that has the page's title: one whose text the page's head gives as such,
    or a heading of the first level."""
    names = [_PLAIN.sub("", name) for name in _names(root)]
    if any(name and name in _PLAIN.sub("", _inner(article)[:3000]) for name in names):
        return None
    best: etree._Element | None = None
    inside = set(article.iterancestors())
    for element in root.iter():
        if element is article:
            return best
        if element in inside or element.tag in SKIPPED or element.tag in ("a", "title", "meta"):
            continue
        text = _PLAIN.sub("", _inner(element)) if len(element) < 4 else ""
        if len(text) >= SHORTEST_TITLE and (element.tag == "h1" or any(text in name for name in names)):
            best = element
    return best


def _inner(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _names(root: etree._Element) -> list[str]:
    names = [element.text or "" for element in root.iter("title")]
    names += [
        element.get("content", "")
        for element in root.iter("meta")
        if element.get("name", element.get("property", "")) in _TITLE_META
    ]
    return names
