"""The pages with what changed: one since each edition before, all of them linked on each."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.tools import SITES
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import Snapshot
from wijk_ext.model.timeline import Timeline
from wijk_ext.output.html.changes_pages import ChangesPages
from wijk_ext.sources.settings import read_settings


@pytest.mark.parametrize("number", [2, 5, 6, 20])
def test_every_edition_can_be_compared_with(number: int) -> None:
    wijk, _problems = read_settings(SITES / "klein")
    assert wijk is not None
    past = tuple(Snapshot(Edition(f"{n}.0", date(2027, 1, n)), {}) for n in range(1, number + 1))
    now = Snapshot(Edition("werkversie", date(2027, 3, 3), ""), {})
    pages = {
        name: BeautifulSoup(values["body"], "html.parser").find(class_="wijk-since")
        for name, values, _template in ChangesPages(wijk, Timeline(past, now), ()).pages()
    }
    assert len(pages) == number
    for name, others in pages.items():
        up = "../" * name.count("/")
        assert others is not None
        linked = {f"{up}{other}.html" for other in pages if other != name}
        assert {link["href"] for link in others.find_all("a")} == linked
        assert len(others.find_all("strong")) == 1
        assert bool(others.find("details")) == (number > 5)
