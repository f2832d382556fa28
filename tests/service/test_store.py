"""Jobs, reports, records, reviews and what is exported of them."""

from __future__ import annotations

import io
import json
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

import zhibiao
from tests.reading import make
from tests.service.conftest import Service, finished, upload, wait_ready
from zhibiao.batch.settings import Settings
from zhibiao.evaluation import evaluate
from zhibiao.evaluation.gold import read_annotated
from zhibiao.exchange import FORMATS, load
from zhibiao.service import ServiceSettings, create_app
from zhibiao.storage import Store

Start = Callable[..., TestClient]
TEXT = "宿州市2019年国民经济和社会发展统计公报\n\n全市地区生产总值完成1686亿元，同比增长7.5%。\n"


def report_of(number: int) -> bytes:
    """A small report that no other number gives."""
    return TEXT.replace("1686", str(2000 + number)).encode()


# ---- jobs


def test_a_job(http: httpx.Client, seed: Path) -> None:
    archive = make.zip_file({"内/a.txt": report_of(1), "b.txt": b"plain English"})
    job = upload(http, ("大同.txt", seed.read_bytes()), ("卷.zip", archive), ("坏.pdf", b"%PDF-1.7"))
    assert (job["state"], job["total"], job["done"], job["failed"]) == ("done", 3, 2, 1)
    text, packed, broken = job["files"]
    assert len(text["reports"]) == 1 and text["errors"] == []
    assert len(packed["reports"]) == 1 and packed["errors"][0]["code"] == "E105"
    assert (
        broken["reports"] == [] and broken["errors"][0]["code"] == "E113" and "损坏" in broken["errors"][0]["reason_zh"]
    )
    lines = [json.loads(line) for line in http.get(f"/v1/jobs/{job['id']}/result").text.splitlines()]
    assert [line["file"] for line in lines] == ["大同.txt", "卷.zip", "卷.zip", "坏.pdf"]
    assert lines[0]["records"] == zhibiao.extract(seed).to_dict()["records"]
    assert lines[3]["error"]["code"] == "E113"


def test_a_job_takes_region_and_year(http: httpx.Client) -> None:
    job = upload(http, ("x.txt", "全市地区生产总值完成77亿元。".encode()), region="大同市", year="2018")
    report = http.get(f"/v1/reports/{job['files'][0]['reports'][0]}").json()["report"]
    assert (report["region"], report["year"]) == ("大同市", 2018)


def test_a_job_can_be_cancelled(start: Start) -> None:
    client = start()
    files = [("files", (f"{n}.txt", report_of(n))) for n in range(50)]
    job = client.post("/v1/jobs", files=files).json()["id"]
    assert client.get(f"/v1/jobs/{job}/result").json()["code"] == "E611"
    cancelled = client.delete(f"/v1/jobs/{job}").json()
    assert cancelled["state"] == "cancelled"
    assert {file["state"] for file in cancelled["files"]} <= {"done", "cancelled"}
    assert client.delete(f"/v1/jobs/{job}").json()["code"] == "E610"
    wait_ready(client)
    assert upload(client, ("a.txt", report_of(99)))["done"] == 1
    assert client.get(f"/v1/jobs/{job}").json()["state"] == "cancelled"


def test_jobs_survive_the_end_of_the_service(tmp_path: Path) -> None:
    """Killed in the middle, a job goes on in the next service, and gives each report once."""
    first = Service(tmp_path / "store.duckdb", "--rate", "0", "--workers", "1")
    files = [("files", (f"{n}.txt", report_of(n))) for n in range(40)]
    job = httpx.post(f"{first.url}/v1/jobs", files=files, timeout=60).json()["id"]
    first.stop(signal.SIGKILL)
    second = Service(tmp_path / "store.duckdb", "--rate", "0", "--workers", "2").wait()
    try:
        with httpx.Client(base_url=second.url, timeout=60) as client:
            ended = finished(client, job)
            assert (ended["done"], ended["failed"]) == (40, 0)
            assert client.get("/v1/reports").json()["total"] == 40
    finally:
        assert second.stop() in (0, -signal.SIGTERM)
    with Store.open(tmp_path / "store.duckdb") as store:
        assert len(store.current()) == 40


# ---- reports and records


def test_a_report_is_what_was_extracted(http: httpx.Client, datong: str, seed: Path) -> None:
    found = http.get(f"/v1/reports/{datong}").json()
    report = zhibiao.extract(seed)
    assert found["records"] == report.to_dict()["records"]
    assert http.get(f"/v1/reports/{datong}/text").text == report.text


