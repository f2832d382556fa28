"""Real reports: the findings on them are known, each judged by hand.

``report``: the report contradicts itself. ``extraction``: a record was read wrong, so the finding is right about the
records. A finding that is neither is a false alarm, of which there must be none.
"""

from __future__ import annotations

import csv
from pathlib import Path

import zhibiao
from zhibiao.audit import audit_reports

KNOWN = Path(__file__).parent / "cases" / "corpus.tsv"


def known() -> dict[tuple[str, str, str], str]:
    lines = (line for line in KNOWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {
        (row["report"], row["rule"], row["figure"]): row["verdict"] for row in csv.DictReader(lines, delimiter="\t")
    }


def test_every_finding_on_the_corpus_is_judged(shared: Path, model: zhibiao.Model) -> None:
    verdicts = known()
    assert set(verdicts.values()) <= {"report", "extraction"}
    records = 0
    new = []
    for path in sorted((shared / "corpus").glob("[bcw]*/*.txt")):
        report = zhibiao.extract(path, model=model)
        records += len(report.records)
        name = f"{path.parent.name}/{path.stem}"
        found = [(name, finding.rule, finding.figures[0].text) for finding in audit_reports([report], model)]
        new += [key for key in found if key not in verdicts]
    assert 100 * len(new) / records < 0.05, new


def test_errors_of_reports_are_found(shared: Path, model: zhibiao.Model) -> None:
    for name, rule, figure in (key for key, verdict in known().items() if verdict == "report"):
        report = zhibiao.extract(shared / "corpus" / f"{name}.txt", model=model)
        found = [(finding.rule, finding.figures[0].text) for finding in audit_reports([report], model)]
        assert (rule, figure) in found, name


def test_the_annotated_reports_have_no_finding(shared: Path, model: zhibiao.Model) -> None:
    for path in sorted((shared / "gold").glob("*/report.txt")):
        assert audit_reports([zhibiao.extract(path, model=model)], model) == [], path.parent.name
