"""What got better and worse since an earlier evaluation, and how far two annotators agree."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.evaluation.make import RECORDS, TEXT, annotate, record
from zhibiao.errors import InputError
from zhibiao.evaluation import Evaluation, agree, changes, kappa, read_baseline
from zhibiao.evaluation.baseline import Baseline

WRONG_VALUE = [record("1686亿元", "1"), *RECORDS[1:]]
WRONG_ASPECT = [*RECORDS[:3], record("3%", "-3", indicator="粮食产量")]


def saved(evaluation: Evaluation, path: Path) -> Baseline:
    path.write_text(json.dumps(evaluation.to_dict()), encoding="utf-8")
    return read_baseline(path)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return annotate(tmp_path / "gold" / "a")


def scored(gold: Path, tmp_path: Path, name: str, records: list[dict[str, object]]) -> Evaluation:
    annotate(tmp_path / name / "a", records)
    return agree([gold], [tmp_path / name])


def test_better_and_worse(gold: Path, tmp_path: Path) -> None:
    before = saved(scored(gold, tmp_path, "old", WRONG_VALUE), tmp_path / "old.json")
    change = changes(scored(gold, tmp_path, "new", WRONG_ASPECT[1:]), before)
    assert not change.better  # missed where it was wrong
    assert [(turn.start, turn.wrong) for turn in change.worse] == [(TEXT.index("3%"), "aspect")]
    fixed = changes(scored(gold, tmp_path, "fixed", RECORDS), before)
    assert [(turn.report, turn.start, turn.part, turn.wrong) for turn in fixed.better] == [
        ("a", TEXT.index("1686"), 0, "value")
    ]
    assert ("", "records", "exact", 0.75, 1.0) in [
        (shift.report, shift.layer, shift.name, shift.before, shift.after) for shift in fixed.shifts
    ]


def test_the_same_again_changes_nothing(gold: Path, tmp_path: Path) -> None:
    evaluation = scored(gold, tmp_path, "one", WRONG_VALUE)
    change = changes(evaluation, saved(evaluation, tmp_path / "one.json"))
    assert not (change.shifts or change.better or change.worse or change.other)


def test_another_text_is_not_compared_record_by_record(gold: Path, tmp_path: Path) -> None:
    before = saved(scored(gold, tmp_path, "one", WRONG_VALUE), tmp_path / "one.json")
    other = annotate(tmp_path / "other" / "a", text="前言。\n" + TEXT)
    annotate(tmp_path / "second" / "a", text="前言。\n" + TEXT)
    change = changes(agree([other], [tmp_path / "second"]), before)
    assert change.other == ["a"] and not change.better


@pytest.mark.parametrize("content", ["", "[]", '{"reports": {}}', "\udcff"])
def test_a_file_that_is_no_baseline(tmp_path: Path, content: str) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match="E403"):
        read_baseline(path)


def test_the_second_annotator_must_have_the_same_reports(gold: Path, tmp_path: Path) -> None:
    annotate(tmp_path / "second" / "b")
    with pytest.raises(InputError, match="E404"):
        agree([gold], [tmp_path / "second"])
    annotate(tmp_path / "third" / "a", text=TEXT + "完。\n")
    with pytest.raises(InputError, match="E405"):
        agree([gold], [tmp_path / "third"])


def test_agreement_is_the_same_either_way_round(gold: Path, tmp_path: Path) -> None:
    annotate(tmp_path / "second" / "a", WRONG_ASPECT[1:])
    one, other = agree([gold], [tmp_path / "second"]).total, agree([tmp_path / "second"], [gold]).total
    assert {name: score.f1 for name, score in one.records.items()} == {
        name: pytest.approx(score.f1) for name, score in other.records.items()
    }
    assert kappa(one.labels["aspect"]) == pytest.approx(kappa(other.labels["aspect"]))


def test_kappa_of_a_known_table() -> None:
    pairs = Counter({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    assert kappa(pairs) == pytest.approx(0.4)  # the example of Cohen's kappa in textbooks
    assert kappa(Counter({("a", "a"): 9})) is None
    assert kappa(Counter()) is None
