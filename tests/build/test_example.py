"""The example De Lindebuurt is in order, and so is the site made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tools import EXAMPLE, run_wijk, words_of

if TYPE_CHECKING:
    from tests.tools import Site


def test_check_has_nothing_to_say() -> None:
    result = run_wijk("check", EXAMPLE, "--strict")
    assert (result.code, result.err) == (0, "")


def test_it_builds_without_a_warning(example: Site) -> None:
    assert (example.result.code, example.result.text) == (0, "")
    for path in EXAMPLE.rglob("*.md"):
        assert words_of(example.article(str(path.relative_to(EXAMPLE).with_suffix(""))))
