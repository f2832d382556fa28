"""The documentation: every command on its pages runs and prints what they say, and the site can be built."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.run import BLOCK, Step, run, steps, workplace

PAGES = ["annotating.md", "extending.md", "tutorial.md", "tutorial.zh-CN.md"]
MADE = ["reference/cli.md"]  # its commands are usages


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    """A page with commands."""
    return str(request.param)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_commands_of_a_page(page: str, root: Path, tmp_path: Path) -> None:
    folder = workplace(root, tmp_path)
    for step in steps((root / "docs" / page).read_text(encoding="utf-8")):
        result = run(step.command, folder, "zh" if ".zh" in page else "en")
        assert result.returncode == 0, (step.command, result.stderr)
        assert step.expects(result.stdout), (step.command, result.stdout)


def test_every_page_with_commands_is_run(root: Path) -> None:
    docs = root / "docs"
    pages = {str(path.relative_to(docs)) for path in docs.rglob("*.md") if BLOCK.search(path.read_text("utf-8"))}
    assert pages == {*PAGES, *MADE}


def test_dots_stand_for_any_lines() -> None:
    assert Step("", ["a", "...", "c"]).expects("a\nb\nb\nc\n")
    assert Step("", ["a", "..."]).expects("a\n")
    assert not Step("", ["a", "...", "c"]).expects("a\nb\n")
    assert not Step("", ["a.c"]).expects("abc\n")
    assert not Step("", []).expects("a\n")


def test_both_tutorials_run_the_same_commands(root: Path) -> None:
    one, other = ((root / "docs" / name).read_text(encoding="utf-8") for name in PAGES[2:])
    assert [step.command for step in steps(one)] == [step.command for step in steps(other)]


def test_the_reference_of_the_command_line_is_up_to_date(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "cli.md"
    command = f"python scripts/make_reference.py {target}"
    assert run(command, root, "en").returncode == 0
    assert (root / "docs" / "reference" / "cli.md").read_text(encoding="utf-8") == target.read_text(encoding="utf-8")


def test_the_examples_are_what_their_texts_make(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    folder = workplace(root, tmp_path)
    assert run("python scripts/make_examples.py", folder, "en").returncode == 0
    for path in sorted((root / "docs" / "examples").glob("*.pdf")):
        assert (folder / "docs" / "examples" / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_fields_of_a_record_are_documented(root: Path) -> None:
    from zhibiao import IndicatorRecord

    rows = re.findall(r"^\| (`.*?) \|", (root / "docs" / "records.md").read_text(encoding="utf-8"), re.M)
    documented = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert IndicatorRecord.model_fields.keys() - {"id"} <= documented


@pytest.mark.skipif(importlib.util.find_spec("material") is None, reason="needs the extra docs")
def test_the_site_is_built_without_a_warning(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "site" / "reference" / "python" / "index.html").read_text(encoding="utf-8")
    assert "extract_text" in page and "E104" not in page.partition("<body")[0]
