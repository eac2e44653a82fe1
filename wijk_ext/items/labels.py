"""Make every item a place that text can refer to: ``[words](#AF-003)`` and ``{ref}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.nodes import Need

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from wijk_ext.model.wijk import Wijk


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