def test_reports_are_listed(http: httpx.Client, datong: str) -> None:
    found = http.get("/v1/reports", params={"region": "大同市", "year": 2021, "kind": "plan", "q": "国民经济"}).json()
    (item,) = [item for item in found["items"] if item["id"] == datong]
    assert item["records"] == len(http.get(f"/v1/reports/{datong}").json()["records"])
    assert http.get("/v1/reports", params={"region": "没有此地"}).json() == {"total": 0, "items": []}


def test_records_are_filtered_sorted_and_paged(http: httpx.Client, datong: str) -> None:
    path = f"/v1/reports/{datong}/records"
    everything = http.get(path, params={"limit": 1000}).json()
    assert everything["total"] == len(everything["items"])
    starts = [item["start"] for item in everything["items"]]
    assert starts == sorted(starts)
    growth = http.get(path, params={"aspect": "growth", "sort": "-value", "limit": 5}).json()
    values = [float(item["value"]) for item in growth["items"]]
    assert values == sorted(values, reverse=True) and all(item["aspect"] == "growth" for item in growth["items"])
    pages = [http.get(path, params={"limit": 100, "offset": at}).json()["items"] for at in (0, 100, 200)]
    assert [item["id"] for page in pages for item in page] == [item["id"] for item in everything["items"][:300]]
    investment = http.get("/v1/records", params={"report": datong, "indicator": "投资"}).json()["items"]
    assert investment and all("投资" in item["indicator"] and item["report"] == datong for item in investment)


@pytest.mark.parametrize("path", ["/v1/reports/x", "/v1/reports/x/records", "/v1/reports/x/review", "/v1/jobs/x"])
def test_what_is_not_there(http: httpx.Client, path: str) -> None:
    answer = http.get(path)
    assert answer.status_code == 404 and answer.json()["code"] in ("E609", "E619")


def test_panel(http: httpx.Client, datong: str) -> None:
    asked = {"indicator": "GDP", "region": "大同市", "year": "2021", "aspect": "level"}
    (row,) = http.get("/v1/panel", params=asked).json()["items"]
    assert (row["value"], row["unit"]) == ("168600000000", "元")
    record = http.get(f"/v1/reports/{row['report']}").json()["records"][0]
    assert (record["id"], record["start"]) == (row["record_id"], row["start"])
    text = http.get("/v1/panel", params={**asked, "format": "csv"}).content
    assert text.startswith(b"\xef\xbb\xbfregion_code,") and b"168600000000" in text
    workbook = http.get("/v1/panel", params={**asked, "format": "xlsx"})
    assert "panel.xlsx" in workbook.headers["content-disposition"]
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(workbook.content)).namelist()
    for year in ("x", "9" * 30, "2011..", "2011..9999999999999999999"):
        assert http.get("/v1/panel", params={"year": year}).json()["code"] == "E614"


def test_audit(http: httpx.Client) -> None:
    text = "宣城市2019年国民经济和社会发展统计公报\n\n全市地区生产总值1000亿元。其中，第一产业增加值100亿元，"
    text += "第二产业增加值400亿元，第三产业增加值300亿元。"
    (report,) = upload(http, ("矛盾.txt", text.encode()))["files"][0]["reports"]
    found = http.get(f"/v1/reports/{report}/audit").json()
    assert found["total"] == len(found["items"]) > 0
    assert all(finding["zh"] and finding["en"] for finding in found["items"])
    assert http.get("/v1/reports", params={"region": "宣城市"}).json()["items"][0]["flagged"] > 0
    assert http.get("/v1/audit", params={"region": "宣城市"}).json()["items"] == found["items"]


def test_pages_of_a_pdf(http: httpx.Client, datong: str) -> None:
    (file,) = upload(http, ("报告.pdf", make.pdf_file(TEXT)))["files"]
    (report,) = file["reports"]
    answer = http.get(f"/v1/reports/{report}/pages/1", params={"width": 300})
    assert answer.headers["content-type"] == "image/png" and answer.content.startswith(b"\x89PNG")
    assert http.get(f"/v1/reports/{report}/pages/9").json()["code"] == "E113"
    assert http.get(f"/v1/reports/{datong}/pages/1").json()["code"] == "E622"


# ---- reviews


