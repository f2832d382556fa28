"""``zhibiao export`` of annotated reports, with the reviews that stand beside the store, and ``zhibiao import``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import zhibiao
from zhibiao.evaluation.gold import read_annotated
from zhibiao.exchange import annotations_of
from zhibiao.service.ledger import Ledger
from zhibiao.service.settings import ledger_of
from zhibiao.storage import Store


def run(*arguments: str, fails: bool = False) -> str:
    """What the command says."""
    command = [sys.executable, "-c", "from zhibiao.cli import main; main()", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={"LANG": "C.UTF-8"})
    assert (done.returncode != 0) == fails, done.stderr
    return done.stderr


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows by their place."""
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["type"]))


@pytest.fixture(scope="module")
def report(root: Path) -> zhibiao.Report:
    return zhibiao.extract(root / "seeds" / "datong-2021" / "report.txt")


@pytest.fixture
def store(tmp_path: Path, report: zhibiao.Report) -> Path:
    """A store with the seed, one record of it rejected by a person."""
    path = tmp_path / "store.duckdb"
    with Store.open(path, write=True) as opened:
        opened.add(report, path="/reports/datong.txt")
    first = report.records[0]
    ledger = Ledger(ledger_of(path))
    ledger.add_review(report.head.id, "record", f"{first.start}-{first.end}-0", "reject", {}, "李明", "")
    ledger.close()
    return path


@pytest.mark.parametrize("format", ["seed", "label-studio", "doccano", "brat", "web-annotation"])
def test_there_and_back(tmp_path: Path, store: Path, report: zhibiao.Report, format: str) -> None:
    out, back = tmp_path / "out", tmp_path / "back"
    said = run("export", "--store", str(store), "--format", format, "--output", str(out), "--region", "大同市")
    assert "1 reports" in said
    name = report.head.id
    if format == "seed":
        back = out
    else:
        (tmp_path / "text.txt").write_text(report.text, "utf-8")
        file = out / name / f"{name}.ann" if format == "brat" else next(out.iterdir())
        text = ["--text", str(tmp_path / "text.txt")] if format == "web-annotation" else []
        run("import", str(file), "--format", format, "--output", str(back), *text)
    (folder,) = back.iterdir()
    found, expected = read_annotated(folder), annotations_of(report)
    assert found.text == report.text
    assert found.records == expected.records[1:]
    assert in_order(found.mentions) == in_order(expected.mentions)


def test_regions_and_years_restrict(tmp_path: Path, store: Path) -> None:
    asked = ("export", "--store", str(store), "--format", "doccano", "--output", str(tmp_path / "out"))
    assert "0 reports" in run(*asked, "--year", "2012..2016")
    assert "0 reports" in run(*asked, "--region", "宿州市")
    assert "1 reports" in run(*asked, "--year", "2021", "--region", "140200")


def test_names_are_no_paths(tmp_path: Path) -> None:
    line = '{"text": "全市增长7.5%。", "label": [[4, 8, "PERCENT"]], "name": "../../外/../x"}'
    (tmp_path / "in.jsonl").write_text(line, "utf-8")
    run("import", str(tmp_path / "in.jsonl"), "--format", "doccano", "--output", str(tmp_path / "out" / "here"))
    (folder,) = (tmp_path / "out" / "here").iterdir()
    assert read_annotated(folder).mentions[0]["text"] == "7.5%"
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "out"}


def test_broken_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text("{}", "utf-8")
    arguments = ("--format", "label-studio", "--output", str(tmp_path / "out"))
    assert "E701" in run("import", str(tmp_path / "in.json"), *arguments, fails=True)
    assert "E101" in run("import", str(tmp_path / "no.json"), *arguments, fails=True)
    wanted = ("--format", "web-annotation", "--output", str(tmp_path / "out"))
    assert "--text" in run("import", str(tmp_path / "in.json"), *wanted, fails=True)
