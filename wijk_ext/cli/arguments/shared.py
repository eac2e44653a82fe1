"""What several commands of ``wijk`` share in their arguments."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.names import PROJECT_TEAM

if TYPE_CHECKING:
    from collections.abc import Callable

    Commands = argparse._SubParsersAction["CommandParser"]  # it has no public name

FORMATS: Final = ("pdf", "docx")
"""The handbooks that can be made beside a site."""


class CommandParser(argparse.ArgumentParser):
    """Reads the arguments of one command, whether options stand before, between or behind names.

    Before Python 3.13 a parser fills in an argument that may be left out as soon as an option
    comes, so that in ``letter flyer --reader gemeente docs/wijk`` the folder would be one too many.
    """

    _reads_in_between = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return what was read and what is left over, as argparse does."""
        if self._reads_in_between:  # this is how argparse itself reads options, then names
            return super().parse_known_args(args, namespace)
        self._reads_in_between = True
        # argparse would cut as much from it as "usage: " is long, in any language
        self.usage = self.format_usage().removeprefix(_("usage: ")).rstrip()
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._reads_in_between = False


def add_consent_to_act(command: argparse.ArgumentParser) -> None:
    """Add what lets a command act without a question, or not at all."""
    command.add_argument("--yes", action="store_true", help=_("do it without asking"))
    command.add_argument(
        "--dry-run", action="store_true", help=_("show what would be done, and do nothing")
    )


def command(commands: Commands, name: str, summary: str) -> argparse.ArgumentParser:
    """Add a command; ``summary`` is what it does, without a capital."""
    found = commands.add_parser(
        name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}."
    )
    found.set_defaults(command=name)
    return found


def add_source(command: argparse.ArgumentParser) -> None:
    """Add the source folder as the last argument that has no name."""
    command.add_argument(
        "source",
        metavar="DIR",
        nargs="?",
        type=Path,
        help=_("the source folder, with conf.py and wijk.toml (default: here, or docs/wijk)"),
    )


def add_strict(command: argparse.ArgumentParser) -> None:
    """Add what makes errors of warnings."""
    command.add_argument("--strict", action="store_true", help=_("treat warnings as errors"))


def add_reader(command: argparse.ArgumentParser) -> None:
    """Add one reader; the project team when none is given."""
    command.add_argument(
        "--reader",
        metavar="READER",
        default=PROJECT_TEAM,
        help=_("as this reader may see it (default: projectteam)"),
    )


def positive(text: str) -> int:
    """Return a number above zero. Raises ValueError for anything else."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def port(text: str) -> int:
    """Return the number of a port; 0 is any that is free. Raises ValueError for anything else."""
    number = int(text)
    if not 0 <= number < 65536:
        raise ValueError
    return number


def formats(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """Return what reads names of formats with commas between them.

    It leaves ``html`` out, as a site is always made.
    """

    def read(text: str) -> tuple[str, ...]:
        names = [name.strip().lower() for name in text.split(",")]
        for name in names:
            if name not in known:
                message = _("there is no format “{name}”; choose from {known}.")
                text = message.format(name=name, known=", ".join(known))
                raise argparse.ArgumentTypeError(text)
        return tuple(name for name in known if name in names and name != "html")

    return read
