"""Reports and file names are hostile: what they hold is shown, kept and exported as text, and never acted on."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import httpx
import lxml.html
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import make
from tests.service.conftest import Service, upload
from zhibiao.service.guard import HEADERS
from zhibiao.service.uploads import LONGEST_NAME, shown_name

SCRIPT = "<script>alert(1)</script>"
NAMES = [
    ("../../etc/passwd", "passwd"),
    ("..\\..\\windows\\system.ini", "system.ini"),
    ("/etc/cron.d/x", "x"),
    ("C:\\x\\报告.txt", "报告.txt"),
    ("..", "report"),
    ("", "report"),
    (None, "report"),
    ("a\x00b\nc\u202etxt.exe", "abctxt.exe"),
    (f"{SCRIPT}.txt", "script>.txt"),
    ("长" * 500 + ".txt", "长" * (LONGEST_NAME - 4) + ".txt"),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_of_a_name_only_what_is_no_path_is_shown(name: str | None, shown: str) -> None:
    assert shown_name(name) == shown


@given(st.text(max_size=300))
def test_no_name_is_a_path(name: str) -> None:
    shown = shown_name(name)
    assert shown.strip() and "/" not in shown and "\\" not in shown
    assert shown not in (".", "..") and len(shown) <= LONGEST_NAME
    shown.encode()


def test_uploads_are_kept_under_their_digest(service: Service, http: httpx.Client) -> None:
    before = {path for path in service.store.parent.rglob("*")}
    job = upload(http, ("../../../evil.txt", "穿越目录的报告，全市地区生产总值完成9999亿元。".encode()))
    (file,) = job["files"]
    assert file["name"] == "evil.txt"
    new = {path for path in service.store.parent.rglob("*")} - before
    assert service.store.with_name(service.store.name + ".uploads") / file["sha256"] in new | before
    assert not any("evil" in path.name for path in new)
    assert not list(service.store.parent.parent.glob("evil*"))


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/reports/..%2f..%2fx",
    ],
)
def test_addresses_lead_nowhere_else(http: httpx.Client, path: str) -> None:
    answer = http.get(path)
    assert answer.status_code == 404 and "import" not in answer.text


def test_an_archive_writes_nothing(service: Service, http: httpx.Client) -> None:
    text = "全市地区生产总值完成7777亿元。".encode()
    (file,) = upload(http, ("x.zip", make.zip_file({"../../../../zipped.txt": text})))["files"]
    assert file["state"] in ("done", "failed")
    assert not list(service.store.parent.parent.rglob("zipped.txt"))


def test_every_answer_has_the_headers(http: httpx.Client) -> None:
    for path in ("/", "/series", "/health", "/nothing", "/static/style.css", "/openapi.json", "/reports/x"):
        answer = http.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (path, name)
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'self'" in policy and "http" not in policy


@pytest.mark.parametrize("path", ["/", "/series?indicator={}", "/?q={}", "/?region={}&kind={}", "/reports/{}"])
def test_what_an_address_says_is_escaped(http: httpx.Client, path: str) -> None:
    text = http.get(path.replace("{}", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E")).text
    assert "<script>alert" not in text
    assert ' style="' not in text and " onclick" not in text


@pytest.mark.parametrize(
    "value", ["\x00", "9" * 150, "２０２１", "\ufffe", "'; DROP TABLE records; --", "%", "..", "𠮷"]
)
def test_any_value_in_an_address_is_answered(http: httpx.Client, value: str) -> None:
    names = ("q", "region", "year", "kind", "sort", "page", "indicator", "first", "last", "aspect", "unit", "report")
    for path in ("/", "/series", "/v1/reports", "/v1/records", "/v1/panel", "/v1/targets", "/v1/audit"):
        for name in names:
            assert http.get(path, params={name: value}).status_code < 500, (path, name)
    assert http.get("/v1/records", params={"limit": 1}).json()["total"] > 0


def test_pages_hold_no_script_and_no_style_of_their_own(http: httpx.Client, datong: str) -> None:
    for path in ("/", f"/reports/{datong}", "/series?indicator=x"):
        elements = list(lxml.html.fromstring(http.get(path).content).iter("*"))
        assert all(element.get("src", "").startswith("/static/") for element in elements if element.tag == "script")
        assert not any(element.tag in ("style", "base", "iframe", "object") for element in elements)
        names = [name for element in elements for name in element.attrib]
        assert not any(name == "style" or name.startswith("on") for name in names)
        links = [element.get(name, "") for element in elements for name in ("src", "href", "action")]
        assert all(link.startswith(("/", "#", "?")) and not link.startswith("//") for link in links if link)


# A name of an indicator that a spreadsheet would run; what stands in front makes the linker take it whole.
FORMULA = "=HYPERLINK(1)"


def formula_report(http: httpx.Client) -> str:
    """A report with a title and a file name that begin as formulas."""
    text = f"宿州市2016年统计公报\n\n全市地区生产总值完成1686亿元，同比增长7.5%。{FORMULA}"
    (file,) = upload(http, (f"{FORMULA}.txt", text.encode()))["files"]
    return str(file["reports"][0])


def test_no_cell_of_a_csv_file_is_a_formula(http: httpx.Client) -> None:
    formula_report(http)
    text = http.get("/v1/panel", params={"region": "宿州市", "format": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 1
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t")), cell
            assert not cell.startswith("-") or cell[1:2].isdigit(), cell


def test_no_cell_of_a_workbook_is_a_formula(http: httpx.Client) -> None:
    formula_report(http)
    data = http.get("/v1/panel", params={"region": "宿州市", "format": "xlsx"}).content
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 50_000_000)
    return stream.getvalue()


BROKEN: list[tuple[str, Any, int]] = [
    ("a bomb", _bomb, 413),
    ("half a PDF", lambda: make.pdf_file("全市增长7.5%。" * 50)[:700], 422),
    ("a PDF with a password", lambda: make.pdf_file("全市增长7.5%。", password="x"), 422),
    ("half a DOCX", lambda: make.word_file("全市增长7.5%。")[:900], 422),
    ("noise", lambda: bytes(range(256)) * 200, 422),
    ("zeros", lambda: bytes(100_000), 422),
    ("one endless line", lambda: ("增长" * 3_000_000).encode(), 422),
    ("tags in tags", lambda: b"<html>" + b"<div>" * 100_000 + "增长".encode(), 422),
]


@pytest.mark.parametrize(("name", "make_file", "status"), BROKEN, ids=[each[0] for each in BROKEN])
def test_huge_and_broken_files(http: httpx.Client, name: str, make_file: Any, status: int) -> None:
    answer = http.post("/v1/extract", files={"file": (name, make_file())})
    assert answer.status_code in (200, status), answer.text
    assert http.post("/v1/extract", json={"text": "增长7.5%"}).status_code == 200
