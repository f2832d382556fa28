#!/usr/bin/env python3
"""Writes the accuracy card and the accuracy figures of both READMEs from real runs.

    scripts/card.py [--gold FOLDER] [--held-out FOLDER] [--peers FOLDER]

Scores the annotated reports of each folder (default: gold, heldout and peers in ../shared), keeps the figures in
docs/accuracy.json and makes of them docs/accuracy.md, docs/accuracy.zh-CN.md and what stands between the marks
``accuracy`` of README.md and README.zh-CN.md. Figures of a folder that is not there stay as they were.
"""

from __future__ import annotations

import argparse
import datetime
import json
import runpy
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from zhibiao import __version__, load_model
from zhibiao.evaluation import Evaluation, Score, Scores, evaluate

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FIGURES = ROOT / "docs" / "accuracy.json"
BEGIN, END = "<!-- accuracy: written by scripts/card.py -->\n", "<!-- accuracy: end -->"
PAGES = {
    "docs/accuracy.md": "accuracy.md",
    "docs/accuracy.zh-CN.md": "accuracy.zh-CN.md",
    "README.md": "readme.md",
    "README.zh-CN.md": "readme.zh-CN.md",
}
FEW = 10
"""A type with fewer annotated rows in a report has no figure there."""

Figures = dict[str, Any]


def main() -> None:
    """Scores what is there and writes all pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, folder in (("gold", "gold"), ("held-out", "heldout"), ("peers", "peers")):
        parser.add_argument(f"--{name}", type=Path, default=SHARED / folder)
    options = parser.parse_args()
    figures: Figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    for name, folder in (("gold", options.gold), ("held_out", options.held_out)):
        if folder.is_dir():
            figures[name] = measure(folder) | {"date": datetime.date.today().isoformat()}
    if options.peers.is_dir():
        figures["peers"] = measure_peers(options.peers)
    FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for path, text in render(figures).items():
        (ROOT / path).write_text(text, encoding="utf-8")


def measure(folder: Path) -> Figures:
    """The figures of the annotated reports in a folder."""
    evaluation = evaluate([folder])
    return {
        "version": __version__,
        "model": load_model().label,
        "reports": {name: _report(scores) for name, scores in evaluation.reports.items()},
        "total": _report(evaluation.total),
        "kinds": {kind: _report(scores) for kind, scores in sorted(evaluation.kinds.items())},
        "intervals": _intervals(evaluation),
        "fields": {name: round(score.f1, 3) for name, score in evaluation.total.fields.items()},
        "constructions": {
            name: {
                "precision": round(score.precision, 3),
                "recall": round(score.recall, 3),
                "annotated": score.annotated,
            }
            for name, score in sorted(evaluation.total.constructions.items(), key=lambda pair: -pair[1].annotated)
            if score.annotated
        },
    }


def _report(scores: Scores) -> Figures:
    names = ("NUMBER", "ORG", "PROJECT")
    figures: Figures = {name: _f1(scores.mentions[name]) for name in names}
    figures |= {name: _f1(score) for name, score in scores.records.items()}
    counts = {f"{name}_count": scores.mentions[name].annotated for name in names}
    return figures | counts | {"count": scores.records["exact"].annotated}


def _f1(score: Score) -> str:
    return f"{score.f1:.3f}" if score.annotated >= FEW else "—"


def _intervals(evaluation: Evaluation) -> Figures:
    return {
        name: {end: f"{value:.3f}" for end, value in asdict(interval).items()}
        for name, interval in evaluation.intervals().items()
    }


def measure_peers(folder: Path) -> Figures:
    """The cases of other projects' suites: all, those that differ on purpose, those that fail."""
    script = runpy.run_path(str(ROOT / "scripts" / "peers.py"))
    listed = script["read_listed"]()
    figures = {}
    for suite, cases in script["load"](folder).items():
        wrong = [listed.get((suite, case.number), "") for case in cases if not script["passes"](case)]
        meant = sum(why.startswith(script["MEANT"]) for why in wrong)
        figures[suite] = {"cases": len(cases), "differ": meant, "fail": len(wrong) - meant}
    return figures


def render(figures: Figures) -> dict[str, str]:
    """The text of every page that figures make."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "scripts" / "card"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages = {}
    for path, template in PAGES.items():
        text = environment.get_template(template).render(figures)
        if path.startswith("README"):
            head, rest = (ROOT / path).read_text(encoding="utf-8").split(BEGIN)
            text = head + BEGIN + text + END + rest.split(END)[1]
        pages[path] = text
    return pages


if __name__ == "__main__":
    main()
