"""A source folder as a whole: its pages, its items, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from wijk_ext.model.document import Document
from wijk_ext.sources.items import ItemReader, identity_problems, link_problems
from wijk_ext.sources.marks import folder_problems, mark_problems
from wijk_ext.sources.overviews import overview_problems
from wijk_ext.sources.page import Page, page_problems, read_page
from wijk_ext.sources.toctree import unreached

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path, PurePath

    from wijk_ext.model.item import Item
    from wijk_ext.model.problem import Problem
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Dialect


@dataclass(frozen=True)
class Source:
    """A wijkdocument as its authors wrote it."""

    folder: Path
    wijk: Wijk
    pages: Mapping[str, Page]
    """The Markdown pages by name."""
    document: Document


def read_source(
    folder: Path,
    wijk: Wijk,
    names: Mapping[str, PurePath],
    dialect: Dialect,
    *,
    inline: bool = False,
) -> tuple[Source, list[Problem]]:
    """Read the pages of a source folder.

    ``names`` holds the path from the folder of every page that Sphinx would build, by name; pages
    in another language than Markdown are left to Sphinx. Returns what could be read, and every
    error in it.
    """
    pages: dict[str, Page] = {}
    items: list[Item] = []
    problems: list[Problem] = []
    reader = ItemReader(wijk)
    for name, path in sorted(names.items()):
        if path.suffix != ".md":
            continue
        page, found = read_page(folder, path, name, dialect, inline=inline)
        problems += found
        if page is None:
            continue
        pages[name] = page
        problems += page_problems(page, wijk)
        problems += [*mark_problems(page, wijk), *overview_problems(page, wijk)]
        page_items, found = reader.read(page)
        items += page_items
        problems += found
    if wijk.folder_access:
        files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        problems += folder_problems(files, wijk)
    problems += identity_problems(items, wijk)
    problems += link_problems(items, wijk)
    document = Document(wijk, tuple(item for item in items if item.id))
    return Source(folder, wijk, MappingProxyType(pages), document), sorted(problems)


def toctree_problems(source: Source, names: Mapping[str, PurePath]) -> list[Problem]:
    """Return pages that cannot be reached, and toctree entries that lead nowhere."""
    markdown = {name for name, path in names.items() if path.suffix == ".md"}
    if markdown - source.pages.keys():  # what a page that can't be read leads to is not known
        return []
    return sorted(unreached(source.pages, names))
