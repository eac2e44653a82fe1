"""Pictures and boxes for the sample of a handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.output.docx.parts import (
    CHART,
    p,
    row,
    t,
)
from wijk_ext.output.book.model import (
    Box,
    CodeBlock,
    Figure,
    Picture,
    Styled,
    Table,
)

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.output.book.model import Block


TABLE_IN_BOX = Table(
    head=(row("Jaar", "Huur", header=True),), body=(row("2027", "gelijk"), row("2028", "gelijk"))
)


def pictures(folder: Path) -> tuple[Block, ...]:
    return (
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


def boxes() -> tuple[Block, ...]:
    return (
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
