"""Stores made of texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import zhibiao
from zhibiao.storage import Store, Writer

Make = Callable[..., Store]


@pytest.fixture
def make(tmp_path: Path, model: zhibiao.Model) -> Make:
    """Makes a store of texts: each a kind, the year that it looks back on, sentences. Gives it open for reading."""

    def make(*reports: tuple[str, int, str], region: str = "大同市") -> Store:
        path = tmp_path / "zhibiao.duckdb"
        titles = {
            "work": "政府工作报告",
            "communique": "国民经济和社会发展统计公报",
            "plan": "国民经济和社会发展计划报告",
        }
        with Store.open(path, write=True) as store:
            Writer(store.connection).keep_catalogue("1", model.catalogue.by_id.values())
            for kind, year, text in reports:
                whole = f"{region}{year if kind == 'communique' else year + 1}年{titles[kind]}\n\n{text}\n"
                report = zhibiao.extract_text(whole, region=region, year=year, model=model)
                store.add(report, path=f"/{kind}-{year}.txt")
        return Store.open(path)

    return make
