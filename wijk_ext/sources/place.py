"""Where the sources stand in a commit, also when they were moved since."""

from __future__ import annotations

import os
import tomllib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.sources.git_call import GitError, answer, run

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.sources.tags import Tagged

SETTINGS: Final = "wijk.toml"


def holds_settings(root: Path, commit: str, folder: PurePosixPath) -> bool:
    """Return whether a folder is a source folder in a commit; paths are from the root."""
    wanted = f"{commit}:{folder / SETTINGS}"
    return not run(root, "rev-parse", "--quiet", "--verify", wanted).returncode


def earlier_place(root: Path, source: PurePosixPath, tagged: Tagged) -> PurePosixPath:
    """Return where the sources stood that are in ``source`` today, from the root.

    That is the only ``wijk.toml`` with the name that the document has today, or else the only one
    that is not there any more. Raises GitError when that is none or more than one.
    """
    listing = answer(root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", tagged.commit)
    paths = [PurePosixPath(os.fsdecode(name)) for name in listing.split(b"\0") if name]
    found = [path.parent for path in paths if path.name == SETTINGS]
    if not found:
        message = _("Edition {edition} holds no wijk.toml, so its sources can't be found.")
        raise GitError(message.format(edition=tagged.edition.name))
    today = _name_today(root / source)
    same = [one for one in found if today and _name_then(root, tagged.commit, one) == today]
    # what still stands elsewhere did not move here: it is another document
    left = [one for one in same or found if not (root / one / SETTINGS).is_file()]
    for choice in (same, left):
        if len(choice) == 1:
            return choice[0]
    raise GitError(
        _(
            "Edition {edition} has no sources in the folder {folder}, and which of these are meant "
            "is not clear: {found}. Only one may have the naam that wijk.toml has today."
        ).format(
            edition=tagged.edition.name,
            folder=source,
            found=", ".join(map(str, sorted(found))),
        )
    )


def _name_today(folder: Path) -> str:
    try:
        return _name((folder / SETTINGS).read_bytes())
    except OSError:
        return ""


def _name_then(root: Path, commit: str, folder: PurePosixPath) -> str:
    return _name(run(root, "cat-file", "blob", f"{commit}:{folder / SETTINGS}").stdout)


def _name(settings: bytes) -> str:
    """Return the name of the document in a ``wijk.toml``, or nothing."""
    try:
        table = tomllib.loads(settings.decode()).get("wijk")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return ""
    name = table.get("naam") if isinstance(table, dict) else None
    return name if isinstance(name, str) else ""
