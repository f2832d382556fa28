"""Reports of a store for other programs, as files: with the reviews that stand beside the store."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from zhibiao.errors import UsageError
from zhibiao.exchange import dump
from zhibiao.service.ledger import Ledger
from zhibiao.service.review import Reviews, review_of
from zhibiao.service.settings import ledger_of
from zhibiao.storage import Store
from zhibiao.storage.selection import Selection, years_of


def export_reports(store: Store, selection: Selection, format: str, output: Path) -> int:
    """Writes the reports of the chosen regions and years into the folder ``output``: a file each, or for ``seed`` and
    ``brat`` what their archives hold. Gives how many. Raises UsageError where they cannot be written."""
    count = 0
    try:
        output.mkdir(parents=True, exist_ok=True)
        for reviews in _chosen(store, selection):
            written = dump(format, reviews.annotated(), reviews.meta())
            if written.media_type == "application/zip":
                zipfile.ZipFile(io.BytesIO(written.data)).extractall(output)
            else:
                (output / f"{reviews.report.head.id}{written.suffix}").write_bytes(written.data)
            count += 1
    except OSError as error:
        raise UsageError("E302", option=f"--output {output}", reason=error.strerror or str(error)) from error
    return count


def _chosen(store: Store, selection: Selection) -> Iterator[Reviews]:
    """The reports that are meant, each once."""
    path, seen = ledger_of(store.path), set()
    ledger = Ledger(path) if path.exists() else None
    with closing(ledger) if ledger is not None else closing(io.BytesIO()):
        for found in store.current():
            if found.id not in seen and _meant(found.region, found.region_code, found.year, selection):
                seen.add(found.id)
                yield review_of(store.load(found.report_key), ledger.reviews(found.id) if ledger is not None else [])


def _meant(region: str, code: str, year: int | None, selection: Selection) -> bool:
    regions = [name for name in selection.regions if name in (region, code) or (name and region.startswith(name))]
    spans = [years_of(text) for text in selection.years]
    in_years = any(year is not None and first <= year <= last for first, last in spans)
    return (bool(regions) or not selection.regions) and (in_years or not spans)
