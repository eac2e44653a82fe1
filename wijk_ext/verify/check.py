"""Verify excerpts: what the sources withhold, searched for in what was built."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from threading import Lock
from typing import TYPE_CHECKING, Final

from wijk_ext.model.access import readers_of
from wijk_ext.model.snapshot import texts_of
from wijk_ext.verify.evidence import collect
from wijk_ext.verify.material import Material
from wijk_ext.verify.search import Search
from wijk_ext.verify.secrets import secrets_for, software_words, words_below
from wijk_ext.verify.sieve import Sieve
from wijk_ext.verify.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from wijk_ext.model.access import Reader
    from wijk_ext.model.snapshot import Snapshot
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.verify.search import Report

REPORTS: Final = "verificatie"
"""The folder beside those of the readers that holds the reports."""
_SETTINGS: Final = "wijk.toml"
_OWN_TEMPLATES: Final = "sjablonen"


@dataclass(frozen=True)
class Verifier:
    """Verifies excerpts of one source folder; the sources are read once. Threads may share it."""

    material: Material
    readers: tuple[Reader, ...]
    logos: Mapping[str, str]
    """The path of the logo of each organisation that has one."""
    _told: dict[str, frozenset[str]] = field(default_factory=dict)
    """What earlier editions told each reader, by the reader's id."""
    _searches: dict[str, dict[Reader, Search]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, source: Path, wijk: Wijk) -> Verifier:
        """Read the sources. Names in ``wijk.toml`` and the team's own templates are no secret."""
        settings = frozenset(words((source / _SETTINGS).read_text(encoding="utf-8")))
        known = settings | software_words() | words_below(source / _OWN_TEMPLATES, "*.j2")
        readers = tuple(readers_of(wijk).values())
        logos = {one.id: PurePath(one.logo).as_posix() for one in wijk.organisations if one.logo}
        return cls(Material.of(collect(source, wijk), readers, known), readers, logos)

    def told(self, reader: Reader, editions: Iterable[Snapshot]) -> None:
        """Take note of what a reader has in earlier editions: that is no secret to this reader.

        To be called before anything is searched.
        """
        found = {text for edition in editions for text in texts_of(edition)}
        self._told[reader.id] = frozenset(found)

    def verify(
        self, folder: Path, reader: Reader, edition: str, clean: frozenset[str] = frozenset()
    ) -> Report:
        """Search a finished excerpt for everything that its reader may not see.

        ``clean`` is what :attr:`Report.clean` of an earlier search said; the report is the same
        with it and without. Raises KeyError for who is no reader of this document, and OSError
        when a file can't be read.
        """
        with self._lock:
            if edition not in self._searches:
                self._searches[edition] = self._searches_of(edition)
        return self._searches[edition][reader].report(folder, edition, clean)

    def _searches_of(self, edition: str) -> dict[Reader, Search]:
        """Return the search for each reader; names of edition and reader are no secret to it."""
        secrets = {
            reader: secrets_for(
                self.material,
                reader,
                (f"{edition} {reader.id}", *self._told.get(reader.id, ())),
                self.logos.get(reader.organisation, ""),
            )
            for reader in self.readers
        }
        machine = self.material.machine
        sieve = Sieve(secrets, machine)
        return {reader: Search(reader, one, machine, sieve) for reader, one in secrets.items()}


def report_path(out: Path, reader: str, edition: str) -> Path:
    """Return where the report on an excerpt stands, by the name of the reader's folder."""
    return out / REPORTS / f"{reader}.{edition}.json"


def write_report(report: Report, out: Path, reader: Reader) -> Path:
    """Write a report where the reader does not get it, and return its path."""
    path = report_path(out, reader.folder, report.edition)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report.as_json(), encoding="utf-8")
    return path
