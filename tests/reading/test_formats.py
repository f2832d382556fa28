"""The same report in every format gives the same records but for offsets."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import zhibiao
from tests.reading import make
from zhibiao.reading import read_source
from zhibiao.text.normal import normalize

FIELDS = ("text", "value", "value_max", "unit", "bound", "indicator", "predicate", "region", "entity", "period",
          "aspect", "relation", "base", "status", "part")  # fmt: skip


@pytest.fixture(scope="module")
def seed(root: Path) -> str:
    return (root / "seeds/datong-2021/report.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def clean(seed: str) -> str:
    """The seed with each paragraph on one line, as Word files and web pages have it."""
    return normalize(seed).text


def facts(report: zhibiao.Report) -> list[tuple[str, ...]]:
    return [tuple("".join(str(getattr(record, name)).split()) for name in FIELDS) for record in report.records]


def extract(data: bytes) -> zhibiao.Report:
    (source,) = read_source(data, name="report")
    report = zhibiao.extract_source(source)
    assert all(report.text[span.start : span.end] == span.text for span in [*report.records, *report.mentions])
    return report


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(seed: str, encoding: str) -> None:
    text = seed if encoding != "gbk" else seed.encode("gbk", "ignore").decode("gbk")
    report = extract(text.encode(encoding))
    assert report.text == text
    assert facts(report) == facts(zhibiao.extract_text(text))


def test_big5() -> None:
    text = "國民經濟和社會發展統計公報\n全市生產總值完成1686億元，同比增長百分之七點五，各項事業取得新進展。\n" * 4
    (source,) = read_source(text.encode("big5"))
    assert (source.text, source.encoding) == (text, "big5hkscs")


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_web_page(clean: str, charset: str) -> None:
    report = extract(make.web_page(clean, "报告", charset))
    assert facts(report) == facts(zhibiao.extract_text(clean))
    location = report.locate(report.records[0])
    assert location is not None and location.xpath.startswith("/html/body/div/div[2]/p[")


def test_word_file(clean: str) -> None:
    report = extract(make.word_file(clean))
    assert facts(report) == facts(zhibiao.extract_text(clean))
    location = report.records[0].location
    assert location is not None and location.paragraph is not None
    assert report.records[0].text in make.paragraphs(clean)[location.paragraph]


def test_pdf(clean: str) -> None:
    report = extract(make.pdf_file(clean, "大同市人民代表大会文件"))
    assert "人民代表大会文件" not in report.text and "— 2 —" not in report.text
    assert facts(report) == facts(zhibiao.extract_text(clean))
    record = report.records[-1]
    assert record.location is not None and record.location.page == len(report.pages)
    box = record.location.boxes[0]
    assert 0 < box.left < box.right < 596 and 0 < box.top < box.bottom < 842


def test_locations_outlive_the_process(clean: str) -> None:
    report = extract(make.pdf_file(clean))
    again = pickle.loads(pickle.dumps(report))
    assert again.locate(again.records[5]) == report.records[5].location == report.locate(report.records[5])
    assert zhibiao.Report.from_dict(report.to_dict(), report.text) == report == again


@pytest.mark.parametrize("across", [False, True])
def test_two_columns(clean: str, across: bool) -> None:
    text = "\n".join(make.paragraphs(clean)[3:12])[:1400]
    report = extract(make.two_columns(text, across=across))
    assert "".join(report.text.split()) == "".join(text.split())


def test_markdown() -> None:
    text = "# 大同市2021年**统计公报**\n\n## 一、综合\n\n- 地区生产总值[1686亿元](http://example.com)，同比增长7.5%。\n"
    report = extract(text.encode())
    assert report.head.media_type == "text/markdown"
    assert "*" not in report.text and "http" not in report.text and "#" not in report.text
    assert [str(record.value) for record in report.records] == ["1686", "7.5"]
    location = report.records[0].location
    assert location is not None and location.line == 5


def test_archive(clean: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    inner = make.zip_file({"丙.docx": make.word_file(clean)})
    path.write_bytes(make.zip_file({"甲.txt": clean.encode(), "乙/乙.htm": make.web_page(clean), "b.zip": inner}))
    reports = zhibiao.extract_all(path)
    assert [report.head.source for report in reports] == ["a.zip/甲.txt", "a.zip/乙/乙.htm", "a.zip/b.zip/丙.docx"]
    assert facts(reports[0]) == facts(reports[1]) == facts(reports[2])
    with pytest.raises(zhibiao.UsageError, match="E304"):
        zhibiao.extract(path)
