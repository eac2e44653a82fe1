"""The benchmarks still fit the software that they measure."""

from importlib import import_module
from pathlib import Path

import pytest

MODULES = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


@pytest.mark.parametrize("name", [*MODULES, "__main__"])
def test_a_benchmark_can_be_loaded(name: str) -> None:
    assert import_module(f"tests.bench.{name}").__doc__
