"""What an edition says to each of its readers, read from its sources and kept in a cache."""

from __future__ import annotations

import hashlib
import json
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijk_ext.locale import gettext as _
from wijk_ext.model.access import readers_of
from wijk_ext.model.problem import Problem, Severity
from wijk_ext.model.snapshot import page_as_data
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.processes import context
from wijk_ext.projection.assets import asset_problems, foreign_pages
from wijk_ext.projection.excerpt import MarkLeftError, Projector
from wijk_ext.reading import Reading, read_folder
from wijk_ext.sources.settings import read_settings
from wijk_ext.verify.check import Verifier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.access import Reader
    from wijk_ext.model.snapshot import PageState

Pages = dict[str, str]
"""The key of each page, by its name."""


@dataclass(frozen=True)
class Recorded:
    """What an edition says, to all readers that it had."""

    readers: Mapping[str, Pages]
    """Its pages as each reader may see them, by the id of the reader."""
    pages: Mapping[str, dict[str, Any]]
    """What a page says, as data for JSON, by its key."""
    fault: str = ""
    """Why nothing of this edition can be shown."""
    remarks: tuple[str, ...] = ()
    """What today's checks say of it."""


def record_folders(folders: list[Path]) -> list[Recorded]:
    """Return what the sources in each of these folders say, read at the same time."""
    if len(folders) == 1:
        return [record_folder(folders[0])]
    with ProcessPoolExecutor(mp_context=context()) as pool:
        return list(pool.map(record_folder, folders))


def record_folder(folder: Path) -> Recorded:
    """Return what the sources in a folder say to each of their readers.

    Each reader's part is verified against the sources, as a finished excerpt would be.
    """
    reading, remarks, fault = read_leniently(folder)
    if reading is None:
        return Recorded({}, {}, fault)
    readers: dict[str, Pages] = {}
    pages: dict[str, dict[str, Any]] = {}
    wijk = reading.source.wijk
    projector = Projector(reading.source, reading.project.dialect)
    verifier = Verifier.of(folder, wijk)
    for reader in readers_of(wijk).values():
        try:
            states = projector.excerpt(reader).states
        except MarkLeftError as error:
            return Recorded({}, {}, str(error.problem))
        keys = {name: page_key(page) for name, page in states.items()}
        found = {keys[name]: page_as_data(page) for name, page in states.items()}
        if reader.id != PROJECT_TEAM and (why := _leak(verifier, reader, found)):
            return Recorded({}, {}, why)
        readers[reader.id] = keys
        pages |= found
    return Recorded(readers, pages, remarks=tuple(map(str, remarks)))


def read_leniently(folder: Path) -> tuple[Reading | None, list[Problem], str]:
    """Read the sources of an old edition, which may not pass the checks of today.

    What those say are remarks, but for the marks of access: when these are not understood, nothing
    is shown, and the third value says why.
    """
    wijk, problems = read_settings(folder)
    if wijk is None:
        return None, problems, "\n".join(map(str, problems))
    reading, found = read_folder(folder, wijk)
    problems += found
    if reading is not None:
        problems += asset_problems(reading.source, readers_of(wijk).values())
        problems += foreign_pages(reading.names)
    blocking = [one for one in problems if reading is None or one.subtype == "access"]
    blocking = [one for one in blocking if one.severity is Severity.ERROR]
    if blocking:
        return None, problems, "\n".join(map(str, blocking))
    return reading, problems, ""


def _leak(verifier: Verifier, reader: Reader, pages: Mapping[str, dict[str, Any]]) -> str:
    """Return where a reader's part of an edition holds what the reader may not see, or nothing."""
    with tempfile.TemporaryDirectory(prefix="wijk-") as scratch:
        Path(scratch, "edition.json").write_text(json.dumps(pages), encoding="utf-8")
        findings = verifier.verify(Path(scratch), reader, "").findings
    if not findings:
        return ""
    message = _("the excerpt of {reader} would hold something of {source}.")
    return message.format(reader=reader.id, source=findings[0].source)


def page_key(page: PageState) -> str:
    """Return a name for what a page says."""
    text = json.dumps(page_as_data(page), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def read_record(path: Path | None) -> Recorded | None:
    """Return a record that was kept; None when there is none that can be used."""
    try:
        data = json.loads(path.read_text(encoding="utf-8")) if path else {}
        return Recorded(data["readers"], data["pages"], data["fault"], tuple(data["remarks"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_record(recorded: Recorded, path: Path | None) -> None:
    """Keep a record, whole or not at all; a cache that can't be written is no fault."""
    if path is None:
        return
    data = {
        "readers": recorded.readers,
        "pages": recorded.pages,
        "fault": recorded.fault,
        "remarks": recorded.remarks,
    }
    try:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as unfinished:
            json.dump(data, unfinished, ensure_ascii=True)
        Path(unfinished.name).replace(path)
        for other in path.parent.glob("*.json"):
            if not other.name.startswith(path.name.partition("-")[0]):
                other.unlink()
    except OSError:
        return
