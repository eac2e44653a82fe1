"""Every key of a TOML file is found on the line where it stands."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given, settings

from tests.sources.strategies import Toml, toml_files
from wijk_ext.sources.toml_positions import key_lines, line_of


def paths(data: Any, here: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """Return the path of every key and element of what a TOML file holds."""
    children = data.items() if isinstance(data, dict) else enumerate(data)
    found = {here} - {()}
    for name, value in children:
        path = (*here, name)
        found |= paths(value, path) if isinstance(value, (dict, list)) else {path}
    return found


@settings(max_examples=150, deadline=None)
@given(toml_files())
def test_every_key_is_on_the_line_where_it_was_written(toml: Toml) -> None:
    written = paths(tomllib.loads(toml.text))
    found = key_lines(toml.text)
    assert {path: found.get(path) for path in written} == {
        path: toml.lines[path] for path in written
    }


def test_a_key_that_is_not_there_is_on_the_line_of_its_table() -> None:
    lines = key_lines("[wijk]\nnaam = 'x'\n\n[organisaties.a]\nnaam = 'y'\n")
    assert line_of(("organisaties", "a", "soort"), lines) == 4
    assert line_of(("organisaties", "a", "naam", 0), lines) == 5
    assert line_of(("openbaar",), lines) == 1
    assert line_of((), lines) == 1
