"""Cut the text of a page for one reader: what is hidden goes, line by line, with the marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from wijk_ext.sources.marks import ACCESS_OPTION, block_mark, option_marks, page_marks
from wijk_ext.sources.page import ACCESS_BLOCK, PAGE_KEYS, front_matter_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.model.access import Mark, Reader
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Block
    from wijk_ext.sources.page import Page


_CLOSING = re.compile(r"[ \t>]*(:{3,}|`{3,}|~{3,})[ \t]*$")


def marks_on(page: Page, wijk: Wijk) -> list[Mark]:
    """Return the marks around a page and those on it."""
    found = page_marks(page, wijk)
    for block, _around in page.blocks.walk():
        mark = block_mark(block, wijk)
        found += [] if mark is None else [mark]
        found += option_marks(block).values()
    return found


def sight(marks: Iterable[Mark], reader: Reader) -> tuple[bool, ...]:
    """Return all that the cut of a page with these marks depends on.

    For two readers with the same sight the same text is left.
    """
    return reader.only_marked, *(reader.is_in(mark) for mark in marks)


def cut(page: Page, reader: Reader, wijk: Wijk) -> str:
    """Return the text of a page as a reader may see it; empty when nothing of it is left.

    Front matter is kept without the keys that steer excerpts: those are no text.
    """
    around = page_marks(page, wijk)
    if around and not reader.may_see(around):
        return ""
    lines = page.text.split("\n")
    cutter = _Cutter(reader, wijk, _Lines(lines))
    start = front_matter_end(lines)
    cutter.lines.drop(1, start)
    if not reader.may_see(around):  # an unmarked page, for who sees only what names it
        cutter.keep_marked_only(page.blocks.directives, start + 1, len(lines))
    else:
        cutter.visit(page.blocks.directives)
    body = cutter.lines.text()
    return front_matter(page.metadata) + body if body.strip() else ""


def front_matter(metadata: Any) -> str:
    """Return front matter as text, without our own keys; empty when nothing is left."""
    rest = {key: value for key, value in metadata.items() if key not in PAGE_KEYS}
    if not rest:
        return ""
    return f"---\n{yaml.safe_dump(rest, allow_unicode=True, sort_keys=False)}---\n"


def without_lines(text: str, dropped: Iterable[int]) -> str:
    """Return a text without these lines, from 1, with the blank lines around a cut closed up."""
    lines = _Lines(text.split("\n"))
    lines.dropped.update(dropped)
    return lines.text()


@dataclass
class _Lines:
    """The lines of a page, and which of them go or are written otherwise."""

    lines: list[str]
    dropped: set[int] = field(default_factory=set)
    changed: dict[int, str] = field(default_factory=dict)

    def drop(self, first: int, last: int) -> None:
        """Drop lines, the last one included."""
        self.dropped.update(range(first, last + 1))

    def text(self) -> str:
        """Return what is left, with the blank lines closed up where something was cut out.

        So the text is the same whether or not something hidden ever stood there.
        """
        kept: list[str] = []
        after_cut = False
        for number, line in enumerate(self.lines, 1):
            if number in self.dropped:
                after_cut = True
                continue
            blank = not line.strip(" \t>")
            if blank and after_cut and (not kept or not kept[-1].strip(" \t>")):
                if kept:  # at the end of a quotation the blank line behind it counts
                    kept[-1] = min(kept[-1], line, key=len)
                continue
            while after_cut and _CLOSING.match(line) and kept and not kept[-1].strip(" \t>"):
                kept.pop()
            after_cut = after_cut and blank
            kept.append(self.changed.get(number, line))
        return "\n".join(kept).rstrip("\n") + "\n"


@dataclass(frozen=True)
class _Cutter:
    """Cuts the blocks of one page for one reader."""

    reader: Reader
    wijk: Wijk
    lines: _Lines

    def visit(self, blocks: Iterable[Block]) -> None:
        """Cut what is hidden in these blocks, and the marks of what is not."""
        for block in blocks:
            mark = block_mark(block, self.wijk)
            if mark is not None and not self.reader.is_in(mark):
                self.lines.drop(block.first_line, block.last_line)
                continue
            if mark is not None:
                self.unmark(block)
            self.cut_options(block)
            self.visit(block.children)

    def keep_marked_only(self, blocks: Iterable[Block], first: int, last: int) -> None:
        """Drop all lines but those of the outermost blocks that name the reader."""
        self.lines.drop(first, last)
        for block in blocks:
            mark = block_mark(block, self.wijk)
            if mark is None and block.children:
                self.keep_marked_only(block.children, block.body_line, block.last_line)
            elif mark is not None and self.reader.is_in(mark):
                self.lines.dropped.difference_update(range(block.first_line, block.last_line + 1))
                self.unmark(block)
                self.cut_options(block)
                self.visit(block.children)

    def cut_options(self, block: Block) -> None:
        """Cut the options of a block that are not for the reader."""
        for option, mark in option_marks(block).items():
            if not self.reader.is_in(mark):
                line = block.line_of(option)
                self.lines.drop(line, line)

    def unmark(self, block: Block) -> None:
        """Take the mark off a block and leave its content."""
        if block.name != ACCESS_BLOCK:
            line = block.option_lines[ACCESS_OPTION]
            self.lines.drop(line, line)
            return
        opening = self.lines.lines[block.first_line - 1]
        before = opening[: len(opening) - len(opening.lstrip(" \t>-*+0123456789.)"))]
        self.lines.drop(block.first_line, block.body_line - 1)
        if before.strip(" \t>"):  # the block begins in the first line of a list item: keep its sign
            self.lines.dropped.discard(block.first_line)
            self.lines.changed[block.first_line] = before.rstrip()
        self.lines.drop(block.last_line, block.last_line)
