"""What each command does: a visible tuple of steps, run in order over one :class:`Work`."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from wijk_ext.cli.compare import show_differences
from wijk_ext.cli.console import complain, say, show_problems, stages, summary
from wijk_ext.cli.excerpts import (
    build_readers,
    read_working_version,
    remove_old_readers,
    verify_excerpts,
)
from wijk_ext.cli.history import check_history
from wijk_ext.cli.read import be_strict, find_folder, read_pages, read_wijk
from wijk_ext.cli.release import release, sign
from wijk_ext.cli.work import OK, SOURCES_AT_FAULT, Step, StopError, Work
from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import errors
from wijk_ext.sources.git_call import GitError

if TYPE_CHECKING:
    import argparse


SAID_AT_THE_END: Final = {
    "check": N_("The sources can be built."),
    "verify": N_("Nothing was found that a reader may not see."),
}
COMMANDS: Final[dict[str, tuple[Step, ...]]] = {
    "check": (find_folder, read_wijk, read_pages, check_history, be_strict),
    "build": (
        find_folder,
        read_wijk,
        read_working_version,
        be_strict,
        build_readers,
        remove_old_readers,
    ),
    "verify": (find_folder, read_wijk, verify_excerpts),
    "diff": (find_folder, read_wijk, show_differences),
    "release": (find_folder, read_wijk, read_pages, check_history, be_strict, release),
    "sign": (find_folder, read_wijk, read_pages, sign),
}


def run(options: argparse.Namespace) -> int:
    """Run the steps of a command until one finds a reason to stop; return the exit code."""
    # a command makes much that stays: looking through it for garbage again and again takes a tenth
    gc.set_threshold(300_000, 1_000, 1_000)
    reason: StopError | None = None
    with stages() as shown:
        work = Work(options, shown)
        try:
            for step in COMMANDS[options.command]:
                step(work)
                if work.stopped:
                    break
        except StopError as error:
            reason = error
        except GitError as error:
            reason = StopError(str(error))
    show_problems(work.problems, work.folder)
    if reason is not None:
        complain(str(reason))
        return reason.exit_code
    if work.problems:
        complain(summary(work.problems))
    if errors(work.problems):
        return SOURCES_AT_FAULT
    if options.command in SAID_AT_THE_END:
        say(_(SAID_AT_THE_END[options.command]))
    return OK
