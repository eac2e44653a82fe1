"""The editions of one source folder: what each says to each reader.

An edition never changes, so what was read of it once is kept in a cache of the repository, under
the hash of its tree and of the software.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijk_ext.locale import gettext as _
from wijk_ext.model.access import readers_of
from wijk_ext.model.edition import edition_as_data
from wijk_ext.model.problem import Problem, Severity
from wijk_ext.model.snapshot import Snapshot, page_as_data, page_from_data
from wijk_ext.model.timeline import Timeline
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.output.workshop import software
from wijk_ext.processes import context
from wijk_ext.projection.assets import asset_problems, foreign_pages
from wijk_ext.projection.excerpt import MarkLeftError, Projector
from wijk_ext.reading import Reading, read_folder
from wijk_ext.sources.git import GitError
from wijk_ext.sources.settings import read_settings
from wijk_ext.verify.check import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wijk_ext.model.edition import Edition
    from wijk_ext.model.snapshot import PageState
    from wijk_ext.sources.git import Editions as Tags
    from wijk_ext.sources.git import Repository, Tagged

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


@dataclass
class Editions:
    """The editions of a source folder, read when they are asked for."""

    repository: Repository
    _trees: dict[str, str] = field(default_factory=dict)
    _recorded: dict[str, Recorded] = field(default_factory=dict)
    _pages: dict[str, PageState] = field(default_factory=dict)
    """Every page that was read, by its key: editions share most of them."""

    @cached_property
    def tags(self) -> Tags:
        """What the tags of the repository come to."""
        return self.repository.editions()

    @cached_property
    def all(self) -> tuple[Tagged, ...]:
        """All editions that hold the document, oldest first."""
        return tuple(one for one in self.tags.tagged if self._holds_document(one))

    @property
    def usable(self) -> tuple[Tagged, ...]:
        """The editions that can be shown: their marks of access are understood."""
        return tuple(one for one, found in self.record(self.all).items() if not found.fault)

    def _holds_document(self, tagged: Tagged) -> bool:
        try:
            self.tree(tagged)
        except GitError:
            return False
        return True

    def tree(self, tagged: Tagged) -> str:
        """Return the hash of the sources of an edition. Raises GitError when it has none."""
        if tagged.commit not in self._trees:
            self._trees[tagged.commit] = self.repository.tree(tagged)
        return self._trees[tagged.commit]

    def remarks(self) -> Iterator[str]:
        """Yield what is to be said of the tags and the editions, each as a sentence."""
        if self.repository.is_shallow and not self.tags.tagged:
            yield _(
                "this is a shallow clone without editions: nothing can be told of what changed. "
                "Fetch them with: git fetch --unshallow --tags"
            )
        yield from self.tags.remarks
        for tagged in self.tags.tagged:
            if not self._holds_document(tagged):
                message = _("edition {edition} does not hold this document.")
                yield message.format(edition=tagged.edition.name)
        for tagged, recorded in self.record(self.all).items():
            if recorded.fault:
                yield _left_out(tagged, recorded)

    @cached_property
    def _software(self) -> str:
        return software()[:16]

    def find(self, name: str) -> Tagged:
        """Return the edition with this name. Raises GitError when there is none to be used."""
        known = (one for one in self.tags.tagged if one.edition.name == name)
        # where there is none, the repository knows why
        tagged = next(known, None) or self.repository.find(name)
        recorded = self.record([tagged])[tagged]
        if recorded.fault:
            raise GitError(_left_out(tagged, recorded))
        return tagged

    def record(self, wanted: Iterable[Tagged]) -> dict[Tagged, Recorded]:
        """Return what these editions say. Raises GitError when one can't be read from git."""
        asked = tuple(wanted)
        missing = {}
        for tagged in asked:
            if tagged.commit not in self._recorded:
                path = self._path(tagged)
                kept = _read(path)
                if kept is None:
                    missing[tagged] = path
                else:
                    self._recorded[tagged.commit] = kept
        self._record_missing(missing)
        return {tagged: self._recorded[tagged.commit] for tagged in asked}

    def _record_missing(self, missing: Mapping[Tagged, Path | None]) -> None:
        if not missing:
            return
        with tempfile.TemporaryDirectory(prefix="wijk-") as scratch:
            folders = {tagged: Path(scratch, tagged.edition.name) for tagged in missing}
            for tagged, folder in folders.items():
                self.repository.extract(tagged, folder)
            for tagged, recorded in zip(missing, _recorded(list(folders.values())), strict=True):
                self._recorded[tagged.commit] = recorded
                _keep(recorded, missing[tagged])

    def _path(self, tagged: Tagged) -> Path | None:
        """Return where the record of an edition is kept; None when nothing can be kept."""
        folder = self._cache
        return folder and folder / f"{self._software}-{self.tree(tagged)}.json"

    @cached_property
    def _cache(self) -> Path | None:
        return self.repository.cache_folder()

    def readers(self, tagged: Tagged) -> tuple[str, ...]:
        """Return the readers that an edition had."""
        return tuple(self.record([tagged])[tagged].readers)

    def snapshot(self, tagged: Tagged, reader: str) -> Snapshot | None:
        """Return an edition as a reader may see it; None when it is not for this reader."""
        recorded = self.record([tagged])[tagged]
        keys = recorded.readers.get(reader)
        if keys is None:
            return None
        pages = {name: self._page(key, recorded.pages[key]) for name, key in keys.items()}
        return Snapshot(tagged.edition, pages)

    def _page(self, key: str, data: dict[str, Any]) -> PageState:
        if key not in self._pages:
            self._pages[key] = page_from_data(data)
        return self._pages[key]

    def before(self, edition: Edition) -> tuple[Tagged, ...]:
        """Return the editions with a lower number, oldest first."""
        return tuple(one for one in self.all if one.edition.order < edition.order)

    def digest(self, edition: Edition, reader: str) -> str:
        """Return a digest of the editions before one, as a reader may see them."""
        before = self.record(self.before(edition))
        told = [
            [edition_as_data(tagged.edition), recorded.readers.get(reader)]
            for tagged, recorded in before.items()
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def past(self, edition: Edition, reader: str) -> tuple[Snapshot, ...]:
        """Return the editions before one that a reader has, oldest first."""
        before = self.before(edition)
        self.record(before)
        found = (self.snapshot(one, reader) for one in before)
        return tuple(one for one in found if one is not None)

    def timeline(self, edition: Edition, reader: str, pages: Mapping[str, PageState]) -> Timeline:
        """Return the editions that a reader has, up to one whose pages are given."""
        past = self.past(edition, reader)
        # a page that is as it was in an edition is the same object, which saves comparing it
        shared = {name: self._pages.setdefault(_key(page), page) for name, page in pages.items()}
        return Timeline(past, Snapshot(edition, shared), reader == PROJECT_TEAM)


def _left_out(tagged: Tagged, recorded: Recorded) -> str:
    message = _("edition {edition} can't be used: {why}")
    return message.format(edition=tagged.edition.name, why=recorded.fault)


def _recorded(folders: list[Path]) -> list[Recorded]:
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
        keys = {name: _key(page) for name, page in states.items()}
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


def _leak(verifier: Verifier, reader: Any, pages: Mapping[str, dict[str, Any]]) -> str:
    """Return where a reader's part of an edition holds what the reader may not see, or nothing."""
    with tempfile.TemporaryDirectory(prefix="wijk-") as scratch:
        Path(scratch, "edition.json").write_text(json.dumps(pages), encoding="utf-8")
        findings = verifier.verify(Path(scratch), reader, "").findings
    if not findings:
        return ""
    message = _("the excerpt of {reader} would hold something of {source}.")
    return message.format(reader=reader.id, source=findings[0].source)


def _key(page: PageState) -> str:
    text = json.dumps(page_as_data(page), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _read(path: Path | None) -> Recorded | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8")) if path else {}
        return Recorded(data["readers"], data["pages"], data["fault"], tuple(data["remarks"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(recorded: Recorded, path: Path | None) -> None:
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
