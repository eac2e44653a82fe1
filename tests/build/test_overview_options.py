"""Options of overviews that mean nothing are told, and break nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tools import line_of, run_sphinx, run_wijk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MISTAKES = {
    "sort key": ("```{open-punten}\n:sorteer: kleur\n```", "kleur"),
    "display": ("```{open-punten}\n:weergave: kaart\n```", "kaart"),
    "maximum": ("```{open-punten}\n:maximum: veel\n```", "veel"),
    "option": ("```{open-punten}\n:organisaties: gemeente\n```", "organisaties"),
    "type": ("```{items} afspraken\n```", "afspraken"),
    "type of open point": ("```{open-punten}\n:type: afsprak\n```", "afsprak"),
    "organisation": ("```{open-punten}\n:organisatie: gementee\n```", "gementee"),
    "status": ("```{items} afspraak\n:status: vastgeseld\n```", "vastgeseld"),
    "type in a chart": ("```{statusgrafiek} vragen\n```", "vragen"),
    "no type": ("```{items}\n```", "items"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_an_option_that_means_nothing_is_told(name: str, copied: Callable[[str], Path]) -> None:
    text, word = MISTAKES[name]
    folder = copied("klein")
    page = folder / "afspraken.md"
    page.write_text(f"{page.read_text('utf-8')}\n{text}\n", "utf-8")
    first = line_of(page, text.split("\n", maxsplit=1)[0])
    result = run_wijk("check", folder)
    assert result.code == 1
    assert "Traceback" not in result.text
    told = [line for line in result.err.splitlines() if line.startswith(f"{page}:")]
    assert len(told) == 1
    assert told[0].startswith((f"{page}:{first}: ", f"{page}:{first + 1}: "))
    assert word in told[0]


def test_a_type_that_does_not_exist_never_crashes_sphinx(
    copied: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = copied("klein")
    page = folder / "afspraken.md"
    page.write_text(f"{page.read_text('utf-8')}\n```{{items}} afspraken\n```\n", "utf-8")
    result = run_sphinx(folder, tmp_path / "uit", "-q")
    assert result.code == 1
    assert "Traceback" not in result.text
