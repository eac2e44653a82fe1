"""The command line itself: help, version, and wrong usage."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.tools import run_python, run_wijk
from wijk_ext import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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
