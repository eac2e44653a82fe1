"""A second build in the same folder gives the pages of a fresh one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.tools import run_sphinx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# what an author changes: the page, the text that goes, the text that comes
Change = tuple[str, str, str]
CHANGES: dict[str, list[Change]] = {
    "words": [
        ("afspraken.md", "Tweede afspraak", "Tweede afspraak & meer"),
        ("punten.md", ":status: geescaleerd", ":status: in-behandeling"),
        ("punten.md", ":termijn: 2027-05-01", ":termijn: 2026-05-01"),
    ],
    "a link": [("punten.md", ":over: AF-002", ":over: AF-006")],
    "a link that is gone": [("punten.md", ":over: AF-002\n", "")],
    "an item that is new": [
        (
            "agenda.md",
            "# Agenda",
            "# Agenda\n\n:::{vraag} Nieuw\n:id: VR-009\n:eigenaar: gemeente\n:over: AF-001\n:::",
        )
    ],
    "an item that is gone": [
        (
            "punten.md",
            (
                ":::{vraag} Te laat\n:id: VR-002\n:status: open\n:eigenaar: gemeente/financien\n"
                ":termijn: 2026-11-22\n:over: AF-002\n:thema: kosten, planning\n:::\n"
            ),
            "",
        )
    ],
}


def move(folder: Path) -> None:
    """Move an item to another page."""
    source, target = folder / "agenda.md", folder / "punten.md"
    text = source.read_text("utf-8")
    item = text[text.index(":::{besluit}") : text.index(":::{toezegging}")]
    source.write_text(text.replace(item, ""), "utf-8")
    target.write_text(f"{target.read_text('utf-8')}\n{item}", "utf-8")


def change(folder: Path, name: str) -> None:
    """Change the sources in one way."""
    if name == "an item that moves":
        move(folder)
    for page, old, new in CHANGES.get(name, []):
        text = (folder / page).read_text("utf-8")
        assert old in text
        (folder / page).write_text(text.replace(old, new, 1), "utf-8")


def differences(first: Path, second: Path) -> list[str]:
    """Return the pages that are not the same in two sites."""
    names = sorted(str(path.relative_to(first)) for path in first.rglob("*.html"))
    assert names == sorted(str(path.relative_to(second)) for path in second.rglob("*.html"))
    return [name for name in names if (first / name).read_bytes() != (second / name).read_bytes()]


@pytest.mark.parametrize("name", [*CHANGES, "an item that moves"])
def test_a_change_reaches_every_page_that_shows_it(
    name: str, copied: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = copied("overzichten")
    again = tmp_path / "again"
    assert run_sphinx(folder, again, "-q").code == 0
    change(folder, name)
    assert run_sphinx(folder, again, "-q").code == 0
    assert run_sphinx(folder, tmp_path / "fresh", "-q").code == 0
    assert differences(again, tmp_path / "fresh") == []


def test_the_same_sources_give_the_same_site(copied: Callable[[str], Path], tmp_path: Path) -> None:
    folder = copied("items")
    for name in ("first", "second"):
        assert run_sphinx(folder, tmp_path / name, "-q").code == 0
        shutil.rmtree(tmp_path / f"{name}-doctrees")
    assert differences(tmp_path / "first", tmp_path / "second") == []
