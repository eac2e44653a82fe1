"""What an earlier build left to build upon, and whether it may be.

Every reader and edition has a workshop beside the output, out of every reader's sight. It keeps
the sources as they were cut for the reader, what Sphinx read from them, and a record of what went
in and what came out. Earlier work is used when all else than the text of some pages is the same,
and the finished site still is as it was left; in every other case a build starts from nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from wijk_ext.model.timeline import as_data, from_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wijk_ext.model.timeline import Timeline

WORKSHOPS: Final = ".werkplaats"
"""The folder in the output that holds all workshops."""
_PACKAGE: Final = Path(__file__).parents[1]


@dataclass(frozen=True)
class Inputs:
    """Everything that a build is made from, as SHA-256."""

    settings: str
    """Of all that is no page: settings, images, templates, software, the day."""
    pages: Mapping[str, str]
    """Of each page, by its path in the folder that is built."""

    def changed_since(self, before: Inputs, *, new_pages: bool = False) -> frozenset[str] | None:
        """Return the pages with another text; None when more than that is different.

        With ``new_pages`` a page that came is one with another text.
        """
        now, then = self.pages.keys(), before.pages.keys()
        if self.settings != before.settings or then - now or (now - then and not new_pages):
            return None
        return frozenset(
            path for path in self.pages if self.pages[path] != before.pages.get(path, "")
        )


@dataclass(frozen=True)
class Record:
    """What went into a build and what came out of it."""

    inputs: Inputs
    site: Mapping[str, str]
    """SHA-256 of each file of the finished site."""
    remarks: tuple[str, ...] = ()
    """What Sphinx remarked on."""
    searched: frozenset[str] = field(default=frozenset())
    """What verification found nothing in, in its own notation."""
    key: str = ""
    """Of an edition that never changes, a digest of all that it was made from."""


@dataclass(frozen=True)
class Workshop:
    """The workshop of one reader and one edition."""

    folder: Path

    @classmethod
    def of(cls, out: Path, reader: str, edition: str) -> Workshop:
        """Return the workshop in an output folder for a reader, by the name of its folder."""
        return cls(out / WORKSHOPS / f"{reader}.{edition}")

    @property
    def source(self) -> Path:
        """The folder with the sources as they were cut for the reader."""
        return self.folder / "bron"

    @property
    def doctrees(self) -> Path:
        """The folder with what Sphinx read."""
        return self.folder / "doctrees"

    @property
    def store(self) -> Path:
        """The folder with the bodies of pages, for handbooks."""
        return self.folder / "boek"

    @property
    def handbooks(self) -> Path:
        """The folder with the last handbooks, by the hash of what they were made from."""
        return self.folder / "handboeken"

    @property
    def timeline(self) -> Path:
        """The file with the editions that the reader has."""
        return self.folder / "edities.json"

    @property
    def seen(self) -> Path:
        """The file that says what the finished site looked like when it was right."""
        return self.folder / "gezien"

    @property
    def _record(self) -> Path:
        return self.folder / "werk.json"

    def record(self) -> Record | None:
        """Return the record of the last build; None when there is none that can be used."""
        try:
            found = json.loads(self._record.read_text(encoding="utf-8"))
            inputs = Inputs(found["inputs"]["settings"], found["inputs"]["pages"])
            searched = frozenset(found["searched"])
            return Record(inputs, found["site"], tuple(found["remarks"]), searched, found["key"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def begin(self) -> None:
        """Take the record away: from here on, what lies here is half done."""
        self._record.unlink(missing_ok=True)

    def clear(self) -> None:
        """Throw everything away but the sources."""
        self.begin()
        for folder in (self.doctrees, self.store):
            shutil.rmtree(folder, ignore_errors=True)
        self.doctrees.mkdir(parents=True)

    def keep(self, record: Record) -> None:
        """Write down what was built, as the last thing of a build that went well."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = asdict(record) | {"searched": sorted(record.searched)}
        self._record.write_text(json.dumps(content), encoding="utf-8")

    def leave_record_only(self) -> None:
        """Throw away all that serves a next build: of this edition there will be none."""
        for folder in (self.source, self.doctrees, self.store, self.handbooks):
            shutil.rmtree(folder, ignore_errors=True)
        self.timeline.unlink(missing_ok=True)

    def take_source(self, folder: Path) -> None:
        """Make the sources equal to those in a folder, writing only files that differ."""
        new, old = dict(_files(folder)), dict(_files(self.source))
        for name in old.keys() - new.keys():
            old[name].unlink()
        for name, path in new.items():
            target, content = self.source / name, path.read_bytes()
            if name not in old or target.read_bytes() != content:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


def inputs_of(folder: Path, pages: Iterable[str], common: str) -> Inputs:
    """Return what a folder is built from; ``common`` is the digest of all that lies elsewhere.

    Raises OSError when a file can't be read.
    """
    names = frozenset(pages)
    found: dict[str, str] = {}
    others = hashlib.sha256(common.encode())
    for name, path in sorted(_files(folder)):
        digest = digest_of(path)
        if name in names:
            found[name] = digest
        else:
            others.update(f"\n{digest} {name}".encode())
    return Inputs(others.hexdigest(), found)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError when it can't be read."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below a folder, by its path."""
    return {name: digest_of(path) for name, path in _files(folder, hidden=True)}


@cache
def software() -> str:
    """Return a digest of the software itself: its files and the versions that it stands on."""
    # the name of a folder tells name and version of a package; to read them all takes long
    lines = sorted(
        path.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for path in folder.glob("*.dist-info")
    )
    for name, path in sorted(_files(_PACKAGE)):
        state = path.stat()
        lines.append(f"{name} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join([sys.version, *lines]).encode()).hexdigest()


def _files(folder: Path, *, hidden: bool = False) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder, each with its path from there.

    Hidden files and those of Python's cache only come when they are asked for.
    """
    for place, folders, names in os.walk(folder):
        if not hidden:
            folders[:] = [name for name in folders if name[0] != "." and name != "__pycache__"]
        below = PurePath(place).relative_to(folder)
        for name in names:
            if hidden or name[0] != ".":
                yield (below / name).as_posix(), Path(place, name)


def write_timeline(timeline: Timeline, path: Path) -> None:
    """Write the editions that a reader has, for the build of the site."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(as_data(timeline), sort_keys=True), encoding="utf-8")


def read_timeline(path: Path) -> Timeline | None:
    """Return the editions that a reader has; None when there are none before this one."""
    if not path.is_file():
        return None
    return from_data(json.loads(path.read_text(encoding="utf-8")))
