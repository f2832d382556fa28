"""Every original of the corpus is read with records, or refused for the right reason."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhibiao

REFUSED = {"broken-font": "E115", "scan-no-text": "E114"}


def originals(shared: Path) -> list[Path]:
    folder = shared / "corpus/original"
    if not folder.is_dir():
        pytest.skip("needs the originals of the corpus")
    return sorted(folder.iterdir())


def test_originals(shared: Path) -> None:
    for path in originals(shared):
        code = next((code for part, code in REFUSED.items() if part in path.name), "")
        if code:
            with pytest.raises(zhibiao.InputError) as caught:
                zhibiao.extract(path)
            assert caught.value.code == code, path.name
            continue
        report = zhibiao.extract(path)
        region, year = path.name.split("-")[1], int(path.name.split("-")[2].split(".")[0])
        assert len(report.records) > 100, path.name
        assert report.region.startswith(region[:2]) or region.endswith(report.region), path.name
        assert report.year in (year, year - 1), path.name
        assert all(report.text[span.start : span.end] == span.text for span in [*report.records, *report.mentions])
        if not path.name.endswith(".txt"):
            assert all(report.locate(span) is not None for span in [*report.records, *report.mentions]), path.name


def test_newspaper_page_in_reading_order(shared: Path) -> None:
    path = next(path for path in originals(shared) if "newspaper-page" in path.name)
    text = "".join(zhibiao.extract(path).text.split())
    heads = ["一、2025年预算执行情况", "（一）全市", "（二）市本级预算", "（三）政府法定债务", "6.坚持深化改革"]
    places = [text.find(head) for head in heads]
    assert places[0] > 0 and places == sorted(places)


def test_tables_of_an_original(shared: Path) -> None:
    path = next(path for path in originals(shared) if "西安市" in path.name)
    records = [record for record in zhibiao.extract(path).records if record.rule.startswith("table.")]
    wanted = {
        ("新能源汽车产量", "105.14", "万辆"),
        ("铁路货物运输总量", "667.47", "万吨"),
        ("衣着居民消费价格", "1.6", "%"),
    }
    assert wanted <= {(record.indicator, str(record.value), record.unit) for record in records}
