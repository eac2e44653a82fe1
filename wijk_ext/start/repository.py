"""Put a new document in git, as a first commit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from wijk_ext.locale import gettext as _
from wijk_ext.sources.git_call import GitError, answer, run, words_of

_PIPELINES: Final = (".gitlab-ci.yml", ".github")
_NEEDS_NAME: Final = ("-c", "user.useConfigOnly=true")
"""Without this git makes up a name from the machine's, and puts it in the history for ever."""


def begin_history(folder: Path) -> str:
    """Make a repository of a folder with a first commit, as far as git can.

    Returns what is left to do for the user, or nothing. A folder that is in a repository already
    is left to that repository.
    """
    try:
        if run(folder, "rev-parse", "--is-inside-work-tree").returncode == 0:
            return _in_a_repository(folder)
        answer(folder, "init", "--quiet", "--initial-branch=main")
        answer(folder, "add", "--all")
    except GitError as error:
        return str(error)
    message = _("Begin the wijkdocument")
    done = run(folder, *_NEEDS_NAME, "commit", "--quiet", "-m", message)
    if done.returncode == 0:
        return ""
    if b"user.name" in done.stderr or b"user.email" in done.stderr:
        return _(
            "Git does not know your name yet, so nothing was committed. In {folder}, give these "
            "commands with your own name and address:\n"
            '  git config --global user.name "…"\n'
            '  git config --global user.email "…"\n'
            '  git commit -m "{message}"'
        ).format(folder=folder, message=message)
    told = _('Git did not commit: {words} Try it in {folder} with: git commit -m "{message}"')
    return told.format(words=words_of(done.stderr), folder=folder, message=message)


def _in_a_repository(folder: Path) -> str:
    told = _("This folder is in a git repository already: commit the new files there.")
    top = Path(os.fsdecode(answer(folder, "rev-parse", "--show-toplevel")))
    if top.resolve() == folder.resolve() or not any((folder / one).exists() for one in _PIPELINES):
        return told
    lost = _("GitLab and GitHub look for a pipeline in {folder} only: move it there.")
    return f"{told}\n{lost.format(folder=top)}"
