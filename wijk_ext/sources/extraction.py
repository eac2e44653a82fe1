"""Write the source folder of a commit elsewhere; working tree, index and HEAD stay as they are."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.sources.git_call import GitError, answer

if TYPE_CHECKING:
    from pathlib import PurePosixPath

_QUIETLY: Final = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
"""No program of the repository is told of a working tree that is gone in a moment."""


def extract_tree(git_dir: Path, commit: str, path: PurePosixPath, folder: Path) -> None:
    """Write the folder ``path`` of a commit to ``folder``, which is new or empty.

    Filters and line ends are those of a checkout, by the attributes of that commit. The folder
    appears whole or not at all. Raises GitError when git can't write it or when a symbolic link
    leads out of it, and OSError when the disk can't hold it or the folder is not empty.
    """
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".wijk-", dir=folder.parent) as scratch:
        # git looks for attributes in the working tree first: in a new one it finds none of today
        tree = Path(scratch, "tree")
        tree.mkdir()
        settings = {
            "GIT_DIR": str(git_dir),
            "GIT_WORK_TREE": str(tree),
            "GIT_INDEX_FILE": str(Path(scratch, "index")),
        }
        answer(tree, *_QUIETLY, "read-tree", commit, settings=settings)
        names = answer(tree, *_QUIETLY, "ls-files", "-z", "--", str(path), settings=settings)
        arguments = ("checkout-index", "-f", "-z", "--stdin")
        answer(tree, *_QUIETLY, *arguments, stdin=names, settings=settings)
        _refuse_links_out(tree / path)
        if folder.exists():
            folder.rmdir()
        (tree / path).rename(folder)


def _refuse_links_out(folder: Path) -> None:
    inside = folder.resolve()
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            link = Path(place, name)
            if not link.is_symlink():
                continue
            try:
                stays = link.resolve().is_relative_to(inside)
            except (OSError, RuntimeError):  # a link to itself
                stays = False
            if not stays:
                raise GitError(
                    _(
                        "{file}: this symbolic link leads out of the source folder, so the edition "
                        "can't be read. Put the file itself in its place, and tag again."
                    ).format(file=link.relative_to(folder).as_posix())
                )
