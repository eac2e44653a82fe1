"""What each command does: a visible tuple of steps, run in order over one :class:`Work`."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from wijk_ext.cli.annotations import Silent, is_for_a_program, write_annotations
from wijk_ext.cli.archive import export_archive
from wijk_ext.cli.compare import show_differences
from wijk_ext.cli.console import complain, say, show_problems, stages, summary
from wijk_ext.cli.excerpts import (
    build_readers,
    read_working_version,
    remove_old_readers,
    verify_excerpts,
)
from wijk_ext.cli.export import export_items
from wijk_ext.cli.history import check_history
from wijk_ext.cli.intake import import_questions
from wijk_ext.cli.join import join_parts
from wijk_ext.cli.letters import write_letter
from wijk_ext.cli.new import make_document
from wijk_ext.cli.plan import print_plan
from wijk_ext.cli.publish import print_access_rules, publish_build
from wijk_ext.cli.read import be_strict, find_folder, read_pages, read_wijk
from wijk_ext.cli.release import release, sign
from wijk_ext.cli.serve import serve
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
    "join": N_("Nothing was found that a reader may not see."),
}
SILENT: Final = frozenset({"access", "plan", "diff", "export", "new", "serve"})
"""What these commands print is for a program, or to be kept, or a conversation."""
COMMANDS: Final[dict[str, tuple[Step, ...]]] = {
    "check": (find_folder, read_wijk, read_pages, check_history, be_strict),
    "plan": (find_folder, read_wijk, print_plan),
    "letter": (find_folder, read_wijk, read_pages, write_letter),
    "import": (find_folder, read_wijk, read_pages, import_questions),
    "export": (find_folder, read_wijk, read_pages, export_items),
    "archive": (find_folder, read_wijk, export_archive),
    "new": (make_document,),
    # a build goes online, or an earlier one again, where no sources need be
    "publish": (publish_build,),
    "access": (find_folder, read_wijk, print_access_rules),
    "join": (find_folder, read_wijk, join_parts, verify_excerpts),
    "build": (
        find_folder,
        read_wijk,
        read_working_version,
        be_strict,
        build_readers,
        remove_old_readers,
    ),
    "serve": (find_folder, serve),
    "verify": (find_folder, read_wijk, verify_excerpts),
    "diff": (find_folder, read_wijk, show_differences),
    "release": (find_folder, read_wijk, read_pages, check_history, be_strict, release),
    "sign": (find_folder, read_wijk, read_pages, sign),
}


def _name(options: argparse.Namespace) -> str:
    """Return the name of the steps to run: an option may ask for others than those of a command."""
    others = (name for name in ("plan", "archive", "access") if getattr(options, name, None))
    return next(others, str(options.command))


def run(options: argparse.Namespace) -> int:
    """Run the steps of a command until one finds a reason to stop; return the exit code."""
    # a command makes much that stays: looking through it for garbage again and again takes a tenth
    gc.set_threshold(300_000, 1_000, 1_000)
    reason: StopError | None = None
    name = _name(options)
    is_report = name == "check" and is_for_a_program(options)
    with nullcontext(Silent()) if is_report or name in SILENT else stages() as shown:
        work = Work(options, shown)
        try:
            for step in COMMANDS[name]:
                step(work)
                if work.stopped:
                    break
            if name == "check":  # also when a step found a reason to stop
                write_annotations(work)
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
    if options.command in SAID_AT_THE_END and not is_report:
        say(_(SAID_AT_THE_END[options.command]))
    return OK
