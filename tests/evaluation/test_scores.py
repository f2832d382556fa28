"""Our own scores against the reference implementation, and the accuracy that the seed must keep."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

import zhibiao
from zhibiao.evaluation import compare, evaluate, read_annotated

FLOORS = {"NUMBER": 0.99, "ORG": 0.85, "PROJECT": 0.85}
EXACT_FLOOR = 0.90


@pytest.fixture(scope="module")
def reference(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "annotation" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_same_scores_as_the_reference(shared: Path, reference: ModuleType, model: zhibiao.Model) -> None:
    for folder in sorted((shared / "gold").iterdir()):
        gold = read_annotated(folder)
        found = json.loads(json.dumps(zhibiao.extract_text(gold.text, model=model).to_dict()))
        extracted = (found["records"], found["mentions"])
        ours = compare((gold.records, gold.mentions), extracted)
        theirs = reference.score((gold.records, gold.mentions), extracted, quiet=True)
        for layer, scores in (("mention", ours.mentions), ("record", ours.records)):
            for name, score in scores.items():
                expected = theirs[f"{layer}.{name}"]
                assert (score.precision, score.recall, score.f1) == pytest.approx(expected[:3]), (folder.name, name)
                assert score.annotated == expected[3]
        for name, score in ours.fields.items():
            assert (score.agreed, score.extracted) == theirs[f"field.{name}"][1:], (folder.name, name)


def test_gold_against_itself(root: Path) -> None:
    gold = read_annotated(root / "seeds" / "datong-2021")
    scores = compare((gold.records, gold.mentions), (gold.records, gold.mentions))
    assert all(score.f1 == 1 for score in (*scores.mentions.values(), *scores.records.values()))
    assert not (scores.missed or scores.extra or scores.different)


def test_what_is_missed_extra_and_different(root: Path) -> None:
    gold = read_annotated(root / "seeds" / "datong-2021")
    wrong = [{**gold.records[0], "value": "1"}, {**gold.records[1], "start": 3}, *gold.records[2:]]
    scores = compare((gold.records, gold.mentions), (wrong, gold.mentions))
    assert [d.fields for d in scores.different] == [["value"]]
    assert [row["start"] for row in scores.missed] == [gold.records[1]["start"]]
    assert [row["start"] for row in scores.extra] == [3]
    assert scores.records["exact"].agreed == len(gold.records) - 2


def test_useful_forgives_a_little_wording(root: Path) -> None:
    gold = read_annotated(root / "seeds" / "datong-2021")
    near = [{**gold.records[0], "indicator": "全市地区生产总值"}, *gold.records[1:]]
    scores = compare((gold.records, []), (near, []))
    assert scores.records["exact"].agreed == len(gold.records) - 1
    assert scores.records["useful"].agreed == len(gold.records)


def test_the_seed_keeps_its_accuracy(root: Path, model: zhibiao.Model) -> None:
    scores = evaluate([root / "seeds"], model).reports["datong-2021"]
    for name, floor in FLOORS.items():
        assert scores.mentions[name].f1 >= floor, name
    assert scores.records["exact"].f1 >= EXACT_FLOOR


def test_the_gold_keeps_its_accuracy(shared: Path, model: zhibiao.Model) -> None:
    evaluation = evaluate([shared / "gold"], model)
    assert evaluation.total.records["exact"].f1 >= 0.92
    for name, scores in evaluation.reports.items():
        assert scores.mentions["NUMBER"].f1 >= (0.98 if name.startswith("work") else 0.99), name
        assert scores.records["exact"].f1 >= (0.82 if name.startswith("work") else 0.90), name
        for kind in ("ORG", "PROJECT"):
            if scores.mentions[kind].annotated >= 10:
                assert scores.mentions[kind].f1 >= 0.80, (name, kind)
