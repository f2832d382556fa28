"""``zhibiao evaluate`` as a process: page, baseline, limit, two annotators."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from tests.evaluation.make import RECORDS, annotate, record
from tests.test_cli import run

NASTY = "<script>alert(1)</script>&\"'"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return annotate(tmp_path / "gold" / "a")


def test_the_page_shows_each_error_in_its_sentence(gold: Path, tmp_path: Path) -> None:
    second = annotate(tmp_path / "second" / "a", [record("1686亿元", "1686", indicator=NASTY), *RECORDS[1:3]])
    page = tmp_path / "page.html"
    assert run("evaluate", str(gold), "--against", str(second), "--html", str(page)).returncode == 0
    text = page.read_text(encoding="utf-8")
    tree = html.fromstring(text)
    assert not tree.xpath("//script | //link | //img | //@src | //@href[not(starts-with(., '#'))]")
    missed, different = sorted(tree.xpath("//article"), key=lambda article: str(article.get("class")), reverse=True)
    assert (missed.get("class"), different.get("class")) == ("missed", "different")
    assert missed.xpath("string(p)").endswith("粮食产量完成20万吨，下降3%。")
    assert missed.xpath("string(.//mark)") == "3%"
    rows = {row.xpath("string(td[1])"): row for row in different.xpath(".//tr[td]")}
    assert [cell.text_content() for cell in rows["indicator"].xpath("td")][1:] == ["地区生产总值", NASTY]
    assert rows["indicator"].xpath("td/@class") == ["wrong", "wrong"] and not rows["value"].xpath("td/@class")


def test_the_page_speaks_the_users_language(gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for lang, word in (("zh", "评测报告"), ("en", "Evaluation of zhibiao")):
        run("evaluate", str(gold), "--html", str(page), "--lang", lang)
        tree = html.fromstring(page.read_text(encoding="utf-8"))
        assert (tree.get("lang"), word in tree.xpath("string(//h1)")) == (lang, True)


def test_a_baseline_shows_what_changed(root: Path, gold: Path, tmp_path: Path) -> None:
    second = annotate(tmp_path / "second" / "a", [record("1686亿元", "1"), *RECORDS[1:]])
    before = tmp_path / "before.json"
    before.write_bytes(run("evaluate", str(gold), "--against", str(second), "--format", "json").stdout)
    page = tmp_path / "page.html"
    arguments = ["--against", str(gold), "--baseline", str(before), "--html", str(page)]
    shown = run("evaluate", str(gold), *arguments).stdout.decode()
    assert "right now a 8: value" in shown
    assert html.fromstring(page.read_text(encoding="utf-8")).xpath("string(//mark)") == "1686亿元"
    data = json.loads(run("evaluate", str(gold), *arguments, "--format", "json").stdout)
    assert data["change"]["better"] == [{"report": "a", "start": 8, "part": 0, "wrong": "value"}]
    assert b"no score changed" in run("evaluate", str(gold), *arguments[:2], "--baseline", str(_rest(before))).stdout


def _rest(before: Path) -> Path:
    """A baseline in which everything was right."""
    data = json.loads(before.read_text(encoding="utf-8"))
    for scores in (data["total"], data["reports"]["a"]):
        for layer in ("mentions", "records", "fields"):
            for score in scores[layer].values():
                score["f1"] = 1.0 if score["annotated"] else 0.0
        scores["wrong"] = {}
    path = before.with_name("right.json")
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_score_below_the_limit_ends_with_one(gold: Path, tmp_path: Path) -> None:
    second = str(annotate(tmp_path / "second" / "a", RECORDS[:2]))
    below = run("evaluate", str(gold), "--against", second, "--fail-under", "0.9")
    assert (below.returncode, b"below 0.9" in below.stderr) == (1, True)
    assert run("evaluate", str(gold), "--against", second, "--fail-under", "0.5").returncode == 0
    assert run("evaluate", str(gold), "--against", second, "--fail-under", "94").returncode == 2


def test_intervals_follow_the_seed(root: Path) -> None:
    arguments = ["evaluate", str(root / "seeds"), "--format", "json", "--resamples", "50", "--seed"]
    one, same, other = (json.loads(run(*arguments, seed).stdout) for seed in ("1", "1", "2"))
    assert one == same
    assert one["intervals"] != other["intervals"]
    exact = one["intervals"]["exact"]
    assert exact["low"] < one["total"]["records"]["exact"]["f1"] < exact["high"]


def test_two_annotators_have_a_kappa(gold: Path, tmp_path: Path) -> None:
    second = str(annotate(tmp_path / "second" / "a"))
    kappas = json.loads(run("evaluate", str(gold), "--against", second, "--format", "json").stdout)["kappa"]
    assert {name for name, value in kappas.items() if value == 1.0} == {"type", "aspect"}
    assert {name for name, value in kappas.items() if value is None} >= {"relation", "bound", "status"}
    assert "kappa" in run("evaluate", str(gold), "--against", second).stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--baseline", "nowhere"], b"E107"), (["--against", "nowhere"], b"E401"), (["--html", "no/where"], b"E302")],
)
def test_what_is_not_there(gold: Path, arguments: list[str], code: bytes) -> None:
    result = run("evaluate", str(gold), *arguments)
    assert (result.returncode, code in result.stderr, b"Traceback" in result.stderr) == (2, True, False)
