"""Overviews on pages: what they choose, in which order, and what they say when there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tools import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import Tag

    from tests.tools import Site


@pytest.fixture
def site(sphinx_site: Callable[[str], Site]) -> Site:
    return sphinx_site("overzichten")


def section(site: Site, heading: str, page: str = "overzichten") -> Tag:
    """Return the section below a heading."""
    headings = site.article(page).select("section > h2")
    return next(tag.parent for tag in headings if words_of(tag).startswith(heading))


def rows(tag: Tag) -> list[list[str]]:
    """Return the words in the cells of a table."""
    return [[words_of(cell) for cell in row.find_all("td")] for row in tag.select("tbody tr")]


CHOSEN = {
    "Alle open punten": ["KN-001", "VR-002", "VR-003", "KN-002", "VR-005", "ON-001", "VR-001"],
    "Van de gemeente": ["KN-001", "VR-002", "KN-002", "VR-005", "ON-001", "VR-001"],
    "Van Financiën": ["VR-002"],
    "Te laat": ["KN-001", "VR-002"],
    "Over planning, op nummer": ["KN-001", "VR-002"],
    "Alleen knelpunten, op titel": ["KN-002", "KN-001"],
    "Beantwoord": ["VR-004"],
    "Afspraken op datum": [
        *("AF-001", "AF-003", "AF-002"),
        *("AA-001", "AF-004", "AF-005", "AF-006", "AF-007"),
    ],
    "Vastgestelde afspraken van de corporatie": ["AF-002"],
    "Ambities op stand": ["AM-002", "AM-001", "AM-003"],
}


@pytest.mark.parametrize("heading", CHOSEN)
def test_options_narrow_and_sort(site: Site, heading: str) -> None:
    assert [row[0] for row in rows(section(site, heading))] == CHOSEN[heading]


def test_a_list_with_a_maximum_says_how_many_are_left(site: Site) -> None:
    shown = section(site, "Twee in een lijst")
    lines = [words_of(line) for line in shown.select("ul.wijk-list li")]
    assert lines == ["Vastgelopen en te laat (KN-001) geëscaleerd", "Te laat (VR-002) open"]
    assert "… en nog 5." in words_of(shown)
    assert shown.find("table") is None


def test_cells_say_what_they_are(site: Site) -> None:
    table = section(site, "Alle open punten").table
    headings = [words_of(heading) for heading in table.select("thead th")]
    assert headings == ["Nummer", "Titel", "Stand", "Wie", "Uiterlijk"]
    for row in table.select("tbody tr"):
        assert [cell["data-label"] for cell in row.find_all("td")] == headings
    assert words_of(table.caption).startswith("Open punten")


def test_tables_carry_the_words_for_sorting_and_filtering(site: Site) -> None:
    table = section(site, "Alle open punten").table
    assert table["data-filter"] == "Zoek in deze tabel"
    assert table["data-sort"] == "Sorteer op {column}"
    assert table["data-count"] == "{shown} van {all} rijen"


def test_a_row_links_says_the_state_and_that_it_is_late(site: Site) -> None:
    first = rows(section(site, "Alle open punten"))[0]
    assert first[1:3] == ["Vastgelopen en te laat Knelpunt", "geëscaleerd"]
    assert first[4] == "1 februari 2026 te laat"
    row = section(site, "Alle open punten").select_one("tbody tr")
    assert row.a["href"] == "punten.html#KN-001"
    assert row.time["datetime"] == "2026-02-01"


def test_what_was_answered_after_its_term_is_not_late(site: Site) -> None:
    assert rows(section(site, "Beantwoord"))[0][-1] == "1 januari 2026"


def test_a_column_that_is_empty_is_left_out(site: Site) -> None:
    headings = [words_of(tag) for tag in section(site, "Ambities op stand").select("th")]
    assert headings == ["Nummer", "Titel", "Stand"]


@pytest.mark.parametrize("heading", ["Punten", "Items"])
def test_an_empty_overview_says_so(site: Site, heading: str) -> None:
    shown = section(site, heading, "leeg")
    assert shown.find("table") is None
    assert words_of(shown.find(class_="wijk-none")) == "Hier staat op dit moment niets."


def test_the_matrix_shows_what_carries_what(site: Site) -> None:
    article = site.article("matrix")
    warm, green = (row.find_all("td") for row in article.select("tbody tr"))
    assert words_of(warm[0]) == "Warme huizen (AM-001)"
    carrying = [link["href"].partition("#")[2] for link in warm[1].find_all("a")]
    assert carrying == ["AF-001", "AF-002", "AF-006", "AF-007"]
    touching = [link["href"].partition("#")[2] for link in warm[2].find_all("a")]
    assert touching == ["VR-001", "VR-002"]
    assert [words_of(cell) for cell in green] == [
        "Een groene buurt (AM-002)",
        "wordt door niets gedragen",
        "geen",
    ]


def test_the_matrix_lists_agreements_without_an_ambition(site: Site) -> None:
    article = site.article("matrix")
    assert "Deze afspraken dienen geen ambitie:" in words_of(article)
    links = article.select("ul.wijk-list a")
    loose = [link["href"] for link in links if not link.find_parent("td")]
    assert loose == ["afspraken.html#AF-003", "afspraken.html#AF-005"]


def columns(site: Site) -> dict[str, list[str]]:
    """Return the ids in the columns of the front page, by heading."""
    return {
        words_of(column.h2): [link["href"].partition("#")[2] for link in column.select("li a")]
        for column in site.article("index").select(".wijk-column")
    }


def test_the_front_page_has_three_columns_of_at_most_five_lines(site: Site) -> None:
    assert columns(site) == {
        "Wat we afspraken": ["AF-002", "AF-003", "AF-001", "AA-001", "AF-006"],
        "Wat nog open is": ["KN-001", "VR-002", "VR-003", "KN-002", "VR-005"],
        "Wat eraan komt": ["MO-003", "BE-001", "MO-001"],
    }


def test_the_front_page_stands_below_the_opening_text(site: Site) -> None:
    section = site.article("index").section
    names = [tag.name for tag in section.find_all(recursive=False)]
    assert names[:4] == ["h1", "p", "p", "div"]
    front = section.select_one(".wijk-front")
    assert words_of(front.select_one(".wijk-edition")) == (
        "De Lindebuurt, Voorbeeldstad · werkversie · stand van 23 november 2026"
    )
    assert front.find("svg")


def test_what_is_left_out_on_the_front_page_is_one_click_away(site: Site) -> None:
    found = {
        words_of(more): more.a["href"].partition("#")[0].removesuffix(".html")
        for more in site.article("index").select(".wijk-more")
    }
    assert list(found) == ["en nog 1", "en nog 2", "bekijk ze in hun geheel"]
    shown = {text: words_of(site.article(page)) for text, page in found.items()}
    assert "AF-007" in shown["en nog 1"]
    assert "VR-001" in shown["en nog 2"]


def test_the_chart_has_its_numbers_in_words(site: Site) -> None:
    words = (
        "Vragen: 3 open, 1 in behandeling, 1 beantwoord. Onduidelijkheden: 1 open. "
        "Knelpunten: 1 open, 1 geëscaleerd."
    )
    chart = section(site, "Open punten", "grafiek")
    assert chart.svg["role"] == "img"
    assert chart.svg["aria-label"] == words
    assert words_of(chart.select_one(".wijk-chart-words")) == words
    other = section(site, "Afspraken", "grafiek")
    assert other.svg["aria-label"] == (
        "Afspraken: 1 concept, 5 vastgesteld, 1 vervallen. "
        "Ambities: 1 concept, 1 vastgesteld, 1 vervallen."
    )


def test_bars_are_as_long_as_their_numbers(site: Site) -> None:
    bars = section(site, "Open punten", "grafiek").select("rect")
    widths = [float(bar["width"]) + 2 for bar in bars]
    unit = widths[1]
    assert [round(width / unit) for width in widths] == [3, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(("name", "offered"), [("overzichten", True), ("klein", False)])
def test_the_front_page_offers_a_calendar_with_something_in_it(
    sphinx_site: Callable[[str], Site], name: str, offered: bool
) -> None:
    links = sphinx_site(name).soup("index").select(".wijk-beside a[download]")
    assert [link["href"] for link in links] == ["agenda.ics"] * offered
