"""In an excerpt, a reference to what is not there becomes the author's words and a neutral note.

Every reference of the whole document leads somewhere, or nothing is built. So what leads nowhere
in an excerpt leads to something that its reader does not get; the note is the same whatever that
holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver
from sphinx import addnodes
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.roles.need_ref import NeedRef

from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import PROJECT_TEAM

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

SILENCED = ("myst.xref_missing", "ref", "needs.link_outgoing", "needs.link_ref", "toc.empty_glob")
"""Warnings about references that lead nowhere, of no use in an excerpt."""


def is_excerpt(app: Sphinx) -> bool:
    """Return whether this build is for a reader who does not see all."""
    return bool(app.config.wijk_reader != PROJECT_TEAM)


def configure(config: Config) -> None:
    """Set what keeps an excerpt from telling what was cut out of its sources."""
    config.suppress_warnings = [*config.suppress_warnings, *SILENCED]
    # where an item stands in the file, and how long the fences in it are, tells what was cut out
    # above it and inside it
    config.needs_json_exclude_fields = [
        *config.needs_json_exclude_fields,
        *("lineno", "lineno_content", "content"),
    ]
    config.html_copy_source = False


def stub(words: str) -> nodes.inline:
    """Return the author's words with the note behind them."""
    note = _("(not in this excerpt)")
    return nodes.inline("", f"{words} {note}".strip(), classes=["wijk-stub"])


class ExcerptReferenceResolver(MystReferenceResolver):
    """Makes stubs of Markdown links that lead nowhere, before MyST makes dead links of them."""

    default_priority = MystReferenceResolver.default_priority - 1

    def run(self, **_kwargs: Any) -> None:
        """Look at every Markdown link of a page."""
        if not is_excerpt(self.app):
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node["reftype"] == "myst" and not self._leads_somewhere(node):
                node.replace_self(stub(node.astext() or node["reftarget"].lstrip("#")))

    def _leads_somewhere(self, node: addnodes.pending_xref) -> bool:
        target = node["reftarget"]
        if node["refdomain"] == "doc":
            return target in self.env.all_docs and self._has_anchor(target, node["reftargetid"])
        if node.get("reflocalid"):
            return True
        content = cast("nodes.Element", node[0]).deepcopy()
        page = node.get("refdoc", self.env.docname)
        domains = self.env.config.myst_ref_domains
        found = self.resolve_myst_ref_any(page, node, content, domains)
        return found is not None

    def _has_anchor(self, page: str, anchor: str | None) -> bool:
        if not anchor:
            return True
        slugs = self.env.metadata[page].get("myst_slugs", {})
        known = {anchor_id for _line, anchor_id, _text in slugs.values()}
        return anchor in slugs or anchor in known or bool(self._std_label_in_doc(page, anchor))


def missing_reference(
    app: Sphinx, _env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> nodes.Node | None:
    """Make a stub of a role that leads nowhere (event ``missing-reference``)."""
    if not is_excerpt(app):
        return None
    return stub(content.astext() or node.astext() or node["reftarget"])


def missing_items(app: Sphinx, doctree: nodes.document) -> None:
    """Make stubs of ``{need}`` roles for items that are not in this excerpt."""
    if not is_excerpt(app):
        return
    needs = SphinxNeedsData(app.env).get_needs_view()
    for node in list(doctree.findall(NeedRef)):
        target = str(node["reftarget"]).partition(".")[0]
        if target not in needs:
            node.replace_self(stub(node.astext() or target))


def register(app: Sphinx) -> None:
    """Register the resolver."""
    app.add_post_transform(ExcerptReferenceResolver)
