"""The commands of a Markdown page and their output, run one after the other in a folder like the repository's root.

Blocks of ``console``: a line that begins with ``$`` is a command, what follows up to the next is what it prints to
standard output; a line ``...`` stands for any lines. A command ends with exit code 0.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PARTS = ("docs", "models", "seeds", "scripts")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Step:
    """A command and the lines it is said to print."""

    command: str
    lines: list[str]

    def expects(self, output: str) -> bool:
        """Whether a command's output is what the page says, blank lines at its end apart."""
        parts = ["(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in self.lines]
        return re.fullmatch("".join(parts), f"{output.rstrip()}\n" if output.strip() else "") is not None


def steps(page: str) -> list[Step]:
    """The commands of a page, in order."""
    found: list[Step] = []
    for block in BLOCK.findall(page):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line[2:], []))
            else:
                found[-1].lines.append(line)
    return found


def workplace(root: Path, folder: Path) -> Path:
    """Copies what the pages use into a folder."""
    for name in PARTS:
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(command: str, folder: Path, lang: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of a page there; paths of the folder are printed as relative ones."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    locale = "zh_CN.UTF-8" if lang == "zh" else "C"
    environment = {**os.environ, "PATH": path, "LC_ALL": locale, "PYTHONUTF8": "1"}
    result = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    result.stdout = result.stdout.replace(f"{folder.resolve()}/", "")
    return result
