"""Publish a build, and go back: the same for a folder here, a folder there, and a branch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import PUBLIC
from wijk_ext.publish.errors import PublishError, in_words
from wijk_ext.publish.git_branch import Branch, publish_to_branch, roll_back_branch
from wijk_ext.publish.local import Published, publish_here, roll_back_here
from wijk_ext.publish.plan import Wishes
from wijk_ext.publish.remote import SSH, Remote, publish_there, roll_back_there
from wijk_ext.publish.verified import verified
from wijk_ext.sources.git_call import GitError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_FEWEST: Final = 2


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def publish(  # noqa: PLR0913 - what, where, and the wishes of who publishes
    out: Path,
    target: str,
    wishes: Wishes | None = None,
    *,
    readers: Collection[str] | None = None,
    folder: Path | None = None,
    ssh: str = SSH,
    step: Callable[[int, int], None] = _silent,
) -> Published:
    """Put a verified build in place, so that visitors get all of it or all of what was there.

    ``target`` is a folder, ``user@host:/path``, or ``git:REMOTE#BRANCH``. ``readers`` are ids of
    those to publish: by default everyone, on a branch the public only. ``folder`` is where a
    remote of git is looked up by its name; ``step`` hears of the files done and to do. Raises
    PublishError when nothing was published; what stood there is whole then.
    """
    asked = wishes or Wishes()
    if asked.keep < _FEWEST:
        raise PublishError(_("keep at least two releases, so that there is a way back."))
    try:
        branch = Branch.of(target, folder or Path())
        chosen = readers or ([PUBLIC] if branch else None)
        if branch and not readers and not (out / PUBLIC).is_dir():
            message = _(
                "{target}: who may open this branch sees all that is on it, and this build has no "
                "public edition. Name the readers whose excerpts may stand there, with --reader."
            )
            raise PublishError(message.format(target=target))
        names = {reader.replace("/", ".") for reader in chosen} if chosen else None
        build = verified(out, names)
        if branch:
            return publish_to_branch(build, branch, asked)
        if remote := Remote.of(target, ssh):
            return publish_there(build, remote, asked)
        return publish_here(build, Path(target), asked, step)
    except OSError as error:
        raise in_words(error, out) from error
    except GitError as error:
        raise PublishError(str(error)) from error


def rollback(target: str, *, folder: Path | None = None, ssh: str = SSH) -> Published:
    """Serve the release before the present one, in one step; arguments as in :func:`publish`.

    Raises PublishError when there is none, or when it was damaged.
    """
    try:
        if branch := Branch.of(target, folder or Path()):
            return roll_back_branch(branch)
    except GitError as error:
        raise PublishError(str(error)) from error
    if remote := Remote.of(target, ssh):
        return roll_back_there(remote)
    return roll_back_here(Path(target))
