"""The releases in a folder on this machine, and the one step from one to another.

``TARGET/releases/7-0a1b2c3d4e5f/`` is a release: its manifest, and in ``site`` what is served.
``TARGET/current`` is a symbolic link to one of these sites, and the web server's root. It is
changed by a rename over it, which the system does whole or not at all, also when power fails.

A visitor who loads a page at that very moment can get the page from one release and its style
sheet from the next. That is harmless. Editions are the same bytes in both. In a working version,
pages ask for their files with a digest behind the name, so a browser that got another one asks
again; and the files have the same names as long as the software is the same. Each file itself is
whole: releases are complete before they are linked to, never change, and the one before stays.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.lock import MARKER
from wijk_ext.publish.manifest import NAME, SITE, Manifest

if TYPE_CHECKING:
    from pathlib import Path

CURRENT: Final = "current"
RELEASES: Final = "releases"
UNFINISHED: Final = ".unfinished-"
"""What the names of folders begin with that are being filled or emptied."""
_NEXT: Final = ".current-next"
RELEASE: Final = re.compile(r"([1-9][0-9]*)-[0-9a-f]{12}")
_LINK: Final = re.compile(rf"{RELEASES}/({RELEASE.pattern})/{SITE}")


def number_of(name: str) -> int:
    """Return the number of a release by its name, or 0 when that is no name of one."""
    found = RELEASE.fullmatch(name)
    return int(found[1]) if found else 0


def name_in_link(link: str) -> str:
    """Return the release that a link leads to, or nothing."""
    found = _LINK.fullmatch(link)
    return found[1] if found else ""


def link_to(name: str) -> str:
    """Return where the link to a release points, from the folder it stands in."""
    return f"{RELEASES}/{name}/{SITE}"


@dataclass(frozen=True)
class Place:
    """A folder with releases."""

    target: Path

    @property
    def releases(self) -> Path:
        """The folder with all releases."""
        return self.target / RELEASES

    def prepare(self) -> None:
        """Make the folder, or see that it is ours.

        Raises PublishError when it holds something else, and OSError when it can't be written.
        """
        if self.target.exists() and not self.target.is_dir():
            message = _("{target}: this is a file, not a folder.")
            raise PublishError(message.format(target=self.target))
        is_ours = (self.target / MARKER).is_file()
        if not is_ours and self.target.is_dir() and any(self.target.iterdir()):
            message = _("{target}: this folder holds something else; choose an empty or a new one.")
            raise PublishError(message.format(target=self.target))
        self.target.mkdir(parents=True, exist_ok=True)
        (self.target / MARKER).touch()

    def tidy(self) -> None:
        """Remove what an interrupted run left behind. To be called by who holds the lock."""
        self.releases.mkdir(exist_ok=True)
        (self.target / _NEXT).unlink(missing_ok=True)
        for path in self.releases.glob(f"{UNFINISHED}*"):
            shutil.rmtree(path)

    def names(self) -> list[str]:
        """Return the names of all whole releases, newest first."""
        found = [path.name for path in self.releases.iterdir() if number_of(path.name)]
        return sorted(found, key=number_of, reverse=True)

    def current(self) -> str:
        """Return the name of the release that is served, or nothing when there is none.

        Raises PublishError when something else stands in its place.
        """
        link = self.target / CURRENT
        if not link.is_symlink() and not link.exists():
            return ""
        name = name_in_link(str(link.readlink())) if link.is_symlink() else ""
        if not name:
            message = _("{path}: this is not a link that wijk publish made; move it elsewhere.")
            raise PublishError(message.format(path=link))
        return name

    def site(self, name: str) -> Path:
        """Return the folder of a release with what is served."""
        return self.releases / name / SITE

    def manifest(self, name: str) -> Manifest:
        """Return the manifest of a release. Raises PublishError when it can't be read."""
        path = self.releases / name / NAME
        try:
            return Manifest.from_json(path.read_bytes())
        except (OSError, ValueError) as error:
            message = _("{path}: this manifest can't be read, so nothing can be compared with it.")
            raise PublishError(message.format(path=path)) from error

    def point_to(self, name: str) -> None:
        """Serve a release from now on, in one step."""
        following = self.target / _NEXT
        following.unlink(missing_ok=True)
        following.symlink_to(link_to(name))
        flush(self.target)
        following.replace(self.target / CURRENT)
        sync_folder(self.target)

    def remove(self, name: str) -> None:
        """Remove a release; one that is half removed is no release."""
        unfinished = self.releases / f"{UNFINISHED}{name}"
        (self.releases / name).rename(unfinished)
        shutil.rmtree(unfinished)


def superfluous(names: list[str], before: str, now: str, keep: int) -> list[str]:
    """Return the releases to remove once ``now`` is served, where ``before`` was.

    Those between the two were never served, or taken back: the way back must not lead to them.
    ``names`` are the names of all releases, newest first.
    """
    between = [name for name in names if number_of(before) < number_of(name) < number_of(now)]
    rest = [name for name in names if name not in between] if before else names
    return (between if before else []) + rest[keep:]


def flush(folder: Path) -> None:
    """See to it that all that was written on the disk of a folder stays, also without power."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        handle = os.open(folder, os.O_RDONLY)
        try:
            if library.syncfs(handle) == 0:
                return
        finally:
            os.close(handle)
    os.sync()


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder stay."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
