"""The README says what is true: its examples are run, its options are those of the program, both languages agree."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest
from typer.main import get_command

from tests.test_cli import run
from zhibiao.cli.main import app

READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.S)


@pytest.fixture(scope="module", params=READMES)
def readme(request: pytest.FixtureRequest, root: Path) -> tuple[str, str]:
    """The text of a README and its language."""
    return (root / request.param).read_text(encoding="utf-8"), READMES[request.param]


def test_the_first_example(readme: tuple[str, str]) -> None:
    text, lang = readme
    sentence = re.search(r"^> (.+)$", text, re.M)
    expected = re.search(r"<!-- example: sentence -->\n```text\n(.*?)```", text, re.S)
    assert sentence is not None and expected is not None
    result = run("extract", "-", "--region", "大同", "--year", "2021", "--lang", lang, stdin=sentence[1].encode())
    assert result.stdout.decode() == expected[1]


def test_python_examples(readme: tuple[str, str], root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    blocks = BLOCK.findall(readme[0])
    names: dict[str, object] = {}
    examples = [(code, blocks[at + 1][1]) for at, (kind, code) in enumerate(blocks) if kind == "python"]
    assert len(examples) == 2
    for code, expected in examples:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(code, names)
        assert out.getvalue() == expected


def test_every_command_and_option_is_documented(readme: tuple[str, str]) -> None:
    text = readme[0]
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert f"zhibiao {name}" in text
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or option == "--help" or f"`{option}`" in text, (name, option)


def test_both_languages_have_the_same_content(root: Path) -> None:
    one, other = ((root / name).read_text(encoding="utf-8") for name in READMES)
    assert [len(mark) for mark in re.findall(r"^#+", one, re.M)] == [len(m) for m in re.findall(r"^#+", other, re.M)]
    rows = [re.findall(r"^\|", text, re.M) for text in (one, other)]
    assert len(rows[0]) == len(rows[1])
    figures = [set(re.findall(r"\b[01]\.\d{3}\b", text)) for text in (one, other)]
    assert figures[0] == figures[1]
    commands = [re.findall(r"^(?:python3|zhibiao) [^#\n]+", text, re.M) for text in (one, other)]
    assert [command.strip() for command in commands[0]] == [command.strip() for command in commands[1]]
