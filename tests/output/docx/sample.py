"""A handbook with every kind of block, of an invented neighbourhood."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

from wijk_ext.output.book.model import (
    Book,
    Box,
    Cell,
    Chapter,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Facts,
    Figure,
    Formula,
    Heading,
    ItemCard,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteMark,
    Paragraph,
    Picture,
    Pill,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.output.book.model import Block, Inline

WEBP = base64.b64decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=")
GIF = base64.b64decode("R0lGODdhAQABAIAAAAAAAAAAACwAAAAAAQABAAACAkQBADs=")
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 110" width="480" height="110"'
    ' font-family="Source Sans 3" font-size="15">'
    '<text x="0" y="24" fill="#22262a">editie 0.9</text>'
    '<rect x="110" y="8" width="200" height="24" fill="#565c62"/>'
    '<text x="118" y="25" fill="#ffffff">5 open</text>'
    '<text x="0" y="64" fill="#22262a">editie 1.0</text>'
    '<rect x="110" y="48" width="90" height="24" fill="#7a4a00"/>'
    '<text x="118" y="65" fill="#ffffff">2 open</text></svg>'
)


def png(width: int = 40, height: int = 20) -> bytes:
    """Return an image of one colour."""
    rows = b"".join(b"\0" + b"\x0b\x5a\x78" * width for _ in range(height))
    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in parts
    )


def t(content: str) -> tuple[Inline, ...]:
    return (Text(content),)


def p(*content: Inline | str, style: str = "", anchors: tuple[str, ...] = ()) -> Paragraph:
    shown = tuple(Text(one) if isinstance(one, str) else one for one in content)
    return Paragraph(shown, style, anchors)


def h(level: int, words: str, *anchors: str) -> Heading:
    return Heading(level, t(words), anchors)


def cell(*content: Block | str, header: bool = False, **other: object) -> Cell:
    blocks = tuple(p(one) if isinstance(one, str) else one for one in content)
    return Cell(blocks, header, **other)  # type: ignore[arg-type]


def row(*words: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(cell(one, header=header) for one in words)


FACTS = Facts(
    name="De Lindebuurt",
    municipality="Gemeente Voorbeeldstad",
    edition="1.0",
    status="vastgesteld door de stuurgroep",
    reader="Woonstichting De Linde",
    date="3 maart 2027",
    timestamp=1804032000,
    language="nl",
    authors="Gemeente Voorbeeldstad, Woonstichting De Linde en bewonersvereniging Onder de Linden",
    colour="",
)
NOTE = Note(
    (
        p(
            "Geteld op 1 januari 2027, zonder de nieuwbouw aan de ",
            Styled("emphasis", t("Kade")),
            ".",
        ),
    )
)
TWO_PARTS = Note(
    (
        p("Zie de ", Link(t("kaart van de warmte"), address="https://kaart.example/warmte"), "."),
        p("De kaart wordt elk jaar bijgewerkt."),
    )
)


def item(id_: str, title: str, kind: str, state: Pill, *blocks: Block) -> ItemCard:
    line = (Link(t(id_), anchor=id_), Text(" "), *t(kind), Text(" "), state)
    return ItemCard(kind.lower(), state.phase, line, h(3, title), blocks, (id_,))


def fact(name: str, *values: str) -> Definition:
    if len(values) == 1:
        return Definition((t(name),), (p(values[0]),))
    return Definition((t(name),), (ListBlock(tuple((p(one),) for one in values)),))


AGREEMENT = item(
    "AF-003",
    "Bewoners krijgen binnen vijf werkdagen antwoord",
    "Afspraak",
    Pill("vastgesteld", "done"),
    p(
        "De organisatie die de vraag ontvangt, antwoordt zelf of draagt de vraag over aan wie "
        "het antwoord weet. Wie overdraagt, blijft aanspreekbaar tot er een antwoord is."
    ),
    ListBlock(
        (
            (p("Een vraag over de planning gaat naar de gemeente."),),
            (
                p("Een vraag over de woning gaat naar de verhuurder:"),
                ListBlock(
                    (
                        (
                            p(
                                "huurders bellen het wijkpunt, "
                                "ook als nog niet bekend is wie de storing oplost;"
                            ),
                        ),
                        (p("kopers mailen."),),
                    )
                ),
            ),
        )
    ),
    Definitions(
        (
            fact("Eigenaar", "Gemeente Voorbeeldstad"),
            fact("Partijen", "Gemeente Voorbeeldstad", "Woonstichting De Linde"),
            fact("Ingangsdatum", "1 april 2027"),
            fact("Thema", "communicatie"),
        ),
        facts=True,
    ),
    ListBlock(
        ((p("Draagt bij aan ", Link(t("Warme huizen zonder gas (AM-001)"), anchor="AM-001")),),)
    ),
    p(Styled("label", t("Hieraan verbonden"))),
    ListBlock(((p("Beantwoordt ", Link(t("Wie neemt er op? (VR-002)"), anchor="VR-002")),),)),
)
AMBITION = item(
    "AM-001",
    "Warme huizen zonder gas",
    "Ambitie",
    Pill("voorgelegd", "active"),
    p("In 2040 is elk huis in de Lindebuurt comfortabel warm zonder aardgas."),
    Definitions(
        (fact("Toetscriterium", "Geen woning heeft nog een gasmeter."), fact("Streefjaar", "2040")),
        facts=True,
    ),
)
QUESTION = item(
    "VR-002",
    "Wie neemt er op?",
    "Vraag",
    Pill("geëscaleerd", "stuck"),
    p("Het wijkpunt heeft twee nummers."),
)
PLANNED = item("ST-001", "Startbijeenkomst", "Stap", Pill("gepland", "planned"))
ENDED = item("MO-004", "Inloopavond", "Moment", Pill("vervallen", "ended"), p("Gaat niet door."))

INLINES = p(
    "Gewoon, ",
    Styled("strong", t("vet")),
    ", ",
    Styled("emphasis", t("schuin")),
    ", ",
    Styled("strike", t("doorgehaald")),
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
    text = "De wijk kiest zelf het tempo. Elke stap staat in dit document, en wat nog open is ook. "
    pictures = (
        Figure(
            Picture(
                folder / "foto.png",
                alternative="Een effen vlak in de kleur van de wijk",
                width="60%",
            ),
            (p("Zo ziet de Lindelaan er straks uit.", style="caption"),),
            ("foto",),
        ),
        Figure(
            Picture(None, CHART, "Open punten: 5 in editie 0.9, 2 in editie 1.0"),
            (p("Open punten per editie", style="caption"),),
        ),
        p(
            "Een teken ",
            Picture(folder / "klein.webp", alternative="een stip"),
            " in de tekst, en een ",
            Picture(folder / "punt.gif", decorative=True),
            " dat niets zegt.",
        ),
        Figure(Picture(folder / "stuk.png", alternative="Een kapotte foto van het plein")),
        Figure(Picture(folder / "bestaat-niet.png")),
        Figure(Picture(folder / "kaart.svg", alternative="Een kaart", width="200px")),
    )
    boxes = (
        Box(
            "note",
            t("Let op"),
            (p("De planning ", Styled("strong", t("kan nog veranderen")), "."),),
            ("let-op",),
        ),
        Box(
            "warning",
            t("Waarschuwing"),
            (p("Graaf niet zelf."), CodeBlock("bel 112\n  en wacht\tbuiten")),
        ),
        Box("danger", t("Gevaar"), (p("Gaslucht? Ga naar buiten."),)),
        Box(
            "dropdown",
            t("Hoe zit het met de huur?"),
            (p("De huur stijgt niet door de werkzaamheden."), TABLE_IN_BOX),
        ),
        Box(
            "tab",
            t("Voor huurders"),
            (p("U hoeft niets te doen."), Box("card", t("Meer weten?"), (p("Bel het wijkpunt."),))),
        ),
        Box("access", t("Alleen voor de gemeente en de corporatie"), (p("De begroting volgt."),)),
        Box("card", (), (p("Een kaart zonder titel."),)),
    )
    return Book(
        FACTS,
        (
            Chapter(
                "index",
                (
                    h(1, "De Lindebuurt", "index"),
                    p("Samen van het gas af, in een tempo dat past.", style="lead"),
                    p(text * 3),
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
            ),
            Chapter(
                "afspraken",
                (
                    h(1, "Afspraken"),
                    h(2, "Communicatie"),
                    AGREEMENT,
                    AMBITION,
                    QUESTION,
                    PLANNED,
                    ENDED,
                    p(text * 4),
                    Quote((p("Wie niet vraagt, krijgt ook antwoord."), p("— een bewoner"))),
                    DEFINITIONS,
                    Rule(),
                    p("Nog eens dezelfde noot", NoteMark(NOTE), "."),
                ),
            ),
            Chapter(
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
                    *pictures,
                ),
            ),
            Chapter(
                "soorten",
                (
                    h(1, "Kaders en code"),
                    *boxes,
                    CodeBlock("def wijk():\n    return 'Lindebuurt'  # één\n", t("Een voorbeeld")),
                    *(h(level, f"Kop van niveau {level}") for level in range(2, 7)),
                ),
            ),
        ),
    )


TABLE_IN_BOX = Table(
    head=(row("Jaar", "Huur", header=True),), body=(row("2027", "gelijk"), row("2028", "gelijk"))
)
