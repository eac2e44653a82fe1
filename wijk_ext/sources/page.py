"""One Markdown page: its front matter, its blocks and its items."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import jsonschema_rs
from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter

from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem
from wijk_ext.model.vocabulary import Kind
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, Wijk
from wijk_ext.sources.blocks import Block, Blocks, Dialect, parser, read_blocks
from wijk_ext.sources.explain import explain, suggestion
from wijk_ext.sources.plain import plain
from wijk_ext.sources.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path, PurePath

MAX_PAGE_BYTES: Final = 1_000_000
"""A page above this size is refused: nobody reads it, and search chokes on it."""
ACCESS_BLOCK: Final = "alleen-voor"
"""The directive that marks a block for some readers."""
YAML_FAULTS: Final = (N_("Malformed YAML"),)
"""What myst_parser says of front matter that can't be read."""
OUR_OVERVIEWS: Final = (
    *("open-punten", "items", "traceermatrix", "instemmingen", "statusgrafiek", "voorpagina"),
    *("signalen", "mandaten", "bereik", "besluitkalender"),
)
"""The directives that show items from the whole document."""
PAGE_KEYS: Final = ("toegang", "voor", "thema", "kern")


@dataclass(frozen=True)
class Page:
    """A page as it was read."""

    name: str
    """Path from the source folder without suffix: what Sphinx calls the docname."""
    place: Place
    text: str
    metadata: Mapping[str, Any]
    blocks: Blocks

    @property
    def title(self) -> str:
        """The text of the first heading, as written; empty when there is none."""
        pieces = iter(self.blocks.pieces)
        for piece in pieces:
            if piece.token.type == "heading_open":
                return next(pieces).token.content
        return ""


