"""Call git as a person would in a terminal, and say in plain words why it does not answer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_SETTINGS: Final = MappingProxyType(
    {
        # its messages are looked through for what went wrong
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        # reading must not write: no refreshed index, no lock that stops someone else
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        # an edition is what was tagged, whatever someone put in its place on this machine
        "GIT_NO_REPLACE_OBJECTS": "1",
    }
)
_PLACES: Final = frozenset(
    """GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR GIT_PREFIX GIT_NAMESPACE
    GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES""".split()
)
"""Where git would look when it runs us in a hook; we go by the folder, as a person would."""


class GitError(Exception):
    """Something that can't be had from git; the message says to an author what to do."""


class NoRepository(GitError):  # noqa: N818 - it is caught as the name of a situation
    """There is no git, or no working tree of git: people can work without editions."""


def run(
    folder: Path, *arguments: str, stdin: bytes = b"", settings: Mapping[str, str] = NOTHING
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder and return what came of it, with its messages in English.

    Arguments that people named must come after ``--`` or be full names such as
    ``refs/tags/v1.0``. ``settings`` are environment variables. Raises :class:`NoRepository` when
    git is not installed.
    """
    program = shutil.which("git")
    if program is None:
        raise NoRepository(
            _("Git is not installed, or not on the PATH. Install it from https://git-scm.com.")
        )
    inherited = {name: value for name, value in os.environ.items() if name not in _PLACES}
    try:
        return subprocess.run(  # noqa: S603 - no shell; see above for what people named
            [program, "-C", str(folder), *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            env={**inherited, **_SETTINGS, **settings},
        )
    except OSError as error:
        raise NoRepository(
            _("Git can't be started: {error}").format(error=error.strerror or error)
        ) from error


def answer(
    folder: Path, *arguments: str, stdin: bytes = b"", settings: Mapping[str, str] = NOTHING
) -> bytes:
    """Return what git prints, without the line end after it; arguments as in :func:`run`.

    Raises :class:`GitError` with git's own words when it fails.
    """
    done = run(folder, *arguments, stdin=stdin, settings=settings)
    if done.returncode:
        raise GitError(_("Git says: {words}").format(words=words_of(done.stderr)))
    return done.stdout.removesuffix(b"\n")


def words_of(stderr: bytes) -> str:
    """Return what git said, on one line."""
    return " ".join(stderr.decode(errors="replace").split()) or "?"


def no_repository(folder: Path, stderr: bytes) -> GitError:
    """Return what to tell about a folder in which git found no repository it would open."""
    words = stderr.decode(errors="replace")
    if "dubious ownership" in words or "unsafe repository" in words:
        command = re.search(r"git config --global --add safe\.directory .+", words)
        return GitError(
            _(
                "{folder}: the repository belongs to another user, so git does not open it. If you "
                "trust it, give the command: {command}"
            ).format(folder=folder, command=command[0] if command else words_of(stderr))
        )
    if "not a git repository" in words:
        return NoRepository(
            _(
                "{folder}: this folder is not in a git repository, so there are no editions. Make "
                "one with: git init"
            ).format(folder=folder)
        )
    return GitError(
        _("{folder}: git can't read the repository: {words}").format(
            folder=folder, words=words_of(stderr)
        )
    )
