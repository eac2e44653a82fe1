"""Make every item a place that text can refer to, and know which pages do so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx.addnodes import pending_xref
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.nodes import Need
from sphinx_needs.roles.need_ref import NeedRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from wijk_ext.model.wijk import Wijk

REFERENCES_KEY: Final = "wijk_references"
"""What the metadata of a page calls the targets that its text refers to, in lower case."""
ANYTHING: Final = "*"
"""The target of a page that may show any item, such as one with a list of sphinx-needs."""


def label_items(env: BuildEnvironment, doctree: nodes.document, wijk: Wijk) -> None:
    """Register the items of a page as labels, with their title as the text of a reference."""
    needs = SphinxNeedsData(env).get_needs_mutable()
    labels = env.domains.standard_domain.labels
    anonymous = env.domains.standard_domain.anonlabels
    for node in doctree.findall(Need):
        need = needs.get(node["refid"])
        if need is not None and need["type"] in wijk.vocabulary.types:
            id_ = need["id"]
            page = env.current_document.docname
            labels.setdefault(id_.lower(), (page, id_, need["title"]))
            anonymous.setdefault(id_.lower(), (page, id_))


def note_references(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Keep what the text of a page refers to, to know when it is to be written again."""
    texts = (
        str(node.get("reftarget", "")).lower()
        for kind in (pending_xref, NeedRef)
        for node in doctree.findall(kind)
    )
    # "AF-003.1" is a part of an item
    targets = {target for text in texts for target in (text, text.partition(".")[0])}
    if any(_may_show_any_item(node) for node in doctree.findall()):
        targets.add(ANYTHING)
    env.metadata[env.current_document.docname][REFERENCES_KEY] = sorted(targets)


def _may_show_any_item(node: nodes.Node) -> bool:
    of_needs = type(node).__module__.startswith("sphinx_needs.")
    return of_needs and not isinstance(node, (Need, NeedRef))


def pages_referring(env: BuildEnvironment, ids: Iterable[str]) -> set[str]:
    """Return the pages whose text may show one of these items."""
    wanted = {ANYTHING, *(id_.lower() for id_ in ids)}
    return {
        page
        for page, keys in env.metadata.items()
        if not wanted.isdisjoint(keys.get(REFERENCES_KEY, ()))
    }
