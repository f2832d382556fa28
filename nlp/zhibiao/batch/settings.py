"""How reports are to be read: what every worker is told once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from zhibiao.errors import ModelError, UsageError
from zhibiao.reading.limits import Limits
from zhibiao.storage.identity import model_version

if TYPE_CHECKING:
    from zhibiao.knowledge.indicators import Indicator
    from zhibiao.knowledge.model import Model


FIRST = "2021年全市地区生产总值完成1686亿元，同比增长7.5%。"


@dataclass(frozen=True, slots=True)
class Settings:
    """The model directory (None: the one that comes with zhibiao), user dictionaries, the limits on a file, and the
    version that the model is to have."""

    directory: Path | None
    dictionaries: tuple[Path, ...]
    limits: Limits
    model_version: str = field(default="")

    @classmethod
    def make(
        cls, directory: Path | None = None, dictionaries: tuple[Path, ...] = (), limits: Limits | None = None
    ) -> Self:
        """Settings with the version of the model that is there now. Raises ModelError."""
        found = _version(directory, dictionaries)
        return cls(directory, dictionaries, limits if limits is not None else Limits(), found)

    def indicators(self) -> list[Indicator]:
        """The model's catalogue. Raises ModelError."""
        from zhibiao.knowledge import indicators

        return list(indicators.load(_chosen(self.directory)).by_id.values())


@cache
def load(settings: Settings) -> Model:
    """The model of a process, loaded once. Raises ModelError, and UsageError where it is another one than that of the
    process that gave the settings."""
    from zhibiao.knowledge.model import load_model

    model = load_model(settings.directory, settings.dictionaries)
    found = _version(settings.directory, settings.dictionaries)
    if found != settings.model_version:
        raise UsageError("E305", found=found, wanted=settings.model_version)
    return model


def get_ready(settings: Settings) -> None:
    """Loads the model and reads a first sentence with it, which compiles what is left. Raises what ``load`` does."""
    from zhibiao.extraction import extract_text

    extract_text(FIRST, model=load(settings))


def _version(directory: Path | None, dictionaries: tuple[Path, ...]) -> str:
    from zhibiao.knowledge.meta import read_meta

    chosen = _chosen(directory)
    meta = read_meta(chosen)
    try:
        return model_version(meta.label, chosen, dictionaries)
    except OSError as error:
        raise ModelError("E202", path=error.filename, reason=error.strerror or str(error)) from error


def _chosen(directory: Path | None) -> Path:
    from zhibiao.knowledge.meta import default_directory

    return directory if directory is not None else default_directory()
