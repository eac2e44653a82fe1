"""Overviews of items: an author places one, and it is filled in once all items are known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from wijk_ext.analysis.selection import SORT_KEYS
from wijk_ext.directives import access, tables
from wijk_ext.directives.chart import status_chart
from wijk_ext.directives.consent_matrix import consent_matrix
from wijk_ext.directives.decision_calendar import decision_calendar
from wijk_ext.directives.front_page import front_page, front_page_place
from wijk_ext.directives.item_overview import item_overview, open_points
from wijk_ext.directives.mandates import mandate_overview
from wijk_ext.directives.reach import reach_matrix
from wijk_ext.directives.signals import signal_overview
from wijk_ext.directives.trace_matrix import trace_matrix
from wijk_ext.items import consents
from wijk_ext.items.notices import OVERVIEWS_KEY as METADATA_KEY
from wijk_ext.items.notices import SIGNALS_OVERVIEW
from wijk_ext.model.standard import OPEN_POINTS
from wijk_ext.output.html.stubs import is_excerpt
from wijk_ext.sources.page import split_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set
    from datetime import date

    from sphinx.application import Sphinx

    from wijk_ext.items.card import Cards
    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item

FRONT_PAGE: Final = "voorpagina"


class overview(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place of an overview, with the name of its directive and its options."""


def _choice(*words: str) -> Callable[[str], str]:
    return lambda text: directives.choice(text, words)


def _words(text: str) -> tuple[str, ...]:
    return split_words(text or "")


_NARROWING: Final[dict[str, Any]] = {
    "organisatie": _words,
    "type": _words,
    "status": _words,
    "thema": _words,
    "te_laat": directives.flag,
    "sorteer": _choice(*SORT_KEYS),
    "weergave": _choice("tabel", "lijst"),
    "maximum": directives.positive_int,
}

_NARROWING_OF_TYPES: Final = {key: value for key, value in _NARROWING.items() if key != "type"}
_NARROWING_OF_TABLES: Final = {key: _NARROWING[key] for key in ("organisatie", "weergave")}


class _Overview(SphinxDirective):
    has_content = False

    def run(self) -> list[nodes.Node]:
        options = dict(self.options)
        if self.arguments:
            options["type"] = split_words(self.arguments[0])
        shown = self.env.metadata[self.env.docname].setdefault(METADATA_KEY, [])
        narrowed = bool(options.keys() - {"type", "sorteer", "weergave"})
        shown.append((self.name, options.get("type", ()), narrowed))
        node = overview("", kind=self.name, options=options)
        self.set_source_info(node)
        return [node]


class OpenPoints(_Overview):
    """Open points: questions, ambiguities and bottlenecks that still ask for something."""

    option_spec = _NARROWING


class Items(_Overview):
    """Items of one or more types, in a table or a list."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = _NARROWING_OF_TYPES


class TraceMatrix(_Overview):
    """Which agreements carry which ambition, and which open points touch them."""


class ConsentMatrix(_Overview):
    """Which organisation consented to which agreement, and whether that still holds."""

    option_spec = _NARROWING_OF_TABLES


class SignalOverview(_Overview):
    """What several organisations question, and questions that may be the same."""

    option_spec: ClassVar[dict[str, Any]] = {"maximum": _NARROWING["maximum"]}


class MandateOverview(_Overview):
    """What a team member settles, what the organisation decides, and what awaits a decision."""

    option_spec: ClassVar[dict[str, Any]] = {"organisatie": _NARROWING["organisatie"]}


class ReachMatrix(_Overview):
    """Whom each edition reached, and whom it did not."""

    option_spec = _NARROWING_OF_TABLES


class DecisionCalendar(_Overview):
    """Which body decides what and when, and by when it wants the papers."""

    option_spec = _NARROWING_OF_TABLES


class StatusChart(_Overview):
    """A small chart of items by state."""

    optional_arguments = 1
    final_argument_whitespace = True


class FrontPage(_Overview):
    """What was agreed, what is open and what comes next."""


_DIRECTIVES: Final[dict[str, type[_Overview]]] = {
    "open-punten": OpenPoints,
    "items": Items,
    "traceermatrix": TraceMatrix,
    "instemmingen": ConsentMatrix,
    SIGNALS_OVERVIEW: SignalOverview,
    "mandaten": MandateOverview,
    "bereik": ReachMatrix,
    "besluitkalender": DecisionCalendar,
    "statusgrafiek": StatusChart,
    FRONT_PAGE: FrontPage,
}
_MAKERS: Final[dict[str, Callable[[Overviews, str, dict[str, Any]], list[nodes.Node]]]] = {
    "open-punten": open_points,
    "items": item_overview,
    "traceermatrix": trace_matrix,
    "instemmingen": consent_matrix,
    SIGNALS_OVERVIEW: signal_overview,
    "mandaten": mandate_overview,
    "bereik": reach_matrix,
    "besluitkalender": decision_calendar,
    "statusgrafiek": status_chart,
    FRONT_PAGE: front_page,
}


def _are_open(types: Set[str]) -> bool:
    return types <= set(OPEN_POINTS)


class Overviews:
    """Fills in the overviews of one build."""

    def __init__(self, app: Sphinx, cards: Cards, document: Document, today: date) -> None:
        self.app = app
        self.cards = cards
        self.document = document
        self.today = today
        self.notices = cards.notices

    def pages(self) -> set[str]:
        """Return the pages that hold an overview."""
        metadata = self.app.env.metadata
        return {page for page, keys in metadata.items() if keys.get(METADATA_KEY)}

    def page_with(self, items: Sequence[Item]) -> str:
        """Return the page that shows such items best: all of them in one overview, or the most.

        A list that an author narrowed, to one theme say, does not count: it leaves some out.
        """
        types = {item.type for item in items}
        for page in sorted(self.pages()):
            for kind, named, narrowed in self.app.env.metadata[page][METADATA_KEY]:
                holds_all = types <= set(named) or (kind == "open-punten" and not named)
                if holds_all and not narrowed and (kind == "open-punten") == _are_open(types):
                    return page
        return Counter(item.page for item in items).most_common(1)[0][0] if items else ""

    def replace_all(self, doctree: nodes.document, page: str) -> None:
        """Fill in the overviews of a page, its labels and the headings of its table cells."""
        is_start = page == self.app.config.root_doc and not is_excerpt(self.app)
        if is_start and self.document.items and self.app.config.wijk_front_page:
            front_page_place(doctree, overview("", kind=FRONT_PAGE, options={}))
        for place in list(doctree.findall(overview)):
            place.replace_self(_MAKERS[place["kind"]](self, page, place["options"]))
        readers = access.page_readers(self.app.env.metadata[page].get("toegang", ""))
        access.fill_labels(doctree, self.document.wijk, readers)
        tables.label_cells(doctree)


def register(app: Sphinx) -> None:
    """Register the directives, and the nodes that they and the cards are made of."""
    app.add_node(overview)
    consents.register(app)
    for name, directive in _DIRECTIVES.items():
        app.add_directive(name, directive)
