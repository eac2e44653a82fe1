"""A handbook with every kind of block, of an invented neighbourhood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.output.docx.parts import (
    AGREEMENT,
    AMBITION,
    CHART,
    ENDED,
    FACTS,
    GIF,
    NOTE,
    PLANNED,
    QUESTION,
    TWO_PARTS,
    WEBP,
    cell,
    h,
    p,
    png,
    row,
    t,
)
from tests.output.docx.pieces import boxes, pictures
from wijk_ext.output.book.model import (
    Book,
    Chapter,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Formula,
    LineBreak,
    Link,
    ListBlock,
    NoteMark,
    Pill,
    Quote,
    Rule,
    Styled,
    Table,
)

if TYPE_CHECKING:
    from pathlib import Path


INLINES = p(
    "Gewoon, ",
    Styled("strong", t("vet")),
    ", ",
    Styled("emphasis", t("schuin")),
    ", ",
    Styled("strike", t("doorgehaald")),
    ", ",
    Styled("underline", t("onderstreept")),
    ", H",
    Styled("sub", t("2")),
    "O, m",
    Styled("super", t("3")),
    ", ",
    Styled("small", t("klein")),
    ", ",
    Code("wijk  check"),
    ", ",
    Formula(r"E = m c^2"),
    " en een staat: ",
    Pill("in behandeling", "active"),
    ".",
    LineBreak(),
    "Een nieuwe regel met een link naar ",
    Link(t("de afspraak over antwoorden"), anchor="AF-003"),
    ", naar ",
    Link(t("het warmteloket"), address="https://loket.example/warmte?stap=1"),
    " en naar ",
    Link(t("loket.example"), address="https://loket.example/"),
    ". Er zijn 1.240 woningen",
    NoteMark(NOTE),
    " en twee buurten.",
    NoteMark(TWO_PARTS),
)
LISTS = (
    ListBlock(
        (
            (p("Eerst praten we met de bewoners."),),
            (
                p("Dan kiezen we een aanpak:"),
                ListBlock(
                    (
                        (p("per straat;"),),
                        (
                            p("per blok:"),
                            ListBlock(((p("met de verhuurder;"),), (p("met de eigenaren."),))),
                        ),
                    ),
                    start=1,
                    numbering="a",
                ),
                p("De keuze leggen we vast in een afspraak."),
            ),
        )
    ),
    ListBlock(
        ((p("Zevende punt."),), (p("Achtste punt."), CodeBlock("wijk build --format docx"))),
        start=7,
    ),
    ListBlock(((p("Opnieuw bij één."),), ()), start=1),
    ListBlock(((p("☑ Gevraagd"),), (p("☐ Gekregen"),))),
)
DEFINITIONS = Definitions(
    (
        Definition((t("Wijkpunt"),), (p("De plek waar bewoners terechtkunnen."),), ("wijkpunt",)),
        Definition(
            (t("Warmtenet"), t("stadsverwarming")),
            (p("Een net van leidingen."), ListBlock(((p("met een bron"),),))),
        ),
    )
)
TABLE = Table(
    head=(row("Straat", "Woningen", "Wie beslist", header=True),),
    body=(
        (
            cell("Lindelaan", header=True),
            cell("120", align="right"),
            cell(ListBlock(((p("de verhuurder"),), (p("de vereniging van eigenaren"),)))),
        ),
        (cell("Kade", header=True, rows=2), cell("48", align="right"), cell("de eigenaar")),
        (cell("52", align="right"), cell("nog niet bekend")),
        (cell("Samen honderd woningen aan de Kade", columns=3),),
    ),
    caption=t("Woningen per straat"),
    anchors=("tabel-1",),
)
WIDE = Table(
    head=(
        row(
            "Id", "Vraag", "Van", "Voor", "Thema", "Ingebracht op", "Termijn", "Staat", header=True
        ),
    ),
    body=tuple(
        row(
            f"VR-{number:03d}",
            "Wanneer gaat de straat open en wie zegt dat tegen de bewoners?",
            "Bewonersvereniging",
            "Gemeente Voorbeeldstad",
            "communicatie",
            "3 maart 2027",
            "17 maart 2027",
            "open",
        )
        for number in range(1, 45)
    ),
    caption=t("Alle vragen"),
)


TEXT = "De wijk kiest zelf het tempo. Elke stap staat in dit document, en wat nog open is ook. "


def _opening() -> Chapter:
    return Chapter(
        "index",
        (
            h(1, "De Lindebuurt", "index"),
            p("Samen van het gas af, in een tempo dat past.", style="lead"),
            p(TEXT * 3),
            INLINES,
            h(2, "Wat we afspraken"),
            p(
                "Zie ",
                Link(t("de begrippen"), anchor="wijkpunt"),
                ", ",
                Link(t("de tabel"), anchor="tabel-1"),
                " en ",
                Link(t("de kaart"), anchor="let-op"),
                ".",
            ),
            *LISTS,
        ),
    )


def _agreements() -> Chapter:
    return Chapter(
        "afspraken",
        (
            h(1, "Afspraken"),
            h(2, "Communicatie"),
            AGREEMENT,
            AMBITION,
            QUESTION,
            PLANNED,
            ENDED,
            p(TEXT * 4),
            Quote((p("Wie niet vraagt, krijgt ook antwoord."), p("— een bewoner"))),
            DEFINITIONS,
            Rule(),
            p("Nog eens dezelfde noot", NoteMark(NOTE), "."),
        ),
    )


def _overviews(folder: Path) -> Chapter:
    return Chapter(
        "overzicht",
        (
            h(1, "Overzichten"),
            p("Hieronder staat alles bij elkaar."),
            TABLE,
            p("En dan alle vragen."),
            h(2, "Alle vragen"),
            WIDE,
            p("Na de tabel weer rechtop."),
            h(2, "Beeld"),
            *pictures(folder),
        ),
    )


def _kinds() -> Chapter:
    return Chapter(
        "soorten",
        (
            h(1, "Kaders en code"),
            *boxes(),
            CodeBlock("def wijk():\n    return 'Lindebuurt'  # één\n", t("Een voorbeeld")),
            *(h(level, f"Kop van niveau {level}") for level in range(2, 7)),
        ),
    )


def sample(folder: Path) -> Book:
    """Return a book with every kind of block; its images are written into ``folder``."""
    for name, data in {
        "foto.png": png(640, 300),
        "klein.webp": WEBP,
        "punt.gif": GIF,
        "stuk.png": png()[:60],
        "kaart.svg": CHART.encode(),
    }.items():
        (folder / name).write_bytes(data)
    return Book(FACTS, (_opening(), _agreements(), _overviews(folder), _kinds()))
