"""Every error that zhibiao raises, and every text of one, in one place.

    ZhibiaoError
    ├── InputError      a report that cannot be read: missing, empty, binary, wrong encoding, no Chinese
    ├── ModelError      a model directory or user dictionary with a broken row: names file, line and reason
    └── UsageError      an option or argument that makes no sense

Codes are stable; texts come in Chinese and English.
"""

from __future__ import annotations

MESSAGES: dict[str, dict[str, str]] = {
    "E101": {"en": "{path}: no such file", "zh": "{path}：文件不存在"},
    "E102": {"en": "{path}: the file is empty", "zh": "{path}：文件是空的"},
    "E103": {
        "en": "{path}: not a text file (byte {offset}: {reason})",
        "zh": "{path}：不是文本文件（第 {offset} 字节：{reason}）",
    },
    "E104": {
        "en": "{path}: not valid {encoding} at byte {offset}; convert the file to UTF-8",
        "zh": "{path}：第 {offset} 字节处不是有效的 {encoding}；请先转换为 UTF-8",
    },
    "E105": {
        "en": "{path}: no Chinese text in it",
        "zh": "{path}：其中没有中文",
    },
    "E106": {
        "en": "{path}: line {line} has {length} characters, more than the limit of {limit}",
        "zh": "{path}：第 {line} 行有 {length} 个字符，超过上限 {limit}",
    },
    "E107": {"en": "{path}: cannot be read: {reason}", "zh": "{path}：无法读取：{reason}"},
    "E201": {"en": "{path}, line {line}: {reason}", "zh": "{path} 第 {line} 行：{reason}"},
    "E202": {"en": "{path}: {reason}", "zh": "{path}：{reason}"},
    "E301": {"en": "unknown region: {region}", "zh": "未知的地区：{region}"},
    "E302": {"en": "{option}: {reason}", "zh": "{option}：{reason}"},
    "E303": {
        "en": "{feature} needs {package}: pip install 'zhibiao[{extra}]'",
        "zh": "{feature} 需要 {package}：pip install 'zhibiao[{extra}]'",
    },
    "E401": {
        "en": "{path}: no annotated report (a folder with report.txt, records.jsonl and mentions.jsonl) in it",
        "zh": "{path}：其中没有标注过的报告（含 report.txt、records.jsonl 和 mentions.jsonl 的文件夹）",
    },
    "E402": {"en": "{path}, line {line}: {reason}", "zh": "{path} 第 {line} 行：{reason}"},
}


class ZhibiaoError(Exception):
    """Base of all errors with a stable ``code`` and the ``details`` its text is made from."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The message in ``lang`` (``zh`` or ``en``), with its code in front."""
        return f"[{self.code}] " + MESSAGES[self.code][lang].format(**self.details)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.details)


def _rebuild(cls: type[ZhibiaoError], code: str, details: dict[str, object]) -> ZhibiaoError:
    return cls(code, **details)


class InputError(ZhibiaoError):
    """A report that cannot be read."""


class ModelError(ZhibiaoError):
    """A model directory or dictionary that cannot be used."""


class UsageError(ZhibiaoError):
    """An option or argument that makes no sense."""
