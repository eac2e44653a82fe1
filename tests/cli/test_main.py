"""The command line itself: help, version, and wrong usage."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tools import run_python, run_wijk
from wijk_ext import __version__
from wijk_ext.cli.arguments import parser
from wijk_ext.cli.steps import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable


def test_help_is_dutch_and_names_the_commands() -> None:
    result = run_wijk("--help")
    assert result.code == 0
    for word in ("check", "build", "opdrachten", "Controleer en bouw"):
        assert word in result.out


@pytest.mark.parametrize("command", ["check", "build"])
def test_each_command_explains_itself(command: str) -> None:
    result = run_wijk(command, "--help")
    assert result.code == 0
    assert "--strict" in result.out
    assert "de bronmap" in result.out


def test_version() -> None:
    assert run_wijk("--version").out.split() == ["wijk_ext", __version__]


@pytest.mark.parametrize(
    "arguments",
    [[], ["bouw"], ["check", "--snel"], ["build", "-j", "0"], ["build", "-j", "x"]],
    ids=" ".join,
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    result = run_wijk(*arguments)
    assert result.code == 2
    assert "Traceback" not in result.text


@pytest.mark.parametrize(
    "line",
    [
        "letter flyer --reader gemeente docs/wijk",
        "letter --reader gemeente flyer docs/wijk",
        "letter flyer docs/wijk --reader gemeente",
        "import vragen.csv --dry-run docs/wijk",
        "diff 1.0 1.1 --reader gemeente docs/wijk",
        "sign gemeente 1.0 --yes docs/wijk",
        "release 1.1 --yes docs/wijk",
        "check --strict docs/wijk",
    ],
)
def test_options_may_stand_anywhere(line: str) -> None:
    assert parser().parse_args(line.split()).source == Path("docs/wijk")


def test_help_loads_no_sphinx() -> None:
    code = (
        "import sys\nfrom wijk_ext.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('sphinx', 'docutils', 'rich') if name in sys.modules])"
    )
    assert run_python("-c", code).out.splitlines()[-1] == "[]"


def test_a_reader_that_stops_early_is_no_error(copied: Callable[[str], Path]) -> None:
    command = f"{sys.executable} -m wijk_ext.cli.main check {copied('klein')} | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert "BrokenPipeError" not in done.stderr


def test_progress_is_plain_lines_where_there_is_no_terminal(copied: Callable[[str], Path]) -> None:
    result = run_wijk("check", copied("klein"))
    assert re.match(r"Pagina's lezen, 2 \(\d+\.\d s\)\n", result.out)
    assert "\r" not in result.out
    assert "\x1b" not in result.out


def test_every_step_is_there_when_its_turn_comes() -> None:
    steps = {step for steps in COMMANDS.values() for step in steps}
    assert all(callable(step.function()) for step in steps)
