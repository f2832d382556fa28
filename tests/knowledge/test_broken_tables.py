"""Every data file of the model is read and documented, and one broken cell is named by file and line."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

import zhibiao
from zhibiao.knowledge.meta import default_directory
from zhibiao.knowledge.model import DICTIONARY

DATA = sorted(path.name for path in default_directory().iterdir() if path.suffix in (".tsv", ".toml", ".txt"))
TABLES = [name for name in DATA if name.endswith(".tsv")]
LISTS = [name for name in DATA if name.endswith(".toml")]
JUNK = "☃(["

# Columns whose cells cannot be anything, as (table, column, a value that is none).
CELLS = [
    ("indicators.tsv", "id", ""),
    ("indicators.tsv", "name", ""),
    ("indicators.tsv", "dimension", JUNK),
    ("indicators.tsv", "kind", JUNK),
    ("indicators.tsv", "part_of", JUNK),
    ("indicators.tsv", "marked", JUNK),
    ("organizations.tsv", "kind", ""),
    ("organizations.tsv", "scope", JUNK),
    ("patterns.tsv", "rule", ""),
    ("patterns.tsv", "aspect", JUNK),
    ("patterns.tsv", "relation", ""),
    ("patterns.tsv", "relation", JUNK),
    ("patterns.tsv", "units", JUNK),
    ("patterns.tsv", "units", "percent,"),
    ("patterns.tsv", "pattern", JUNK),
    ("places.tsv", "code", JUNK),
    ("places.tsv", "level", JUNK),
    ("regions.tsv", "code", JUNK),
    ("regions.tsv", "level", JUNK),
    ("regions.tsv", "parent", JUNK),
    ("sessions.tsv", "year", JUNK),
    ("sessions.tsv", "month", JUNK),
    ("units.tsv", "factor", JUNK),
    ("units.tsv", "written", JUNK),
    ("units.tsv", "base", ""),
    ("verbs.tsv", "kind", JUNK),
    ("verbs.tsv", "sign", JUNK),
]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    target = tmp_path / "model"
    shutil.copytree(default_directory(), target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def break_cell(path: Path, column: str, value: str) -> int:
    """Writes ``value`` into the column of the table's middle row; gives the row's line, from 1 on."""
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")]
    header, middle = lines[rows[0]].split("\t"), rows[len(rows) // 2]
    cells = lines[middle].split("\t")
    cells += [""] * (len(header) - len(cells))
    cells[header.index(column)] = value
    lines[middle] = "\t".join(cells)
    path.write_text("\n".join(lines), encoding="utf-8")
    return middle + 1


def refused(directory: Path) -> str:
    """What loading a broken model says."""
    with pytest.raises(zhibiao.ModelError) as caught:
        zhibiao.load_model(directory)
    return str(caught.value)


@pytest.mark.parametrize(("name", "column", "value"), CELLS)
def test_a_broken_cell_is_named_by_file_and_line(directory: Path, name: str, column: str, value: str) -> None:
    line = break_cell(directory / name, column, value)
    assert f"{name}, line {line}: " in refused(directory)


@pytest.mark.parametrize("name", TABLES)
def test_too_many_cells(directory: Path, name: str) -> None:
    path = directory / name
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n" + "\t".join("一" * 20) + "\n"
    path.write_text(text, encoding="utf-8")
    assert f"{name}, line {len(text.splitlines())}: 20 cells" in refused(directory)


@pytest.mark.parametrize("name", TABLES)
def test_an_unknown_column(directory: Path, name: str) -> None:
    path = directory / name
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    rows = [at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")]
    lines[rows[0]] += "\tremark"
    lines[rows[1]] += "\t" * (lines[rows[0]].count("\t") - lines[rows[1]].count("\t") - 1) + "\t好"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert f"{name}, line {rows[0] + 1}: " in (said := refused(directory)) or f"{name}, line {rows[1] + 1}: " in said


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_another_type(directory: Path, name: str) -> None:
    path = directory / name
    key = next(iter(tomllib.loads(path.read_text(encoding="utf-8"))))
    path.write_text(f"# One line is broken.\n{key} = 2021-01-01\n", encoding="utf-8")
    assert f"{name}, line 2: {key}" in refused(directory)


@pytest.mark.parametrize("name", LISTS)
def test_an_unknown_key(directory: Path, name: str) -> None:
    path = directory / name
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n[unheard_of]\nwords = ['好']\n"
    path.write_text(text, encoding="utf-8")
    assert f"{name}, line {len(text.splitlines()) - 1}: unheard_of" in refused(directory)


@pytest.mark.parametrize("name", LISTS)
def test_a_key_that_is_missing(directory: Path, name: str) -> None:
    (directory / name).write_text("", encoding="utf-8")
    assert f"{name}: " in refused(directory)


def test_a_key_is_found_in_its_table(directory: Path) -> None:
    path = directory / "numbers.toml"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("idioms"))
    lines[at] = "'idioms' = 3\nunused = ["
    path.write_text("\n".join(lines), encoding="utf-8")
    assert f"numbers.toml, line {at + 1}: words.idioms: " in refused(directory)


@pytest.mark.parametrize("name", [name for name in DATA if name != DICTIONARY])
def test_every_data_file_is_read(directory: Path, name: str) -> None:
    (directory / name).unlink()
    assert name in refused(directory)


def test_the_dictionary_is_read(directory: Path) -> None:
    path = directory / DICTIONARY
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n古城 多少 n\n", encoding="utf-8")
    assert f"{DICTIONARY}, line " in refused(directory)


@pytest.mark.parametrize("name", DATA)
def test_every_data_file_opens_with_its_source_and_meaning(name: str) -> None:
    assert (default_directory() / name).read_text(encoding="utf-8").startswith("#")