def read_page(
    source: Path, path: PurePath, name: str, dialect: Dialect, *, inline: bool = False
) -> tuple[Page | None, list[Problem]]:
    """Read one page. ``path`` is its path from the folder ``source``.

    With ``inline`` the text within paragraphs is parsed too, which takes three times as long.
    Returns None for the page when it can't be read at all.
    """
    size = (source / path).stat().st_size
    if size >= MAX_PAGE_BYTES:
        message = _("is {size} kB long; split a page that is longer than {limit} kB.")
        message = message.format(size=size // 1000, limit=MAX_PAGE_BYTES // 1000)
        return None, [Problem(Place(path), message, "page")]
    text, problems = read_text(source / path, path)
    if problems:
        return None, problems
    if not text.strip():
        message = _("is empty. Give it a heading and a text, or remove it.")
        return None, [Problem(Place(path, 1), message, "page")]
    try:
        metadata = read_topmatter(text) or {}
    except TopmatterReadError as error:
        message = _("the front matter can't be read: {why}").format(why=_(str(error)))
        return None, [Problem(Place(path, 1), message, "front_matter")]
    here = replace(
        dialect, myst=merge_file_level(dialect.myst, metadata, lambda _type, _text: None)
    )
    blocks = read_blocks(text, here, parser(here, inline=inline))
    return Page(name, Place(path), text, MappingProxyType(metadata), blocks), []


def page_problems(page: Page, wijk: Wijk) -> Iterator[Problem]:
    """Yield what is wrong with the form of a page: front matter, fences, directives, marks."""
    yield from _front_matter_problems(page, wijk)
    path = page.place.path
    for piece in page.blocks.pieces:
        if piece.unclosed:
            message = _("this block is never closed; end it with {mark} on a line of its own.")
            message = message.format(mark=piece.token.markup)
            yield Problem(Place(path, piece.line), message, "block")
        elif piece.token.type == "colon_fence" and not piece.token.info.strip():
            message = _(
                "a “:::” that closes nothing opens a block without a name here. Give the block "
                "around other blocks more colons (::::) than those inside."
            )
            yield Problem(Place(path, piece.line), message, "block")
    for block, _around in page.blocks.walk():
        yield from _block_problems(block, path, wijk)


def front_matter_schema(wijk: Wijk) -> dict[str, Any]:
    """Return the JSON schema of our keys in the front matter of a page."""
    readers = [PROJECT_TEAM, *wijk.readers(), PUBLIC]
    word = {"type": "string", "minLength": 1}
    reader_list = {"type": "array", "items": word | {"enum": readers}, "minItems": 1}
    return {
        "type": "object",
        "properties": {
            "toegang": reader_list,
            "voor": reader_list,
            "thema": {"type": ["array", "string"], "items": word},
            "kern": {"type": "boolean"},
        },
    }


def _front_matter_problems(page: Page, wijk: Wijk) -> Iterator[Problem]:
    ours = plain({key: page.metadata[key] for key in PAGE_KEYS if key in page.metadata})
    validator = jsonschema_rs.validator_for(front_matter_schema(wijk))
    told = set()
    for error in validator.iter_errors(ours):
        key = str(error.instance_path[0])
        if key in told:  # one message per key: a wrong type is no known reader either
            continue
        told.add(key)
        place = Place(page.place.path, line_of_key(page.text, key))
        yield Problem(place, f"{key}: {explain(error)}", "access" if key == "toegang" else "page")
    for key in page.metadata:
        near = suggestion(str(key), PAGE_KEYS)
        if near and key not in PAGE_KEYS:
            place = Place(page.place.path, line_of_key(page.text, str(key)))
            message = _("the key “{word}” is not known.").format(word=key) + near
            yield Problem(place, message, "access")


def front_matter_end(lines: list[str]) -> int:
    """Return the number of the last line of the front matter; 0 when there is none."""
    if not lines or not lines[0].startswith("---"):
        return 0
    ends = (n for n, text in enumerate(lines[1:], 2) if text.startswith(("---", "...")))
    return next(ends, 0)


def line_of_key(text: str, key: str) -> int:
    """Return the line of a key in the front matter of a page."""
    for number, line in enumerate(text.split("\n"), 1):
        if re.match(rf"['\"]?{re.escape(key)}['\"]?\s*:", line):
            return number
    return 1


def _block_problems(block: Block, path: PurePath, wijk: Wijk) -> Iterator[Problem]:
    here = Place(path, block.first_line)
    if not block.closed:
        message = _("the block “{name}” is never closed.").format(name=block.name)
        yield Problem(here, message, "block")
    if not block.known or block.name != block.name.lower():
        ours = [*wijk.vocabulary.types, ACCESS_BLOCK, *OUR_OVERVIEWS]
        message = _("there is no block “{name}”.").format(name=block.name)
        yield Problem(here, message + suggestion(block.name, ours), "block")
    elif block.name == ACCESS_BLOCK:
        yield from _access_problems(block, here, wijk)
    elif block.fault and block.name not in wijk.vocabulary.types:
        message = _("the block “{name}” can't be read: {why}").format(
            name=block.name, why=block.fault
        )
        yield Problem(here, message, "block")


def _access_problems(block: Block, here: Place, wijk: Wijk) -> Iterator[Problem]:
    names = split_words(block.argument)
    if not names:
        message = _("“alleen-voor” needs the readers it is for, with commas between them.")
        yield Problem(here, message, "access")
    known = [PROJECT_TEAM, PUBLIC, *wijk.readers()]
    for name in names:
        if name not in known:
            message = _("there is no reader “{name}”.").format(name=name)
            yield Problem(here, message + suggestion(name, known), "access")


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a list that is written with commas or semicolons."""
    words = (word.strip() for word in re.split(r"[,;]", text))
    return tuple(word for word in words if word)


def field_value(kind: Kind, text: str) -> object:
    """Return what a field holds, for its JSON schema: a list, a number or a text."""
    if kind.is_list:
        return list(split_words(text))
    if kind is Kind.YEAR:
        return int(text) if re.fullmatch(r"\d+", text) else text
    return text
