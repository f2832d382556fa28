"""Errors: stable codes, texts in both languages, one tree."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from string import Formatter

import pytest

import zhibiao
from zhibiao.errors import MESSAGES, ZhibiaoError

KINDS = {
    "1": zhibiao.InputError,
    "2": zhibiao.ModelError,
    "3": zhibiao.UsageError,
    "4": zhibiao.InputError,
    "5": zhibiao.StoreError,
    "6": zhibiao.ServiceError,
    "7": zhibiao.ExchangeError,
}


def placeholders(text: str) -> set[str]:
    """The names of the details that a message is made of."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def raised(root: Path) -> list[tuple[str, str, set[str]]]:
    """The errors that the code makes: the class, the code, the names of the details."""
    call = re.compile(r'(\w+Error)\(\s*"(E\d{3})"((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)')
    texts = (path.read_text(encoding="utf-8") for path in (root / "nlp").rglob("*.py"))
    hits = [hit for text in texts for hit in call.finditer(text)]
    return [(hit[1], hit[2], set(re.findall(r"(\w+)=", hit[3]))) for hit in hits]


def test_every_message_is_raised_and_every_error_has_a_message(raised: list[tuple[str, str, set[str]]]) -> None:
    assert {code for _, code, _ in raised} == MESSAGES.keys()


def test_errors_are_raised_with_the_details_of_their_message(raised: list[tuple[str, str, set[str]]]) -> None:
    for _, code, details in raised:
        assert placeholders(MESSAGES[code]["en"]) <= details, code


def test_a_code_tells_the_kind_of_error(raised: list[tuple[str, str, set[str]]]) -> None:
    for name, code, _ in raised:
        assert KINDS[code[1]].__name__ == name, code


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_says_the_same_in_both_languages(code: str) -> None:
    texts = MESSAGES[code]
    assert texts.keys() == {"en", "zh"}
    assert placeholders(texts["en"]) == placeholders(texts["zh"])
    assert texts["en"].isascii() and texts["zh"] != texts["en"]


@pytest.mark.parametrize("code", MESSAGES)
def test_an_error_pickles_and_opens_with_its_code(code: str) -> None:
    error = KINDS[code[1]](code, **{name: 7 for name in placeholders(MESSAGES[code]["en"])})
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.details) == (type(error), str(error), error.details)
    assert str(error).startswith(f"[{code}] ")
    assert error.text("zh").startswith(f"[{code}] ")


def test_one_tree() -> None:
    for kind in KINDS.values():
        assert issubclass(kind, ZhibiaoError)
    assert zhibiao.ZhibiaoError is ZhibiaoError
