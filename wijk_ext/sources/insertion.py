"""Write an item as Markdown, and put it in a page without touching any other line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from myst_parser.config.main import merge_file_level

from wijk_ext.sources.blocks import parser, read_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijk_ext.sources.blocks import Block, Dialect
    from wijk_ext.sources.page import Page

_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_RUN_OF_COLONS: Final = re.compile(":{3,}")
_RUN_OF_BACKTICKS: Final = re.compile("`{3,}")


def dialect_of(page: Page | None, dialect: Dialect) -> Dialect:
    """Return how one page writes its Markdown: its front matter may change that of the project."""
    if page is None:
        return dialect
    myst = merge_file_level(dialect.myst, dict(page.metadata), lambda _type, _text: None)
    return replace(dialect, myst=myst)


def item_text(
    type_name: str, title: str, options: Mapping[str, str], dialect: Dialect, body: str = ""
) -> str:
    """Return an item in Markdown; its last line has no line feed.

    ``body`` is Markdown already. A value that Markdown would take for something else is put in
    quotation marks. Whether what was written is read as it was meant is for the caller to check,
    with :func:`top_level`.
    """
    has_colons = "colon_fence" in dialect.myst.enable_extensions
    mark, run = (":", _RUN_OF_COLONS) if has_colons else ("`", _RUN_OF_BACKTICKS)
    inside = "\n".join([title, *options.values(), body])
    fence = mark * max([3, *(len(found) + 1 for found in run.findall(inside))])
    opening = f"{fence}{{{type_name}}} {title}"
    markdown = parser(dialect, inline=False)

    def written(name: str, value: str) -> str:
        for form in (value, "'" + value.replace("'", "''") + "'"):
            alone = f"{opening}\n:{name}: {form}\n{fence}\n"
            blocks = read_blocks(alone, dialect, markdown).directives
            if len(blocks) == 1 and blocks[0].options == {name: value}:
                return f":{name}: {form}"
        return f":{name}: {value}"

    lines = [opening, *(written(name, value) for name, value in options.items())]
    lines += ["", body, fence] if body else [fence]
    return "\n".join(lines)


def top_level(page: Page, type_name: str) -> Iterator[Block]:
    """Yield the items of a type that stand in no block, list or quotation on their page."""
    divs = [piece for piece in page.blocks.pieces if piece.token.type == "colon_fence"]
    for block in page.blocks.directives:
        around = (div for div in divs if div.line <= block.first_line <= div.last_line)
        if block.name == type_name and block.closed and not block.inside and not any(around):
            yield block


def last_line(page: Page) -> int:
    """Return the number of the last line of a page with something on it."""
    lines = page.text.split("\n")
    return max((number for number, line in enumerate(lines, 1) if line.strip()), default=0)


def inserted(raw: str, behind: int, text: str) -> tuple[str, int]:
    """Put a block behind a line of a file, with blank lines around it.

    ``raw`` is the file with its own line ends; the block gets those of the file, and a file without
    a line end at its end stays so. Returns the new file and the line on which the block begins.
    """
    lines = [found.groups() for found in _LINE.finditer(raw)]
    end = next((end for _text, end in lines if end), "\n")
    above = lines[behind - 1]
    added = [("", end), *((line, end) for line in text.split("\n"))]
    if any(line.strip() for line, _end in lines[behind : behind + 1]):
        added.append(("", end))
    if not above[1]:  # the last line of the file, without a line end
        added[-1] = (added[-1][0], "")
        above = (above[0], end)
    whole = [*lines[: behind - 1], above, *added, *lines[behind:]]
    return "".join(line + end for line, end in whole), behind + 2
