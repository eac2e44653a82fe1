"""The items of a Sphinx build as the model knows them, read from sphinx-needs once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sphinx_needs.data import SphinxNeedsData

from wijk_ext.model.document import Document
from wijk_ext.model.item import Item
from wijk_ext.model.problem import Place
from wijk_ext.model.standard import AGREEMENTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from wijk_ext.model.timeline import Timeline
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


@dataclass(frozen=True)
class Trail:
    """What one build remembers of an item, to know which pages to write again in the next."""

    digest: str
    """Hash of everything another page may show of the item."""
    page: str
    targets: frozenset[str]
    """The items it points to."""

    @classmethod
    def of(cls, item: Item, timeline: Timeline) -> Trail:
        """Return the trail of an item.

        Where there are editions, other pages also show whether the text of an agreement changed.
        """
        state = timeline.current.items.get(item.id) if item.type in AGREEMENTS else None
        content = {
            "id": item.id,
            "type": item.type,
            "title": item.title,
            "status": item.status,
            "page": item.page,
            "values": dict(item.values),
            "links": dict(item.links),
            "text": [vars(passage) for passage in state.passages] if state else [],
        }
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        targets = frozenset(target for names in item.links.values() for target in names)
        return cls(digest, item.page, targets)
