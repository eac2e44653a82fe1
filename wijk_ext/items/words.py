"""Values of an item in words that a reader understands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words
from wijk_ext.model.vocabulary import Kind
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC

if TYPE_CHECKING:
    from wijk_ext.model.item import Item
    from wijk_ext.model.vocabulary import Field
    from wijk_ext.model.wijk import Wijk


def reader_name(wijk: Wijk, reader: str) -> str:
    """Return the name of a reader; what is no reader comes back as it is."""
    if reader == PROJECT_TEAM:
        return _("the project team")
    if reader == PUBLIC and not wijk.public_name:
        return _("everyone")
    return wijk.readers().get(reader, reader)


def value_in_words(wijk: Wijk, item: Item, field: Field) -> list[str]:
    """Return what a field holds, as the points of a list: one, or one per semicolon."""
    match field.kind:
        case Kind.DATE:
            return [date_in_words(item.text(field.name))]
        case Kind.PARTIES | Kind.READERS:
            return [", ".join(reader_name(wijk, word) for word in item.words(field.name))]
        case Kind.READER | Kind.ORGANISATION | Kind.BODY:
            return [reader_name(wijk, item.text(field.name))]
        case Kind.TEXT:
            points = [point.strip() for point in item.text(field.name).split(";")]
            return [point for point in points if point]
        case _:
            return [item.text(field.name)]


def status_label(wijk: Wijk, item: Item) -> str:
    """Return the status of an item as a word."""
    status = wijk.vocabulary.types[item.type].status(item.status)
    return _(status.label) if status else item.status


def status_phase(wijk: Wijk, item: Item) -> str:
    """Return the phase of an item's status, for its colour and shape."""
    status = wijk.vocabulary.types[item.type].status(item.status)
    return status.phase.value if status else "active"


def type_label(wijk: Wijk, item: Item) -> str:
    """Return the type of an item as a word with a capital."""
    return first_capital(_(wijk.vocabulary.types[item.type].label))


def first_capital(text: str) -> str:
    """Return a text with its first letter as a capital, and the rest as it is."""
    return text[:1].upper() + text[1:]


def ask_address(wijk: Wijk, item: Item, edition: str) -> str:
    """Return where to ask about an item, or nothing when ``vragen_naar`` is not set."""
    subject = _("Question about {id}: {title} ({edition})").format(
        id=item.id, title=item.title, edition=edition
    )
    address = wijk.ask_address
    for name, value in (
        ("id", item.id),
        ("titel", item.title),
        ("editie", edition),
        ("onderwerp", subject),
    ):
        address = address.replace(f"{{{name}}}", quote(value, safe=""))
    return address
