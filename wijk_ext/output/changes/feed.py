"""An Atom feed (RFC 4287) with what changed in each edition, for one reader.

Ids are UUIDs made from the names of the document, the reader and the edition: the same in every
build, wherever the site is put, and without the domain that a tag URI would ask for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

import lxml.html
from feedgen.feed import FeedGenerator

from wijk_ext.items.words import first_capital
from wijk_ext.locale import gettext as _
from wijk_ext.locale import language
from wijk_ext.model.edition import ADOPTED
from wijk_ext.output.changes.characters import harmless
from wijk_ext.output.changes.html import HIDDEN_CLASS
from wijk_ext.output.changes.words import edition_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.model.edition import Edition

FILE: Final = "wijzigingen.atom"
"""The name of the feed in a reader's folder, beside the folders of the editions."""
_SPACE: Final = UUID("5b0f7c0a-6f55-5c1e-9d7b-0d1f3f5a2c66")
"""The name space of the ids; never change it, or every reader of a feed gets everything again."""
_STATUSES: Final = {"concept": "draft", "voorgelegd": "submitted"}


@dataclass(frozen=True)
class FeedEntry:
    """One edition in the feed."""

    edition: Edition
    content: str
    """What changed since the edition before, as HTML whose links start at the feed's folder."""


def atom(name: str, reader: str, reader_name: str, entries: Iterable[FeedEntry]) -> bytes:
    """Return the feed of one reader, the newest edition first, in the language that is spoken.

    ``name`` is the name of the document, ``reader`` the id of the reader and ``reader_name`` its
    name, empty for the project team. The working version is no news and is left out. Dates are
    those of the editions at 00:00 UTC. Raises ValueError when there is no edition.
    """
    known = [entry for entry in entries if not entry.edition.is_working]
    if not known:
        raise ValueError("a feed needs an edition")
    feed = FeedGenerator()
    feed.id(_id(name, reader, ""))
    feed.title(harmless(_title(name, reader_name)))
    feed.author({"name": harmless(_("Project team of {name}").format(name=name))})
    feed.language(language())
    feed.generator("wijk_ext")
    feed.link(href=FILE, rel="self", type="application/atom+xml")
    feed.link(href="edities.html", rel="alternate", type="text/html")
    feed.updated(max(_midnight(entry.edition.date) for entry in known))
    for entry in sorted(known, key=lambda one: one.edition.order, reverse=True):
        made = feed.add_entry(order="append")
        made.id(_id(name, reader, entry.edition.name))
        made.title(_edition_title(entry.edition))
        made.updated(_midnight(entry.edition.date))
        made.link(href=f"{entry.edition.name}/index.html", rel="alternate", type="text/html")
        made.content(_without_classes(entry.content), type="html")
    return bytes(feed.atom_str(pretty=True))


def _title(name: str, reader_name: str) -> str:
    if not reader_name:
        return _("{name}: changes").format(name=name)
    return _("{name}: changes for {reader}").format(name=name, reader=reader_name)


def _edition_title(edition: Edition) -> str:
    title = first_capital(edition_name(edition))
    if edition.status in {"", ADOPTED}:
        return title
    return f"{title} ({_(_STATUSES.get(edition.status, edition.status))})"


def _id(name: str, reader: str, edition: str) -> str:
    # as a list, so that no two different names become the same text by joining
    return uuid5(_SPACE, json.dumps([name, reader, edition])).urn


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _without_classes(content: str) -> str:
    """Return HTML for programs that know no style of ours.

    What our style hides from the eye would be shown there: it goes. What it sets apart gets a dot
    between. ``del`` and ``ins`` stay.
    """
    root = lxml.html.fragment_fromstring(harmless(content), create_parent="div")
    for fact in root.iterfind(".//p[@class='wijk-item-line']/span"):
        if fact.getnext() is not None:
            fact.tail = " · "
    for element in list(root.iter()):
        if HIDDEN_CLASS in element.classes:
            element.drop_tree()
        else:
            element.attrib.pop("class", None)
    return str(lxml.html.tostring(root, encoding="unicode"))
