"""Make the tag of an edition, after a look at everything that git could refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.edition import EDITION_NAME
from wijk_ext.sources.git_call import GitError, run, words_of
from wijk_ext.sources.place import SETTINGS, holds_settings
from wijk_ext.sources.tags import TAGS

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

_NO_GUESS: Final = ("-c", "user.useConfigOnly=true")
"""Git would make up a name and an address from those of the machine."""


def head(root: Path) -> str:
    """Return the hash of the commit that is checked out, or nothing when there is none."""
    found = run(root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    return found.stdout.decode().strip()


def check_tag(root: Path, name: str, source: PurePosixPath) -> None:
    """Raise GitError when the edition ``name`` of a source folder can't be tagged."""
    ref = f"{TAGS}v{name}"
    if not EDITION_NAME.fullmatch(name) or run(root, "check-ref-format", ref).returncode:
        raise GitError(
            _(
                "“{name}” can't be the name of an edition. Begin with a digit, and use only "
                "digits, letters, full stops and hyphens, as in 1.0."
            ).format(name=name)
        )
    if not run(root, "rev-parse", "--quiet", "--verify", ref).returncode:
        message = _("The tag v{name} is there already. Choose another number.")
        raise GitError(message.format(name=name))
    if not head(root):
        raise GitError(
            _("Nothing has been committed in this repository yet.")
            + " "
            + _("Commit the sources first.")
        )
    if not holds_settings(root, "HEAD", source):
        message = _("{file} is not in the last commit.").format(file=source / SETTINGS)
        raise GitError(message + " " + _("Commit the sources first."))
    if run(root, *_NO_GUESS, "var", "GIT_COMMITTER_IDENT").returncode:
        raise GitError(
            _(
                "Git does not know who makes the edition. Give the commands {name} and {email}."
            ).format(
                name='git config --global user.name "…"',
                email='git config --global user.email "…"',
            )
        )


def make_tag(root: Path, name: str, message: str, at: str) -> None:
    """Make the annotated tag ``v<name>`` on a commit. Raises GitError, and then there is none."""
    # without "whitespace", lines that begin with # would be left out
    arguments = ("tag", "-a", "-F", "-", "--cleanup=whitespace", "--", f"v{name}", at)
    done = run(root, *_NO_GUESS, *arguments, stdin=message.encode())
    if done.returncode:
        raise GitError(
            _("Git could not make the tag v{name}: {words}").format(
                name=name, words=words_of(done.stderr)
            )
        )
