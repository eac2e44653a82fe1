"""Goes through the blocks of a book, however deep they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.output.book.model import (
    Box,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Figure,
    Heading,
    ItemCard,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Styled,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wijk_ext.output.book.model import Block, Inline


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block and those within it, in reading order; notes are not looked into."""
    for block in blocks:
        yield block
        yield from walk(within(block))


def within(block: Block) -> Iterator[Block]:
    """Yield the blocks that stand directly within a block."""
    if isinstance(block, ListBlock):
        for item in block.items:
            yield from item
    elif isinstance(block, Definitions):
        for entry in block.entries:
            yield from entry.content
    elif isinstance(block, Table):
        for row in (*block.head, *block.body):
            for cell in row:
                yield from cell.content
    elif isinstance(block, Figure):
        yield from block.caption
    elif isinstance(block, ItemCard):
        yield block.heading
        yield from block.content
    elif isinstance(block, (Box, Quote)):
        yield from block.content


def texts(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """Yield every piece of text in blocks, in reading order; lines of code as they stand."""
    for block in blocks:
        if isinstance(block, Definitions):
            for entry in block.entries:
                yield from entry.terms
                yield from texts(entry.content)
            continue
        yield from _own_texts(block)
        yield from texts(within(block))


def _own_texts(block: Block) -> Iterator[tuple[Inline, ...]]:
    if isinstance(block, (Heading, Paragraph)):
        yield block.content
    elif isinstance(block, Box):
        yield block.title
    elif isinstance(block, ItemCard):
        yield block.line
    elif isinstance(block, Table):
        yield block.caption
    elif isinstance(block, CodeBlock):
        yield block.caption
        yield (Code(block.content),)


def inlines(content: Iterable[Inline]) -> Iterator[Inline]:
    """Yield everything in a text, and what is within it."""
    for one in content:
        yield one
        if isinstance(one, (Styled, Link)):
            yield from inlines(one.content)


def anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every anchor, in reading order."""
    for block in walk(blocks):
        parts: tuple[Block | Definition, ...] = (block,)
        if isinstance(block, Definitions):
            parts = block.entries
        for part in parts:
            yield from getattr(part, "anchors", ())
