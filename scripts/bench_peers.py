"""One contestant of the benchmark in a process of its own: start-up, characters a second, peak memory.

    python scripts/bench_peers.py NAME SECONDS REPORT [FILE…]      prints one JSON object: the rate on the report and,
                                                                   where there are more files, on these one by one

Nothing but the standard library is imported before; start-up ends with the first short sentence read. All times are
processor seconds.
``scripts/bench --all`` starts one such process for each contestant.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

Read = Callable[[str], object]
SENTENCE = "全市地区生产总值完成1686亿元，同比增长7.5%。"


@dataclass(frozen=True, slots=True)
class Contestant:
    """Something that reads texts: its title, the module it needs, and what makes it ready."""

    title: str
    module: str
    make: Callable[[], Read]


def _jieba() -> Read:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return jieba.lcut


def _rjieba() -> Read:
    import rjieba

    read: Read = rjieba.Jieba().cut
    return read


def _spacy() -> Read:
    import spacy

    return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})


def _recognizers() -> Read:
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    amounts = NumberWithUnitRecognizer("zh-cn")
    models = (
        amounts.get_currency_model(),
        amounts.get_dimension_model(),
        NumberRecognizer("zh-cn").get_percentage_model(),
    )
    return lambda text: [model.parse(text) for model in models]


def _jionlp(kind: str) -> Callable[[], Read]:
    def make() -> Read:
        import jionlp

        read: Read = partial(getattr(jionlp.ner, f"extract_{kind}"), with_parsing=False)
        return read

    return make


def _zhibiao() -> Read:
    import zhibiao

    return partial(zhibiao.extract_text, model=zhibiao.load_model())


CONTESTANTS = {
    "jieba": Contestant("jieba.lcut (words)", "jieba", _jieba),
    "rjieba": Contestant("rjieba (words)", "rjieba", _rjieba),
    "spacy": Contestant("spaCy blank zh, jieba (words)", "spacy", _spacy),
    "recognizers": Contestant(
        "Recognizers-Text (currency, dimensions, percentages)", "recognizers_number_with_unit", _recognizers
    ),
    "jionlp-money": Contestant("JioNLP (money)", "jionlp", _jionlp("money")),
    "jionlp-time": Contestant("JioNLP (times)", "jionlp", _jionlp("time")),
    "zhibiao": Contestant("zhibiao (everything)", "zhibiao", _zhibiao),
}


def is_installed(name: str) -> bool:
    """Whether a contestant's module is there."""
    return importlib.util.find_spec(CONTESTANTS[name].module) is not None


def main() -> None:
    """Measures one contestant on each file."""
    name, seconds, *files = sys.argv[1:]
    groups = [group for group in (files[:1], files[1:]) if group]
    with contextlib.redirect_stdout(sys.stderr):  # some print a greeting
        read = CONTESTANTS[name].make()
        read(SENTENCE)
        started = time.process_time()
        texts = [[Path(file).read_text(encoding="utf-8") for file in group] for group in groups]
        rates = [rate(read, group, float(seconds)) for group in texts]
    result: dict[str, Any] = {"start": started, "rates": rates, "memory": peak_memory()}
    print(json.dumps(result))


def rate(read: Read, texts: list[str], seconds: float) -> float:
    """Characters a second of processor time, in the best of as many runs as the seconds allow, at least one: so that
    what else the machine does counts little."""
    stop = time.perf_counter() + seconds
    best = _time(read, texts)
    while time.perf_counter() < stop:
        best = min(best, _time(read, texts))
    return sum(map(len, texts)) / best


def _time(read: Read, texts: list[str]) -> float:
    begin = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - begin


def peak_memory() -> int:
    """The most memory that this process has had, in bytes."""
    with contextlib.suppress(OSError):  # Linux: there getrusage() counts what the process was before it was this one
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
