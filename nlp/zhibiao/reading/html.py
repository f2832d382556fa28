"""Web pages: the text of the article, block by block, with the XPath of each piece.

The page is parsed by libxml2 without network and without entities of its own; scripts and styles are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from zhibiao.errors import InputError
from zhibiao.reading import detect
from zhibiao.reading.article import SKIPPED, find_article, find_title, is_hidden
from zhibiao.reading.builder import TextBuilder, finish_tables, is_data
from zhibiao.reading.encoding import declared_charset, decode
from zhibiao.reading.html_table import read_table
from zhibiao.reading.limits import Budget
from zhibiao.reading.location import Location
from zhibiao.reading.source import SourceText
from zhibiao.reading.text import check_text

BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend",
     "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
     "thead", "tr", "ul")
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


def read_html(data: bytes, name: str, sha256: str, encoding: str | None, budget: Budget) -> SourceText:
    """The article of a web page. Raises InputError."""
    characters, found = decode(data, name, encoding, declared=declared_charset(data))
    root = _parse(characters, name)
    budget.tick()
    page = _Page(root)
    page.read()
    text = page.builder.text
    check_text(text, name)
    tables = finish_tables(text, page.builder.tables)
    return SourceText(text, name, detect.HTML, sha256, found, (), page.builder.anchors(), tables)


def _parse(characters: str, name: str) -> etree._Element:
    clean = _CONTROL.sub("", _DECLARATION.sub("", characters)).encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(clean, parser)
    except etree.LxmlError as error:
        raise InputError("E113", path=name, kind="HTML", reason=str(error)) from error
    if root is None:
        raise InputError("E102", path=name)
    return root


class _Page:
    """Walks through the article once and puts its text together."""

    def __init__(self, root: etree._Element) -> None:
        self.tree = root.getroottree()
        self.root = root
        self.builder = TextBuilder()
        self.known: dict[etree._Element, Location] = {}
        self.space = ""

    def read(self) -> None:
        article = find_article(self.root)
        title = find_title(self.root, article)
        if title is not None:
            self._walk(title)
            self.builder.end_line()
        self._walk(article)
        self.builder.end_line()

    def _walk(self, top: etree._Element) -> None:
        walker = etree.iterwalk(top, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element, top)
            elif element.tag in SKIPPED or is_hidden(element) or self._add_table(element):
                walker.skip_subtree()
            else:
                self._enter(element)

    def _enter(self, element: etree._Element) -> None:
        if element.tag in BLOCKS:
            self._break()
        self._add(element.text, element)

    def _leave(self, element: etree._Element, top: etree._Element) -> None:
        if element.tag in BLOCKS:
            self._break()
        if element is not top:
            parent = element.getparent()
            self._add(element.tail, parent if parent is not None else top)

    def _break(self) -> None:
        self.space = ""
        self.builder.end_line()

    def _add(self, text: str | None, element: etree._Element) -> None:
        """Adds a run of characters with its white space as a browser shows it."""
        if not text:
            return
        shown = _SPACE.sub(" ", text)
        if self.builder.pieces and self.builder.pieces[-1][-1] != "\n" and shown[0] == " ":
            self.space = " "
        body = shown.strip(" ")
        if not body:
            return
        self.builder.add(self.space + body if self._is_open() else body, self._place(element))
        self.space = " " if shown[-1] == " " else ""

    def _is_open(self) -> bool:
        return bool(self.builder.pieces) and self.builder.pieces[-1][-1] != "\n"

    def _place(self, element: etree._Element) -> Location:
        place = self.known.get(element)
        if place is None:
            place = self.known[element] = Location(xpath=self.tree.getpath(element))
        return place

    def _add_table(self, element: etree._Element) -> bool:
        """Adds a table of figures; False for one that only lays out the page, and for any other element."""
        if element.tag != "table" or any(True for _ in _inner_tables(element)):
            return False
        drafts = read_table(element, len(self.builder.tables), self.tree)
        if not drafts or not is_data(drafts):
            return False
        self._break()
        for caption in element.iter("caption"):
            self.builder.add(_SPACE.sub(" ", "".join(map(str, caption.itertext()))).strip(), self._place(caption))
        self.builder.add_table(drafts)
        return True


def _inner_tables(element: etree._Element) -> Iterator[etree._Element]:
    return (each for each in element.iter("table") if each is not element)
