"""The marks of access on a page: those that can be cut out for certain, and all others.

What can't be cut is an error: a mark in a table cell, in raw HTML, in a footnote, in a title. The
search for such marks does not trust the parser: it looks for the words themselves, and asks of
each place whether the parser saw a mark there.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from sphinx.util.matching import patfilter

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC
from wijk_ext.sources.explain import suggestion
from wijk_ext.sources.page import ACCESS_BLOCK, front_matter_end, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wijk_ext.model.access import Mark
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Block
    from wijk_ext.sources.page import Page

ACCESS_OPTION: Final = "toegang"
CODE_DIRECTIVES: Final = frozenset(
    {"code", "code-block", "sourcecode", "math", "prompt", "doctest", "testcode", "testoutput"}
)
"""Directives whose content is shown as it is: what looks like a mark there is an example."""
CUTTABLE: Final = frozenset({"bullet_list", "ordered_list", "list_item", "blockquote"})
"""Markdown containers from which a block can be cut."""

_WRITTEN_OPTION = re.compile(r"""^[ \t>]*:?["']?toegang["']?\s*:\s*["']?(.*?)["']?\s*$""")
MARK_WORD = re.compile(
    r"""\{\s*(?:[\w-]+:)?alleen[\s_-]*voor                 # {alleen-voor}, misspelt, as a role
    | ^[\s>*+.)\d-]*(?::{3,}|`{3,}|~{3,})\s*alleen[\s_-]*voor  # a fence without braces
    | <\s*alleen[\s_-]*voor                               # a tag
    | \balleen-voor\s*::                                  # the directive of reStructuredText
    | ^[\s>*+-]*:["']?toegang["']?\s*:                     # the option, or a field on a page
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What can be nothing else than a mark."""
_HINT = re.compile(r"alleen|toegang", re.IGNORECASE)
"""Stands in everything that looks like a mark."""
_KEY = re.compile(r"""^[\s>*+-]*["']?toegang["']?\s*:\s*(?P<value>.*)$""", re.IGNORECASE)
"""What is a mark when readers stand behind it, as in front matter that is not at the top."""


def marked_lines(lines: Sequence[str], wijk: Wijk) -> Iterator[int]:
    """Yield the numbers, from 1, of lines on which something looks like a mark of access.

    “Toegang: via de zijdeur” is none: no reader is named.
    """
    if not _HINT.search("\n".join(lines)):
        return
    readers = {PROJECT_TEAM, PUBLIC, *wijk.readers()}
    for number, text in enumerate(lines, 1):
        if MARK_WORD.search(text):
            yield number
        elif key := _KEY.match(text):
            value = key["value"].strip() or "".join(lines[number : number + 1]).strip(" -")
            named = split_words(value.strip("[]").replace('"', "").replace("'", ""))
            if value.startswith("[") or readers & set(named):
                yield number


def folder_marks(path: PurePath, wijk: Wijk) -> list[Mark]:
    """Return the marks of all folders that a file, by its path from the source, stands in."""
    name = path.as_posix()
    return [
        frozenset(readers)
        for pattern, readers in wijk.folder_access.items()
        if list(patfilter([name], pattern))
    ]


def folder_problems(source_files: Iterable[PurePath], wijk: Wijk) -> Iterator[Problem]:
    """Yield patterns of ``[toegang]`` that fit nothing, while a folder has nearly that name."""
    names = [path.as_posix() for path in source_files]
    folders = {parent.as_posix() for name in names for parent in PurePath(name).parents} - {"."}
    for pattern in wijk.folder_access:
        if any(patfilter(names, pattern)):
            continue
        fixed = re.split(r"[*?\[]", pattern)[0].rstrip("/")
        if near := suggestion(f"{fixed}/**", [f"{folder}/**" for folder in sorted(folders)]):
            message = _("the pattern “{pattern}” fits no file.").format(pattern=pattern)
            yield Problem(Place(PurePath("wijk.toml")), message + near, "access")


def page_marks(page: Page, wijk: Wijk) -> list[Mark]:
    """Return the marks around everything on a page: of its folders and its front matter."""
    marks = folder_marks(page.place.path, wijk)
    if ACCESS_OPTION in page.metadata:
        marks.append(frozenset(page.metadata[ACCESS_OPTION]))
    return marks


def block_mark(block: Block, wijk: Wijk) -> Mark | None:
    """Return the mark that a directive itself carries, or None."""
    if block.name == ACCESS_BLOCK:
        return frozenset(split_words(block.argument))
    if block.name in wijk.vocabulary.types and ACCESS_OPTION in block.options:
        return frozenset(split_words(block.options[ACCESS_OPTION]))
    return None


def option_marks(block: Block) -> dict[str, Mark]:
    """Return the options of a directive that not every reader of it may see, with their marks.

    A fingerprint is made of all that an organisation consented to, also of what others may not
    see: so it is for that organisation.
    """
    if block.name != "instemming" or "vingerafdruk" not in block.options:
        return {}
    return {"vingerafdruk": frozenset(split_words(block.options.get("organisatie", "")))}


def mark_problems(page: Page, wijk: Wijk) -> Iterator[Problem]:
    """Yield every mark on a page that can't be cut for certain."""
    lines = page.text.split("\n")
    for block, around in page.blocks.walk():
        if block_mark(block, wijk) is not None:
            yield from _place_problems(page, block, around, lines)
        for option in option_marks(block):
            number = block.option_lines.get(option, 0)
            if not number or block.options[option] not in lines[number - 1]:
                message = _("write “{option}” and its value on one line.").format(option=option)
                yield Problem(Place(page.place.path, block.line_of(option)), message, "access")
    yield from _stray_marks(page, wijk, lines)
    yield from _marks_in_front_matter(page)


def strings_with_marks(value: Any) -> Iterator[str]:
    """Yield the texts in a setting or front matter in which a mark is written."""
    if isinstance(value, str):
        if re.search(MARK_WORD, value) or f"{{{ACCESS_BLOCK}}}" in value:
            yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings_with_marks(key)
            yield from strings_with_marks(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from strings_with_marks(one)


def _place_problems(
    page: Page, block: Block, around: Iterable[Block], lines: list[str]
) -> Iterator[Problem]:
    here = Place(page.place.path, block.first_line)
    containers = {kind for one in (*around, block) for kind in one.inside}
    if wrong := sorted(containers - CUTTABLE):
        message = _("a mark of access can't stand in a {kind}; give it a place of its own.")
        yield Problem(here, message.format(kind=wrong[0]), "access")
    before = re.split(r"[:`~]{3,}", lines[block.first_line - 1])[0]
    if before.strip(" \t>") and block.container_end > block.last_line:
        message = _("begin this block on a line of its own: more text follows in the same point.")
        yield Problem(here, message, "access")
    if ACCESS_OPTION in block.options and block.name != ACCESS_BLOCK:
        line = block.option_lines.get(ACCESS_OPTION)
        written = _WRITTEN_OPTION.match(lines[line - 1]) if line else None
        if not written or split_words(written[1]) != split_words(block.options[ACCESS_OPTION]):
            message = _("write “toegang” on one line, with commas between the readers.")
            yield Problem(Place(page.place.path, block.line_of("toegang")), message, "access")


def _stray_marks(page: Page, wijk: Wijk, lines: list[str]) -> Iterator[Problem]:
    seen = _lines_of_marks(page, wijk)
    passed = seen | _lines_of_code(page) | set(range(1, front_matter_end(lines) + 1))
    running = _lines_of_text(page)
    plain = [_without_code(text) if n in running else text for n, text in enumerate(lines, 1)]
    for number in marked_lines(plain, wijk):
        if number not in passed:
            text = lines[number - 1]
            message = _(
                "here stands a mark of access that can't be cut: “{text}”. A mark is a block of "
                "its own, an option of an item, or front matter."
            )
            shown = text.strip()[:60]
            yield Problem(Place(page.place.path, number), message.format(text=shown), "access")


def _without_code(text: str) -> str:
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", text)


def _lines_of_marks(page: Page, wijk: Wijk) -> set[int]:
    """Return the lines on which the parser itself saw a mark."""
    seen = set()
    for block, _around in page.blocks.walk():
        if block.name == ACCESS_BLOCK:
            seen.add(block.first_line)
        elif block.name in wijk.vocabulary.types and ACCESS_OPTION in block.options:
            seen.add(block.line_of(ACCESS_OPTION))
    return seen


def _lines_of_code(page: Page) -> set[int]:
    """Return the lines within a fence of code, which are shown as they are and meant so.

    Text that is code only because it is indented does not count: that may be a slip.
    """
    found: set[int] = set()
    for piece in page.blocks.pieces:
        if piece.token.type == "fence":
            found.update(range(piece.line + 1, piece.last_line + 1))
    for block, _around in page.blocks.walk():
        if block.name in CODE_DIRECTIVES:
            found.update(range(block.first_line + 1, block.last_line + 1))
    return found


def _lines_of_text(page: Page) -> set[int]:
    """Return the lines of running text outside tables, where `code` is only an example."""
    found: set[int] = set()
    for piece in page.blocks.pieces:
        if piece.token.type in {"paragraph_open", "heading_open"}:
            found.update(range(piece.line, piece.last_line + 1))
    return found


def _marks_in_front_matter(page: Page) -> Iterator[Problem]:
    rest = {key: value for key, value in page.metadata.items() if key != ACCESS_OPTION}
    for text in strings_with_marks(json.loads(json.dumps(rest, default=str))):
        message = _("a mark of access in the front matter can't be cut: “{text}”.")
        shown = text.strip()[:60]
        yield Problem(Place(page.place.path, 1), message.format(text=shown), "access")
