"""Put the pages of a site together as one book: levels, anchors, links."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wijk_ext.output.book.around import Around, Target, outside, path_in_site
from wijk_ext.output.book.dom import has_class, parse
from wijk_ext.output.book.html import read_root
from wijk_ext.output.book.model import Book, Chapter, Heading, Text
from wijk_ext.output.book.walk import anchors, walk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block, Facts

DEEPEST_LEVEL = 6


@dataclass(frozen=True)
class PageBody:
    """A page of the site."""

    page: str
    """Its name: the path of the page from the folder of the site, without ``.html``."""
    title: str
    depth: int
    """1 for a chapter, 2 for a page below it, and so on."""
    body: str
    """The HTML of its body."""


def assemble(pages: Sequence[PageBody], site: Path, facts: Facts) -> Book:
    """Return the book of these pages, in this order. ``site`` is the folder with the images.

    Page names must differ. A link to a page or an id in the book leads to its anchor; one to
    another file of the site becomes its words and the name of the file.
    """
    roots = {page.page: parse(page.body) for page in pages}
    for root in roots.values():
        _drop_lists_of_pages(root)
    places = Places(roots)
    levels = Levels()
    chapters = (_chapter(page, roots[page.page], places, levels, site) for page in pages)
    return Book(facts, tuple(chapters))


def _drop_lists_of_pages(root: Element) -> None:
    """Drop sections that hold a list of pages and no more: a book has its own contents."""
    for section in root.xpath("//section//section"):
        below = [part for part in section if part.tag not in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        if below and all(has_class(part, "toctree-wrapper") for part in below):
            section.drop_tree()


class Places:
    """The anchors in the book of every page and every id on it."""

    def __init__(self, roots: dict[str, Element]) -> None:
        self._anchors: dict[tuple[str, str], str] = {}
        used: set[str] = set()
        for page in roots:  # the pages first: their anchors are the shortest
            self._add(page, "", used)
        for page, root in roots.items():
            for id_ in dict.fromkeys(map(str, root.xpath("//@id"))):
                self._add(page, id_, used)

    def _add(self, page: str, id_: str, used: set[str]) -> None:
        name = page.replace("/", ".") + (f"--{id_}" if id_ else "")
        anchor, number = name, 1
        while anchor in used:
            number += 1
            anchor = f"{name}-{number}"
        used.add(anchor)
        self._anchors[page, id_] = anchor

    def of(self, page: str, id_: str = "") -> str:
        """Return the anchor of an id, or that of its page when there is no such id.

        Empty when the page is not in the book.
        """
        return self._anchors.get((page, id_), self._anchors.get((page, ""), ""))

    def on(self, page: str) -> list[str]:
        """Return all anchors of a page, its own first."""
        return [anchor for (name, _id), anchor in self._anchors.items() if name == page]

    def target(self, address: str, page: str) -> Target:
        """Return where a link on a page leads."""
        found = outside(address)
        if found is not None:
            return found
        path, id_ = path_in_site(address, page)
        anchor = self.of(path.removesuffix(".html"), id_) if path.endswith(".html") else ""
        return Target(anchor=anchor, file="" if anchor else posixpath.basename(path))


class Levels:
    """Gives headings their level in the book, so that none is skipped.

    Headings of one level below the same heading keep one level, whatever was skipped above them.
    """

    def __init__(self) -> None:
        self._open: list[tuple[int, int]] = []

    def next(self, level: int) -> int:
        """Return the level of the next heading, which was meant to have this one."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        above = self._open[-1][1] if self._open else 0
        given = min(above + 1, DEEPEST_LEVEL)
        self._open.append((level, given))
        return given


def _chapter(page: PageBody, root: Element, places: Places, levels: Levels, site: Path) -> Chapter:
    title = None if _has_title(root) else Heading(levels.next(page.depth), _words(page))
    around = Around(
        page=page.page,
        site=site,
        target=lambda address: places.target(address, page.page),
        anchor=lambda id_: places.of(page.page, id_),
        level=lambda level: levels.next(level + page.depth - 1),
    )
    blocks = list(read_root(root, around))
    title, rest = (title, blocks) if title else _with_title_first(blocks, page)
    known = set(anchors(blocks))
    loose = (anchor for anchor in places.on(page.page) if anchor not in known)
    own, *others = loose
    heading = replace(title, anchors=(own, *title.anchors, *others))
    return Chapter(page.page, (heading, *rest))


def _has_title(root: Element) -> bool:
    """Return whether the first heading on a page is its title."""
    heading = next(root.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    return heading is not None and heading.tag == "h1" and not has_class(heading, "rubric")


def _with_title_first(blocks: list[Block], page: PageBody) -> tuple[Heading, list[Block]]:
    """Return the heading of a page and the rest; text may stand before a heading on a page."""
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            return block, [*blocks[:number], *blocks[number + 1 :]]
        if any(isinstance(one, Heading) for one in walk([block])):
            break
    return Heading(min(page.depth, DEEPEST_LEVEL), _words(page)), blocks


def _words(page: PageBody) -> tuple[Text, ...]:
    return (Text(page.title.strip() or page.page),)
