"""What is meant for whom: ``voor``, ``thema``, ``kern`` and taking part.

It hides nothing; it decides what an excerpt puts first and, for a unit, what it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.projection.cut import without_lines
from wijk_ext.sources.marks import ACCESS_OPTION
from wijk_ext.sources.page import front_matter_end, split_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from wijk_ext.model.access import Reader
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Block, Blocks
    from wijk_ext.sources.page import Page

PARTICIPATION: Final = (
    "partijen",
    "organisatie",
    "eigenaar",
    "ingebracht_door",
    "orgaan",
    "lezers",
)
"""The fields in which an item names who takes part in it."""


def themes_of(reader: Reader, wijk: Wijk) -> frozenset[str]:
    """Return the themes that an excerpt for this reader is about."""
    organisation = wijk.organisation(reader.organisation)
    units = organisation.units if organisation else ()
    return frozenset(theme for unit in units if unit.id == reader.unit for theme in unit.themes)


def is_relevant(page: Page, reader: Reader, wijk: Wijk) -> bool:
    """Return whether a page as a whole is meant for a reader."""
    meta = page.metadata
    return bool(
        meta.get("kern")
        or is_meant_for(_words(meta.get("voor")), reader)
        or reader.id in _words(meta.get(ACCESS_OPTION))
        or themes_of(reader, wijk) & set(_words(meta.get("thema")))
    )


def is_meant_for(names: tuple[str, ...], reader: Reader) -> bool:
    """Return whether ``voor`` names a reader, or the organisation it belongs to."""
    return reader.id in names or bool(reader.unit and reader.organisation in names)


def concerns(options: Mapping[str, str], reader: Reader, wijk: Wijk) -> bool:
    """Return whether an item, by its options, is meant for a reader or one it takes part in."""
    named = {word for name in PARTICIPATION for word in split_words(options.get(name, ""))}
    return bool(
        reader.id in named
        or is_meant_for(split_words(options.get("voor", "")), reader)
        or themes_of(reader, wijk) & set(split_words(options.get("thema", "")))
    )


def reduced(page: Page, text: str, blocks: Blocks, reader: Reader, wijk: Wijk) -> str:
    """Return a page with only its heading, its toctrees and the items that concern a reader.

    An item inside a list or another block brings the page as a whole: taken out of its place it
    would not be the same text.
    """
    marked = _marked_for(page, reader)
    wanted = [
        (block, around)
        for block, around in blocks.walk()
        if block.name in wijk.vocabulary.types
        and (concerns(block.options, reader, wijk) or block.options.get("id") in marked)
    ]
    if any(around or block.inside for block, around in wanted):
        return text
    kept_blocks = [block for block, _around in wanted]
    kept_blocks += [block for block, _around in blocks.walk() if block.name == "toctree"]
    if not kept_blocks:
        return ""
    lines = text.split("\n")
    kept = {line for block in kept_blocks for line in _lines(block)} | _title_lines(blocks)
    kept |= set(range(1, front_matter_end(lines) + 1))
    return without_lines(text, set(range(1, len(lines) + 1)) - kept)


def _lines(block: Block) -> range:
    return range(block.first_line, block.last_line + 1)


def _title_lines(blocks: Blocks) -> set[int]:
    for piece in blocks.pieces:
        if piece.token.type == "heading_open":
            return set(range(piece.line, piece.last_line + 1))
    return set()


def _marked_for(page: Page, reader: Reader) -> set[str | None]:
    """Return the ids of the items that, as written, name this reader in their own mark."""
    seen: set[str | None] = set()
    marked: set[str | None] = set()
    for block, _around in page.blocks.walk():
        id_ = block.options.get("id")
        names = split_words(block.options.get(ACCESS_OPTION, ""))
        if id_ not in seen and reader.id in names:
            marked.add(id_)
        seen.add(id_)
    return marked


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return split_words(value)
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()
