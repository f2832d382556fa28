"""Loading a model directory as a spaCy pipeline, by the config that lies in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_config, load_model_from_config

from zhibiao.errors import ModelError
from zhibiao.knowledge.meta import default_directory
from zhibiao.knowledge.model import load_model

CONFIG = "config.cfg"


def load_pipeline(
    model: str | Path | None = None, dictionaries: tuple[str | Path, ...] = (), **overrides: Any
) -> Language:
    """The pipeline that a model directory's ``config.cfg`` describes (default: the model that comes with zhibiao).
    ``overrides`` go to spaCy (``disable``, ``exclude``, ``enable``, ``vocab``). Raises ModelError."""
    directory = Path(model) if model is not None else default_directory()
    loaded = load_model(directory, tuple(dictionaries))
    path = directory / CONFIG
    if not path.is_file():
        raise ModelError("E202", path=path, reason="no such file")
    config = load_config(path)
    settings = {"model": str(directory) if model is not None else None, "dictionaries": [str(d) for d in dictionaries]}
    config["nlp"]["tokenizer"].update(settings)
    for component in config["components"].values():
        component.update(settings)
    nlp = load_model_from_config(config, auto_fill=True, **overrides)
    nlp.meta.update(loaded.meta.model_dump())
    return nlp
