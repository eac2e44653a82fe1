"""What a page says on paper, read from its HTML by another parser and other code than ours."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Comment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bs4 import Tag

NOT_PRINTED = (
    "a.headerlink, .wijk-ask, .wijk-on-demand > :not(summary), "
    ".wijk-visually-hidden, .toctree-wrapper, script, style, button, "
    "[aria-hidden=true], svg, nav.contents, select, textarea, .linenos, noscript"
)
INLINE = set(
    "a abbr acronym b bdi bdo cite code data del dfn em font i img input ins kbd label mark q s "
    "samp small span strike strong sub sup time tt u var wbr".split()
)


def printed_words(body: str, page: str, pages: Iterable[str]) -> tuple[list[str], list[list[str]]]:
    """Return the words of a page on paper, and those of each of its footnotes."""
    soup = BeautifulSoup(body, "html.parser")
    for section in soup.select("section section:has(> .toctree-wrapper)"):
        if not section.select(":scope > :not(h1, h2, h3, h4, h5, h6, .toctree-wrapper)"):
            section.decompose()
    for tag in soup.select(NOT_PRINTED):
        tag.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    notes = _take_notes(soup, page, set(pages))
    _write_out(soup, page, set(pages))
    return _words(soup), [_words(note) for note in notes]


def _words(tag: Tag) -> list[str]:
    # a no-break space is white space to split() too, in both
    return tag.get_text().split()


def _take_notes(soup: BeautifulSoup, page: str, pages: set[str]) -> list[Tag]:
    order: dict[str, Tag] = {}
    for mark in soup.select("a.footnote-reference"):
        id_ = str(mark["href"]).removeprefix("#")
        note = soup.select_one(f'aside.footnote[id="{id_}"]')
        if note is not None:
            order.setdefault(id_, note)
        mark.decompose()
    for note in order.values():
        note.extract()
        for part in note.select(":scope > .label, :scope > .backrefs"):
            part.decompose()
        _write_out(note, page, pages)
    return list(order.values())


def _write_out(soup: Tag, page: str, pages: set[str]) -> None:
    """Write out what is shown otherwise on paper, and put space between blocks."""
    _formulas(soup)
    _stand_ins(soup)
    for link in soup.select("a[href]"):
        file = _file(str(link["href"]), page, pages)
        if file and file not in link.get_text() and link.get_text().strip():
            link.append(f" ({file})")
    for short in soup.select("abbr[title]"):
        short.append(f" ({short['title']})")
    for quotation in soup.select("q"):
        quotation.insert(0, "“")
        quotation.append("”")
    for tag in soup.find_all(True):
        if tag.name not in INLINE or {"wijk-small", "wijk-line-date"} & set(tag.get("class", [])):
            tag.insert_before(" ")
            tag.insert_after(" ")


def _formulas(soup: Tag) -> None:
    for number in soup.select(".math > .eqno"):  # it floats to the right of its formula
        number.parent.append(number.extract())
    for formula in soup.select(".math"):
        for number in formula.select(".eqno"):
            formula.insert_after(number.extract())
        written = formula.find("annotation") or formula
        formula.string = re.sub(r"\\[()\[\]]", " ", written.get_text())


def _stand_ins(soup: Tag) -> None:
    """Write words for what is no text."""
    for card in soup.select(".sd-card:has(.sd-card-title)"):
        for link in card.select(".sd-hide-link-text"):
            link.decompose()
    for box in soup.select("input[type=checkbox]"):
        box.replace_with("☑ " if box.has_attr("checked") else "☐ ")
    for image in soup.select("img"):
        if "://" in str(image["src"]):
            image.replace_with(str(image.get("alt") or posixpath.basename(str(image["src"]))))
    for frame in soup.select("iframe, video, audio"):
        frame.replace_with(str(frame.get("title") or frame.get("src")))


def _file(href: str, page: str, pages: set[str]) -> str:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return "" if path.removesuffix(".html") in pages else posixpath.basename(path)
