"""Confidence intervals: the same for the same seed, around the score, wider for fewer sentences."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import zhibiao
from zhibiao.evaluation import evaluate
from zhibiao.evaluation.intervals import intervals
from zhibiao.evaluation.scores import Item
from zhibiao.evaluation.sentences import Sentences


def sentences(count: int) -> str:
    return "增长一成。\n\n" * count


def items(text: str, wrong: int) -> list[Item]:
    """One record a sentence, the first ``wrong`` of which are not exact."""
    starts = [start for start, _ in Sentences(text).spans]
    return [Item("exact", start, start + 1, at >= wrong, 1, 1) for at, start in enumerate(starts)]


def test_the_interval_is_that_of_a_proportion() -> None:
    text = sentences(400)
    found = intervals([(text, items(text, 80))], resamples=2000)["exact"]
    half = 1.96 * math.sqrt(0.8 * 0.2 / 400)
    assert found.low == pytest.approx(0.8 - half, abs=0.01)
    assert found.high == pytest.approx(0.8 + half, abs=0.01)


def test_a_seed_gives_the_same_again_and_another_seed_something_else() -> None:
    text = sentences(30)
    reports = [(text, items(text, 7))]
    assert intervals(reports, 200, seed=3) == intervals(reports, 200, seed=3)
    assert intervals(reports, 200, seed=3) != intervals(reports, 200, seed=4)


def test_what_is_all_right_or_not_there_has_no_spread() -> None:
    text = sentences(5)
    found = intervals([(text, items(text, 0)), ("", [])], resamples=50)
    assert found.keys() == {"exact"}
    assert (found["exact"].low, found["exact"].high) == (1.0, 1.0)
    assert intervals([(text, items(text, 0))], resamples=0) == {}


def test_items_add_up_to_the_scores(root: Path, model: zhibiao.Model) -> None:
    scores = evaluate([root / "seeds"], model).reports["datong-2021"]
    for name, score in {**scores.mentions, **scores.records}.items():
        mine = [item for item in scores.items if item.name == name]
        if mine:
            counts = [sum(item[at] for item in mine) for at in (3, 4, 5)]
            assert counts == [score.agreed, score.extracted, score.annotated], name


def test_sentences_go_over_line_breaks() -> None:
    text = "全市粮食产量完成20万吨，\n下降3%。增长一成。\n\n二、投资\n\n完成一半！\n"
    found = Sentences(text)
    assert [text[start:end] for start, end in found.spans] == [
        "全市粮食产量完成20万吨，\n下降3%。",
        "增长一成。",
        "二、投资",
        "完成一半！",
    ]
    assert found.index(0) == 0 and found.index(len(text)) == 3
    assert Sentences("").span(0) == (0, 0)
