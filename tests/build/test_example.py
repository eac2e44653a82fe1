"""The example De Lindebuurt is in order, and so is the site made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tools import EXAMPLE, run_wijk, words_of
from wijk_ext.output.html.csp import FOLDER

if TYPE_CHECKING:
    from tests.tools import Site


def test_check_has_nothing_to_say() -> None:
    result = run_wijk("check", EXAMPLE, "--strict")
    assert (result.code, result.err) == (0, "")


def test_it_builds_without_a_warning(example: Site) -> None:
    assert (example.result.code, example.result.text) == (0, "")
    for path in EXAMPLE.rglob("*.md"):
        assert words_of(example.article(str(path.relative_to(EXAMPLE).with_suffix(""))))


def test_nothing_stands_inline(example: Site) -> None:
    """What a content security policy would refuse; tests/browser sees that all still works."""
    for path in example.folder.rglob("*.html"):
        if path.parent.name == "_static":
            continue
        page = example.soup(path.relative_to(example.folder).with_suffix("").as_posix())
        assert not page.find_all(["style"]), path
        assert not page.find_all(style=True), path
        for one in page.find_all("script"):
            assert one.get("src") or one.get("type") == "application/json", path
    assert list((example.folder / FOLDER).glob("*.js"))
