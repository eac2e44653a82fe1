"""``wijk.toml``: what it means, and that no mistake in it ever raises."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools import SITES
from wijk_ext.model.vocabulary import Kind
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from wijk_ext.model.problem import Problem
    from wijk_ext.model.wijk import Wijk

GOOD = (SITES / "items" / "wijk.toml").read_text("utf-8")
VALUES = st.sampled_from(
    [
        "3",
        "-1",
        "1.5",
        "true",
        '""',
        '"x"',
        "[]",
        '["x"]',
        "[1]",
        "{}",
        "{ naam = 'x' }",
        "[{}]",
        "2027-03-03",
        "[[]]",
        "{ naam = {} }",
        '"é\\u0000"',
    ]
)
KEYS = st.sampled_from(["naam", "soort", "x", "x.y", '""', "velden", "statussen", "toegang"])
TABLES = st.sampled_from(
    [
        "wijk",
        "organisaties",
        "organisaties.x",
        "organisaties.gemeente.onderdelen",
        "items",
        "items.vraag",
        "items.risico.velden",
        "openbaar",
        "toegang",
        "signalen",
        "x",
        "x.y",
    ]
)


def read(text: str | bytes) -> tuple[Wijk | None, list[Problem]]:
    """Read a text as ``wijk.toml``."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "wijk.toml")
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_settings(Path(folder))


@st.composite
def mistakes(draw: st.DrawFn) -> str:
    """Return good settings with one mistake, or one change that happens to be none."""
    lines = GOOD.split("\n")
    number = draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(["drop", "twice", "value", "key", "table", "character"])):
        case "drop":
            del lines[number]
        case "twice":
            lines.insert(draw(st.integers(0, len(lines))), lines[number])
        case "value" if "=" in lines[number]:
            lines[number] = f"{lines[number].partition('=')[0]}= {draw(VALUES)}"
        case "key":
            lines.insert(number, f"{draw(KEYS)} = {draw(VALUES)}")
        case "table":
            name = draw(TABLES)
            lines += [draw(st.sampled_from([f"[{name}]", f"[[{name}]]"]))]
            lines += [f"{draw(KEYS)} = {draw(VALUES)}"]
        case _:
            place = draw(st.integers(0, len(lines[number])))
            new = draw(st.sampled_from(['"', "[", "]", "=", "\t", "\0", "é", "{", "\\", "\r"]))
            lines[number] = lines[number][:place] + new + lines[number][place:]
    return "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(mistakes())
def test_a_mistake_never_raises_and_has_a_line(text: str) -> None:
    wijk, problems = read(text)
    assert (wijk is None) == bool(problems)
    for problem in problems:
        assert 1 <= problem.place.line <= text.count("\n") + 1
        assert problem.message.strip()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    wijk, problems = read(data)
    assert wijk is None
    assert problems


def test_what_the_settings_mean() -> None:
    wijk, problems = read(GOOD)
    assert problems == []
    assert wijk is not None
    assert (wijk.name, wijk.municipality, wijk.language) == ("De Lindebuurt", "Voorbeeldstad", "nl")
    assert list(wijk.readers()) == [
        "projectteam",
        "gemeente",
        "gemeente/financien",
        "gemeente/raad",
        "corporatie",
        "openbaar",
    ]
    assert wijk.readers()["gemeente/raad"] == "Gemeente Voorbeeldstad, Gemeenteraad"
    council = next(unit for unit in wijk.organisations[0].units if unit.id == "raad")
    assert council.only_marked
    assert wijk.signals.recurring_from == 2
    risk = wijk.vocabulary.types["risico"]
    assert risk.prefix == "RI-"
    assert [status.name for status in risk.statuses] == ["gezien", "beheerst"]
    assert wijk.vocabulary.fields_of("risico")["kans"].kind is Kind.CHOICE
    assert "budget" in wijk.vocabulary.fields_of("afspraak")
    assert "budget" not in wijk.vocabulary.fields_of("vraag")


ITEM = '[wijk]\nnaam = "x"\n\n[items.risico]\nnaam = "risico"\n'


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (f'{ITEM}statussen = ["open"]\n', 4, "“voorvoegsel” ontbreekt"),
        (f'{ITEM}voorvoegsel = "RI-"\n', 4, "“statussen” ontbreekt"),
        (f'{ITEM}voorvoegsel = "AF-"\nstatussen = ["open"]\n', 6, "hoort al bij “afspraak”"),
        (f'{ITEM}voorvoegsel = "ri"\nstatussen = ["open"]\n', 6, "schrijf bijvoorbeeld RI-"),
        (f'{ITEM}voorvoegsel = "RI-"\nstatussen = []\n', 7, "mag niet leeg zijn"),
        ('[wijk]\nnaam = "x"\n[items.vraag]\nnaam = "y"\n', 4, "alleen “velden”"),
        ('[wijk]\nnaam = "x"\n[organisaties.openbaar]\nnaam = "y"\n', 3, "zo heet al een lezer"),
        ('[wijk]\nnaam = "x"\n[organisaties.a]\nnaam = "y"\nlogo = "z.svg"\n', 5, "“z.svg”"),
        ('[wijk]\nnaam = "x"\n[organisaties.a]\nnaam = "y"\nkleur = "rood"\n', 5, "#154273"),
        ('[wijk]\nnaam = "x"\n[organisaties.a]\nnaam = "y"\nsoort = "gemente"\n', 5, "“gemeente”"),
        ('[wijk]\nnaam = "x"\n[signalen]\nterugkerend_vanaf = 0\n', 4, "buiten het bereik"),
        ('[wijk]\nnaam = "x"\nvragen_naar = "projectteam"\n', 3, "mailto:projectteam@wijk.example"),
        ('[openbaar]\nnaam = "x"\n', 1, "“wijk” ontbreekt"),
        ("[wijk]\n", 1, "“naam” ontbreekt"),
        ("", 1, "“wijk” ontbreekt"),
    ],
)
def test_a_mistake_is_explained_on_its_line(text: str, line: int, says: str) -> None:
    wijk, problems = read(text)
    assert wijk is None
    (problem,) = problems
    assert problem.place.line == line
    assert says in problem.message
