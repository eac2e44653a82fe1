"""What stands at a reader's root, beside the editions: their list, and the latest adopted one.

Every file is put in place by a rename, once all of them lie ready, and what is no longer part of
the root goes last: a visitor finds every file whole, and none missing. What was put there is
written down outside the reader's folder, and nothing else is ever removed.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.output.editions.listing import latest
from wijk_ext.output.editions.moved import moved
from wijk_ext.output.editions.pages import FEED, LIST, SCRIPT, SHEET, START_PAGE, beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijk_ext.output.editions.listing import Listed

OWN_NAMES: Final = (SCRIPT, LIST, SHEET, FEED)
"""Files at the root of a reader that are no part of a site."""
_COPY: Final = "copy-1"
"""Says how a page was altered for the root; another number when that changes."""


def clashes(files: Iterable[str], editions: Iterable[str]) -> tuple[str, ...]:
    """Return the names in a site that can't stand at the root of a reader.

    ``files`` holds the paths of the site; ``editions`` the names of the editions that stand there.
    Upper and lower case count as the same, as some file systems have it.
    """
    taken = {name.casefold() for name in (*OWN_NAMES, WORKING_EDITION, *editions)}
    tops = {PurePosixPath(path).parts[0] for path in files}
    return tuple(sorted(top for top in tops if top.casefold() in taken))


def write_reader_root(  # noqa: PLR0913 - what is listed, for whom, and where it is noted
    place: Path,
    editions: Sequence[Listed],
    *,
    document: str,
    reader: str,
    record: Path,
    feed: bool = False,
) -> tuple[str, ...]:
    """Bring the root of a reader up to date with the editions that stand in it.

    ``place`` is the folder of the reader, which holds a folder for each of ``editions``;
    ``document`` and ``reader`` are names to show, the latter empty for the project team; ``record``
    is the file in which to keep what was put there; ``feed`` says whether there is a feed.

    Returns why the root can't be written, as sentences; nothing was changed then. Raises OSError
    when a file can't be read or written.
    """
    before = _read(record)
    adopted = latest(editions)
    if adopted and (found := clashes(adopted.files, (one.folder for one in editions))):
        return tuple(_clash(name, adopted) for name in found)
    own = beside(place, editions, document, reader, feed=feed) if editions else {}
    wanted = {name: _New(content, _digest(content)) for name, content in own.items()}
    if adopted:
        site = place / adopted.folder
        for path, digest in adopted.files.items():
            wanted[path] = _New(site / path, f"{digest} {_COPY}")
    if problems := _in_the_way(place, wanted, before):
        return problems
    _Root(place, record, before).bring(wanted)
    return ()


@dataclass(frozen=True)
class _Put:
    """A file as it was put in place."""

    origin: str
    """What it was made from; empty when that is not known."""
    size: int = 0
    changed: int = 0
    """Its time of change, in nanoseconds."""

    def stands(self, path: Path) -> bool:
        """Return whether the file is still there as it was put."""
        try:
            state = path.stat(follow_symlinks=False)
        except OSError:
            return False
        return (state.st_size, state.st_mtime_ns) == (self.size, self.changed)


@dataclass(frozen=True)
class _New:
    """A file to put in place."""

    source: Path | bytes
    origin: str

    def content(self, path: str) -> bytes:
        """Return what is to stand at a path of the root. Raises OSError when it can't be read."""
        if isinstance(self.source, bytes):
            return self.source
        return moved(path, self.source.read_bytes())


