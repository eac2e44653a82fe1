"""Whether a finished site still is as it was left, without reading all of it every time.

What was found to be right is noted with the size, the inode and the times of every file. While all
of these are the same, no file is read again: whoever alters a file, or puts another in its place,
also changes the time of its last change of state, which no program can set. As in git's index,
that only holds for what last changed before the note was written. Where a file system keeps no
such times, or the site was copied, every file is read. What goes out of the house is read in any
case (``publish``, ``join``, ``verify``).
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijk_ext.output.workshop import digests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Look:
    """What a folder looks like from outside its files."""

    digest: str
    """Of the names, sizes, inodes and times of all files."""
    newest: int
    """When the last of them changed, in nanoseconds."""


def look_at(folder: Path) -> Look | None:
    """Return what a folder looks like; None when it is not there or that tells too little."""
    lines, newest = [], 0
    try:
        for entry in _entries(str(folder)):
            if entry.is_symlink():  # it stays the same when its target changes
                return None
            state = entry.stat(follow_symlinks=False)
            newest = max(newest, state.st_ctime_ns, state.st_mtime_ns)
            times = f"{state.st_mtime_ns} {state.st_ctime_ns}"
            lines.append(f"{entry.path} {state.st_size} {state.st_ino} {times}")
    except OSError:
        return None
    start = len(str(folder))
    text = "\n".join(sorted(line[start:] for line in lines))
    return Look(hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest(), newest)


def stands(site: Path, files: Mapping[str, str], note: Path) -> bool:
    """Return whether a site holds these files and no others, by path and SHA-256.

    ``note`` is where it is kept what the site looked like. Raises OSError when a file can't be
    read.
    """
    look = look_at(site)
    if look is not None and _is_noted(look, files, note):
        return True
    is_right = digests(site) == files
    if is_right and look is not None:
        keep_look(look, files, note)
    return is_right


def keep_look(look: Look | None, files: Mapping[str, str], note: Path) -> None:
    """Note what a site looked like when it held these files; without a look nothing is noted."""
    if look is not None:
        with suppress(OSError):  # then the files are read again the next time
            note.write_text(_text(look, files), encoding="utf-8")


def _is_noted(look: Look, files: Mapping[str, str], note: Path) -> bool:
    try:
        return note.stat().st_mtime_ns > look.newest and note.read_text("utf-8") == _text(
            look, files
        )
    except (OSError, ValueError):
        return False


def _text(look: Look, files: Mapping[str, str]) -> str:
    content = "\n".join(f"{digest} {path}" for path, digest in sorted(files.items()))
    return f"{look.digest} {hashlib.sha256(content.encode()).hexdigest()}"


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield everything below a folder that is no folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path)
            else:
                yield entry
