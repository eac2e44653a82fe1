"""``wijk``: reading the command line. What a command does stands in :mod:`wijk_ext.cli.steps`."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from wijk_ext.cli.arguments import parser
from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``wijk`` and return its exit code: 0, 1 (the sources) or 2 (the usage)."""
    _translate_argparse()
    found = parser()
    options = found.parse_args(arguments)
    if "command" not in options:
        found.print_help()
        return WRONG_USAGE
    try:
        # a command loads what it needs only when it runs: --help must be quick
        steps = import_module("wijk_ext.cli.steps")
        return int(steps.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


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
