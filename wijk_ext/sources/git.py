"""The repository around a source folder: its editions, and the making of one."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import Final

from wijk_ext.locale import gettext as _
from wijk_ext.sources.explain import unknown
from wijk_ext.sources.extraction import extract_tree
from wijk_ext.sources.git_call import (
    GitError,
    NoRepository,
    answer,
    no_repository,
    run,
)
from wijk_ext.sources.place import earlier_place, holds_settings
from wijk_ext.sources.tagging import check_tag, head, make_tag
from wijk_ext.sources.tags import LISTING, Editions, Tagged, read_tags, with_status

__all__ = [
    "Editions",
    "GitError",
    "NoRepository",
    "Repository",
    "SourceFolder",
    "Tagged",
    "with_status",
]

_UNDER_WAY: Final = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "BISECT_LOG": "bisect",
}


@dataclass(frozen=True)
class SourceFolder:
    """Where the sources stood in an edition."""

    path: PurePosixPath
    """From the root of the repository; ``.`` for the root itself."""
    moved: bool
    """Whether that is not where they are today."""


@dataclass(frozen=True)
class Repository:
    """The git repository that a source folder is in."""

    root: Path
    source: PurePosixPath
    """Where the source folder is today, from the root."""
    git_dir: Path
    common_dir: Path
    """As ``git_dir``, but shared by all working trees of the repository."""
    is_shallow: bool
    """Whether older commits were not fetched."""
    _places: dict[str, SourceFolder] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, folder: Path) -> Repository:
        """Return the repository around a folder.

        Raises :class:`NoRepository` when there is none or git is not installed, and
        :class:`GitError` when there is one that git does not open.
        """
        asked = ("--is-bare-repository", "--is-inside-work-tree", "--is-shallow-repository")
        found = run(folder, "rev-parse", *asked)
        if found.returncode:
            raise no_repository(folder, found.stderr)
        _bare, inside, shallow = found.stdout.decode().split()
        if inside != "true":
            raise NoRepository(
                _("{folder}: this is a repository without files; work in a clone of it.").format(
                    folder=folder
                )
            )
        # one at a time: the name of a folder may hold a line end
        root, prefix, git_dir, common = (
            os.fsdecode(answer(folder, "rev-parse", option))
            for option in (
                "--show-toplevel",
                "--show-prefix",
                "--absolute-git-dir",
                "--git-common-dir",
            )
        )
        return cls(
            Path(root),
            PurePosixPath(prefix),
            Path(git_dir),
            Path(folder, common).resolve(),
            shallow == "true",
        )

    def editions(self) -> Editions:
        """Return every edition, reachable from HEAD or not, and remarks on tags that are none.

        Raises :class:`GitError` when a tag can't be read.
        """
        return read_tags(answer(self.root, *LISTING), self._peel)

    def find(self, name: str) -> Tagged:
        """Return the edition of a name, or raise :class:`GitError` with what to do."""
        editions = self.editions()
        for one in editions.tagged:
            if one.edition.name == name:
                return one
        if name in editions.refused:
            raise GitError(editions.refused[name])
        names = [one.edition.name for one in editions.tagged]
        message = _("There is no edition {name}.").format(name=name) + unknown(name, names)
        if self.is_shallow:
            message += " " + _(
                "This is a shallow clone, which lacks earlier commits and tags. Fetch them with: "
                "git fetch --unshallow --tags"
            )
        elif not names and not self.head():
            message += " " + _("Nothing has been committed in this repository yet.")
        elif not names:
            message += " " + _(
                "This repository has no editions at all. Fetch them with: git fetch --tags, or "
                "make one with: wijk release"
            )
        raise GitError(message)

    def head(self) -> str:
        """Return the hash of the commit that is checked out, or nothing when there is none."""
        return head(self.root)

    def source_folder(self, tagged: Tagged) -> SourceFolder:
        """Return where the sources stood in an edition.

        When they were elsewhere, they are the only ``wijk.toml`` with the name that the document
        has today, or else the only one that is not there any more. Raises :class:`GitError` when
        that is none or more than one.
        """
        commit = tagged.commit
        if commit not in self._places:
            here = holds_settings(self.root, commit, self.source)
            path = self.source if here else earlier_place(self.root, self.source, tagged)
            self._places[commit] = SourceFolder(path, moved=not here)
        return self._places[commit]

    def tree(self, tagged: Tagged) -> str:
        """Return a hash, in hexadecimal, of what :meth:`extract` writes: a key for caches.

        It is that of the tree of the source folder, unless attributes above that folder have a
        say in it. Raises :class:`GitError` as :meth:`source_folder` does.
        """
        path = self.source_folder(tagged).path
        shown = "" if path == PurePosixPath() else str(path)
        tree = answer(self.root, "rev-parse", "--verify", f"{tagged.commit}:{shown}")
        above = [str(folder / ".gitattributes") for folder in path.parents]
        attributes = b""
        if above:
            attributes = answer(
                self.root, "ls-tree", "-z", "--full-tree", tagged.commit, "--", *above
            )
        if not attributes:
            return tree.decode()
        return hashlib.sha256(tree + b"\0" + attributes).hexdigest()

    def extract(self, tagged: Tagged, folder: Path) -> None:
        """Write the source folder of an edition to a new or empty folder.

        See :func:`~wijk_ext.sources.extraction.extract_tree`. Raises :class:`GitError` and
        OSError.
        """
        extract_tree(self.git_dir, tagged.commit, self.source_folder(tagged).path, folder)

    def cache_folder(self) -> Path | None:
        """Return a folder for our caches, which git does not look at, or None if it is read-only.

        All working trees of a repository share it.
        """
        folder = self.common_dir / "wijk"
        try:
            folder.mkdir(exist_ok=True)
            with TemporaryFile(dir=folder):
                return folder
        except OSError:
            return None

    def changes_in_the_way(self) -> list[PurePosixPath]:
        """Return what an edition made now would lack, as paths from the root of the repository.

        These are the tracked files that differ from the last commit, wherever they are, and the
        files in the source folder that git does not know and is not told to ignore.
        """
        changed = answer(
            self.root,
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=no",
        )
        new = answer(
            self.root, "ls-files", "-z", "--others", "--exclude-standard", "--", str(self.source)
        )
        names = {one[3:] for one in changed.split(b"\0")} | set(new.split(b"\0"))
        return sorted(PurePosixPath(name.decode(errors="replace")) for name in names if name)

    def in_progress(self) -> str:
        """Return what git has not finished, such as ``merge`` or ``rebase``, or nothing."""
        return next(
            (word for name, word in _UNDER_WAY.items() if (self.git_dir / name).exists()), ""
        )

    def check_tag(self, name: str) -> None:
        """Raise :class:`GitError` if :meth:`tag` would refuse to make the edition ``name``."""
        check_tag(self.root, name, self.source)

    def tag(self, name: str, message: str, at: str = "HEAD") -> None:
        """Make the annotated tag of the edition ``name``, signed when git is set up so.

        ``at`` is a commit: the one that was looked at (see :meth:`head`), so that one made in the
        meantime is not tagged unseen. Raises :class:`GitError`, and then there is no tag.
        """
        self.check_tag(name)
        make_tag(self.root, name, message, at)

    def _peel(self, ref: str) -> tuple[str, str] | None:
        """Return the commit behind a tag and its time, or None."""
        found = run(self.root, "rev-list", "--max-count=1", "--timestamp", f"{ref}^{{commit}}")
        time, _space, commit = found.stdout.decode().strip().partition(" ")
        return (commit, time) if commit and not found.returncode else None
