"""/v1/extract gives what the command line prints."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import httpx
import pytest

import zhibiao
from tests.reading import make
from tests.service.conftest import COMMAND
from zhibiao.service.json_text import dump_json

TEXT = "全市地区生产总值完成1686亿元，同比增长7.5%。"


def test_a_text(http: httpx.Client) -> None:
    answer = http.post("/v1/extract", json={"text": TEXT, "region": "大同市", "year": 2021})
    assert answer.status_code == 200
    assert answer.json() == zhibiao.extract_text(TEXT, region="大同市", year=2021).to_dict()
    assert "大同市" in answer.text  # as it is, not escaped


def test_a_file_as_the_command_line_prints_it(http: httpx.Client, seed: Path) -> None:
    command = [*COMMAND, "extract", str(seed), "--format", "json"]
    printed = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    answer = http.post("/v1/extract", files={"file": ("report.txt", seed.read_bytes())})
    assert answer.json() == printed


def test_region_and_year_of_a_file(http: httpx.Client, seed: Path) -> None:
    files = {"file": ("x.txt", TEXT.encode())}
    answer = http.post("/v1/extract", files=files, data={"region": "宿州市", "year": "2019"})
    assert (answer.json()["report"]["region"], answer.json()["report"]["year"]) == ("宿州市", 2019)


def test_an_archive_gives_an_array(http: httpx.Client) -> None:
    data = make.zip_file({"a.txt": TEXT.encode(), "b.txt": ("二〇二〇年" + TEXT).encode()})
    answer = http.post("/v1/extract", files={"file": ("two.zip", data)})
    assert [each["report"]["source"] for each in answer.json()] == ["two.zip/a.txt", "two.zip/b.txt"]


def test_a_lone_surrogate() -> None:
    assert json.loads(dump_json({"text": "\ud800增长"})) == {"text": "\ud800增长"}


REFUSED = [
    ({"json": {}}, 422, "E614"),
    ({"json": {"text": 7}}, 422, "E614"),
    ({"json": {"text": TEXT, "year": 12}}, 422, "E614"),
    ({"json": {"text": TEXT, "unknown": 1}}, 422, "E614"),
    ({"json": {"text": TEXT, "region": "没有此地"}}, 422, "E301"),
    ({"content": b"{", "headers": {"content-type": "application/json"}}, 422, "E614"),
    ({"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}, 422, "E614"),
    ({"content": b"\xff", "headers": {"content-type": "application/json"}}, 422, "E614"),
    ({"content": b'{"text": "\\ud800"}', "headers": {"content-type": "application/json"}}, 422, "E614"),
    ({"content": b"x", "headers": {"content-type": "text/plain"}}, 415, "E618"),
    ({"content": b"x"}, 415, "E618"),
    ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400, "E615"),
    ({"files": {"other": b"x"}}, 400, "E614"),
    ({"files": {"file": b""}}, 422, "E102"),
    ({"files": {"file": b"plain English"}}, 422, "E105"),
    ({"files": {"file": b"%PDF-1.7 broken"}}, 422, "E113"),
    ({"files": {"file": b"PK\x03\x04broken"}}, 422, "E113"),
    ({"files": {"file": TEXT.encode()}, "data": {"year": "x"}}, 422, "E614"),
]


@pytest.mark.parametrize(("request_", "status", "code"), REFUSED)
def test_what_cannot_be_read_is_a_problem(
    http: httpx.Client, request_: dict[str, object], status: int, code: str
) -> None:
    answer = http.post("/v1/extract", **request_)  # type: ignore[arg-type]
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == status and problem["type"] == f"urn:zhibiao:error:{code}" and problem["title"]


def test_problems_speak_the_clients_language(http: httpx.Client) -> None:
    asked = {"files": {"file": ("empty.txt", b"")}}
    chinese = http.post("/v1/extract", headers={"accept-language": "zh-CN,zh;q=0.9"}, **asked)  # type: ignore[arg-type]
    english = http.post("/v1/extract", headers={"accept-language": "en"}, **asked)  # type: ignore[arg-type]
    assert "文件是空的" in chinese.json()["detail"]
    assert "the file is empty" in english.json()["detail"]
