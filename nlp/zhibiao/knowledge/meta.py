"""What a model directory says of itself. No table is loaded here: a batch asks for the version only."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ValidationError

from zhibiao.errors import ModelError
from zhibiao.knowledge.tables import reason

PACKAGE = "zh_gov_report"


class Meta(BaseModel):
    """What ``meta.json`` says of a model, as spaCy model packages have it."""

    lang: str
    name: str
    version: str
    description: str = ""
    license: str = ""

    @property
    def label(self) -> str:
        """Name and version."""
        return f"{self.lang}_{self.name}-{self.version}"


def default_directory() -> Path:
    """Where the model that comes with zhibiao is installed."""
    return Path(str(resources.files(PACKAGE)))


def read_meta(directory: Path) -> Meta:
    """What a model directory's ``meta.json`` says. Raises ModelError."""
    path = directory / "meta.json"
    try:
        return Meta.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ModelError("E202", path=path, reason=error.strerror or str(error)) from error
    except ValidationError as error:
        raise ModelError("E202", path=path, reason=reason(error)) from error
