"""The command line, as a process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

import zhibiao
from zhibiao.knowledge.meta import default_directory

LINE = "2021年全市地区生产总值完成1686亿元，同比增长7.5%。\n"


def run(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Runs ``zhibiao`` with the given arguments, in English unless ``env`` says otherwise."""
    command = [sys.executable, "-c", "from zhibiao.cli import main; main()", *arguments]
    environment = {**os.environ, "LC_ALL": "C", **(env or {})}
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "大同.txt"
    path.write_text("大同市2021年国民经济和社会发展统计公报\n" + LINE, encoding="utf-8")
    return path


def test_version() -> None:
    assert run("--version").stdout.decode() == f"zhibiao {zhibiao.__version__}\n"


def test_json(report: Path) -> None:
    data = json.loads(run("extract", str(report), "--format", "json").stdout)
    assert data["report"]["region"] == "大同市"
    assert [record["value"] for record in data["records"]] == ["1686", "7.5"]


def test_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(LINE.encode("gb18030") * 3)
    assert b"[E" not in run("extract", str(path)).stderr
    assert b"E104" in run("extract", str(path), "--encoding", "utf-8").stderr
    assert b"E302" in run("extract", str(path), "--encoding", "klingon").stderr


def test_several_files_give_an_array(report: Path) -> None:
    data = json.loads(run("extract", str(report), str(report), "--format", "json").stdout)
    assert len(data) == 2


def test_json_lines(report: Path) -> None:
    lines = run("extract", str(report), "--format", "jsonl").stdout.decode().splitlines()
    assert [json.loads(line)["indicator"] for line in lines] == ["地区生产总值", "地区生产总值"]


def test_csv(report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("extract", str(report), "--format", "csv").stdout.decode())))
    assert [(row["indicator"], row["value"], row["unit"]) for row in rows] == [
        ("地区生产总值", "1686", "亿元"),
        ("地区生产总值", "7.5", "%"),
    ]


def test_table_is_utf8_whatever_the_locale(report: Path) -> None:
    text = run("extract", str(report)).stdout.decode("utf-8")
    assert "indicator" in text and "地区生产总值" in text and "1686" in text
    assert max(map(cell_len, text.splitlines())) <= 100


