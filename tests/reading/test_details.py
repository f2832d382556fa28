"""Single points of the readers."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

import zhibiao
from tests.reading import make
from zhibiao.reading import Limits, read_source
from zhibiao.reading.detect import detect

LINE = "全市地区生产总值完成1686亿元，同比增长7.5%。"


def test_the_name_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_text(LINE, encoding="utf-8")
    assert zhibiao.extract(path).head.media_type == "text/plain"


def test_undeclared_charset() -> None:
    page = make.web_page(LINE * 20, charset="gb18030").replace(b"<meta charset='gb18030'>", b"")
    (source,) = read_source(page)
    assert source.encoding == "gb18030" and LINE in source.text


def test_page_leaves_out_what_is_not_seen() -> None:
    page = (
        "<html><body><div><p>" + LINE * 3 + "</p><p style='display: none'>隐藏5亿元。</p><script>1亿元</script>"
        "<p>第二<b>产业</b>增加值\n 9亿元，<br>增长1%。</p></div></body></html>"
    )
    (source,) = read_source(page.encode())
    assert "隐藏" not in source.text and "1亿元</script>" not in source.text
    assert "第二产业增加值 9亿元，\n增长1%。" in source.text


def test_page_laid_out_as_a_table() -> None:
    page = f"<table><tr><td>{LINE * 5}</td><td>2</td></tr><tr><td>{LINE * 5}</td><td>3</td></tr></table>"
    (source,) = read_source(page.encode())
    assert not source.tables and source.text.count(LINE) == 10


def test_word_numbers() -> None:
    """Numbers that Word writes by itself are part of the text."""

    def number(document: Document) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'))  # fmt: skip
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for line in ("综合", "农业"):
            properties = document.add_paragraph(line)._p.get_or_add_pPr()
            properties.append(parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'))  # fmt: skip

    (source,) = read_source(make.word_file(LINE, number))
    assert source.text == LINE + "\n一、综合\n二、农业\n"


def test_deleted_words_are_left_out() -> None:
    def change(document: Document) -> None:
        paragraph = document.add_paragraph("增长")
        paragraph._p.append(parse_xml(
            f'<w:del {nsdecls("w")}><w:r><w:delText>9</w:delText></w:r></w:del>'))  # fmt: skip
        paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>8%</w:t></w:r></w:ins>"))

    (source,) = read_source(make.word_file(LINE, change))
    assert source.text.endswith("增长8%\n")


def test_turned_page() -> None:
    stream = io.BytesIO()
    page = make.canvas(stream)
    page.setPageRotation(90)  # the sheet is as wide as it was high, and shown turned
    page.setFont(make.FONT, 12)
    page.drawString(100, 500, LINE)
    page.save()
    (source,) = read_source(stream.getvalue())
    location = zhibiao.extract_source(source).records[0].location
    assert location is not None
    (box,) = location.boxes
    assert (round(source.pages[0].width), round(source.pages[0].height)) == (595, 842)
    assert box.left == pytest.approx(500, abs=4) and box.top > 100 and box.bottom - box.top > box.right - box.left


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\n\n%PDF-1.4", "application/pdf"),
        (b"PK\x03\x04 a.pdf\n%PDF-1.4", "application/zip"),
        ("文件以%PDF-1开头".encode(), "text/plain"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "text/html"),
        (b"<?xml version='1.0'?><!-- a --><html>", "text/html"),
        ("<html>".encode("utf-16"), "text/html"),
        ("BM 指标".encode(), "text/plain"),
        ("<p 指标".encode(), "text/html"),
        ("1<2，指标".encode(), "text/plain"),
    ],
)
def test_detect(data: bytes, kind: str) -> None:
    assert detect(data) == kind


@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# a\n"]))
def test_any_bytes_are_read_or_refused(data: bytes, magic: bytes) -> None:
    try:
        read_source(magic + data, limits=Limits(seconds=5))
    except zhibiao.InputError as error:
        assert error.text("zh") and error.text("en")


def test_docx_library_agrees() -> None:
    data = make.word_file(LINE)
    assert [p.text for p in docx.Document(io.BytesIO(data)).paragraphs] == [LINE]


def test_a_drawing_of_many_lines_is_quick() -> None:
    stream = io.BytesIO()
    page = make.canvas(stream)
    page.setFont(make.FONT, 10)
    for at in range(1500):
        page.line(20 + at % 550, 20 + at % 7 * 90, 20 + at % 550, 60 + at % 7 * 90)
        page.line(20, 20 + at * 0.5, 500, 20 + at * 0.5)
    for at in range(8):
        page.drawString(72, 780 - 20 * at, f"{at}1.5")
    page.drawString(72, 500, LINE)
    page.save()
    (source,) = read_source(stream.getvalue(), limits=Limits(seconds=5))
    assert LINE in source.text and not source.tables
