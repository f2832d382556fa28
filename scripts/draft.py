#!/usr/bin/env python3
"""Writes the draft of an annotation: what zhibiao extracts from a report, for a person to correct.

    scripts/draft.py REPORT FOLDER

REPORT is a file of any kind; FOLDER gets report.txt, records.jsonl, mentions.jsonl and meta.json, and must not exist.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhibiao import Report, extract
from zhibiao.evaluation.scores import FIELDS, TYPES

PLACE = ("start", "end", "text")


def main() -> None:
    """Writes the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    report = extract(options.report)
    options.folder.mkdir(parents=True)
    write(report, options.folder)


def write(report: Report, folder: Path) -> None:
    """Writes the two layers of a report's annotation, its text and what it says of itself."""
    data = report.to_dict()
    head = {name: data["report"][name] for name in ("region", "year", "kind", "source")}
    (folder / "report.txt").write_text(report.text, encoding="utf-8")
    (folder / "meta.json").write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _write_rows(folder / "records.jsonl", (_chosen(row, (*PLACE, "part", *FIELDS)) for row in data["records"]))
    mentions = (row for row in data["mentions"] if row["type"] in TYPES)
    _write_rows(folder / "mentions.jsonl", (_chosen(row, (*PLACE, "type")) for row in mentions))


def _chosen(row: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
