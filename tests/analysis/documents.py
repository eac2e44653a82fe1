"""Small documents to analyse, made in a few words."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from wijk_ext.model.document import Document
from wijk_ext.model.item import Item
from wijk_ext.model.problem import Place
from wijk_ext.model.standard import STANDARD_VOCABULARY
from wijk_ext.model.wijk import Organisation, Unit, Wijk

WIJK = Wijk(
    "De Lindebuurt",
    organisations=(
        Organisation("gemeente", "Gemeente", units=(Unit("raad", "Gemeenteraad"),)),
        Organisation("corporatie", "Woonstichting"),
    ),
)
PREFIXES = {one.prefix: one for one in STANDARD_VOCABULARY.types.values()}


def item(id_: str, status: str = "", **options: Any) -> Item:
    """Return an item as an author would write it; its type follows from its id."""
    item_type = PREFIXES[id_[:3]]
    names = [name for name in STANDARD_VOCABULARY.links if name in options]
    links = {name: tuple(options.pop(name).split()) for name in names}
    return Item(
        id=id_,
        type=item_type.name,
        title=options.pop("title", id_),
        status=status or item_type.statuses[0].name,
        place=Place(PurePath("pagina.md"), int(id_[3:])),
        page="pagina",
        values=options,
        links=links,
    )


def document(*items: Item) -> Document:
    """Return a document of these items."""
    return Document(WIJK, items)