@pytest.fixture
def reviewed(http: httpx.Client, request: pytest.FixtureRequest) -> str:
    """A small report of its own for a test."""
    text = TEXT + request.node.name
    (file,) = upload(http, (f"{request.node.name}.txt", text.encode()))["files"]
    return str(file["reports"][0])


def layer_of(http: httpx.Client, report: str) -> dict[str, Any]:
    """The review layer's records by their key."""
    return {one["key"]: one for one in http.get(f"/v1/reports/{report}/review").json()["records"]}


def review(http: httpx.Client, report: str, **fields: Any) -> httpx.Response:
    """Sends a review."""
    return http.post(f"/v1/reports/{report}/review", json=fields)


def test_reviews_are_added_and_nothing_is_overwritten(http: httpx.Client, reviewed: str) -> None:
    extracted = http.get(f"/v1/reports/{reviewed}").json()
    level, growth = layer_of(http, reviewed)
    first = review(http, reviewed, action="change", target=level, record={"indicator": "生产总值"}, who="李明")
    assert first.status_code == 201 and first.json()["who"] == "李明" and first.json()["at"].endswith("Z")
    review(http, reviewed, action="change", target=level, record={"period": "2018"}, who="王芳", note="年份有误")
    review(http, reviewed, action="reject", target=growth)
    found = layer_of(http, reviewed)
    assert (found[level]["row"]["indicator"], found[level]["row"]["period"]) == ("生产总值", "2018")
    assert found[level]["changed"] == ["indicator", "period"] and found[level]["state"] == "changed"
    assert found[level]["row"]["indicator_id"] == "" and "indicator" not in found[level]["row"]["provenance"]
    assert found[growth]["state"] == "rejected"
    assert http.get(f"/v1/reports/{reviewed}").json() == extracted
    review(http, reviewed, action="restore", target=growth)
    review(http, reviewed, action="accept", target=growth)
    assert layer_of(http, reviewed)[growth]["state"] == "accepted"
    events = http.get(f"/v1/reports/{reviewed}/review").json()["events"]
    assert [event["action"] for event in events] == ["change", "change", "reject", "restore", "accept"]


def test_spans_change_and_records_are_added(http: httpx.Client, reviewed: str) -> None:
    text = http.get(f"/v1/reports/{reviewed}/text").text
    at = text.index("2019")
    level = next(iter(layer_of(http, reviewed)))
    assert review(http, reviewed, action="change", target=level, record={"end": at + 4, "start": at}).status_code == 201
    assert layer_of(http, reviewed)[level]["row"]["text"] == "2019"
    fields = {"start": at, "end": at + 2, "value": "20", "indicator": "序号", "unit": "个"}
    added = review(http, reviewed, action="add", record=fields).json()["target"]
    found = layer_of(http, reviewed)[added]
    assert (found["state"], found["row"]["text"], found["row"]["relation"]) == ("added", "20", "value")
    review(http, reviewed, action="change", target=added, record={"value": "21"})
    assert layer_of(http, reviewed)[added]["row"]["value"] == "21"


WRONG = [
    ({"action": "change", "target": "9-9-9", "record": {"unit": "x"}}, 404, "E621"),
    ({"action": "add", "record": {"start": 0, "end": 4}}, 400, "E614"),
    ({"action": "add"}, 400, "E614"),
    ({"action": "add", "record": {"start": 5, "end": 5, "value": "1", "indicator": "x"}}, 422, "E701"),
    ({"action": "add", "record": {"start": 0, "end": 999999, "value": "1", "indicator": "x"}}, 422, "E701"),
    ({"action": "add", "record": {"start": 0, "end": 1, "value": "1e5", "indicator": "x"}}, 422, "E614"),
    ({"action": "erase", "target": "1"}, 422, "E614"),
    ({"action": "add", "layer": "mention"}, 400, "E614"),
]


@pytest.mark.parametrize(("fields", "status", "code"), WRONG)
def test_reviews_that_make_no_sense(
    http: httpx.Client, datong: str, fields: dict[str, Any], status: int, code: str
) -> None:
    answer = review(http, datong, **fields)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_mentions_are_reviewed(http: httpx.Client, reviewed: str) -> None:
    text = http.get(f"/v1/reports/{reviewed}/text").text
    mention = http.get(f"/v1/reports/{reviewed}/review").json()["mentions"][0]
    review(http, reviewed, action="reject", layer="mention", target=mention["key"])
    place = {"start": text.index("宿州市"), "end": text.index("宿州市") + 3, "type": "ORG"}
    review(http, reviewed, action="add", layer="mention", mention=place)
    data = http.get(f"/v1/reports/{reviewed}/export", params={"format": "web-annotation"}).content
    (found,) = load("web-annotation", data, text)
    assert "宿州市" in [row["text"] for row in found.mentions]
    assert mention["row"]["text"] not in [row["text"] for row in found.mentions]


