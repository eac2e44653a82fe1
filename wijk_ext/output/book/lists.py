"""Lists: bullets and numbers, and terms with what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.dom import children, classes, has_class
from wijk_ext.output.book.inline import text_within
from wijk_ext.output.book.model import Definition, Definitions, ListBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block, Inline
    from wijk_ext.output.book.reader import PageReader

_NUMBERINGS: Final = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


def _list(reader: PageReader, element: Element) -> Iterable[Block]:
    items: list[tuple[Block, ...]] = []
    loose: list[Block] = []

    def add(content: list[Block]) -> None:
        if content:
            items.append(tuple(content))

    for point in reader.loose(element, lambda one: one.tag == "li", loose):
        add(loose)  # what should have stood in a point is one of its own
        loose.clear()
        reader.pass_id(point)
        add(reader.blocks(point))
    add(loose)
    if items:
        start = _whole(element.get("start"), 1) if element.tag == "ol" else None
        yield ListBlock(tuple(items), start, _numbering(element))


def _numbering(element: Element) -> str:
    given = element.get("type") or ""
    if given in _NUMBERINGS.values():
        return str(given)
    return next((_NUMBERINGS[name] for name in classes(element) if name in _NUMBERINGS), "1")


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def _definitions(reader: PageReader, element: Element) -> Iterable[Block]:
    entries: list[Definition] = []
    terms: list[tuple[Inline, ...]] = []
    content: list[Block] = []
    anchors: list[str] = []

    def close() -> None:
        if terms or content:
            entries.append(Definition(tuple(terms), tuple(content), tuple(anchors)))
        terms.clear()
        content.clear()
        anchors.clear()

    for part in _entries(reader, element, content):
        reader.pass_id(part)
        if part.tag == "dd":
            content += reader.blocks(part)
            continue
        if content:
            close()
        term = text_within(reader, part)
        terms += [term] if term else []
        anchors += reader.take()
    close()
    if entries:
        yield Definitions(tuple(entries), has_class(element, "wijk-facts"))


def _entries(reader: PageReader, element: Element, loose: list[Block]) -> Iterator[Element]:
    """Yield the terms and meanings, also those within a ``div``."""
    for child in reader.loose(element, _is_entry, loose):
        if child.tag == "div":
            yield from _entries(reader, child, loose)
        else:
            yield child


def _is_entry(element: Element) -> bool:
    inner = {one.tag for one in children(element)} if element.tag == "div" else {element.tag}
    return not inner.isdisjoint({"dt", "dd"})


LISTS: Final[dict[str, Callable[[PageReader, Element], Iterable[Block]]]] = {
    **dict.fromkeys(("dir", "menu", "ol", "ul"), _list),
    "dl": _definitions,
}
