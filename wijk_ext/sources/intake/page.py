"""The page on which imported items come: where they stand, and whether it still reads as meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, errors
from wijk_ext.model.standard import OPEN_POINTS
from wijk_ext.sources.blocks import read_blocks
from wijk_ext.sources.insertion import inserted, last_line, top_level
from wijk_ext.sources.intake.table import IntakeError
from wijk_ext.sources.items import ItemReader
from wijk_ext.sources.marks import mark_problems
from wijk_ext.sources.page import MAX_PAGE_BYTES, Page, page_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it import MarkdownIt

    from wijk_ext.sources.blocks import Block, Dialect
    from wijk_ext.sources.intake.plain_text import PlainWriter
    from wijk_ext.sources.source import Source

COMMENT = "myst_line_comment"
_PLAIN = frozenset({"paragraph_open", "inline", "paragraph_close", COMMENT})


@dataclass(frozen=True)
class WrittenItem:
    """An item in Markdown, and what must come back when it is read."""

    id: str
    type: str
    title: str
    options: Mapping[str, str]
    text: Sequence[str]
    """Its paragraphs, as people read them."""
    markdown: str


@dataclass(frozen=True)
class Target:
    """The page to write on."""

    path: PurePath
    page: Page | None
    """None when it is to be made."""
    before: bytes | None


def find_target(source: Source, name: str) -> Target:
    """Return the page with this name or path. Raises IntakeError when it can't be written on."""
    path = PurePath(name).with_suffix(".md") if not name.endswith(".md") else PurePath(name)
    if path.is_absolute() or ".." in path.parts:
        message = _("{page}: name a page by its path from the source folder.")
        raise IntakeError(message.format(page=name))
    page = source.pages.get(path.with_suffix("").as_posix())
    place = source.folder / path
    if page is None and (place.exists() or place.is_symlink()):
        message = _("{page} is no page of this document; name another page to write on.")
        raise IntakeError(message.format(page=path))
    if page is None:
        return Target(path, None, None)
    before = place.read_bytes()
    if _lines_evened(before) != page.text:
        raise IntakeError(_changed(path))
    return Target(page.place.path, page, before)


def with_items(target: Target, items: Sequence[WrittenItem]) -> tuple[bytes, int]:
    """Return the page with items added, and the line on which the first one begins.

    They come behind the last open point that stands by itself, or at the end.
    """
    text = "\n\n".join(item.markdown for item in items)
    if target.page is None or target.before is None:
        heading = _("Questions that came in")
        return f"# {heading}\n\n{text}\n".encode(), 3
    ends = [block.last_line for type_ in OPEN_POINTS for block in top_level(target.page, type_)]
    behind = max(ends, default=last_line(target.page))
    whole, line = inserted(target.before.decode(), behind, text)
    return whole.encode(), line


class Reading:
    """Reads items back with the parser of the page."""

    def __init__(self, source: Source, dialect: Dialect, writer: PlainWriter) -> None:
        self.wijk = source.wijk
        self.dialect = dialect
        self.markdown: MarkdownIt = writer.markdown
        self.item_reader = ItemReader(source.wijk)

    def is_plain(self, item: WrittenItem) -> bool:
        """Return whether an item, on a page of its own, is what it should be and nothing else."""
        page = self._page(PurePath("item.md"), f"# -\n\n{item.markdown}\n")
        problems = [*self.item_reader.read(page)[1], *mark_problems(page, self.wijk)]
        blocks = page.blocks.directives
        return not problems and len(blocks) == 1 and self._is(item, blocks[0], page)

    def check(self, target: Target, after: bytes, items: Sequence[WrittenItem], line: int) -> None:
        """Raise IntakeError unless a page holds what it held, these items, and nothing else."""
        if len(after) >= MAX_PAGE_BYTES:
            message = _("{page} would become longer than {limit} kB; name another page.")
            limit = MAX_PAGE_BYTES // 1000
            raise IntakeError(message.format(page=target.path, limit=limit))
        new = self._page(target.path, _lines_evened(after), target.page)
        starts = _starts(items, line)
        blocks = {
            block.first_line: block for type_ in OPEN_POINTS for block in top_level(new, type_)
        }
        for start, item in zip(starts, items, strict=True):
            if start not in blocks or not self._is(item, blocks[start], new):
                message = _(
                    "{page}: nothing can be written there; something above it is not closed."
                )
                raise IntakeError(message.format(page=Place(target.path, start)))
        last = starts[-1] + items[-1].markdown.count("\n")
        if target.page is not None:
            old = self._page(target.path, target.page.text, target.page)
            if [*_rest(old, 0, 0)] != [*_rest(new, line, last)]:
                message = _("{page}: what stands there would change; name another page.")
                raise IntakeError(message.format(page=target.path))
        for problem in errors([*page_problems(new, self.wijk), *mark_problems(new, self.wijk)]):
            if line <= problem.place.line <= last:
                raise IntakeError(f"{problem.place}: {problem.message}")

    def _is(self, item: WrittenItem, block: Block, page: Page) -> bool:
        inside = [
            piece.token
            for piece in page.blocks.pieces
            if block.first_line <= piece.line <= block.last_line
        ]
        is_text = all(child.type == "text" for token in inside for child in token.children or ())
        lines = [token.content for token in inside if token.type == COMMENT]
        texts = [
            "".join(child.content for child in token.children or ())
            for token in inside
            if token.type == "inline"
        ]
        return (
            (block.name, block.argument, dict(block.options))
            == (item.type, item.title, dict(item.options))
            and (block.closed, block.fault, block.children) == (True, "", ())
            and {token.type for token in inside} <= _PLAIN
            and is_text
            and len(lines) == 1
            and texts == list(item.text)
        )

    def _page(self, path: PurePath, text: str, old: Page | None = None) -> Page:
        metadata = old.metadata if old else MappingProxyType({})
        blocks = read_blocks(text, self.dialect, self.markdown)
        return Page(str(path.with_suffix("")), Place(path), text, metadata, blocks)


def _starts(items: Iterable[WrittenItem], line: int) -> list[int]:
    starts = []
    for item in items:
        starts.append(line)
        line += item.markdown.count("\n") + 2
    return starts


def _rest(page: Page, first: int, last: int) -> Iterator[tuple[str, ...]]:
    """Yield everything on a page but what stands on these lines."""
    for piece in page.blocks.pieces:
        if not first <= piece.line <= last:
            token = piece.token
            inside = [f"{one.type}:{one.content}" for one in token.children or ()]
            yield token.type, token.content, token.info, token.markup, *inside
    for block, around in page.blocks.walk():
        if not first <= block.first_line <= last:
            yield block.name, block.argument, block.body, str(dict(block.options)), str(len(around))


def _lines_evened(data: bytes) -> str:
    return data.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def _changed(path: PurePath) -> str:
    message = _("{page} was changed in the meantime; nothing was written. Run the command again.")
    return message.format(page=path)
