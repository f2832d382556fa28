"""The script that measures what the audit finds, on the seed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def test_wrong_digits_of_the_seed_are_found(root: Path) -> None:
    command = [sys.executable, "scripts/plant.py", "--plants", "25", "--missed", "seeds/datong-2021/report.txt"]
    said = subprocess.run(command, cwd=root, capture_output=True, check=True, encoding="utf-8").stdout
    assert "unchanged: 0 findings" in said
    found = re.search(r"beyond rounding: (\d+) of (\d+) plants", said)
    assert found is not None and int(found[2]) >= 15
    assert int(found[1]) >= 0.9 * int(found[2]), said
