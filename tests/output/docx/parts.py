"""Short names for the parts of a handbook, and items of an invented neighbourhood."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

from wijk_ext.output.book.model import (
    Cell,
    Definition,
    Definitions,
    Facts,
    Heading,
    ItemCard,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Pill,
    Styled,
    Text,
)

if TYPE_CHECKING:
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
