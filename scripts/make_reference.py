#!/usr/bin/env python3
"""Writes docs/reference/cli.md from the help texts of the program.

scripts/make_reference.py [FILE]
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference" / "cli.md"


def main() -> None:
    """Lets Typer write the page, in English and for a terminal of one width."""
    target = sys.argv[1] if len(sys.argv) > 1 else str(TARGET)
    command = [sys.executable, "-m", "typer", "zhibiao.cli.main", "utils", "docs", "--name", "zhibiao"]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "1", "COLUMNS": "80"}
    subprocess.run([*command, "--title", "Command line", "--output", target], env=environment, check=True)


if __name__ == "__main__":
    main()