def test_review_makes_gold(http: httpx.Client, reviewed: str, tmp_path: Path) -> None:
    """What people corrected is what an evaluation then asks for."""
    level, growth = layer_of(http, reviewed)
    review(http, reviewed, action="change", target=level, record={"indicator": "总产值"}, who="李明")
    review(http, reviewed, action="reject", target=growth, who="李明")
    data = http.get(f"/v1/reports/{reviewed}/export", params={"format": "seed"}).content
    zipfile.ZipFile(io.BytesIO(data)).extractall(tmp_path)
    seed = read_annotated(tmp_path / reviewed)
    assert [row["indicator"] for row in seed.records] == ["总产值"]
    assert json.loads((tmp_path / reviewed / "meta.json").read_text("utf-8"))["annotated_by"] == "李明"
    total = evaluate([tmp_path], zhibiao.load_model()).total
    assert (total.records["found"].recall, total.records["exact"].recall) == (1.0, 0.0)
    assert total.records["found"].precision == 0.5


@pytest.mark.parametrize("format", ["label-studio", "doccano", "web-annotation"])
def test_annotations_of_other_programs_become_reviews(
    http: httpx.Client, datong: str, request: pytest.FixtureRequest, format: str
) -> None:
    text = TEXT + request.node.name
    (report,) = upload(http, ("他.txt", text.encode()))["files"][0]["reports"]
    before = http.get(f"/v1/reports/{report}/export", params={"format": format}).content
    same = http.post(f"/v1/reports/{report}/import", params={"format": format}, files={"file": before})
    assert (same.status_code, same.json()) == (201, {"events": []})
    changed = before.replace("地区生产总值".encode(), "总产值".encode()) if format == "web-annotation" else None
    if changed is None:
        data = json.loads(before.splitlines()[0] if format == "doccano" else before)
        rows = data["records"] if format == "doccano" else data[0]["annotations"][0]["result"]
        if format == "doccano":
            rows[0]["period"] = "2018"
            del rows[1]
        else:
            next(r for r in rows if r["from_name"] == "period" and r["id"] == "r0")["value"]["text"] = ["2018"]
            data[0]["annotations"][0]["result"] = [r for r in rows if r["id"] != "r1"]
        changed = json.dumps(data).encode()
        answer = http.post(
            f"/v1/reports/{report}/import", params={"format": format}, files={"file": changed}, data={"who": "王芳"}
        )
        assert sorted(event["action"] for event in answer.json()["events"]) == ["change", "reject"]
        assert {event["who"] for event in answer.json()["events"]} == {"王芳"}
        level, growth = layer_of(http, report).values()
        assert (level["row"]["period"], growth["state"]) == ("2018", "rejected")
    other = http.post(f"/v1/reports/{datong}/import", params={"format": format}, files={"file": changed})
    assert other.status_code == 422 and other.json()["code"] == "E701"


@pytest.mark.parametrize("format", FORMATS)
def test_formats(http: httpx.Client, datong: str, format: str) -> None:
    answer = http.get(f"/v1/reports/{datong}/export", params={"format": format})
    assert answer.status_code == 200 and answer.content
    assert answer.headers["content-disposition"].startswith("attachment")
    assert http.get(f"/v1/reports/{datong}/export", params={"format": "word"}).status_code == 422


def test_reviews_survive_the_end_of_the_service(start: Start, tmp_path: Path, reading: Settings) -> None:
    settings = ServiceSettings(store=tmp_path / "kept.duckdb", reading=reading, workers=1)
    with TestClient(create_app(settings)) as client:
        (report,) = upload(client, ("a.txt", TEXT.encode()))["files"][0]["reports"]
        key = client.get(f"/v1/reports/{report}/review").json()["records"][0]["key"]
        client.post(f"/v1/reports/{report}/review", json={"action": "accept", "target": key})
    again = start(store=tmp_path / "kept.duckdb")
    assert again.get(f"/v1/reports/{report}/review").json()["records"][0]["state"] == "accepted"
