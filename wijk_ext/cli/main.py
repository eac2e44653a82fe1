"""``wijk``: reading the command line. What a command does stands in :mod:`wijk_ext.cli.steps`."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from wijk_ext import __version__
from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG_USAGE = 2
FORMATS = ("pdf", "docx")
"""The handbooks that can be made beside a site."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``wijk`` and return its exit code: 0, 1 (the sources) or 2 (the usage)."""
    _translate_argparse()
    parser = _parser()
    options = parser.parse_args(arguments)
    if "command" not in options:
        parser.print_help()
        return WRONG_USAGE
    # a command loads what it needs only when it runs: --help must be quick
    steps = import_module("wijk_ext.cli.steps")
    try:
        return int(steps.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wijk",
        description=_("Check and build the shared document of a neighbourhood."),
        epilog=_("Each command explains itself: wijk COMMAND --help."),
    )
    parser.add_argument("--version", action="version", version=f"wijk_ext {__version__}")
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND")
    check = _command(
        commands,
        "check",
        _("tell everything that can be said about the sources without building"),
    )
    _add_source(check)
    _add_strict(check)
    build = _command(commands, "build", _("build the document"))
    _add_source(build)
    build.add_argument(
        "-o",
        "--out",
        metavar="OUT",
        type=Path,
        help=_("folder for the result (default: uit)"),
    )
    build.add_argument(
        "-j", "--jobs", metavar="N", type=_positive, default=0, help=_("processes at the same time")
    )
    build.add_argument(
        "--reader",
        metavar="READER",
        action="append",
        help=_("build for this reader only; can be given more than once"),
    )
    build.add_argument(
        "--format",
        metavar="FORMATS",
        type=_formats,
        default=(),
        help=_("what to make: html, pdf, docx, separated by commas; the site is always made"),
    )
    build.add_argument(
        "--docx-template",
        metavar="FILE",
        type=Path,
        help=_("Word document (.docx) whose styles, header and footer the handbook gets"),
    )
    build.add_argument(
        "--fresh", action="store_true", help=_("start from nothing, and use no earlier build")
    )
    _add_strict(build)
    verify = _command(
        commands, "verify", _("search finished excerpts again for what the sources withhold")
    )
    verify.add_argument("out", metavar="OUT", type=Path, help=_("the folder that was built"))
    _add_source(verify)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}."
    )
    command.set_defaults(command=name)
    return command


def _add_source(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "source",
        metavar="DIR",
        nargs="?",
        type=Path,
        help=_("the source folder, with conf.py and wijk.toml (default: here, or docs/wijk)"),
    )


def _add_strict(command: argparse.ArgumentParser) -> None:
    command.add_argument("--strict", action="store_true", help=_("treat warnings as errors"))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _formats(text: str) -> tuple[str, ...]:
    names = [name.strip().lower() for name in text.split(",")]
    for name in names:
        if name not in {"html", *FORMATS}:
            message = _("there is no format “{name}”; choose from html, pdf and docx.")
            raise argparse.ArgumentTypeError(message.format(name=name))
    return tuple(name for name in FORMATS if name in names)


ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What argparse itself says."""


def _translate_argparse() -> None:
    """Let argparse speak our language; it looks its own texts up under this name."""
    argparse._ = _  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
