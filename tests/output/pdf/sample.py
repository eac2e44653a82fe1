"""A book with every kind of block, about a neighbourhood that does not exist."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from wijk_ext.output.book.model import (
    Block,
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
    Inline,
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

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" viewBox="0 0 300 80" '
    'font-family="Source Sans 3"><rect width="180" height="30" fill="#0b5a78"/>'
    '<text x="4" y="60" font-size="14">12 open vragen</text></svg>'
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def facts(**other: object) -> Facts:
    """Return facts of an excerpt, some of them changed."""
    values: dict[str, object] = {
        "name": "De Meidoorn",
        "municipality": "Voorbeeldstad",
        "edition": "1.0",
        "status": "vastgesteld",
        "reader": "Woonstichting De Linde",
        "date": "3 maart 2027",
        "timestamp": 1804032000,
        "language": "nl",
        "authors": "Projectteam De Meidoorn",
    }
    return Facts(**(values | other))  # type: ignore[arg-type]


def text(content: str) -> tuple[Inline, ...]:
    return (Text(content),)


def paragraph(*content: Inline | str, style: str = "", anchor: str = "") -> Paragraph:
    inlines = tuple(Text(one) if isinstance(one, str) else one for one in content)
    return Paragraph(inlines, style, (anchor,) if anchor else ())


def heading(level: int, content: str, anchor: str = "") -> Heading:
    return Heading(level, text(content), (anchor,) if anchor else ())


def cell(content: str, *, header: bool = False, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((paragraph(content),) if content else (), header, columns, rows)


def table(head: list[str], *body: list[str], caption: str = "", anchor: str = "") -> Table:
    return Table(
        (tuple(cell(one, header=True) for one in head),) if head else (),
        tuple(tuple(cell(one) for one in row) for row in body),
        text(caption) if caption else (),
        (anchor,) if anchor else (),
    )


def card(number: int, title: str, phase: str, state: str, *more: Block) -> ItemCard:
    line = (Text(f"AF-{number:03} afspraak "), Pill(state, phase))
    done = Definition((text("Uiterlijk"),), (paragraph("1 juni 2027"),))
    who = Definition(
        (text("Partijen"),), (ListBlock(((paragraph("gemeente"),), (paragraph("corporatie"),))),)
    )
    body = paragraph("Wie de vraag krijgt, antwoordt zelf of draagt haar over aan wie het weet.")
    links = ListBlock(
        ((paragraph("Draagt bij aan ", Link(text("Warme huizen zonder gas (AM-001)"), "am-1")),),)
    )
    content = (body, *more, Definitions((done, who), facts=True), links)
    anchor = f"af-{number}"
    return ItemCard("afspraak", phase, line, heading(2, title), content, (anchor,))


NOTE = Note((paragraph("Gemeten in de winter van 2026, bij ", Styled("strong", text("veertig"))),))


def story() -> Chapter:
    """Return a chapter of text."""
    return Chapter(
        "verhaal",
        (
            heading(1, "Het verhaal van de buurt", "verhaal"),
            paragraph("De Meidoorn bestaat sinds 1961 en wordt aardgasvrij.", style="lead"),
            paragraph(
                "Er wonen ",
                Styled("strong", text("840 huishoudens")),
                ", zie ",
                Link(text("de afspraken"), "afspraken"),
                " en ",
                Link(text("de site"), address="https://www.meidoorn.example/over-ons"),
                " of schrijf naar ",
                Link(text("team@meidoorn.example"), address="mailto:team@meidoorn.example"),
                ". Een huis vraagt 55 °C",
                NoteMark(NOTE),
                " en later minder",
                NoteMark(NOTE),
                ".",
            ),
            heading(2, "Hoe wij werken"),
            ListBlock(
                (
                    (paragraph("eerst isoleren"), ListBlock(((paragraph("daken"),),))),
                    (paragraph("dan aansluiten, CO", Styled("sub", text("2")), " telt mee"),),
                )
            ),
            ListBlock(((paragraph("vragen"),), (paragraph("besluiten"),)), start=3, numbering="a"),
            Quote((paragraph("Warm in de winter, dat willen we allemaal."),)),
            paragraph("Eerste regel", LineBreak(), Styled("emphasis", text("tweede regel"))),
            paragraph(
                Code("wijk build --reader gemeente"),
                " en ",
                Formula(r"\frac{a}{b}"),
                " ☐ ☑ → ≤ ",
                Styled("small", text("klein")),
                Styled("super", text("e")),
                Styled("strike", text("oud")),
                Styled("underline", text("nieuw")),
                Styled("label", text("Hieraan verbonden")),
            ),
            CodeBlock("regel een\n    ingesprongen " + "x" * 150, text("Voorbeeld")),
            Definitions(
                (Definition((text("Warmtenet"),), (paragraph("Buizen met warm water."),)),)
            ),
            Rule(),
            Box("warning", text("Let op"), (paragraph("De prijs staat nog niet vast."),)),
            Box("access", text("Alleen voor gemeente"), (paragraph("Het budget."),)),
            Box("tab", text("Huurders"), (paragraph("U betaalt niets extra."),), ("huurders",)),
            Figure(Picture(None, DRAWING, "Staaf: 12 open vragen", "60%"), (paragraph("Vragen"),)),
        ),
    )


def agreements() -> Chapter:
    """Return a chapter of items."""
    phases = ("planned", "active", "done", "stuck", "ended")
    cards = (card(n, f"Afspraak nummer {n}", phase, "loopt") for n, phase in enumerate(phases))
    goal = paragraph("Warme huizen zonder gas", anchor="am-1")
    return Chapter("afspraken", (heading(1, "Afspraken", "afspraken"), goal, *cards))


def tables() -> Chapter:
    """Return a chapter of tables: plain, with spans, and too wide for a page that stands."""
    spans = Table(
        (
            (cell("Fase", header=True, rows=2), cell("Kosten", header=True, columns=2)),
            (cell("huurder", header=True), cell("eigenaar", header=True)),
        ),
        ((cell("Start", rows=2), cell("€ 0"), cell("€ 10")), (cell("€ 5"), cell("€ 15"))),
        text("Kosten per fase"),
    )
    wide = table(
        [f"Organisatie nummer {n}" for n in range(9)],
        *([f"Instemmingsbevoegdheid{n} van de raad en het college" for n in range(9)],) * 3,
    )
    plain = table(["Nr", "Wat"], ["1", "Isoleren"], ["2", ""], anchor="tabel")
    return Chapter(
        "tabellen",
        (
            heading(1, "Tabellen"),
            plain,
            spans,
            table([], ["zonder", "kop"]),
            heading(2, "Wie wat beslist"),
            paragraph("Zie ook ", Link(text("de eerste tabel"), "tabel"), "."),
            wide,
            paragraph("Daarna gaat het verder."),
        ),
    )


def sample(**other: object) -> Book:
    """Return the whole book."""
    return Book(facts(**other), (story(), agreements(), tables()))


def one_page(*blocks: Block) -> Book:
    """Return a book of one chapter."""
    return Book(facts(), (Chapter("los", (heading(1, "Los"), *blocks)),))


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
