"""Whether the characters that a PDF gives are those that it shows.

Fonts may name their characters wrongly or not at all. Then a page of Chinese is read as signs, controls and letters
of other scripts in a number that no text has.
"""

from __future__ import annotations

import re

_MEANT = re.compile(
    "[\\w\u3000-\u303f\u2460-\u24ff\u2010-\u2027\u2030-\u205e\uff00-\uffef\u2e80-\u2fdf\u2190-\u22ff\u2500-\u25ff"
    "\u3200-\u33ff\U001001b0.,:;%()\\[\\]\"'/<>+*=_·×÷°±~-]"
)
_FOREIGN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\xa0\xa1-\xb6\xb8-\xd6\xd8-\xf6\xf8-\u02ff\ue000-\uf8ff\ufff0-\uffff]")
_PUNCTUATION = re.compile("[!\"#$%&'()*+,./:;<=>?@\\[\\\\\\]^_`{|}~-]")
_HAN = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z]")
FEWEST = 40  # characters that can be judged


def garbled_share(text: str) -> float:
    """The share of characters of a text without spaces that make no sense in Chinese or Latin writing."""
    if len(text) < FEWEST:
        return 0.0
    strange: int = len(text) - len(_MEANT.findall(text))
    strange += sum(char.isalnum() for char in _FOREIGN.findall(text))
    if not _HAN.search(text) or len(_HAN.findall(text)) < 0.2 * len(text):
        # signs of ASCII in the place of Chinese: a text of Latin letters has a few, one of figures hardly any
        signs = len(_PUNCTUATION.findall(text))
        letters = len(_LATIN.findall(text))
        if signs > 0.25 * (signs + letters):
            strange += signs
    return min(float(strange) / len(text), 1.0)
