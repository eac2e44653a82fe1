"""How items of every type look on a page, and how text refers to them."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.tools import SITES, line_of, words_of
from wijk_ext.model.standard import STANDARD_VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import Tag

    from tests.tools import Site

PAGES = ("index", "soorten", "plaatsen", "titels", "verder/verwijzingen")


@pytest.fixture
def site(sphinx_site: Callable[[str], Site]) -> Site:
    return sphinx_site("items")


def facts_of(card: Tag) -> dict[str, str]:
    """Return the description list of a card."""
    terms = card.select("dl.wijk-facts > dt")
    return {words_of(term): words_of(term.find_next_sibling("dd")) for term in terms}


def links_of(card: Tag, selector: str) -> dict[str, list[str]]:
    """Return the links of a card by the words before them."""
    found = {}
    for line in card.select(selector):
        label = line.get_text(" ", strip=True).split(line.a.get_text(strip=True))[0].strip()
        found[label] = [link.get_text(strip=True) for link in line.find_all("a")]
    return found


def test_the_site_builds_without_a_warning_but_those_of_the_rules(site: Site) -> None:
    assert site.result.code == 0
    warnings = [line for line in site.result.err.splitlines() if "[wijk." not in line]
    assert warnings == []


@pytest.mark.parametrize("kind", [*STANDARD_VOCABULARY.types, "risico"])
def test_every_type_has_a_card_with_id_type_and_status_as_text(site: Site, kind: str) -> None:
    card = site.article("soorten").select_one(f".wijk-item-{kind}")
    assert card is not None
    assert card.select_one(".wijk-item-id").get_text() == card["id"]
    assert card.select_one(".wijk-item-id")["href"] == f"#{card['id']}"
    assert card.select_one(".wijk-item-type").get_text()
    assert card.select_one(".wijk-status").get_text()
    assert card.find("h2").get_text()
    assert card.find_all("table", class_="need") == []


def test_words_on_the_first_line_are_dutch(site: Site) -> None:
    shown = {
        card["id"]: words_of(card.select_one(".wijk-item-line"))
        for card in site.article("soorten").select(".wijk-item")
    }
    assert shown["AM-001"] == "AM-001 Ambitie vastgesteld"
    assert shown["AA-001"] == "AA-001 Aanvullende afspraak concept"
    assert shown["KN-001"] == "KN-001 Knelpunt geëscaleerd"
    assert shown["MO-001"] == "MO-001 Communicatiemoment gepland"
    assert shown["IN-001"] == "IN-001 Instemming onder voorbehoud"
    assert shown["RI-001"] == "RI-001 Risico gezien"


def test_headings_follow_the_place_of_an_item(site: Site) -> None:
    expected = {
        "VE-011": "h2",
        "VE-012": "h3",
        "VE-013": "h3",
        "VE-014": "h3",
        "VE-015": "h4",
        "VE-016": "h6",
    }
    cards = {id_: site.item("plaatsen", id_) for id_ in expected}
    found = {id_: card.select_one(".wijk-item-title").name for id_, card in cards.items()}
    assert found == expected


@pytest.mark.parametrize("page", PAGES)
def test_no_heading_level_is_skipped(site: Site, page: str) -> None:
    levels = [int(tag.name[1]) for tag in site.article(page).find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1
    assert all(now <= before + 1 for before, now in itertools.pairwise(levels))


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_unique(site: Site, page: str) -> None:
    ids = Counter(tag["id"] for tag in site.soup(page).find_all(id=True))
    assert [id_ for id_, number in ids.items() if number > 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_tables_are_only_those_an_author_wrote(site: Site, page: str) -> None:
    tables = site.article(page).find_all("table")
    assert len(tables) == (1 if page == "soorten" else 0)
    assert all(table.find("th") for table in tables)


def test_facts_are_a_description_list_in_words(site: Site) -> None:
    assert facts_of(site.item("soorten", "AF-003")) == {
        "Partijen": "Gemeente Voorbeeldstad, Woonstichting De Linde",
        "Gaat in op": "1 oktober 2026",
        "Budget in euro's": "5000 per jaar",
        "Bedoeld voor": "Gemeente Voorbeeldstad, Financiën, Bewoners en belangstellenden",
    }
    assert facts_of(site.item("soorten", "AM-001")) == {
        "Toetscriterium": "Geen woning heeft nog een gasaansluiting",
        "Streefjaar": "2035",
        "Eigenaar": "Gemeente Voorbeeldstad",
        "Thema's": "techniek, planning",
    }
    assert facts_of(site.item("soorten", "ST-001"))["Partijen"] == (
        "Gemeente Voorbeeldstad, het projectteam"
    )
    assert facts_of(site.item("soorten", "MO-001"))["Datum"] == "3 maart 2027"
    assert facts_of(site.item("soorten", "BE-002"))["Orgaan dat beslist"] == "Raad van Toezicht"
    assert facts_of(site.item("soorten", "IN-001"))["Voorbehoud"] == "alleen met subsidie"
    assert facts_of(site.item("soorten", "RI-001"))["Kans dat het gebeurt"] == "klein"


def test_points_of_a_mandate_are_a_list(site: Site) -> None:
    card = site.item("soorten", "MA-001")
    points = [words_of(point) for point in card.select("dl.wijk-facts dd li")]
    assert points == ["antwoorden op vragen", "afspraken tot 5.000 euro"]


def test_the_text_of_an_item_is_kept(site: Site) -> None:
    body = site.item("soorten", "AF-003").select_one(".wijk-item-body")
    assert words_of(body.p) == "De organisatie die de vraag ontvangt, antwoordt zelf."
    assert [words_of(point) for point in body.find_all("li")] == ["eerst bellen", "dan schrijven"]
    assert words_of(body.find("td")) == "gemeente"


def test_links_are_shown_by_title_in_both_directions(site: Site) -> None:
    card = site.item("soorten", "AF-003")
    assert links_of(card, ":scope > ul.wijk-links > li") == {
        "Draagt bij aan": ["Warme huizen zonder aardgas (AM-001)"],
        "Lost op": ["Wie antwoordt mij? (VR-001)", "Werkdagen of dagen? (ON-001)"],
        "Valt onder": ["Wat de gemeente regelt (MA-001)"],
        "Besloten in": ["Het college kiest de werkwijze (BE-001)"],
    }
    assert links_of(card, ".wijk-reverse li") == {
        "Wordt aangevuld door": ["De woonstichting belt eerst (AA-001)"],
        "Ingestemd in": ["De gemeente stemt in (IN-001)"],
        "Komt terug in": [
            "Te weinig mensen (KN-001)",
            "Werkdagen of dagen? (ON-001)",
            "Wie antwoordt mij? (VR-001)",
        ],
    }
    assert words_of(card.select_one(".wijk-links-label")) == "Hieraan verbonden"


def test_every_link_within_the_site_leads_somewhere(site: Site) -> None:
    ids = {page: {tag["id"] for tag in site.soup(page).find_all(id=True)} for page in PAGES}
    for page in PAGES:
        for link in site.article(page).select("a.internal"):
            path, _hash, target = link["href"].partition("#")
            name = path.removeprefix("../").removesuffix(".html") or page
            assert name in ids, f"{page}: {link}"
            assert not target or target in ids[name], f"{page}: {link}"


@pytest.mark.parametrize("id_", ["VR-021", "VR-022", "VR-023"])
def test_the_link_to_ask_survives_any_title(site: Site, id_: str) -> None:
    source = SITES / "items" / "titels.md"
    line = source.read_text("utf-8").split("\n")[line_of(source, f":id: {id_}") - 2]
    title = line.removeprefix(":::{vraag} ")
    card = site.item("titels", id_)
    assert words_of(card.find("h2")) == title
    link = card.select_one(".wijk-ask a")
    assert words_of(link) == f"Stel een vraag hierover : {id_}"
    address = urlsplit(link["href"])
    assert address.scheme == "mailto"
    assert address.fragment == ""
    assert parse_qs(address.query, strict_parsing=True) == {
        "subject": [f"Vraag over {id_}: {title} (werkversie)"],
        "body": [id_],
    }


def test_references_in_text_resolve_across_pages(site: Site) -> None:
    links = [
        (words_of(link), link["href"])
        for link in site.article("verder/verwijzingen").select("section > p a")
    ]
    title = "Bewoners krijgen binnen vijf werkdagen antwoord"
    assert links == [
        ("eigen woorden", "../soorten.html#AF-003"),
        ("Warme huizen zonder aardgas", "../soorten.html#AM-001"),
        (f"{title} (AF-003)", "../soorten.html#AF-003"),
        ("onze afspraak (AF-003)", "../soorten.html#AF-003"),
        (title, "../soorten.html#AF-003"),
        ("de afspraak", "../soorten.html#AF-003"),
        ("hetzelfde", "../soorten.html#MA-001"),
        ("hier", "#VE-031"),
    ]


def test_references_within_an_item_resolve(site: Site) -> None:
    body = site.item("verder/verwijzingen", "VE-031").select_one(".wijk-item-body")
    assert [link["href"] for link in body.find_all("a")] == [
        "../titels.html#VR-021",
        "../titels.html#VR-022",
    ]


def test_a_block_for_some_readers_says_for_whom(site: Site) -> None:
    block = site.article("plaatsen").select_one(".wijk-access")
    assert words_of(block.select_one(".wijk-access-label")) == "Alleen voor: Gemeente Voorbeeldstad"
    assert block.find(id="VE-013")


@pytest.mark.parametrize("page", PAGES)
def test_sphinx_and_wijk_make_the_same_page(
    site: Site, wijk_site: Callable[[str], Site], page: str
) -> None:
    other = wijk_site("items")
    assert other.result.code == 0, other.result.text
    assert str(other.article(page)) == str(site.article(page))


def test_wijk_leaves_no_traces_of_its_own_work(wijk_site: Callable[[str], Site]) -> None:
    files = [path for path in wijk_site("items").folder.rglob("*") if path.is_file()]
    names = {part for path in files for part in path.parts}
    assert not names & {".doctrees", ".buildinfo", "_sources", "schema_violations.json"}
    text = (wijk_site("items").folder / "soorten.html").read_text("utf-8")
    assert str(SITES) not in text
