"""What cannot be read is refused with its reason."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

import zhibiao
from tests.reading import make
from tests.test_cli import run
from zhibiao.reading import Limits, read_source

TEXT = "大同市2021年国民经济和社会发展统计公报\n" + "全市地区生产总值完成1686亿元，同比增长7.5%。\n" * 30
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def encrypted_zip() -> bytes:
    """An archive whose members say that they are encrypted."""
    data = bytearray(make.zip_file({"a.txt": TEXT.encode()}))
    central = data.index(b"PK\x01\x02")
    for at in (6, central + 8):
        flags = struct.unpack_from("<H", data, at)[0]
        struct.pack_into("<H", data, at, flags | 1)
    return bytes(data)


def with_entity() -> bytes:
    """A DOCX whose XML wants a file of the machine."""
    whole = make.word_file(TEXT)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(stream, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "word/document.xml":
                data = data.replace(b"?>", b"?><!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", 1)
                data = data.replace("统计公报".encode(), "统计公报&x;".encode(), 1)
            target.writestr(info, data)
    return stream.getvalue()


def garbled_pdf() -> bytes:
    """A PDF whose characters are signs, as broken fonts give them."""
    stream = io.BytesIO()
    page = make.canvas(stream)
    for at in range(30):
        page.drawString(72, 780 - 20 * at, "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~" * 2)
    page.save()
    return stream.getvalue()


def scan(text: str = "") -> bytes:
    """A PDF of a picture, behind a page of ``text`` if there is any."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    stream = io.BytesIO()
    page = make.canvas(stream)
    if text:
        page.setFont(make.FONT, 12)
        for at, line in enumerate(make.paragraphs(text)):
            page.drawString(72, 760 - 20 * at, line)
        page.showPage()
    page.drawImage(ImageReader(Image.new("RGB", (200, 300), "grey")), 0, 0, 595, 842)
    page.save()
    return stream.getvalue()


CASES = {
    "old Word": (lambda: OLE + "WordDocument".encode("utf-16-le"), "E111"),
    "Word with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "E112"),
    "PDF with a password": (lambda: make.pdf_file(TEXT, password="secret"), "E112"),
    "ZIP with a password": (encrypted_zip, "E112"),
    "truncated PDF": (lambda: make.pdf_file(TEXT)[:-900], "E113"),
    "half a PDF": (lambda: (data := make.pdf_file(TEXT))[: len(data) // 2], "E113"),
    "broken PDF": (lambda: b"%PDF-1.7\n" + b"garbage" * 99 + b"%%EOF", "E113"),
    "truncated DOCX": (lambda: make.word_file(TEXT)[:-300], "E113"),
    "broken ZIP": (lambda: make.zip_file({"a.txt": TEXT.encode()}).replace(b"PK\x01\x02", b"PK\x01\x09"), "E113"),
    "scan": (scan, "E114"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "E114"),
    "fonts without characters": (garbled_pdf, "E115"),
    "spreadsheet": (lambda: make.zip_file({"xl/workbook.xml": b"<x/>"}), "E110"),
    "RTF": (lambda: b"{\\rtf1 abc}", "E110"),
    "archive without reports": (lambda: make.zip_file({}), "E120"),
    "empty": (lambda: b"", "E102"),
    "page without Chinese": (lambda: b"<html><body><p>GDP grew by 7.5%.</p></body></html>", "E105"),
}


@pytest.mark.parametrize("name", CASES)
def test_refused(name: str) -> None:
    build, code = CASES[name]
    with pytest.raises(zhibiao.InputError) as caught:
        read_source(build(), name="甲")
    assert caught.value.code == code
    assert all("甲" in caught.value.text(lang) for lang in ("zh", "en"))


BOMB = make.zip_file({"a.txt": b"0" * 30_000_000})
LIMITED = {
    "size": (TEXT.encode(), Limits(size=100), "E116"),
    "pages": (make.pdf_file(TEXT * 5), Limits(pages=1), "E117"),
    "ratio": (BOMB, Limits(), "E118"),
    "unpacked": (BOMB, Limits(ratio=10**9, unpacked=10**6), "E118"),
    "members": (make.zip_file({f"{at}.txt": TEXT.encode() for at in range(9)}), Limits(members=5), "E118"),
    "depth": (make.zip_file({"b.zip": make.zip_file({"a.txt": TEXT.encode()})}), Limits(depth=1), "E118"),
    "time": (make.pdf_file(TEXT * 9), Limits(seconds=-1), "E119"),
}


@pytest.mark.parametrize("name", LIMITED)
def test_limits(name: str) -> None:
    data, limits, code = LIMITED[name]
    with pytest.raises(zhibiao.InputError) as caught:
        read_source(data, limits=limits)
    assert caught.value.code == code


def test_a_scanned_page_among_others_is_named(tmp_path: Path) -> None:
    path = tmp_path / "甲.pdf"
    path.write_bytes(scan(TEXT))
    (source,) = read_source(path)
    assert source.unread == (2,) and zhibiao.extract_source(source).head.unread_pages == [2]
    done = run("extract", str(path), "--lang", "zh")
    assert "甲.pdf：第 2 页是没有文字的图片" in done.stderr.decode()
    assert "1686" in done.stdout.decode()


def test_limits_of_archives_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "甲.zip"
    path.write_bytes(BOMB)
    for option in (["--max-ratio", "2000", "--max-unpacked", "1"], ["--max-ratio", "9"]):
        assert run("extract", str(path), *option).returncode == 2
    nested = tmp_path / "乙.zip"
    nested.write_bytes(make.zip_file({"b.zip": make.zip_file({"a.txt": TEXT.encode()})}))
    for depth, code in (("1", 2), ("2", 0)):
        assert run("extract", str(nested), "--max-depth", depth).returncode == code


def test_nothing_is_fetched() -> None:
    (source,) = read_source(with_entity())
    assert "root:" not in source.text


def test_a_bad_member_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    data = make.zip_file({"a.pdf": b"%PDF-1.4 nothing", "b.txt": TEXT.encode()})
    texts = read_source(data, name="z", on_error=lambda error: told.append(error.code))
    assert [text.name for text in texts] == ["z/b.txt"] and told == ["E113"]
    with pytest.raises(zhibiao.InputError, match="E113"):
        read_source(data)


def test_every_prefix_of_a_file_is_read_or_refused() -> None:
    for whole in (make.pdf_file(TEXT), make.word_file(TEXT), make.web_page(TEXT), make.zip_file({"a": TEXT.encode()})):
        for cut in range(0, len(whole), max(len(whole) // 12, 1)):
            try:
                read_source(whole[:cut])
            except zhibiao.InputError:
                continue
