"""Blocks are found where they begin and end, however they are nested."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.directives.admonitions import Note
from hypothesis import given, settings
from myst_parser.config.main import MdParserConfig

from tests.sources.strategies import Fence, Page, pages
from wijk_ext.defaults import MYST_EXTENSIONS
from wijk_ext.sources.blocks import Block, Blocks, Dialect, parser, read_blocks

if TYPE_CHECKING:
    from collections.abc import Callable


class Question(Directive):
    """A block with options, as an item is."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], str]]] = {
        "id": directives.unchanged,
        "thema": directives.unchanged,
    }


KNOWN: dict[str, type[Directive]] = {"note": Note, "vraag": Question, "code-block": Question}
DIALECT = Dialect(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), KNOWN.get)
MARKDOWN = {inline: parser(DIALECT, inline=inline) for inline in (False, True)}


def read(text: str, *, inline: bool = False) -> Blocks:
    return read_blocks(text, DIALECT, MARKDOWN[inline])


def shape(block: Block) -> Fence:
    """Return a block as the generator of pages describes it."""
    children = tuple(shape(child) for child in block.children)
    return Fence(block.name, block.first_line, block.last_line, children)


@settings(max_examples=250, deadline=None)
@given(pages())
def test_blocks_begin_and_end_at_their_fences(page: Page) -> None:
    blocks = read("\n".join(page.lines))
    assert [shape(block) for block in blocks.directives] == page.fences
    for block, _around in blocks.walk():
        opening = page.lines[block.first_line - 1].lstrip(" >")
        closing = page.lines[block.last_line - 1].lstrip(" >")
        assert opening.startswith(f"{closing}{{{block.name}}}")
        assert block.closed


@settings(max_examples=100, deadline=None)
@given(pages())
def test_options_and_body_are_on_their_lines(page: Page) -> None:
    for block, _around in read("\n".join(page.lines)).walk():
        assert block.known == (block.name in KNOWN)
        for name in block.options:
            assert f"{name}: " in page.lines[block.line_of(name) - 1]
        body = [line.lstrip(" >") for line in block.body.split("\n")]
        if any(body) and block.known:
            start = block.body_line - 1
            here = [line.lstrip(" >") for line in page.lines[start : start + len(body)]]
            assert here == body


@settings(max_examples=50, deadline=None)
@given(pages())
def test_reading_the_text_within_paragraphs_changes_no_block(page: Page) -> None:
    text = "\n".join(page.lines)
    assert read(text, inline=True).directives == read(text).directives


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        (":::{note}\nTekst\n:::", True),
        (":::{note}\nTekst\n:::\n", True),
        (":::{note}\nTekst", False),
        (":::{note}\nTekst\n", False),
        (":::{note}\n", False),
        (":::{note}\n:::", True),
        ("```{note}\n\n\n", False),
        ("```{note}\n\n\n```", True),
        ("- ```{note}\n  Tekst\n\nNa de lijst\n", False),
        ("> :::{note}\n> Tekst\n\nNa het citaat\n", False),
        ("> :::{note}\n> Tekst\n> :::\n\nNa het citaat\n", True),
    ],
)
def test_a_fence_that_was_never_closed(text: str, closed: bool) -> None:
    (block,) = read(text).directives
    assert block.closed is closed


def test_what_stands_in_code_is_no_block() -> None:
    code = ":::{note}\n:::\n```\n"
    text = f"```text\n{code}\n    :::{{note}}\n\n```{{code-block}} text\n{code}"
    assert [block.name for block, _around in read(text).walk()] == ["code-block"]
