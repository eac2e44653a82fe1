"""What one edition says, as one reader may see it: what is compared, signed and shown again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijk_ext.model.edition import Edition
    from wijk_ext.model.item import Value


@dataclass(frozen=True)
class Passage:
    """One block of text: a paragraph, a point of a list, a row of a table or the like."""

    kind: str
    """``paragraph``, ``heading``, ``point``, ``row``, ``code``, or the name of a directive."""
    text: str
    """Its text as people read it, on one line (code on several)."""
    source: str = ""
    """Its Markdown with the white space made even, when that says more than the text."""


@dataclass(frozen=True)
class ItemState:
    """An item as an edition holds it."""

    id: str
    type: str
    title: str
    status: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """The fields, without status and access."""
    links: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class PageState:
    """A page as an edition holds it; its items stand apart from its own text."""

    title: str
    passages: tuple[Passage, ...] = ()
    items: tuple[ItemState, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """One edition as one reader may see it."""

    edition: Edition
    pages: Mapping[str, PageState]
    """By the name of the page, as Sphinx calls it."""

    @cached_property
    def items(self) -> Mapping[str, ItemState]:
        """The items by id."""
        return {item.id: item for page in self.pages.values() for item in page.items}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of the pages by name."""
        return {name: page.title for name, page in self.pages.items()}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The name of the page of each item, by id."""
        return {item.id: name for name, page in self.pages.items() for item in page.items}


def texts_of(snapshot: Snapshot) -> Iterator[str]:
    """Yield every text that stands in a snapshot, some of them more than once."""
    for name, page in snapshot.pages.items():
        yield from (name, page.title)
        for passage in page.passages:
            yield from (passage.text, passage.source)
        for item in page.items:
            yield from (item.id, item.title, item.status, *map(str, item.values.values()))
            yield from (target for targets in item.links.values() for target in targets)
            for passage in item.passages:
                yield from (passage.text, passage.source)


def page_as_data(page: PageState) -> dict[str, Any]:
    """Return a page as data for JSON."""
    return {
        "title": page.title,
        "passages": [_passage_as_data(one) for one in page.passages],
        "items": [item_as_data(item) for item in page.items],
    }


def item_as_data(item: ItemState) -> dict[str, Any]:
    """Return an item as data for JSON, every part under its name."""
    return {
        "id": item.id,
        "type": item.type,
        "title": item.title,
        "status": item.status,
        "values": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in item.values.items()
        },
        "links": {name: list(ids) for name, ids in item.links.items()},
        "passages": [_passage_as_data(one) for one in item.passages],
    }


def page_from_data(data: Mapping[str, Any]) -> PageState:
    """Return the page that :func:`page_as_data` wrote."""
    passages = tuple(Passage(*one) for one in data["passages"])
    return PageState(data["title"], passages, tuple(map(_item_from_data, data["items"])))


def _item_from_data(data: Mapping[str, Any]) -> ItemState:
    return ItemState(
        data["id"],
        data["type"],
        data["title"],
        data["status"],
        {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in data["values"].items()
        },
        {name: tuple(ids) for name, ids in data["links"].items()},
        tuple(Passage(*one) for one in data["passages"]),
    )


def _passage_as_data(passage: Passage) -> list[str]:
    return [passage.kind, passage.text, passage.source]
