"""The overviews on a page, with the types, states and readers that they name checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem
from wijk_ext.model.standard import OPEN_POINTS
from wijk_ext.sources.explain import unknown
from wijk_ext.sources.page import OUR_OVERVIEWS, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Block
    from wijk_ext.sources.page import Page

_TYPES_IN_ARGUMENT: Final = frozenset({"items", "statusgrafiek"})


def overview_problems(page: Page, wijk: Wijk) -> Iterator[Problem]:
    """Yield what an overview asks for that does not exist."""
    for block, _around in page.blocks.walk():
        if block.name in OUR_OVERVIEWS:
            yield from _problems(block, page, wijk)


def _problems(block: Block, page: Page, wijk: Wijk) -> Iterator[Problem]:
    in_argument = block.name in _TYPES_IN_ARGUMENT
    types = split_words(block.argument if in_argument else block.options.get("type", ""))
    known_types = [name for name in types if name in wijk.vocabulary.types]
    statuses = {
        status.name
        for name in known_types or OPEN_POINTS
        for status in wijk.vocabulary.types[name].statuses
    }
    readers = list(wijk.readers())
    for option, words, known in (
        ("type", types, list(wijk.vocabulary.types)),
        ("status", split_words(block.options.get("status", "")), sorted(statuses)),
        ("organisatie", split_words(block.options.get("organisatie", "")), readers),
    ):
        for word in words:
            if word not in known:
                message = _("“{value}” is not known here.").format(value=word)
                place = Place(page.place.path, block.line_of(option))
                yield Problem(place, f"{option}: {message}{unknown(word, known)}", "value")
