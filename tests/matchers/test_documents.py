"""DOCUMENT mentions: titles in 《…》."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.matchers.documents import LONGEST, match_documents


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("印发《规划》和《条例》", ["《规划》", "《条例》"]),
        ("《关于印发〈办法〉的通知》", ["《关于印发〈办法〉的通知》"]),
        ("《关于《办法》的通知》", ["《关于《办法》的通知》"]),
        ("《没有结束，《办法》", ["《办法》"]),
        ("没有开始》，《办法》", ["《办法》"]),
        ("《》", []),
        (f"《{'长' * (LONGEST - 2)}》", [f"《{'长' * (LONGEST - 2)}》"]),
        (f"《{'长' * (LONGEST - 1)}》", []),
        (f"《{'长' * LONGEST}《办法》》", ["《办法》"]),
        ("", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert [text[m.start : m.end] for m in match_documents(text)] == titles


@given(st.text(alphabet="《》〈〉法、"))
def test_spans_hold(text: str) -> None:
    end = 0
    for match in match_documents(text):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start] == "《"
        assert text[match.end - 1] == "》"
        end = match.end
