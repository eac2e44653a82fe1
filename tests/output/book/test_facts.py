"""What a handbook says of the edition that it prints."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.tools import SITES
from wijk_ext import locale
from wijk_ext.model.access import readers_of
from wijk_ext.model.edition import Edition
from wijk_ext.output.book.facts import facts_of, named_edition
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

EDITIONS = {
    Edition("werkversie", date(2027, 3, 3), ""): ("werkversie", "nog niet vastgesteld"),
    Edition("1.0", date(2027, 3, 3), "concept"): ("editie 1.0", "concept, niet vastgesteld"),
    Edition("1.0", date(2027, 3, 3), "voorgelegd"): (
        *("editie 1.0", "voorgelegd, nog niet vastgesteld"),
    ),
    Edition("1.0", date(2027, 3, 3)): ("editie 1.0", ""),
}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda one: one.status or one.name)
def test_what_is_not_adopted_says_so(edition: Edition, tmp_path: Path) -> None:
    wijk, _problems = read_settings(SITES / "klein")
    assert wijk is not None
    locale.activate("nl")
    facts = facts_of(wijk, readers_of(wijk)["projectteam"], edition, tmp_path)
    assert (named_edition(facts), facts.status) == EDITIONS[edition]
    assert facts.date == "3 maart 2027"
