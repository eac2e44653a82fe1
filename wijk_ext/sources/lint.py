"""What ``wijk check`` says of the Markdown itself: other dialects, HTML, images, personal data.

Markdown of another dialect does no harm that anybody sees at once: it shows up as plain text, or
part of it is silently lost. Here is where it is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem, Severity
from wijk_ext.sources.page import line_of_key
from wijk_ext.sources.personal import email_addresses, phone_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from wijk_ext.sources.page import Page
    from wijk_ext.sources.source import Source


@dataclass(frozen=True)
class Foreign:
    """A form of another dialect of Markdown."""

    pattern: re.Pattern[str]
    advice: str


FOREIGN: Final = (
    Foreign(
        re.compile(r"^\s*(!!!|\?\?\?\+?)\s*[\w\"]"),
        N_("“!!!” is of MkDocs and shows up as plain text here; write :::{note} … :::."),
    ),
    Foreign(
        re.compile(r"^\s*===\s+\"[^\"]+\"\s*$"),
        N_("a tab of MkDocs shows up as plain text here; write ::::{tab-set} and :::{tab-item}."),
    ),
    Foreign(
        re.compile(r"^\s*--8<--"),
        N_("an insert of MkDocs shows up as plain text here; write :::{include} file."),
    ),
    Foreign(
        re.compile(r"^\s*\{%.*%\}|\{\{[^}]+\}\}"),
        N_("a template sign such as {{ … }} or {% … %} shows up as plain text here."),
    ),
    Foreign(
        re.compile(r"\{:\s*[.#][^}]*\}"),
        N_("“{: .class }” of Kramdown shows up as plain text here; write {.class} before it."),
    ),
    Foreign(
        re.compile(r"^\s*\[\[?_?TOC_?\]?\]\s*$", re.IGNORECASE),
        N_("a sign for a table of contents shows up as plain text; the site makes one by itself."),
    ),
    Foreign(
        re.compile(r"(?<!\!)\[\[(?!_?TOC_?\])[^\]]+\]\]"),
        N_("a wiki link shows up as plain text here; write [text](page.md)."),
    ),
    Foreign(
        re.compile(r"^\s*\[!\w+\]"),
        N_("“> [!NOTE]” is of GitHub and shows up as plain text here; write :::{note} … :::."),
    ),
)
_DIV = re.compile(r"^(?P<name>[a-z-]+)\s*(?P<title>\[.*\])?$", re.IGNORECASE)
_IMAGE_DIRECTIVES: Final = frozenset({"image", "figure"})
_CODE: Final = frozenset({"fence", "code_block"})
_TAG = re.compile(r"<(/?[a-zA-Z][\w-]*|!--)")


def lint_pages(source: Source) -> list[Problem]:
    """Return all remarks about the Markdown of a source whose text was parsed ``inline``."""
    return sorted(problem for page in source.pages.values() for problem in _lint(page, source))


def _lint(page: Page, source: Source) -> Iterator[Problem]:
    yield from _foreign(page)
    yield from _front_matter(page)
    yield from _html(page)
    yield from _images(page)
    yield from _headings(page)
    yield from _personal_data(page, source)


def _warning(page: Page, line: int, subtype: str, message: str) -> Problem:
    return Problem(Place(page.place.path, line), message, subtype, Severity.WARNING)


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the lines of running text, without code and directives."""
    for piece in page.blocks.pieces:
        if piece.token.type == "inline":
            yield from enumerate(piece.token.content.split("\n"), piece.line)


def _foreign(page: Page) -> Iterator[Problem]:
    for line, text in _texts(page):
        plain = re.sub(r"`[^`]*`", "", text)
        for foreign in FOREIGN:
            if foreign.pattern.search(plain):
                yield _warning(page, line, "dialect", _(foreign.advice))
    for piece in page.blocks.pieces:
        if piece.token.type == "colon_fence" and (named := _DIV.match(piece.token.info.strip())):
            lost = named["title"] or ""
            message = _(
                "“:::{name}” without braces is an unnamed box here{lost}; write :::{{{name}}}."
            ).format(
                name=named["name"].lower(),
                lost=_(", and its title “{title}” is lost").format(title=lost) if lost else "",
            )
            yield _warning(page, piece.line, "dialect", message)


def _front_matter(page: Page) -> Iterator[Problem]:
    if "title" in page.metadata:
        title = str(page.metadata["title"])
        line = line_of_key(page.text, "title")
        if page.title.strip() != title.strip():
            message = _("“title” in the front matter is not shown; write “# {title}” on the page.")
            yield _warning(page, line, "dialect", message.format(title=title))
        else:
            message = _("“title” in the front matter is not used; the heading on the page counts.")
            yield _warning(page, line, "dialect", message)


def _html(page: Page) -> Iterator[Problem]:
    for line, token in _tokens(page):
        if token.type not in {"html_block", "html_inline"} or not _TAG.search(token.content):
            continue
        if token.type == "html_inline" and token.content.startswith("</"):
            continue  # the opening tag was named already
        if token.content.lstrip().startswith("<!--"):
            message = _("an HTML comment can be read in the page's source; write % for a remark.")
        else:
            tag = _TAG.search(token.content)
            message = _("raw HTML (<{tag}>) is lost in PDF and Word; write it in Markdown.")
            message = message.format(tag=tag[1] if tag else "")
        yield _warning(page, line, "html", message)


def _images(page: Page) -> Iterator[Problem]:
    for line, token in _tokens(page):
        if token.type == "image" and not token.content.strip():
            message = _("the image {name} has no alt text; write ![what it shows]({name}).")
            name = token.attrs.get("src", "")
            yield _warning(page, line, "alt_text", message.format(name=name))
        if token.type in {"html_block", "html_inline"}:
            for tag in re.findall(r"<img\b[^>]*>", token.content):
                if not re.search(r"\balt\s*=\s*[\"'][^\"']", tag):
                    yield _warning(page, line, "alt_text", _("this image has no alt text."))
    for block, _around in page.blocks.walk():
        if block.name in _IMAGE_DIRECTIVES and not block.options.get("alt", "").strip():
            message = _("the image {name} has no alt text; add “:alt: what it shows”.")
            yield _warning(page, block.first_line, "alt_text", message.format(name=block.argument))


def _headings(page: Page) -> Iterator[Problem]:
    level = 0
    for piece in page.blocks.pieces:
        if piece.token.type != "heading_open":
            continue
        current = int(piece.token.tag[1])
        if level and current > level + 1:
            message = _("this heading skips a level: after {before} comes {now}.")
            message = message.format(before="#" * level, now="#" * current)
            yield _warning(page, piece.line, "heading", message)
        level = current
    if not level:
        message = _("this page has no heading, so it gets no place in the contents; add “# …”.")
        yield _warning(page, 1, "heading", message)


def _personal_data(page: Page, source: Source) -> Iterator[Problem]:
    wanted = source.wijk.ask_address
    for number, text in enumerate(page.text.split("\n"), 1):
        for start, end in email_addresses(text):
            if (address := text[start:end]) not in wanted:
                message = _("an e-mail address, {address}: is it meant to be in the document?")
                yield _warning(page, number, "personal_data", message.format(address=address))
        for start, end in phone_numbers(text):
            message = _("a phone number, {number}: is it meant to be in the document?")
            message = message.format(number=text[start:end])
            yield _warning(page, number, "personal_data", message)


def _tokens(page: Page) -> Iterator[tuple[int, Token]]:
    """Yield every token with its line, also those within a text, but not in code."""
    for piece in page.blocks.pieces:
        if piece.token.type not in _CODE:
            yield from piece.tokens()
