"""What a reader meets at the root: the script, the list, and addresses that lead somewhere."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.output.reader_root import EDITIONS, NEW_PAGE, build_reader_root
from wijk_ext.model.edition import Edition
from wijk_ext.output.editions.listing import Listed, script

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tools import Site

DAY = date(2027, 3, 3)

names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@given(st.lists(st.frozensets(names, max_size=6), min_size=1, max_size=4))
def test_the_script_holds_the_pages_and_can_stand_anywhere(sites: list[frozenset[str]]) -> None:
    extra = "</script><!--\u2028x"
    editions = [
        Listed(Edition(f"1.{number}", DAY), {f"p{name}.html": "" for name in (*site, extra)})
        for number, site in enumerate(sites)
    ]
    text = script(editions)
    assert text.isascii()
    assert "<" not in text
    data = json.loads(re.fullmatch(r"window\.wijkEditions = (.*);\n", text)[1])
    assert [one["name"] for one in data["editions"]] == [f"1.{n}" for n in range(len(sites))][::-1]
    assert data["latest"] == f"1.{len(sites) - 1}"
    for one, site in zip(reversed(data["editions"]), sites, strict=True):
        assert "pages" not in one
        pages = {name for place, name in enumerate(data["pages"]) if place not in one["lacks"]}
        assert pages == {f"p{name}" for name in (*site, extra)}


@pytest.fixture(scope="session")
def reader_root(build_once: Callable[..., Site]) -> Site:
    """Build the editions of a small document for one reader, once per run."""
    site = build_once("reader-root", build_reader_root)
    assert site.result.code == 0, site.result.text
    return site


def test_every_address_leads_to_a_file_of_this_reader(reader_root: Site) -> None:
    place, seen = reader_root.folder, 0
    # among its static files the theme has templates that look like pages
    for file in (one for one in sorted(place.rglob("*.html")) if "_static" not in one.parts):
        for tag in BeautifulSoup(file.read_text("utf-8"), "html.parser").select("[href], [src]"):
            address = urlsplit(tag.get("href") or tag.get("src"))
            if address.scheme or address.netloc or not address.path:
                continue
            target = (file.parent / unquote(address.path)).resolve()
            assert target.is_relative_to(place.resolve()), f"{file}: {address.path}"
            assert target.is_file(), f"{file}: {address.path}"
            seen += 1
    assert seen > 500
    for address in re.findall(r'url\("(.*?)"\)', (place / "edities.css").read_text("utf-8")):
        assert (place / address).is_file()


def test_the_list_names_every_edition_newest_first(reader_root: Site) -> None:
    page = reader_root.soup("edities")
    titles = [heading.get_text() for heading in page.find_all("h2")]
    assert len(titles) == len(EDITIONS)
    assert [time["datetime"] for time in page.find_all("time")] == [
        edition.date.isoformat() for edition in reversed(EDITIONS)
    ]
    assert page.find("li", class_="latest").a["href"] == "1.1/index.html"
    assert page.html["lang"] == "nl"
    assert not page.select("script, style, [style]")


def test_pages_say_what_their_edition_is_worth(reader_root: Site) -> None:
    banners = {
        edition.name: reader_root.soup(f"{edition.name}/{NEW_PAGE}").select_one(
            ".wijk-edition-banner"
        )
        for edition in EDITIONS[1:]
    }
    assert banners["1.1"].has_attr("hidden")
    assert "1.2" in banners["1.2"].get_text()
    assert banners["werkversie"].get_text()
    own = reader_root.soup(f"1.2/{NEW_PAGE}").select_one(".bd-header .wijk-editions a")
    assert own["href"] == "../../edities.html"
    for name in ("index", "1.0/index", "1.0/search"):
        page = reader_root.soup(name)
        assert len(page.select('script[src$="edities.js"][defer]')) == 1
        assert all(not one.has_attr("style") for one in page.select('[class^="wijk-edition"]'))


def test_a_plain_build_knows_nothing_of_editions(sphinx_site: Callable[[str], Site]) -> None:
    site = sphinx_site("klein")
    for file in site.folder.rglob("*.html"):
        assert not re.search(r"edities|wijk-edition[s-]", file.read_text("utf-8")), file
