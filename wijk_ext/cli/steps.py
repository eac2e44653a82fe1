"""What each command does: a visible tuple of steps, run in order over one :class:`Work`."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from wijk_ext.cli.annotations import Silent, is_for_a_program, write_annotations
from wijk_ext.cli.console import complain, say, show_problems, stages, summary
from wijk_ext.cli.work import OK, SOURCES_AT_FAULT, StopError, Work
from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import errors
from wijk_ext.sources.git_call import GitError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


SAID_AT_THE_END: Final = {
    "check": N_("The sources can be built."),
    "verify": N_("Nothing was found that a reader may not see."),
    "join": N_("Nothing was found that a reader may not see."),
}
SILENT: Final = frozenset({"access", "plan", "diff", "export", "new", "serve"})
"""What these commands print is for a program, or to be kept, or a conversation."""


@dataclass(frozen=True)
class Step:
    """A function that takes a :class:`Work`, in a module that is loaded when its turn comes.

    A command that prints a plan need not wait for what writes Word documents.
    """

    module: str
    name: str

    def __call__(self, work: Work) -> None:
        """Run the step."""
        self.function()(work)

    def function(self) -> Callable[[Work], None]:
        """Return the function itself."""
        found: Callable[[Work], None] = getattr(import_module(self.module), self.name)
        return found


def _steps(module: str, *names: str) -> tuple[Step, ...]:
    return tuple(Step(f"wijk_ext.cli.{module}", name) for name in names)


_SETTINGS = _steps("read", "find_folder", "read_wijk")
_PAGES = (*_SETTINGS, *_steps("read", "read_pages"))
_STRICT = _steps("read", "be_strict")
_CHECKED = (*_PAGES, *_steps("history", "check_history"), *_STRICT)
_VERIFY = _steps("excerpts", "verify_excerpts")
COMMANDS: Final[dict[str, tuple[Step, ...]]] = {
    "check": _CHECKED,
    "plan": (*_SETTINGS, *_steps("plan", "print_plan")),
    "letter": (*_PAGES, *_steps("letters", "write_letter")),
    "import": (*_PAGES, *_steps("intake", "import_questions")),
    "export": (*_PAGES, *_steps("export", "export_items")),
    "archive": (*_SETTINGS, *_steps("archive", "export_archive")),
    "new": _steps("new", "make_document"),
    # a build goes online, or an earlier one again, where no sources need be
    "publish": _steps("publish", "publish_build"),
    "access": (*_SETTINGS, *_steps("publish", "print_access_rules")),
    "join": (*_SETTINGS, *_steps("join", "join_parts"), *_VERIFY),
    "build": (
        *_SETTINGS,
        *_steps("excerpts", "read_working_version"),
        *_STRICT,
        *_steps("excerpts", "build_readers", "remove_old_readers"),
    ),
    "serve": (*_steps("read", "find_folder"), *_steps("serve", "serve")),
    "verify": (*_SETTINGS, *_VERIFY),
    "diff": (*_SETTINGS, *_steps("compare", "show_differences")),
    "release": (*_CHECKED, *_steps("release", "release")),
    "sign": (*_PAGES, *_steps("release", "sign")),
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