@pytest.mark.parametrize(
    ("arguments", "env", "word"),
    [
        (["--lang", "zh"], {}, "指标"),
        (["--lang=zh"], {}, "指标"),
        ([], {"LC_ALL": "zh_CN.UTF-8"}, "指标"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"}, "指标"),
        (["--lang", "en"], {"LC_ALL": "zh_CN.UTF-8"}, "indicator"),
    ],
)
def test_language(report: Path, arguments: list[str], env: dict[str, str], word: str) -> None:
    assert word in run("extract", str(report), *arguments, env=env).stdout.decode()


def test_standard_input() -> None:
    data = json.loads(run("extract", "-", "--format", "json", "--region", "大同", stdin=LINE.encode()).stdout)
    assert (data["report"]["region"], len(data["records"])) == ("大同市", 2)


def test_output(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    result = run("extract", str(report), "--format", "json", "--output", str(target))
    assert result.stdout == b"" and b"2 records" in result.stderr
    assert len(json.loads(target.read_text(encoding="utf-8"))["records"]) == 2


def test_unwritable_output(report: Path, tmp_path: Path) -> None:
    result = run("extract", str(report), "--output", str(tmp_path / "no" / "out"))
    assert result.returncode == 2 and b"E302" in result.stderr


BAD = {
    "empty": (b"", "E102"),
    "blank": (b" \n\n", "E102"),
    "binary": (b"\x00\x01\x02\xff" * 50, "E103"),
    "damaged UTF-8": (LINE.encode() * 3 + b"\xe4\xb8" + LINE.encode(), "E104"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 9, "E111"),
    "no Chinese": (b"GDP grew by 7.5%.\n", "E105"),
    "one line of ten megabytes": ("产".encode() * 3_400_000, "E106"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(tmp_path: Path, name: str) -> None:
    content, code = BAD[name]
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    result = run("extract", str(path))
    assert result.returncode == 2
    assert code in result.stderr.decode() and "bad.txt" in result.stderr.decode()
    assert result.stdout == b""


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert b"E101" in run("extract", str(tmp_path / "none.txt")).stderr
    assert b"E107" in run("extract", str(tmp_path)).stderr


@pytest.mark.parametrize("name", [name for name in BAD if name != "one line of ten megabytes"])
def test_bad_standard_input(name: str) -> None:
    content, code = BAD[name]
    result = run("extract", "-", stdin=content)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().startswith(f"zhibiao: [{code}] -")


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        Path(os.fsdecode(path)).write_text(LINE, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes no such names")
    result = run("extract", os.fsdecode(path), "--format", "json")
    assert (result.returncode, json.loads(result.stdout)["report"]["source"]) == (0, "?.txt")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(report: Path) -> None:
    command = [sys.executable, "-c", "from zhibiao.cli import main; main()", "extract", str(report)]
    with open("/dev/full", "wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"})
    assert result.returncode == 2
    assert result.stderr.decode().startswith("zhibiao: [E302] standard output") and b"Traceback" not in result.stderr


def test_a_reader_that_has_seen_enough(root: Path) -> None:
    command = [sys.executable, "-c", "from zhibiao.cli import main; main()", "extract", "--format", "json"]
    seed = str(root / "seeds" / "datong-2021" / "report.txt")
    with subprocess.Popen([*command, seed], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    "arguments", [["--year", "1800"], ["--year", "去年"], ["--format", "xml"], ["--region", ""], ["--colour"]]
)
def test_options_that_make_no_sense(report: Path, arguments: list[str]) -> None:
    result = run("extract", str(report), *arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr and b"Traceback" not in result.stderr


@pytest.mark.parametrize("option", ["--model", "--dictionary"])
def test_a_model_or_dictionary_that_is_not_there(report: Path, option: str) -> None:
    result = run("extract", str(report), option, "nowhere")
    assert result.returncode == 2 and b"E202" in result.stderr and b"nowhere" in result.stderr


def test_extract_imports_neither_spacy_nor_pandas(report: Path) -> None:
    code = "from zhibiao.cli import main; main()"
    command = [sys.executable, "-X", "importtime", "-c", code, "extract", str(report)]
    result = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines()}
    assert "zhibiao" in modules
    assert not modules & {"spacy", "thinc", "pandas", "numpy", "jieba"}


def test_a_bad_file_does_not_stop_the_others(report: Path, tmp_path: Path) -> None:
    result = run("extract", str(tmp_path / "none.txt"), str(report), "--format", "jsonl")
    assert result.returncode == 2
    assert len(result.stdout.splitlines()) == 2


def test_unknown_region(report: Path) -> None:
    result = run("extract", str(report), "--region", "亚特兰蒂斯")
    assert result.returncode == 2 and b"E301" in result.stderr


def test_own_model(report: Path, tmp_path: Path) -> None:
    directory = tmp_path / "model"
    shutil.copytree(default_directory(), directory)
    assert run("extract", str(report), "--model", str(directory)).returncode == 0
    verbs = directory / "verbs.tsv"
    verbs.write_text(verbs.read_text(encoding="utf-8") + "飞\tsoaring\n", encoding="utf-8")
    result = run("extract", str(report), "--model", str(directory))
    line = len(verbs.read_text(encoding="utf-8").splitlines())
    assert result.returncode == 2
    assert f"verbs.tsv, line {line}" in result.stderr.decode()


def test_dictionary(report: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("古城灯会 10 nz\n", encoding="utf-8")
    assert run("extract", str(report), "--dictionary", str(words)).returncode == 0
    words.write_text("古城灯会 10 nz 多余\n", encoding="utf-8")
    result = run("extract", str(report), "--dictionary", str(words))
    assert result.returncode == 2 and "words.txt, line 1" in result.stderr.decode()


def test_evaluate(root: Path) -> None:
    result = run("evaluate", str(root / "seeds"), "--format", "json", "--errors", "3")
    data = json.loads(result.stdout)
    scores = data["reports"]["datong-2021"]
    assert scores["records"]["exact"]["annotated"] == 273
    assert len(scores["different"]) <= 3
    table = run("evaluate", str(root / "seeds" / "datong-2021")).stdout.decode()
    assert "datong-2021" in table and "exact" in table


def test_evaluate_needs_annotated_reports(tmp_path: Path) -> None:
    result = run("evaluate", str(tmp_path))
    assert result.returncode == 2 and b"E401" in result.stderr


def test_evaluate_names_the_broken_row(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "datong"
    shutil.copytree(root / "seeds" / "datong-2021", folder)
    records = folder / "records.jsonl"
    records.write_text('{"start": 1}\n{broken\n', encoding="utf-8")
    result = run("evaluate", str(folder))
    assert result.returncode == 2 and "records.jsonl, line 2" in result.stderr.decode()


def test_a_table_fits_into_a_hundred_columns(root: Path) -> None:
    lines = run("extract", str(root / "seeds" / "datong-2021" / "report.txt")).stdout.decode().splitlines()
    assert max(map(cell_len, lines)) <= 100


def test_unknown_language_is_refused(report: Path) -> None:
    assert run("extract", str(report), "--lang", "fr").returncode == 2
