"""A mistake gives one clear message with its place, exit code 1, and no output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.build.mistakes_in_pages import ITEMS, PAGES
from tests.build.mistakes_in_settings import ACCESS, SETTINGS
from tests.tools import Result, line_of, run_python, run_sphinx, run_wijk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.build.mistake import Mistake

BY_NAME = {mistake.name: mistake for mistake in SETTINGS + ACCESS + ITEMS + PAGES}
BY_SPHINX = [name for name, mistake in BY_NAME.items() if mistake.by_sphinx]
MESSAGE = re.compile(r"^\S.*?\.(md|toml|py)(:\d+)?: ", re.MULTILINE)


def spoilt(mistake: Mistake, copied: Callable[[str], Path]) -> tuple[Path, str]:
    """Return a spoilt site, and the place that the message must name."""
    folder = copied("klein")
    mistake.spoil(folder)
    if isinstance(mistake.at, int):
        line = mistake.at
    else:
        text = (folder / mistake.file).read_bytes().decode("utf-8", "replace")
        line = text[: text.index(mistake.at)].count("\n") + 1
    return folder, f"{folder / mistake.file}:{line}: " if line else f"{folder / mistake.file}: "


def assert_said(result: Result, place: str, says: str) -> None:
    """Assert that the messages of a command are this one and no other."""
    assert "Traceback" not in result.text
    pattern = ".*".join(re.escape(part.strip()) for part in says.split("*"))
    assert re.search(re.escape(place) + ".*" + pattern, result.text), result.text
    assert len(MESSAGE.findall(result.text)) == 1, result.text
    assert result.code == 1


def is_empty(folder: Path) -> bool:
    """Return whether there is no folder, or nothing in it."""
    return not folder.exists() or not any(folder.iterdir())


@pytest.mark.parametrize("name", BY_NAME)
def test_check_tells_a_mistake(name: str, copied: Callable[[str], Path]) -> None:
    mistake = BY_NAME[name]
    folder, place = spoilt(mistake, copied)
    assert_said(run_wijk("check", folder), place, mistake.says)


@pytest.mark.parametrize("name", BY_NAME)
def test_build_tells_a_mistake_and_writes_nothing(
    name: str, copied: Callable[[str], Path], tmp_path: Path
) -> None:
    mistake = BY_NAME[name]
    folder, place = spoilt(mistake, copied)
    assert_said(run_wijk("build", folder, "-o", tmp_path / "uit"), place, mistake.says)
    assert is_empty(tmp_path / "uit")


@pytest.mark.parametrize("name", BY_SPHINX)
def test_sphinx_tells_a_mistake_and_makes_no_page(
    name: str, copied: Callable[[str], Path], tmp_path: Path
) -> None:
    mistake = BY_NAME[name]
    folder, place = spoilt(mistake, copied)
    assert_said(run_sphinx(folder, tmp_path / "uit", "-q"), place, mistake.says)
    assert not list((tmp_path / "uit").rglob("*.html"))


@pytest.mark.parametrize("name", ["unknown key", "unknown reader of a block"])
def test_sphinx_leaves_nothing_behind(
    name: str, copied: Callable[[str], Path], tmp_path: Path
) -> None:
    folder, _place = spoilt(BY_NAME[name], copied)
    assert run_sphinx(folder, tmp_path / "uit", "-q").code == 1
    assert is_empty(tmp_path / "uit")


@pytest.mark.parametrize("name", ["TOML syntax", "conf.py that raises", "no id"])
def test_a_fresh_python_tells_the_same(
    name: str, copied: Callable[[str], Path], tmp_path: Path
) -> None:
    mistake = BY_NAME[name]
    folder, place = spoilt(mistake, copied)
    result = run_python("-m", "wijk_ext.cli.main", "build", folder, "-o", tmp_path / "uit")
    assert_said(result, place, mistake.says)
    assert is_empty(tmp_path / "uit")
    if mistake.by_sphinx:
        result = run_python("-m", "sphinx", "-q", "-b", "html", folder, tmp_path / "uit")
        assert_said(result, place, mistake.says)


def test_the_site_without_a_mistake_has_no_message(copied: Callable[[str], Path]) -> None:
    result = run_wijk("check", copied("klein"), "--strict")
    assert (result.code, result.err) == (0, "")
    assert "De bronnen zijn in orde" in result.out


def test_several_problems_are_told_together(copied: Callable[[str], Path]) -> None:
    folder = copied("klein")
    for name in (
        "unknown key",
        "wrong type",
        "unknown reader of a folder",
        "name of an organisation",
    ):
        BY_NAME[name].spoil(folder)
    result = run_wijk("check", folder)
    toml = folder / "wijk.toml"
    expected = {
        line_of(toml, "gementee"): "“gementee” bestaat niet",
        line_of(toml, "naam = 3"): "het getal 3",
        line_of(toml, '"corporatei"'): "“corporatei”",
        line_of(toml, "De-Beuk]"): "“De-Beuk”",
    }
    for line, words in expected.items():
        assert re.search(f"{re.escape(str(toml))}:{line}: .*{words}", result.err), result.err
    assert "4 fouten" in result.err
    assert result.code == 1


def test_problems_of_several_pages_are_told_in_their_order(copied: Callable[[str], Path]) -> None:
    folder = copied("klein")
    for name in ("id twice", "unknown status", "unknown reader of a block", "a link to nothing"):
        BY_NAME[name].spoil(folder)
    result = run_wijk("check", folder)
    places = re.findall(r"^\S*/(\w+\.md):(\d+): ", result.err, re.MULTILINE)
    assert len(places) == 4
    assert places == sorted(places, key=lambda place: (place[0], int(place[1])))
    assert "4 fouten" in result.err
