"""What a model is, for telling whether a report was read with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_DATA = frozenset({".txt", ".tsv", ".toml", ".json", ".cfg"})


def model_version(label: str, directory: Path, dictionaries: Iterable[Path] = ()) -> str:
    """The version of a model: its ``label`` (name and version) and a digest of its data files and of user dictionaries,
    so that an edited table makes another model though its ``meta.json`` says the same. Raises OSError."""
    digest = hashlib.sha256()
    files = sorted(path for path in directory.iterdir() if path.suffix in _DATA)
    for path in (*files, *dictionaries):
        digest.update(f"{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{label}+{digest.hexdigest()[:12]}"
