"""The review page in a real Chromium: the one of the system, without a window."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

import zhibiao
from tests.reading import make
from tests.service.conftest import Service, upload
from zhibiao.evaluation import evaluate

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium (apt-get install chromium), which is not there"
)
PHONE = {"width": 390, "height": 844}
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, service: Service) -> Iterator[Page]:
    """A page that fails the test where a script fails, or where anything is refused by the policy or loaded from
    another host."""
    context = browser.new_context(base_url=service.url, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    opened.on("console", lambda message: wrong.append(message.text) if _is_wrong(message) else None)
    opened.on("request", lambda request: wrong.append(request.url) if not _is_own(request.url, service.url) else None)
    yield opened
    context.close()
    assert wrong == []


def _is_wrong(message: ConsoleMessage) -> bool:
    """An error, but not that of an answer that the test asks for."""
    return message.type == "error" and "status of 422" not in message.text


def _is_own(url: str, base: str) -> bool:
    return url.startswith((base, "data:", "blob:"))


def open_report(page: Page, report: str) -> None:
    page.goto(f"/reports/{report}")
    page.wait_for_selector("body[data-ready]")


def test_drop_a_report_see_its_records_correct_one_take_it_away(
    page: Page, seed: Path, tmp_path: Path, http: httpx.Client
) -> None:
    """The whole way of a user: from a file to gold."""
    own = tmp_path / "大同市计划报告.txt"
    own.write_text(seed.read_text("utf-8") + "\n（校对测试）", "utf-8")
    extracted = zhibiao.extract(own)

    page.goto("/")
    page.set_input_files("#files", own)
    page.wait_for_url("**/reports/*")
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#records tbody tr").count() == len(extracted.records)
    assert page.locator("#text .figure").count() >= len({(r.start, r.end) for r in extracted.records})
    assert extracted.head.title in page.title()

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = extracted.records[0]
    assert page.locator("#text .current").all_inner_texts() == [first.text]
    assert page.locator("#text .from-indicator").all_inner_texts() == [first.indicator]
    assert page.locator("#text .from-region").all_inner_texts() == ["全市"]
    assert first.rule in page.locator("#detail").inner_text()

    page.keyboard.press("e")
    page.fill("#edit [name=indicator]", "国内生产总值")
    page.fill("#edit [name=who]", "李明")
    page.fill("#edit [name=note]", "按年鉴")
    page.click("#save")
    page.wait_for_selector("tr.chosen[data-state=changed]")
    assert "国内生产总值" in page.locator("tr.chosen").inner_text()
    assert "李明" in page.locator("#detail").inner_text()

    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_selector("tr.chosen[data-state=rejected]")

    page.click("#export summary")
    with page.expect_download() as download:
        page.click("#export a[href*='format=seed']")
    zipfile.ZipFile(download.value.path()).extractall(tmp_path / "gold")
    (folder,) = (tmp_path / "gold").iterdir()
    rows = [json.loads(line) for line in (folder / "records.jsonl").read_text("utf-8").splitlines()]
    assert rows[0]["indicator"] == "国内生产总值" and len(rows) == len(extracted.records) - 1
    total = evaluate([tmp_path / "gold"], zhibiao.load_model()).total
    assert total.records["found"].recall == 1.0 and total.records["exact"].f1 < 1.0


def test_filter_and_search(page: Page, datong: str) -> None:
    open_report(page, datong)
    everything = page.locator("#records tbody tr:visible").count()
    page.keyboard.press("/")
    page.keyboard.type("投资")
    shown = page.locator("#records tbody tr:visible")
    assert 0 < shown.count() < everything
    assert all("投资" in text for text in shown.all_inner_texts())
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert "投资" in page.locator("tr.chosen").inner_text()
    page.fill("#search", "没有这样的记录")
    assert page.locator("#none").is_visible()


def test_hovering_shows_what_a_record_came_from(page: Page, datong: str) -> None:
    open_report(page, datong)
    row = page.locator("#records tbody tr").nth(2)
    row.hover()
    assert page.locator("#text .current").count() == 1
    page.locator("#text .figure").nth(5).hover()
    assert page.locator("#text .current").first.inner_text() == page.locator("#text .figure").nth(5).inner_text()


def test_add_a_record_from_selected_text(page: Page, http: httpx.Client) -> None:
    (file,) = upload(http, ("加.txt", "2019年宿州市公报\n\n全市有😀学校 35 所以及其他。".encode()))["files"]
    (report,) = file["reports"]
    open_report(page, report)
    page.evaluate(
        """() => {
        const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent.indexOf("其他");
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 2);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          document.dispatchEvent(new MouseEvent("mouseup"));
        }
      }"""
    )
    page.wait_for_selector("#selected:visible")
    page.click("#selected [data-do=add]")
    page.fill("#edit [name=indicator]", "其他学校")
    page.fill("#edit [name=value]", "1")
    page.click("#save")
    page.wait_for_selector("tr.chosen[data-state=added]")
    layer = http.get(f"/v1/reports/{report}/review").json()
    (added,) = [one["row"] for one in layer["records"] if one["state"] == "added"]
    assert added["text"] == "其他" and added["indicator"] == "其他学校"


def test_what_the_server_refuses_is_told(page: Page, datong: str) -> None:
    open_report(page, datong)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.fill("#edit [name=value]", "很多")
    with page.expect_response("**/review") as answer:
        page.click("#save")
    assert answer.value.status == 422
    page.wait_for_selector("#edit-error:visible")
    assert "value" in page.locator("#edit-error").inner_text()


def test_findings_of_the_audit_stand_beside_the_records(page: Page, http: httpx.Client) -> None:
    text = "池州市2019年国民经济和社会发展统计公报\n\n全市地区生产总值1000亿元。其中，第一产业增加值100亿元，"
    text += "第二产业增加值400亿元，第三产业增加值300亿元。"
    (report,) = upload(http, ("疑.txt", text.encode()))["files"][0]["reports"]
    open_report(page, report)
    page.wait_for_selector("#findings button")
    page.locator("#findings button").first.click()
    assert page.locator("tr.chosen[data-flagged]").count() == 1
    assert page.locator("#text .current.flagged").count() == 1
    page.select_option("#by-state", "flagged")
    assert page.locator("#records tbody tr:visible").count() > 1


def test_pages_of_a_pdf(page: Page, http: httpx.Client) -> None:
    text = "宿州市2019年国民经济和社会发展统计公报\n全市地区生产总值完成1686亿元，同比增长7.5%。\n"
    (file,) = upload(http, ("图.pdf", make.pdf_file(text)))["files"]
    open_report(page, file["reports"][0])
    page.keyboard.press("j")
    page.keyboard.press("p")
    page.wait_for_selector("#pages rect.on")
    image = page.locator("#pages img").first
    image.scroll_into_view_if_needed()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    box, picture = page.locator("#pages rect.on").first.bounding_box(), image.bounding_box()
    assert box and picture and picture["x"] < box["x"] and box["y"] < picture["y"] + picture["height"]
    page.locator("#pages rect").nth(1).click()
    assert "7.5" in page.locator("tr.chosen").inner_text()


def test_series(page: Page, http: httpx.Client, tmp_path: Path) -> None:
    for year, value, aim in ((2017, 1200, 1300), (2018, 1500, 1600), (2019, 1686, 1800)):
        text = (
            f"淮北市{year}年国民经济和社会发展计划执行情况与{year + 1}年国民经济和社会发展计划草案的报告\n\n"
            f"一、{year}年国民经济和社会发展计划执行情况\n\n全市地区生产总值完成{value}亿元。\n\n"
            f"二、{year + 1}年国民经济和社会发展的主要目标\n\n地区生产总值达到{aim}亿元。\n"
        )
        assert upload(http, (f"{year}.txt", text.encode()))["done"] == 1
    page.goto("/series?indicator=地区生产总值&region=淮北市")
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#chart canvas").count() == 1
    cells = page.locator("#table tr.actual td.number").all_inner_texts()
    assert {"1,200", "1,500", "1,686"} <= set(cells)
    painted = page.evaluate(
        """() => {
        const canvas = document.querySelector("#chart canvas");
        const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return data.some((value) => value > 0);
      }"""
    )
    assert painted
    for button, suffix in (("#png", ".png"), ("#csv", ".csv"), ("#xlsx", ".xlsx")):
        with page.expect_download() as download:
            page.click(button)
        assert download.value.suggested_filename.endswith(suffix)
        assert Path(download.value.path()).stat().st_size > 100
    page.locator("#table tr.actual a").first.click()
    page.wait_for_selector("tr.chosen")


def test_hostile_text_and_names_are_shown_as_they_are(page: Page, http: httpx.Client) -> None:
    text = f"宿州市2019年统计公报{HOSTILE}\n\n全市{HOSTILE}地区生产总值完成1686亿元，同比增长7.5%。"
    job = upload(http, (f"{HOSTILE}.txt", text.encode()), (f"坏{HOSTILE}.pdf", b"%PDF-1.7"))
    report = job["files"][0]["reports"][0]
    page.goto("/")
    assert page.locator("img[src=x]").count() == 0
    assert HOSTILE.rpartition("/")[2] in page.content().replace("&gt;", ">").replace("&lt;", "<")
    open_report(page, report)
    assert HOSTILE in page.locator("#text").inner_text()
    key = page.locator("#records tbody tr").first.get_attribute("data-key")
    fields = {"indicator": HOSTILE, "region": '"><b>', "base": "' onclick='alert(3)"}
    http.post(
        f"/v1/reports/{report}/review",
        json={"action": "change", "target": key, "record": fields, "who": HOSTILE, "note": HOSTILE},
    )
    open_report(page, report)
    page.keyboard.press("j")
    assert HOSTILE in page.locator("tr.chosen").inner_text()
    assert HOSTILE in page.locator("#detail").inner_text()
    assert page.locator("main img[src=x], main script, main b").count() == 0


def test_language_and_theme(page: Page, datong: str) -> None:
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "zh-CN" and "报告库" in page.locator("nav").first.inner_text()
    page.click("#language")
    assert page.locator("html").get_attribute("lang") == "en" and "Reports" in page.locator("nav").first.inner_text()
    open_report(page, datong)
    assert page.locator("html").get_attribute("lang") == "en"
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("t")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


@pytest.mark.parametrize("path", ["/", "/reports/{report}", "/series?indicator=地区生产总值"])
def test_phone_width_needs_no_scrolling_sideways(page: Page, datong: str, path: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(path.format(report=datong))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_system_decides_on_dark(browser: Browser, service: Service) -> None:
    colours = []
    for scheme in ("light", "dark"):
        context = browser.new_context(base_url=service.url, color_scheme=scheme)  # type: ignore[arg-type]
        opened = context.new_page()
        opened.goto("/")
        colours.append(opened.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert colours[0] != colours[1]
