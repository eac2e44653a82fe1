"""The items of a document as rows under headings, in words that a reader understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from wijk_ext.items.words import first_capital, reader_name, status_label, type_label
from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item
    from wijk_ext.model.snapshot import PageState
    from wijk_ext.model.vocabulary import Field

Value = str | int | date | None
"""What a cell holds."""
FIRST: Final = {
    "id": N_("id"),
    "type": N_("type"),
    "title": N_("title"),
    "status": N_("status"),
}
"""The columns that every table has, by their names."""
LAST: Final = {"text": N_("text"), "page": N_("page")}
_SEPARATOR: Final = "; "


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    """A field or link as authors write it, or a key of :data:`FIRST` or :data:`LAST`."""
    heading: str


@dataclass(frozen=True)
class ItemTable:
    """Items as rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def texts_of(states: Mapping[str, PageState]) -> dict[str, str]:
    """Return what stands below the title of each item, by id; a line for each passage."""
    return {
        item.id: "\n".join(passage.text for passage in item.passages if passage.text)
        for page in states.values()
        for item in page.items
    }


def table_of(
    document: Document, items: Sequence[Item], texts: Mapping[str, str], name: str = ""
) -> ItemTable:
    """Return items as a table, with a column for each field and link that any of them has."""
    columns = [Column(one, first_capital(_(label))) for one, label in FIRST.items()]
    columns += _used(document, items)
    columns += [Column(one, first_capital(_(label))) for one, label in LAST.items()]
    if not texts:
        columns = [column for column in columns if column.name != "text"]
    known = document.by_id()
    rows = (
        tuple(_value(document, item, column.name, texts, known) for column in columns)
        for item in items
    )
    return ItemTable(name, tuple(columns), tuple(rows))


def tables_by_type(document: Document, texts: Mapping[str, str]) -> list[ItemTable]:
    """Return a table for each type of which there are items, in the order of the vocabulary."""
    found = []
    for item_type in document.wijk.vocabulary.types.values():
        if items := document.of_type(item_type.name):
            name = first_capital(_(item_type.plural))
            found.append(table_of(document, items, texts, name))
    return found


def _used(document: Document, items: Iterable[Item]) -> list[Column]:
    vocabulary = document.wijk.vocabulary
    items = list(items)
    filled = {name for item in items for name in item.values}
    linked = {name for item in items for name, targets in item.links.items() if targets}
    fields: dict[str, Field] = {}
    for type_ in dict.fromkeys(item.type for item in items):
        fields |= {
            name: one for name, one in vocabulary.fields_of(type_).items() if name not in fields
        }
    found = [Column(name, one.label) for name, one in fields.items() if name in filled]
    found += [
        Column(one.name, one.label) for one in vocabulary.links.values() if one.name in linked
    ]
    return [Column(one.name, first_capital(_(one.heading))) for one in found]


def _value(
    document: Document,
    item: Item,
    name: str,
    texts: Mapping[str, str],
    known: Mapping[str, Item],
) -> Value:
    wijk = document.wijk
    plain = {"id": item.id, "title": item.title, "page": item.page}
    if name in plain:
        return plain[name]
    if name in {"type", "status"}:
        return (type_label if name == "type" else status_label)(wijk, item)
    if name == "text":
        return texts.get(item.id, "")
    if name in wijk.vocabulary.links:
        return _SEPARATOR.join(_link(target, known) for target in item.links.get(name, ()))
    field = wijk.vocabulary.fields_of(item.type).get(name)
    return _field(document, item, field) if field and name in item.values else None


def _link(target: str, known: Mapping[str, Item]) -> str:
    # the same note as on a page, whatever the hidden item holds
    note = _("(not in this excerpt)")
    return target if target in known else f"{target} {note}"


def _field(document: Document, item: Item, field: Field) -> Value:
    wijk, value = document.wijk, item.values[field.name]
    match field.kind:
        case Kind.DATE:
            return item.date(field.name) or item.text(field.name)
        case Kind.YEAR:
            return value if isinstance(value, int) else item.text(field.name)
        case Kind.PARTIES | Kind.READERS | Kind.READER | Kind.ORGANISATION | Kind.BODY:
            return _SEPARATOR.join(reader_name(wijk, word) for word in item.words(field.name))
        case _ if field.kind.is_list:
            return _SEPARATOR.join(item.words(field.name))
        case _:
            return item.text(field.name)
