"""Verify excerpts: what the sources withhold, searched for in what was built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.verify.evidence import collect
from wijk_ext.verify.search import search
from wijk_ext.verify.secrets import secrets_for
from wijk_ext.verify.words import words

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.model.access import Reader
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.verify.evidence import Evidence
    from wijk_ext.verify.search import Report

REPORTS: Final = "verificatie"
"""The folder beside those of the readers that holds the reports."""
_SETTINGS: Final = "wijk.toml"
_OWN_TEMPLATES: Final = "sjablonen"


@dataclass(frozen=True)
class Verifier:
    """Verifies excerpts of one source folder; the sources are read once."""

    source: Path
    evidence: Evidence
    settings: str

    @classmethod
    def of(cls, source: Path, wijk: Wijk) -> Verifier:
        """Read the sources."""
        settings = (source / _SETTINGS).read_text(encoding="utf-8")
        return cls(source, collect(source, wijk), settings)

    def verify(self, folder: Path, reader: Reader, edition: str) -> Report:
        """Search a finished excerpt for everything that its reader may not see."""
        settings = f"{self.settings} {edition} {' '.join(words(reader.id))}"
        secrets = secrets_for(self.evidence, reader, settings, self.source / _OWN_TEMPLATES)
        return search(folder, secrets, reader.id, edition)


def write_report(report: Report, out: Path, reader: Reader) -> Path:
    """Write a report where the reader does not get it, and return its path."""
    path = out / REPORTS / f"{reader.folder}.{report.edition}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report.as_json(), encoding="utf-8")
    return path