@dataclass(frozen=True)
class _Root:
    """Changes the files at the root of a reader."""

    place: Path
    record: Path
    before: Mapping[str, _Put]

    def bring(self, wanted: Mapping[str, _New]) -> None:
        """Make the root hold what is wanted, and write it down."""
        kept = {
            path: put
            for path, put in self.before.items()
            if path in wanted
            and put.origin == wanted[path].origin
            and put.stands(self.place / path)
        }
        gone = self.before.keys() - wanted.keys()
        if kept.keys() == wanted.keys() and not gone:
            return
        # whatever happens on the way, the next time all of these are known to be ours
        self._note({path: _Put("") for path in self.before.keys() | wanted.keys()} | kept)
        with tempfile.TemporaryDirectory(prefix=".wijk-", dir=self.place.parent) as scratch:
            ready = self._ready(wanted.keys() - kept.keys(), wanted, Path(scratch))
            blocking = {path for path in gone if _blocks(path, wanted)}
            self._remove(blocking)
            for path in sorted(ready, key=_last_of_all):
                target = self.place / path
                target.parent.mkdir(parents=True, exist_ok=True)
                ready[path].replace(target)
        self._remove(gone - blocking)
        self._note({path: kept.get(path) or self._put(path, wanted[path]) for path in wanted})

    def _ready(
        self, paths: Iterable[str], wanted: Mapping[str, _New], scratch: Path
    ) -> dict[str, Path]:
        """Write the files that are not in place already; return where they lie."""
        ready = {}
        for number, path in enumerate(sorted(paths)):
            content = wanted[path].content(path)
            if not _holds(self.place / path, content):
                ready[path] = scratch / str(number)
                ready[path].write_bytes(content)
        return ready

    def _remove(self, paths: Iterable[str]) -> None:
        """Remove files, and the folders that this leaves empty."""
        for path in sorted(paths, reverse=True):
            file = self.place / path
            if file.is_symlink() or file.is_file():
                file.unlink()
            for folder in PurePosixPath(path).parents[:-1]:
                inside = self.place / folder
                if not inside.is_dir() or any(inside.iterdir()):
                    break
                inside.rmdir()

    def _put(self, path: str, new: _New) -> _Put:
        state = (self.place / path).stat()
        return _Put(new.origin, state.st_size, state.st_mtime_ns)

    def _note(self, files: Mapping[str, _Put]) -> None:
        self.record.parent.mkdir(parents=True, exist_ok=True)
        data = {path: [put.origin, put.size, put.changed] for path, put in sorted(files.items())}
        unfinished = self.record.with_name(f"{self.record.name}.half")
        unfinished.write_text(json.dumps({"files": data}), encoding="utf-8")
        unfinished.replace(self.record)


def _read(record: Path) -> dict[str, _Put]:
    """Return what was put in place the last time; nothing when that is not known."""
    try:
        files = json.loads(record.read_text(encoding="utf-8"))["files"]
        return {path: _Put(*values) for path, values in files.items() if _is_inside(path)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and bool(pure.parts)


def _in_the_way(
    place: Path, wanted: Mapping[str, _New], before: Mapping[str, _Put]
) -> tuple[str, ...]:
    """Return what stands in the way and was not put there by us."""
    found = set()
    folders = {str(folder) for path in wanted for folder in PurePosixPath(path).parents[:-1]}
    for folder in folders - before.keys():
        there = place / folder
        if there.is_symlink() or (there.exists() and not there.is_dir()):
            found.add(folder)
    ours = {str(folder) for path in before for folder in PurePosixPath(path).parents[:-1]}
    for path in wanted:
        if (place / path).is_dir() and not (path in ours and _holds_only(place, path, before)):
            found.add(path)
    message = _("{path} stands in the way of the latest adopted edition; move it elsewhere.")
    return tuple(message.format(path=place / path) for path in sorted(found))


def _holds_only(place: Path, folder: str, before: Mapping[str, _Put]) -> bool:
    inside = (path for path in (place / folder).rglob("*") if not path.is_dir())
    return all(path.relative_to(place).as_posix() in before for path in inside)


def _blocks(path: str, wanted: Mapping[str, _New]) -> bool:
    """Return whether a file stands where a folder is to come, or in a folder where a file is."""
    return any(str(folder) in wanted for folder in PurePosixPath(path).parents[:-1]) or any(
        name.startswith(f"{path}/") for name in wanted
    )


def _last_of_all(path: str) -> tuple[bool, bool, str]:
    """Order files: what pages show, then pages, then what leads to them."""
    return path in {SCRIPT, LIST, START_PAGE}, path.endswith(".html"), path


def _holds(path: Path, content: bytes) -> bool:
    try:
        return not path.is_symlink() and path.read_bytes() == content
    except OSError:
        return False


def _clash(name: str, adopted: Listed) -> str:
    message = _(
        "edition {edition} holds “{name}”, which is the name of something beside the editions; "
        "rename that page or folder in a next edition."
    )
    return message.format(edition=adopted.edition.name, name=name)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
