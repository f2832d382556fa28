"""Annotated reports of a few sentences, written for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TEXT = "地区生产总值完成1686亿元，增长7.5%。\n\n粮食产量完成20万吨，下降3%。\n"


def record(figure: str, value: str, **fields: Any) -> dict[str, Any]:
    """A record of the figure in ``TEXT``."""
    start = TEXT.index(figure)
    row = {"start": start, "end": start + len(figure), "text": figure, "part": 0, "value": value, "status": "actual"}
    return {**row, "bound": "=", "aspect": "level", "relation": "value", "indicator": "地区生产总值", **fields}


RECORDS = [
    record("1686亿元", "1686"),
    record("7.5%", "7.5", aspect="growth"),
    record("20万吨", "20", indicator="粮食产量"),
    record("3%", "-3", indicator="粮食产量", aspect="growth"),
]
MENTIONS = [
    {"start": row["start"], "end": row["end"], "type": "PERCENT" if "%" in row["text"] else "QUANTITY"}
    for row in RECORDS
]


def annotate(folder: Path, records: list[dict[str, Any]] = RECORDS, text: str = TEXT, kind: str = "plan") -> Path:
    """Writes an annotated report."""
    folder.mkdir(parents=True)
    (folder / "report.txt").write_text(text, encoding="utf-8")
    for name, rows in (("records.jsonl", records), ("mentions.jsonl", MENTIONS)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "meta.json").write_text(json.dumps({"kind": kind}), encoding="utf-8")
    return folder
