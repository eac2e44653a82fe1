"""The editions of one source folder: what each says to each reader.

An edition never changes, so what was read of it once is kept in a cache of the repository, under
the hash of its tree and of the software.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijk_ext.locale import gettext as _
from wijk_ext.model.edition import edition_as_data
from wijk_ext.model.snapshot import Snapshot, page_from_data
from wijk_ext.model.timeline import Timeline
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.output.workshop import software
from wijk_ext.recording import keep_record, page_key, read_record, record_folders
from wijk_ext.sources.git import GitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wijk_ext.model.edition import Edition
    from wijk_ext.model.snapshot import PageState
    from wijk_ext.recording import Recorded
    from wijk_ext.sources.git import Editions as Tags
    from wijk_ext.sources.git import Repository, Tagged


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
        elif self.repository.is_shallow:
            names = ", ".join(one.edition.name for one in self.tags.tagged)
            message = _(
                "this is a shallow clone, which may lack editions; it has {editions}. To be sure "
                "that nothing is missing, give: git fetch --unshallow --tags"
            )
            yield message.format(editions=names)
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
                kept = read_record(path)
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
            for tagged, recorded in zip(
                missing, record_folders(list(folders.values())), strict=True
            ):
                self._recorded[tagged.commit] = recorded
                keep_record(recorded, missing[tagged])

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
        shared = {
            name: self._pages.setdefault(page_key(page), page) for name, page in pages.items()
        }
        return Timeline(past, Snapshot(edition, shared), reader == PROJECT_TEAM)


def _left_out(tagged: Tagged, recorded: Recorded) -> str:
    message = _("edition {edition} can't be used: {why}")
    return message.format(edition=tagged.edition.name, why=recorded.fault)
