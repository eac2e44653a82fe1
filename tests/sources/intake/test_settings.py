"""What ``[import]`` in wijk.toml may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tools import write
from wijk_ext.model.intake import PAGE
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

BASE = '[wijk]\nnaam = "X"\n[organisaties.gemeente]\nnaam = "G"\n'


def test_all_of_it(tmp_path: Path) -> None:
    own = """\
    [import]
    kolommen = { titel = "Wat is uw vraag?", sleutel = "Response ID" }
    organisaties = { "De gemeente" = "gemeente" }
    pagina = "open-punten/nieuw.md"
    blad = "Antwoorden"
    persoonsgegevens = ["Naam"]
    """
    write(tmp_path, {"wijk.toml": BASE + own})
    wijk, problems = read_settings(tmp_path)
    assert wijk is not None, problems
    assert wijk.intake.columns == {"titel": "Wat is uw vraag?", "sleutel": "Response ID"}
    assert wijk.intake.organisations == {"De gemeente": "gemeente"}
    assert (wijk.intake.page, wijk.intake.sheet) == ("open-punten/nieuw.md", "Antwoorden")
    assert wijk.intake.personal == ("Naam",)


def test_nothing_of_it(tmp_path: Path) -> None:
    write(tmp_path, {"wijk.toml": BASE})
    wijk, _problems = read_settings(tmp_path)
    assert wijk is not None
    assert wijk.intake.page == PAGE
    assert not wijk.intake.columns


@pytest.mark.parametrize(
    "line",
    [
        'kolommen = { vraag = "x" }',
        'kolommen = { titel = "Naam" }\npersoonsgegevens = ["Naam"]',
        'organisaties = { "x" = "gemente" }',
        'organisaties = { "x" = "openbaar" }',
        'pagina = "../buiten.md"',
        'pagina = "/etc/x.md"',
        'pagina = "a/../../x.md"',
        'pagina = "pagina.txt"',
        'persoonsgegevens = "Naam"',
        'bladen = "x"',
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    write(tmp_path, {"wijk.toml": f"{BASE}[import]\n{line}\n"})
    wijk, problems = read_settings(tmp_path)
    assert wijk is None
    assert [problem.place.line for problem in problems] in ([6], [5])
