"""What a page says to one reader: what snapshots of editions are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.model.snapshot import ItemState, PageState
from wijk_ext.sources.marks import ACCESS_OPTION
from wijk_ext.sources.passages import passages_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.model.item import Item
    from wijk_ext.model.snapshot import Passage
    from wijk_ext.sources.page import Page


def page_state(page: Page, items: Iterable[Item]) -> PageState:
    """Return the state of a page that was cut, with its items in their order."""
    by_line = {item.place.line: item for item in items if item.id}
    owners = [block for block, _around in page.blocks.walk() if block.first_line in by_line]
    passages = passages_of(page.blocks, owners)
    states = tuple(
        _item_state(by_line[block.first_line], passages.get(number, ()))
        for number, block in enumerate(owners)
    )
    return PageState(page.title, passages.get(-1, ()), states)


def _item_state(item: Item, passages: tuple[Passage, ...]) -> ItemState:
    values = {name: value for name, value in item.values.items() if name != ACCESS_OPTION}
    return ItemState(item.id, item.type, item.title, item.status, values, item.links, passages)
