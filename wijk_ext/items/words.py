"""Values of an item in words that a reader understands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words
from wijk_ext.locale.editions import edition_in_words
from wijk_ext.model.asking import ASK_PLACEHOLDERS
from wijk_ext.model.vocabulary import Kind
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC

if TYPE_CHECKING:
    from wijk_ext.model.item import Item
    from wijk_ext.model.vocabulary import Field
    from wijk_ext.model.wijk import Wijk

LONGEST_ADDRESS: Final = 2000
"""Characters of an address to ask at. Windows hands no more than 2,083 on to a mail program."""


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


@dataclass(frozen=True)
class _Asking:
    """Who asks about which item, and where."""

    wijk: Wijk
    item: Item
    edition: str
    reader: str

    @property
    def is_mail(self) -> bool:
        return self.wijk.ask_address.lower().startswith("mailto:")

    def address(self, title: str) -> str:
        """Return the address with this title for the item's."""
        address = self._template()
        for name, value in self._values(title).items():
            shown = _in_mail(name, value) if self.is_mail else value
            address = address.replace(f"{{{name}}}", quote(shown, safe="", errors="replace"))
        return address

    def _template(self) -> str:
        """Return the template; a mail gets the subject and the text that it lacks."""
        template = self.wijk.ask_address
        if not self.is_mail:
            return template
        receiver, _mark, query = template.partition("?")
        fields = [field for field in query.split("&") if field]
        names = {field.partition("=")[0].lower() for field in fields}
        ours = {"subject": "{onderwerp}", "body": "{tekst}"}
        fields += [f"{name}={value}" for name, value in ours.items() if name not in names]
        return f"{receiver}?{'&'.join(fields)}"

    def _values(self, title: str) -> dict[str, str]:
        """Return what stands for each placeholder of :data:`ASK_PLACEHOLDERS`."""
        subject = _("Question about {id}: {title} ({edition})")
        text = _(
            "What is unclear, or where does it clash?\n\n\n"
            "Which sentence is it about?\n\n\n"
            "By when do you need an answer?\n\n\n"
            "Please leave this here:\n"
            "{id} {title}\n"
            "Edition: {edition}\n"
            "Reader: {reader}\n"
        )
        shown = {"id": self.item.id, "title": title}
        words = shown | {
            "title": " ".join(title.split()),
            "edition": edition_in_words(self.edition),
            "reader": reader_name(self.wijk, self.reader),
        }
        values = (
            *(self.item.id, title, self.edition, self.reader),
            subject.format(**shown, edition=self.edition),
            text.format(**words),
        )
        return dict(zip(ASK_PLACEHOLDERS, values, strict=True))


def _in_mail(name: str, value: str) -> str:
    """Return a value without line ends for a head, with CRLF for a text (RFC 6068, section 5)."""
    return value.replace("\n", "\r\n") if name == "tekst" else " ".join(value.split())


def ask_address(wijk: Wijk, item: Item, edition: str, reader: str = PROJECT_TEAM) -> str:
    """Return where to ask about an item, or nothing when ``vragen_naar`` is not set.

    The placeholders of ``vragen_naar`` (:data:`~wijk_ext.model.asking.ASK_PLACEHOLDERS`) are
    filled in and encoded (RFC 3986; of a mail RFC 6068). A mail without a subject or a text of its
    own gets ours. ``reader`` is the id of who reads the item. The title is shortened where the
    address would be longer than :data:`LONGEST_ADDRESS`.
    """
    if not wijk.ask_address:
        return ""
    asking, title = _Asking(wijk, item, edition, reader), item.title
    address = asking.address(title)
    if len(address) <= LONGEST_ADDRESS or not title:
        return address

    def shortened(length: int) -> str:
        return asking.address(f"{title[:length].rstrip()}…")

    lengths = range(len(title))
    fitting = bisect_right(lengths, LONGEST_ADDRESS, key=lambda one: len(shortened(one)))
    return shortened(max(fitting - 1, 0))
