"""Items as JSON, for other programs: as authors wrote them, with the words for people beside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from wijk_ext.items.words import status_label
from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item

VERSION: Final = 1
"""Goes up when a program that reads this must change."""


def export_json(document: Document, texts: Mapping[str, str] | None = None) -> bytes:
    """Return the items of a document with the labels of what they use, in UTF-8.

    ``texts`` has what stands below their titles, by id. Keys are in a fixed order; items are in the
    order of the document.
    """
    vocabulary = document.wijk.vocabulary
    types = {
        name: {
            "label": _(one.label),
            "plural": _(one.plural),
            "fields": {key: _(field.label) for key, field in _fields(document, name).items()},
        }
        for name, one in vocabulary.types.items()
        if document.of_type(name)
    }
    links = {
        name: {"label": _(one.label), "reverse": _(one.reverse)}
        for name, one in vocabulary.links.items()
        if any(item.links.get(name) for item in document.items)
    }
    data = {
        "version": VERSION,
        "name": document.wijk.name,
        "language": document.wijk.language,
        "types": types,
        "links": links,
        "items": [_item(document, item, texts or {}) for item in document.items],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _fields(document: Document, type_name: str) -> dict[str, Any]:
    filled = {name for item in document.of_type(type_name) for name in item.values}
    fields = document.wijk.vocabulary.fields_of(type_name)
    return {name: field for name, field in fields.items() if name in filled}


def _item(document: Document, item: Item, texts: Mapping[str, str]) -> dict[str, Any]:
    fields = document.wijk.vocabulary.fields_of(item.type)
    values = {name: item.values[name] for name in fields if name in item.values}
    return {
        "id": item.id,
        "type": item.type,
        "title": item.title,
        "status": item.status,
        "status_label": status_label(document.wijk, item),
        "page": item.page,
        "fields": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        },
        "links": {
            name: list(item.links[name])
            for name in document.wijk.vocabulary.links
            if item.links.get(name)
        },
        "text": texts.get(item.id, ""),
    }
