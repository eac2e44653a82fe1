"""Blocks that belong together below a title: admonitions, cards, tabs, dropdowns, marked blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.dom import children, classes, first, has_class, is_printed, with_class
from wijk_ext.output.book.inline import text_within
from wijk_ext.output.book.model import Box, Link, Paragraph, Styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block, Inline
    from wijk_ext.output.book.reader import PageReader

    Title = tuple[Inline, ...]

KINDS: Final = (
    *("attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip"),
    "warning",
)
"""The kinds of admonitions that have a look of their own; any other is a note."""
_TITLES: Final = frozenset({"admonition-title", "topic-title", "sidebar-title"})
_VERSION_KINDS: Final = {"deprecated": "warning", "versionremoved": "warning"}


def boxed(kind: str, title: Title, content: Iterable[Block], anchors: tuple[str, ...]) -> list[Box]:
    """Return a box; none when there is nothing in it."""
    found = tuple(content)
    return [Box(kind, title, found, anchors)] if title or found else []


def taken_out(reader: PageReader, element: Element | None) -> Title:
    """Return the text of an element, and take the element out of the page."""
    if element is None:
        return ()
    reader.pass_id(element)
    text = text_within(reader, element) if is_printed(element) else ()
    element.drop_tree()
    return text


def _titled(reader: PageReader, element: Element, kind: str) -> list[Box]:
    """Return a box whose title is its first child with a class for titles."""
    title: Title = ()
    for child in children(element):
        if not _TITLES.isdisjoint(classes(child)):
            title = taken_out(reader, child)
            break
    anchors = reader.take()
    return boxed(kind, title, reader.blocks(element), anchors)


def _admonition(reader: PageReader, element: Element) -> Iterable[Block]:
    names = set(classes(element))
    return _titled(reader, element, next((kind for kind in KINDS if kind in names), "note"))


def _aside(reader: PageReader, element: Element) -> Iterable[Block]:
    return _titled(reader, element, "card")


def _version(reader: PageReader, element: Element) -> Iterable[Block]:
    kinds = (_VERSION_KINDS[name] for name in classes(element) if name in _VERSION_KINDS)
    title = taken_out(reader, first(element, f".//{with_class('versionmodified')}"))
    anchors = reader.take()
    return boxed(next(kinds, "note"), title, reader.blocks(element), anchors)


def _access(reader: PageReader, element: Element) -> Iterable[Block]:
    title = taken_out(reader, first(element, f"./{with_class('wijk-access-label')}"))
    anchors = reader.take()
    return boxed("access", title, reader.blocks(element), anchors)


def _details(reader: PageReader, element: Element) -> Iterable[Block]:
    title = taken_out(reader, first(element, "./summary"))
    anchors = reader.take()
    if has_class(element, "wijk-on-demand"):  # on paper nothing opens: one line is enough
        return [Paragraph(title, anchors=anchors)]
    return boxed("dropdown", title, reader.blocks(element), anchors)


def _card(reader: PageReader, element: Element) -> Iterable[Block]:
    """Return a card of sphinx-design: its header, or else its title, is that of the box.

    A link over the whole card, whose words are not shown, becomes one on the title.
    """
    if element.tag == "details":
        return _details(reader, element)
    place = first(element, f".//{with_class('sd-card-title')}")
    title = taken_out(reader, place) if place is not None else ()
    if title:
        title = _stretched(reader, element, title)
    header = taken_out(reader, first(element, f"./{with_class('sd-card-header')}"))
    anchors = reader.take()
    content = reader.blocks(element)
    if header and title:
        content.insert(0, Paragraph((Styled("label", title),)))
    return boxed("card", header or title, content, anchors)


def _stretched(reader: PageReader, element: Element, title: Title) -> Title:
    hidden = first(element, f".//{with_class('sd-hide-link-text', 'a')}")
    if hidden is None:
        return title
    target = reader.around.target(hidden.get("href") or "")
    if not (target.anchor or target.address):
        return title
    hidden.drop_tree()
    return (Link(title, target.anchor, target.address),)


def _tabs(reader: PageReader, element: Element) -> Iterable[Block]:
    """Return every tab as a box: on paper all of them are open."""
    found: list[Block] = []
    title: Title = ()
    for child in reader.loose(element, _is_tab, found):
        reader.pass_id(child)
        if has_class(child, "sd-tab-label"):
            found += boxed("tab", title, (), ())
            title = text_within(reader, child)
        else:
            anchors = reader.take()
            found += boxed("tab", title, reader.blocks(child), anchors)
            title = ()
    return [*found, *boxed("tab", title, (), ())]


def _is_tab(element: Element) -> bool:
    return has_class(element, "sd-tab-label") or has_class(element, "sd-tab-content")


BOXES: Final[dict[str, Callable[[PageReader, Element], Iterable[Block]]]] = {
    "wijk-access": _access,
    "sd-card": _card,
    "sd-tab-set": _tabs,
    "admonition": _admonition,
    "topic": _aside,
    "sidebar": _aside,
    **dict.fromkeys(("versionadded", "versionchanged", "deprecated", "versionremoved"), _version),
}
DETAILS: Final[dict[str, Callable[[PageReader, Element], Iterable[Block]]]] = {"details": _details}
