"""The commands of ``wijk`` and their arguments."""

from __future__ import annotations

import argparse

from wijk_ext import __version__
from wijk_ext.cli.arguments.building import (
    add_build,
    add_check,
    add_join,
    add_serve,
    add_verify,
)
from wijk_ext.cli.arguments.carrying import add_export, add_import, add_letter
from wijk_ext.cli.arguments.editions import add_diff, add_release, add_sign
from wijk_ext.cli.arguments.hosting import add_new, add_publish
from wijk_ext.cli.arguments.shared import CommandParser
from wijk_ext.locale import gettext as _


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    found = argparse.ArgumentParser(
        prog="wijk",
        description=_("Check and build the shared document of a neighbourhood."),
        epilog=_("Each command explains itself: wijk COMMAND --help."),
    )
    found.add_argument("--version", action="version", version=f"wijk_ext {__version__}")
    commands = found.add_subparsers(
        title=_("commands"), metavar="COMMAND", parser_class=CommandParser
    )
    for add in (
        *(add_check, add_build, add_serve, add_verify, add_join),
        *(add_diff, add_release, add_sign),
        *(add_letter, add_import, add_export),
        *(add_new, add_publish),
    ):
        add(commands)
    return found
