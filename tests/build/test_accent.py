"""An excerpt has the colour of its reader, when that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tools import run_wijk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(("colour", "used"), [("#2e6b34", True), ("#ffdd00", False)])
def test_the_colour_of_the_organisation_is_the_accent(
    colour: str, used: bool, copied: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = copied("items")
    settings = folder / "wijk.toml"
    text = settings.read_text("utf-8")
    head, name = text.split("[organisaties.gemeente]\n", 1)
    settings.write_text(f'{head}[organisaties.gemeente]\nkleur = "{colour}"\n{name}', "utf-8")
    result = run_wijk("build", folder, "-o", tmp_path / "uit", "--reader", "gemeente")
    assert result.code == 0, result.text
    site = tmp_path / "uit" / "gemeente" / "werkversie"
    sheet = site / "_static" / "wijk-accent.css"
    assert sheet.is_file() is used
    assert (colour in sheet.read_text("utf-8")) if used else True
    assert ("wijk-accent.css" in (site / "index.html").read_text("utf-8")) is used
