"""Where each directive of a Markdown page begins and ends, as MyST itself reads it.

The parser that finds the blocks is the parser that will render them: the markdown-it of
myst_parser with the settings of the project, and its parsing of directive options.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.misc import Include
from docutils.parsers.rst.states import MarkupError
from markdown_it.renderer import RendererHTML
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from docutils.parsers.rst import Directive
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from myst_parser.config.main import MdParserConfig

LITERAL_DIRECTIVES: Final = frozenset(
    {
        *("code", "code-block", "sourcecode", "highlight", "literalinclude", "math", "raw"),
        *("parsed-literal", "csv-table", "toctree", "graphviz", "digraph", "graph"),
        *("inheritance-diagram", "mermaid", "productionlist", "doctest", "testcode"),
        *("testoutput", "testsetup", "testcleanup", "prompt", "needuml", "needarch"),
        *("needflow", "needsequence", "needgantt", "needtable", "needlist", "needpie"),
        *("needbar", "list2need", "glossary", "eval-rst", "tabularcolumns", "index"),
    }
)
"""Directives whose content is not read as Markdown blocks."""


@dataclass(frozen=True)
class Dialect:
    """How one project writes its Markdown."""

    myst: MdParserConfig
    directive: Callable[[str], type[Directive] | None]
    """Finds the class of a directive by its name, as the project has registered it."""
    readings: dict[tuple[str, str, str, bool], Reading] = field(default_factory=dict, compare=False)
    """What was read of directives, by all that it depends on: most are the same in a page and in
    what several readers get of it."""


@dataclass(frozen=True)
class Reading:
    """The content of a directive, as MyST reads it."""

    body: str
    offset: int = 0
    """The number of lines of the content before the body."""
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fault: str = ""
    """What could not be read of argument or options."""
    known: bool = True
    """False when there is no such directive."""


@dataclass(frozen=True)
class Block:
    """One directive on a page. Lines count from 1 in the file; ``last_line`` is included."""

    name: str
    argument: str
    first_line: int
    last_line: int
    body_line: int
    """The first line of the content."""
    body: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    option_lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    children: tuple[Block, ...] = ()
    closed: bool = True
    """False when the fence was never closed."""
    known: bool = True
    """False when no directive has this name."""
    fault: str = ""
    """What MyST could not read of its argument or options."""
    inside: tuple[str, ...] = ()
    """The kinds of Markdown containers around it within its parent: ``list_item`` …"""
    container_end: int = 0
    """The last line of the innermost of those containers, or 0."""

    def line_of(self, option: str) -> int:
        """Return the line of an option, or of the directive."""
        return self.option_lines.get(option, self.first_line)


@dataclass(frozen=True)
class Piece:
    """A token of markdown-it that is no directive, with its line in the file."""

    line: int
    token: Token
    unclosed: bool = False
    """True for a fence that was never closed."""

    def tokens(self) -> Iterator[tuple[int, Token]]:
        """Yield the token and those within its text, each with its line."""
        yield self.line, self.token
        line = self.line
        for child in self.token.children or ():
            yield line, child
            line += child.type in {"softbreak", "hardbreak"}

    @property
    def last_line(self) -> int:
        """The last line of the token."""
        return self.line + (self.token.map[1] - self.token.map[0] if self.token.map else 1) - 1


@dataclass(frozen=True)
class Blocks:
    """A page, taken apart."""

    directives: tuple[Block, ...]
    pieces: tuple[Piece, ...]

    def walk(self) -> Iterator[tuple[Block, tuple[Block, ...]]]:
        """Yield every directive with those around it, outermost first."""

        def visit(
            blocks: tuple[Block, ...], around: tuple[Block, ...]
        ) -> Iterator[tuple[Block, tuple[Block, ...]]]:
            for block in blocks:
                yield block, around
                yield from visit(block.children, (*around, block))

        yield from visit(self.directives, ())


def parser(dialect: Dialect, *, inline: bool) -> MarkdownIt:
    """Return the Markdown parser of a project; without ``inline`` it reads blocks only."""
    markdown = create_md_parser(dialect.myst, RendererHTML)
    markdown.disable("wordcount", ignoreInvalid=True)
    if not inline:
        markdown.core.ruler.enableOnly(["normalize", "block"])
    return markdown


def read_blocks(text: str, dialect: Dialect, markdown: MarkdownIt) -> Blocks:
    """Take the text of a page apart. ``markdown`` comes from :func:`parser`."""
    reader = _Reader(dialect, markdown)
    directives = reader.read(text, 1)
    return Blocks(directives, tuple(reader.pieces))


class _Reader:
    def __init__(self, dialect: Dialect, markdown: MarkdownIt) -> None:
        self.dialect = dialect
        self.markdown = markdown
        self.pieces: list[Piece] = []

    def read(self, text: str, first_line: int) -> tuple[Block, ...]:
        """Return the directives in a text, and keep its other tokens in :attr:`pieces`."""
        blocks = []
        line = first_line
        around: list[tuple[str, int]] = []
        for token in self.markdown.parse(text, {}):
            if token.map:
                line = first_line + token.map[0]
            name, argument = _directive_of(token, self.dialect)
            if name:
                block = self._block(token, name, argument, line)
                kinds = tuple(kind for kind, _end in around)
                end = around[-1][1] if around else 0
                blocks.append(replace(block, inside=kinds, container_end=end))
                continue
            if token.nesting == 1:
                end = first_line + token.map[1] - 1 if token.map else 0
                around.append((token.type.removesuffix("_open"), end))
            elif token.nesting == -1:
                around.pop()
            self.pieces.append(Piece(line, token, _is_fence(token) and not _is_closed(token)))
            if token.type == "colon_fence":  # a plain div: its content is Markdown
                blocks.extend(self.read(token.content, line + 1))
        return tuple(blocks)

    def _block(self, token: Token, name: str, argument: str, line: int) -> Block:
        reading = self._reading(token, name, argument)
        body_line = line + 1 + reading.offset
        lines = _option_lines(token.content, line + 1, body_line, reading.options)
        literal = name in LITERAL_DIRECTIVES
        return Block(
            name,
            argument,
            line,
            line + (token.map[1] - token.map[0] if token.map else 1) - 1,
            body_line,
            reading.body,
            reading.options,
            MappingProxyType(lines),
            () if literal else self.read(reading.body + "\n", body_line),
            closed=_is_closed(token),
            known=reading.known,
            fault=reading.fault,
        )

    def _reading(self, token: Token, name: str, argument: str) -> Reading:
        # myst_parser puts a line before content that starts with a fence: it is no option
        shift = token.type == "colon_fence" and token.content.startswith(":::")
        key = (name, argument, token.content, shift)
        if key not in self.dialect.readings:
            directive = self.dialect.directive(name)
            self.dialect.readings[key] = _read_directive(
                directive, argument, token.content, int(shift)
            )
        return self.dialect.readings[key]


def _read_directive(
    directive: type[Directive] | None, argument: str, content: str, shift: int
) -> Reading:
    if directive is None:
        return Reading(content, known=False)
    _allow_options_of_myst(directive)
    try:
        parsed = parse_directive_text(directive, argument, "\n" * shift + content, line=None)
    except MarkupError as error:
        return Reading(content, fault=str(error))
    return Reading(
        "\n".join(parsed.body),
        parsed.body_offset - shift,
        MappingProxyType({key: _option_text(value) for key, value in parsed.options.items()}),
        " ".join(warning.msg for warning in parsed.warnings),
    )


def _directive_of(token: Token, dialect: Dialect) -> tuple[str, str]:
    """Return the name and argument of a directive; an empty name when it is none.

    The same reading as ``render_fence`` and ``render_colon_fence`` of myst_parser.
    """
    if not _is_fence(token):
        return "", ""
    name, _space, argument = token.info.strip().partition(" ")
    if name.startswith("{") and name.endswith("}"):
        return name[1:-1], argument.strip()
    if token.type == "fence" and name in dialect.myst.fence_as_directive:
        return name, argument.strip()
    return "", ""


def _allow_options_of_myst(directive: type[Directive]) -> None:
    """Let ``include`` have the options that myst_parser gives it while it renders a page."""
    if issubclass(directive, Include) and directive.option_spec is not None:
        for name in ("relative-images", "relative-docs", "heading-offset"):
            directive.option_spec.setdefault(name, directives.unchanged)


def _option_text(value: Any) -> str:
    # a directive may have made a list of its option; here it is the text again
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _option_lines(
    content: str, first: int, body_line: int, options: Mapping[str, str]
) -> dict[str, int]:
    lines = content.split("\n")[: max(0, body_line - first)]
    found = {}
    for name in options:
        pattern = re.compile(rf"\s*:?['\"]?{re.escape(name)}['\"]?:(\s|$)")
        for number, text in enumerate(lines, first):
            if pattern.match(text):
                found[name] = number
                break
    return found


def _is_fence(token: Token) -> bool:
    return token.type in {"fence", "colon_fence"}


def _is_closed(token: Token) -> bool:
    # a fence that runs to the end of the text has no line for its closing mark
    spans = token.map[1] - token.map[0] if token.map else 0
    return spans >= len(token.content.splitlines()) + 2
