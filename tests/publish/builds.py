"""Output folders as ``wijk build`` leaves them, without the time that Sphinx takes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.tools import write
from wijk_ext.model.edition import Edition
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.output.editions.listing import listed
from wijk_ext.output.editions.pages import FEED
from wijk_ext.output.editions.root import write_reader_root
from wijk_ext.output.workshop import WORKSHOPS, Inputs, Record, Workshop, digests

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

READERS = ("projectteam", "gemeente", "gemeente.financien", "openbaar")
SAME = {"_static/house.css": "body { color: black }\n" * 40, "_static/logo.svg": "<svg/>"}


def pages(text: str, **more: str) -> dict[str, str]:
    """Return the files of a small site in which every page says a text."""
    up = "../../edities.js"
    return {
        "index.html": f'<script src="../edities.js"></script><p>{text}</p>',
        "afspraken/kosten.html": f'<script src="{up}"></script><p>{text}</p>',
        **SAME,
        **more,
    }


@dataclass
class Output:
    """An output folder in the making."""

    folder: Path
    editions: dict[str, dict[str, Edition]] = field(default_factory=dict)

    def site(self, reader: str, edition: str, files: Mapping[str, str]) -> None:
        """Put a site there as if it was built and verified."""
        place = self.folder / reader / edition
        write(place, files)
        (self.folder / ".wijk-uit").touch()
        site = digests(place)
        workshop = Workshop.of(self.folder, reader, edition)
        workshop.keep(Record(Inputs("", {}), site))
        if reader != PROJECT_TEAM:
            report = {"reader": reader, "edition": edition, "files": sorted(site), "findings": []}
            write(self.folder, {f"verificatie/{reader}.{edition}.json": json.dumps(report)})
        status = "" if edition == WORKING_EDITION else "vastgesteld"
        self.editions.setdefault(reader, {})[edition] = Edition(edition, date(2027, 1, 1), status)

    def finish(self, *, feed: bool = True) -> Path:
        """Write what stands beside the editions, and return the folder."""
        for reader, editions in self.editions.items():
            place = self.folder / reader
            if feed:
                content = b"<feed/>"
                (place / FEED).write_bytes(content)
                note = self.folder / WORKSHOPS / f"{reader}.atom"
                note.write_text(f"key {sha256(content).hexdigest()}", encoding="utf-8")
            write_reader_root(
                place,
                [listed(place, one) for one in editions.values()],
                document="De Proefbuurt",
                reader=reader,
                record=self.folder / WORKSHOPS / f"{reader}.json",
                feed=feed,
            )
        return self.folder


def output(
    folder: Path,
    text: str = "een",
    *,
    editions: tuple[str, ...] = ("1.0",),
    readers: tuple[str, ...] = READERS,
) -> Path:
    """Return an output folder: the same text in the working version, its own in each edition."""
    made = Output(folder)
    for reader in readers:
        for edition in editions:
            made.site(reader, edition, pages(f"editie {edition} voor {reader}"))
        made.site(reader, WORKING_EDITION, pages(f"{text} voor {reader}"))
    return made.finish()
