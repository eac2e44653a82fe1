"""The items of a Sphinx build as the model knows them, read from sphinx-needs once."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sphinx_needs.data import SphinxNeedsData

from wijk_ext.model.document import Document
from wijk_ext.model.item import Item
from wijk_ext.model.problem import Place

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from wijk_ext.model.wijk import Wijk


def read_document(app: Sphinx, wijk: Wijk) -> Document:
    """Return the items of the finished read phase, in order of page and line.

    To be called at ``env-updated``: the view that sphinx-needs offers later would freeze the
    needs before they are saved for the next build, and it holds nothing that we use.
    """
    known = wijk.vocabulary.types
    needs = SphinxNeedsData(app.env).get_needs_mutable().values()
    items = [_item(app, wijk, need) for need in needs if need["type"] in known]
    return Document(wijk, tuple(sorted(items, key=lambda item: (item.page, item.place.line))))


def _item(app: Sphinx, wijk: Wijk, need: Any) -> Item:
    vocabulary = wijk.vocabulary
    type_name = need["type"]
    values = {}
    for name in vocabulary.fields_of(type_name):
        if value := need.get(name):
            values[name] = tuple(value) if isinstance(value, list) else value
    links = {name: tuple(need[name]) for name in vocabulary.links_of(type_name) if need.get(name)}
    page = need["docname"] or ""
    path = PurePath(app.env.doc2path(page, base=False)) if page else PurePath()
    return Item(
        id=need["id"],
        type=type_name,
        title=need["title"],
        status=need["status"] or vocabulary.types[type_name].statuses[0].name,
        place=Place(path, need["lineno"] or 0),
        page=page,
        values=values,
        links=links,
    )


def fingerprint(item: Item) -> str:
    """Return a hash of everything another page may show of an item."""
    content = {
        "id": item.id,
        "type": item.type,
        "title": item.title,
        "status": item.status,
        "page": item.page,
        "values": dict(item.values),
        "links": dict(item.links),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
