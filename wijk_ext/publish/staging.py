"""Fill the folder of a new release, with links to files that stand there already.

A file that did not change is linked to, not copied: that saves room, and a browser that has it
need not load it again. Files in releases are read-only, and one that was altered all the same is
seen by its digest and written anew. Links go only to the same file in the release before, or to
one of the same reader: the time at which a file was made, which a web server tells, must not say
that someone else had the same text earlier.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.manifest import NAME, SITE, Entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from wijk_ext.publish.manifest import Manifest
    from wijk_ext.publish.plan import Plan

_BLOCK: Final = 4096
_MARGIN: Final = 16 * 1024 * 1024
_READ_ONLY, _FOR_US, _FOLDER = 0o444, 0o440, 0o755


@dataclass
class Staging:
    """Fills one folder."""

    plan: Plan
    out: Path
    """The build."""
    live: Path | None
    """The site that stands there now."""
    published: Manifest | None
    """What that site holds."""
    linked: int = 0
    """The number of files that took no room."""
    _placed: dict[tuple[str, str], Path] = field(default_factory=dict)
    """The files in the new release, by reader and digest."""

    def fill(self, folder: Path, step: Callable[[int, int], None]) -> None:
        """Write all files and the manifest.

        Raises PublishError when a file is not what it should be, and OSError when one can't be
        written.
        """
        folder.mkdir()
        folder.chmod(_FOLDER)
        site = folder / SITE
        files = self.plan.manifest.files
        made: set[str] = set()
        for number, (path, entry) in enumerate(sorted(files.items()), 1):
            parent = path.rpartition("/")[0]
            if parent not in made:
                _make_folders(site, parent)
                made.add(parent)
            self._place(path, entry, site / path)
            step(number, len(files))
        manifest = folder / NAME
        manifest.write_bytes(self.plan.manifest.as_json())
        manifest.chmod(_FOR_US)

    def room_needed(self) -> tuple[int, int]:
        """Return the bytes and the number of files to write, at most."""
        new = [
            entry
            for path, entry in self.plan.manifest.files.items()
            if not self._is_unchanged(path, entry)
        ]
        size = sum(-(-entry.size // _BLOCK) * _BLOCK for entry in new)
        # a link to a file needs a name in a folder
        return size + len(self.plan.manifest.files) * 64 + _MARGIN, len(new)

    def _is_unchanged(self, path: str, entry: Entry) -> bool:
        return self.published is not None and self.published.files.get(path) == entry

    def _place(self, path: str, entry: Entry, place: Path) -> None:
        reader = path.partition("/")[0]
        before = self.live / path if self.live and self._is_unchanged(path, entry) else None
        same = self._placed.get((reader, entry.digest))
        for known in (before, same):
            if known is not None and _holds(known, entry) and _link(known, place):
                self.linked += 1
                break
        else:
            is_kept = self.plan.is_kept(path) and self.live is not None
            source = self.live / path if is_kept and self.live else self.out / path
            if _copy(source, place) != entry:
                message = _("{path}: this was altered while it was published, or damaged.")
                raise PublishError(message.format(path=source))
        self._placed[reader, entry.digest] = place


def refuse_lack_of_room(staging: Staging, target: Path) -> None:
    """Raise PublishError when a release would not fit on the disk."""
    size, files = staging.room_needed()
    free = shutil.disk_usage(target).free
    state = os.statvfs(target)
    if size > free or (state.f_files and files > state.f_favail):
        message = _(
            "{target}: there is no room: {needed} MB and {files} files are needed, {free} MB are "
            "free. The site stayed as it was."
        )
        in_mb = [-(-number // 1_000_000) for number in (size, free)]
        raise PublishError(
            message.format(target=target, needed=in_mb[0], files=files, free=in_mb[1])
        )


def faulty(manifest: Manifest, site: Path) -> list[str]:
    """Return the files of a release that are not as its manifest says. Raises OSError."""
    wrong = [path for path, entry in manifest.files.items() if not _holds(site / path, entry)]
    return sorted(wrong)


def _make_folders(site: Path, parent: str) -> None:
    place = site
    for part in ("", *parent.split("/")):
        place = place / part
        if not place.is_dir():
            place.mkdir()
            # whatever the umask of who publishes: the web server is another user
            place.chmod(_FOLDER)


def _holds(path: Path, entry: Entry) -> bool:
    try:
        if path.is_symlink() or path.stat().st_size != entry.size:
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == entry.digest
    except OSError:
        return False


def _link(known: Path, place: Path) -> bool:
    """Link to a file; return whether the file system could."""
    try:
        place.hardlink_to(known)
    except OSError:
        # no links here, or as many as can be; if it is the disk, copying says so
        return False
    return True


def _copy(source: Path, place: Path) -> Entry:
    content = source.read_bytes()
    place.write_bytes(content)
    place.chmod(_READ_ONLY)
    return Entry(hashlib.sha256(content).hexdigest(), len(content))
