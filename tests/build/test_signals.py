"""Signals, mandates, reach and the decision calendar on pages, whole and in an excerpt."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tests.analysis.documents import document, item
from tests.tools import Site, line_of, run_wijk, words_of
from wijk_ext import locale
from wijk_ext.items.card import Cards
from wijk_ext.items.notices import Notices, notice_digests, notice_nodes
from wijk_ext.model.timeline import without_past

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import Tag
    from docutils import nodes

    from wijk_ext.model.item import Item


@pytest.fixture
def site(sphinx_site: Callable[[str], Site]) -> Site:
    return sphinx_site("signalen")


def section(site: Site, heading: str, page: str = "overzichten") -> Tag:
    """Return the section below a heading."""
    headings = site.article(page).select("section > h2")
    return next(tag.parent for tag in headings if words_of(tag).removesuffix(" #") == heading)


def rows(tag: Tag, number: int = 0) -> list[list[str]]:
    """Return the words in the cells of a table."""
    table = tag.select("table")[number]
    return [[words_of(cell) for cell in row.find_all("td")] for row in table.select("tbody tr")]


def test_an_active_signal_shows_its_questions_side_by_side(site: Site) -> None:
    (signal,) = section(site, "Signalen").select(".wijk-signal")
    assert signal["id"] == "signaal-AF-001"
    title = words_of(signal.select_one(".wijk-signal-title"))
    assert "(AF-001)" in title
    assert "3 questions from 2 organisations" in title
    questions = [words_of(one) for one in signal.select(".wijk-questions > li")]
    assert [one.split(" ,")[0] for one in questions] == [
        "Gemeente Voorbeeldstad, Financiën",
        "Woonstichting De Linde",
        "Gemeente Voorbeeldstad",
    ]
    assert "1 September 2026 Wie belt een huurder bij een storing? (VR-001) open" in questions[0]


def test_like_questions_are_suggested_with_what_they_are_about(site: Site) -> None:
    (pair,) = section(site, "Signalen").select(".wijk-alike > li")
    links = [link["href"] for link in pair.select("a")]
    assert links == ["punten.html#VR-001", "punten.html#VR-002", "afspraken.html#AF-001"]


def test_a_quiet_signal_keeps_its_trail(site: Site) -> None:
    (quiet,) = section(site, "Signalen").select(".wijk-quiet > li")
    assert quiet["id"] == "signaal-AF-002"
    assert [words_of(line) for line in quiet.select("li")] == [
        "Betaal ik ook in een flat? (VR-003) : solved by De woonstichting belt terug (AA-001)",
        "Geldt dit per gebouw? (VR-004) : solved by De woonstichting belt terug (AA-001)",
    ]


def test_mandates_have_two_columns_and_what_waits(site: Site) -> None:
    shown = section(site, "Mandaten")
    ((whose, within, beyond),) = rows(shown)
    assert whose.startswith("Gemeente Voorbeeldstad Projectleider")
    assert whose.endswith("Gemeenteraad granted")
    assert (within, beyond) == ("planning brieven", "leningen")
    assert "Woonstichting De Linde" in words_of(
        shown.find("p", string=lambda text: "mandate" in (text or ""))
    )
    assert [row[2] for row in rows(shown, 1)] == [
        "Asks for a decision of Woonstichting De Linde",
        (
            "Asks for a decision of Gemeenteraad (Gemeente Voorbeeldstad): BE-001 "
            "(scheduled, 10 December 2026)"
        ),
    ]
    (council,) = shown.select(".wijk-council li")
    assert "article 169, paragraph 4" in words_of(council)
    assert "Planned: MO-001 (planned, 21 January 2027)" in words_of(council)


def test_mandates_narrow_to_an_organisation(site: Site) -> None:
    shown = section(site, "Mandaten van de woonstichting")
    assert [row[1] for row in rows(shown)] == ["Woonstichting De Linde"]
    assert not shown.select(".wijk-council")


def test_reach_is_a_matrix_with_its_gaps_in_words(site: Site) -> None:
    shown = section(site, "Bereik")
    assert rows(shown) == [
        ["Gemeente Voorbeeldstad", "informed 9 October 2026", "not yet"],
        ["Gemeente Voorbeeldstad, Gemeenteraad", "not yet", "planned 21 January 2027"],
        ["Gemeente Voorbeeldstad, Financiën", "informed 5 October 2026", "not yet"],
        ["Woonstichting De Linde", "informed 9 October 2026", "planned 1 February 2027"],
    ]
    assert [words_of(line) for line in shown.select(".wijk-gaps")] == [
        "Not yet reached about edition 0.9: Gemeenteraad (Gemeente Voorbeeldstad).",
        (
            "Not yet reached about edition 1.0: Gemeente Voorbeeldstad; Financiën (Gemeente "
            "Voorbeeldstad)."
        ),
    ]
    table = shown.table
    assert [cell["data-label"] for cell in table.select("tbody tr")[0].select("td")] == [
        words_of(heading) for heading in table.select("thead th")
    ]


def test_reach_as_a_list(site: Site) -> None:
    assert rows(section(site, "Bereik als lijst")) == [
        ["Woonstichting De Linde", "0.9", "informed 9 October 2026"],
        ["Woonstichting De Linde", "1.0", "planned 1 February 2027"],
    ]


def test_the_calendar_says_when_papers_are_due_and_what_is_late(site: Site) -> None:
    assert rows(section(site, "Besluitkalender")) == [
        [
            "Gemeente Voorbeeldstad",
            "Gemeenteraad",
            "De raad beslist over het vangnet (BE-002) deferred",
            "1 October 2026 deferred; give it a new date",
            "",
        ],
        [
            "Gemeente Voorbeeldstad",
            "Gemeenteraad",
            "De raad beslist over de bijdrage (BE-001) scheduled",
            "10 December 2026",
            "19 November 2026 too late",
        ],
        [
            "Woonstichting De Linde",
            "",
            "De woonstichting beslist (MO-003) planned",
            "1 February 2027",
            "",
        ],
    ]


def test_the_calendar_as_a_list(site: Site) -> None:
    (line,) = section(site, "Besluitkalender als lijst").select("li")
    assert words_of(line) == (
        "1 February 2027 , Woonstichting De Linde: De woonstichting beslist (MO-003) planned"
    )


@pytest.fixture
def excerpt(tmp_path: Path) -> Callable[[Path, str], Site]:
    def build(folder: Path, name: str) -> Site:
        out = tmp_path / name
        result = run_wijk("build", folder, "-o", out, "--reader", "corporatie", "-j", "1")
        assert result.code == 0, result.text
        return Site(out / "corporatie" / "werkversie", result)

    return build


def test_an_excerpt_counts_nothing_that_is_hidden(
    copied: Callable[[str], Path], excerpt: Callable[[Path, str], Site]
) -> None:
    folder = copied("signalen")
    with_hidden = excerpt(folder, "with")
    page = folder / "punten.md"
    text = page.read_text("utf-8")
    page.write_text(text[: text.index("::::{alleen-voor}")], "utf-8")
    without = excerpt(folder, "without")
    for one in (with_hidden, without):
        title = words_of(one.article("overzichten").select_one(".wijk-signal-title"))
        assert "2 questions from 2 organisations" in title
    pages = sorted(path.relative_to(without.folder) for path in without.folder.rglob("*.html"))
    assert pages == sorted(
        path.relative_to(with_hidden.folder) for path in with_hidden.folder.rglob("*.html")
    )
    for path in pages:
        assert (with_hidden.folder / path).read_bytes() == (without.folder / path).read_bytes()


def test_an_excerpt_does_not_say_that_nothing_happened(
    copied: Callable[[str], Path], excerpt: Callable[[Path, str], Site]
) -> None:
    shown = section(excerpt(copied("signalen"), "out"), "Bereik")
    text = words_of(shown)
    # the talk with Financiën is hidden from this reader
    assert ["Gemeente Voorbeeldstad, Financiën", "no moment here", "no moment here"] in rows(shown)
    assert "Not yet reached" not in text
    assert "In this excerpt stands no moment about edition 0.9 for:" in text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("```{mandaten}\n:organisatie: gementee\n```", "gementee"),
        ("```{bereik}\n:weergave: kaart\n```", "kaart"),
        ("```{besluitkalender}\n:sorteer: datum\n```", "sorteer"),
        ("```{signalen}\n:maximum: veel\n```", "veel"),
        ("```{signaal}\n```", "signaal"),
    ],
)
def test_an_option_that_means_nothing_is_told(
    text: str, word: str, copied: Callable[[str], Path]
) -> None:
    page = copied("klein") / "afspraken.md"
    page.write_text(f"{page.read_text('utf-8')}\n{text}\n", "utf-8")
    first = line_of(page, text.split("\n", maxsplit=1)[0])
    result = run_wijk("check", page.parent)
    told = [line for line in result.err.splitlines() if line.startswith(f"{page}:")]
    assert result.code == 1
    assert len(told) == 1
    assert told[0].startswith((f"{page}:{first}: ", f"{page}:{first + 1}: "))
    assert word in told[0]


@pytest.mark.parametrize("value", ['"drie weken"', "-1", "400", "2.5", "true"])
def test_a_term_for_papers_is_a_number_of_days(value: str, copied: Callable[[str], Path]) -> None:
    settings = copied("signalen") / "wijk.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("dagen = 21", f"dagen = {value}"), "utf-8")
    result = run_wijk("check", settings.parent)
    assert result.code == 1
    assert f"{settings}:{line_of(settings, 'dagen')}: " in result.err
    assert "Traceback" not in result.text


def cards(items: tuple[Item, ...], *, pages: dict[str, Any]) -> tuple[Cards, Notices]:
    locale.activate("en")
    made = document(*items)
    timeline = without_past(made, date(2026, 11, 23))
    builder: Any = SimpleNamespace(
        format="html",
        env=SimpleNamespace(metadata=pages),
        get_relative_uri=lambda _from, to: f"{to}.html",
    )
    return Cards(builder, made, "werkversie", timeline), Notices(made, timeline)


QUESTIONED = (
    item("AF-001", partijen=("corporatie",)),
    item("VR-001", ingebracht_door="gemeente", over="AF-001"),
    item("VR-002", ingebracht_door="corporatie", over="AF-001"),
)


def on_card(pages: dict[str, Any]) -> list[nodes.Node]:
    ours, notices = cards(QUESTIONED, pages=pages)
    return notice_nodes(ours, QUESTIONED[0], notices, "pagina")


def test_a_card_says_who_decides_and_that_it_is_questioned() -> None:
    assert [one.astext() for one in on_card({"elders": {}})] == [
        "Asks for a decision of Woonstichting",
        "Sharpen this? 2 questions from 2 organisations",
    ]


def test_a_card_links_to_the_page_with_signals() -> None:
    pages = {
        "a": {"wijk_overviews": [("items", ("vraag",), False)]},
        "b": {"wijk_overviews": [("signalen", (), False)]},
    }
    assert 'refuri="b.html#signaal-AF-001"' in on_card(pages)[1].pformat()


def test_a_card_without_anything_to_ask_has_no_notice() -> None:
    ours, notices = cards(QUESTIONED, pages={})
    assert not notice_nodes(ours, QUESTIONED[1], notices, "pagina")


def test_a_digest_changes_with_what_the_notice_shows() -> None:
    before = notice_digests(*cards(QUESTIONED, pages={}))
    solved = item("BE-001", "genomen", lost_op="VR-001 VR-002")
    after = notice_digests(*cards((*QUESTIONED, solved), pages={}))
    assert before.keys() == after.keys() == {"AF-001"}
    assert before != after
    assert before == notice_digests(*cards(tuple(reversed(QUESTIONED)), pages={}))
