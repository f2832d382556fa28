"""Annotated reports as they are read, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.make import MENTIONS, RECORDS, TEXT, annotate
from zhibiao.errors import InputError
from zhibiao.evaluation import find_annotated, read_annotated


def test_a_report_is_read(tmp_path: Path) -> None:
    report = read_annotated(annotate(tmp_path / "a"))
    assert (report.name, report.text, report.kind) == ("a", TEXT, "plan")
    assert (report.records, report.mentions) == (RECORDS, MENTIONS)


def test_a_report_without_meta_has_no_kind(tmp_path: Path) -> None:
    folder = annotate(tmp_path / "a")
    (folder / "meta.json").unlink()
    assert read_annotated(folder).kind == ""


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("records.jsonl", b'{"start": 1}\n{"start": 2, "text": "\xc4\xea"}\n', "line 2: not UTF-8 at byte"),
        ("records.jsonl", b"\xff\xfe", "line 1: not UTF-8 at byte 0"),
        ("records.jsonl", b'{"start": 1}\n\n{broken\n', "line 3: "),
        ("records.jsonl", b"[1]\n", "line 1: "),
        ("records.jsonl", b'{"start": "x"}\n', "line 1: start: "),
        ("records.jsonl", b'{"start": 1, "part": "b"}\n', "line 1: part: "),
        ("mentions.jsonl", b'{"start": 1, "type": "ORG"}\n', "line 1: end: "),
        ("mentions.jsonl", b'{"start": 1, "end": 2}\n', "line 1: type: "),
        ("meta.json", b"{", "meta.json: "),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, content: bytes, place: str) -> None:
    folder = annotate(tmp_path / "a")
    (folder / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_annotated(folder)
    assert name in str(caught.value) and place in str(caught.value)


def test_a_byte_order_mark_is_no_part_of_the_first_row(tmp_path: Path) -> None:
    folder = annotate(tmp_path / "a")
    path = folder / "records.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_annotated(folder).records == RECORDS


def test_a_folder_given_twice_is_read_once(tmp_path: Path) -> None:
    folder = annotate(tmp_path / "a")
    assert find_annotated([tmp_path, folder]) == [folder]
