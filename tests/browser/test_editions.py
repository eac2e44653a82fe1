"""The menu of editions and the banner: by keyboard, from a file, narrow, and without JavaScript."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.test_accessibility import RUN_AXE, TAGS, VIEWS
from tests.browser.views import NARROW, WIDE, look, script
from tests.output.reader_root import EDITIONS, NEW_PAGE, build_reader_root
from tests.tools import words_of
from wijk_ext.output.editions.listing import listed
from wijk_ext.output.editions.root import write_reader_root

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.tools import Site

MENU = "document.querySelector('.bd-header .wijk-editions')"
BUTTON = f"{MENU}.querySelector('button')"
LINKS = f"[...{MENU}.querySelectorAll('ul a')]"
FOCUSED = "return document.activeElement"
BANNER = "document.querySelector('.wijk-edition-banner')"


@pytest.fixture(scope="session")
def root(build_once: Callable[..., Site]) -> Site:
    """Build the editions of a small document for one reader, once per run."""
    site = build_once("reader-root", build_reader_root)
    assert site.result.code == 0, site.result.text
    return site


@pytest.fixture(scope="session")
def files(root: Site) -> str:
    """Return the address of the files themselves: nothing serves them."""
    return root.folder.resolve().as_uri()


def press(browser: WebDriver, *keys: str) -> None:
    """Press keys, wherever the focus is."""
    ActionChains(browser).send_keys(*keys).perform()


def is_open(browser: WebDriver) -> bool:
    """Return whether the menu is open, and says so."""
    shown = script(browser, f"return {MENU}.querySelector('ul').checkVisibility()")
    assert script(browser, f"return {BUTTON}.ariaExpanded") == str(shown).lower()
    return shown


def test_the_menu_works_by_keyboard(browser: WebDriver, files: str) -> None:
    look(browser, files, "1.0/index.html", width=WIDE)
    assert not is_open(browser)
    script(browser, f"{BUTTON}.focus()")
    for key in (Keys.ENTER, Keys.SPACE):
        press(browser, key)
        assert is_open(browser)
        press(browser, Keys.TAB)
        assert script(browser, f"return {LINKS}.indexOf(document.activeElement)") == 0
        press(browser, Keys.ESCAPE)
        assert not is_open(browser)
        assert script(browser, f"{FOCUSED} === {BUTTON}")
    press(browser, Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP)
    assert script(browser, f"return {LINKS}.indexOf(document.activeElement)") == 1
    press(browser, Keys.END, Keys.TAB)
    assert not is_open(browser)
    script(browser, f"{BUTTON}.click()")
    assert is_open(browser)
    script(browser, "document.querySelector('h1').click()")
    assert not is_open(browser)


def test_the_menu_leads_to_the_same_page_where_there_is_one(browser: WebDriver, files: str) -> None:
    hrefs = f"return {LINKS}.map((one) => one.href)"
    newest = [edition.name for edition in reversed(EDITIONS)]
    for page, inside in ((f"1.1/{NEW_PAGE}", True), (NEW_PAGE, True), ("1.0/afspraken", False)):
        look(browser, files, f"{page}.html", width=WIDE)
        name = NEW_PAGE if inside else "afspraken"
        expected = [f"{files}/{edition}/{name}.html" for edition in newest]
        if inside:
            expected[-1] = f"{files}/1.0/index.html"
        assert script(browser, hrefs) == [*expected, f"{files}/edities.html"]
        current = f"return {LINKS}.filter((one) => one.ariaCurrent).map((one) => one.href)"
        own = "1.1" if inside else "1.0"
        assert script(browser, current) == [f"{files}/{own}/{name}.html"]


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("1.0/afspraken.html", "1.1/afspraken.html"),
        ("1.1/afspraken.html", ""),
        ("afspraken.html", ""),
        (f"1.2/{NEW_PAGE}.html", f"1.1/{NEW_PAGE}.html"),
        ("werkversie/index.html", "1.1/index.html"),
    ],
)
def test_the_banner_leads_to_the_latest_adopted_edition(
    browser: WebDriver, files: str, page: str, link: str
) -> None:
    look(browser, files, page, width=WIDE)
    assert script(browser, f"return {BANNER}.checkVisibility()") == bool(link)
    links = f"return [...{BANNER}.querySelectorAll('a')].map((one) => one.href)"
    assert script(browser, links) == ([f"{files}/{link}"] if link else [])


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("page", ["1.0/index.html", "werkversie/afspraken.html", "edities.html"])
def test_all_of_it_is_accessible_and_fits(
    browser: WebDriver, files: str, axe: str, page: str, view: tuple[int, str]
) -> None:
    width, mode = view
    if page == "edities.html":  # it follows the system, and stores no choice
        look(browser, files, "index.html", width=width, mode=mode)
        browser.get(f"{files}/{page}")
    else:
        look(browser, files, page, width=width, mode=mode)
        if width == NARROW:
            script(browser, "document.querySelector('.primary-toggle').click()")
            around = "dialog .wijk-editions"
        else:
            around = ".bd-header .wijk-editions"
        script(browser, "document.querySelector(arguments[0] + ' button').click()", around)
        fits = (
            "const box = document.querySelector(arguments[0] + ' ul').getBoundingClientRect();"
            "return box.width > 100 && box.left >= 0 && box.right <= window.innerWidth"
        )
        assert script(browser, fits, around)
    assert script(browser, "return document.documentElement.scrollWidth") <= width
    script(browser, axe)
    assert browser.execute_async_script(RUN_AXE, TAGS) == []


def test_nothing_needs_a_script_or_style_in_the_page(browser: WebDriver, root: Site) -> None:
    """What a strict content security policy forbids is in none of our parts."""
    for page in ("1.0/index", "index", "edities"):
        soup = root.soup(page)
        ours = soup.select('[class^="wijk-edition"], [class^="wijk-edition"] *')
        assert all(not {"style", "onclick"} & one.attrs.keys() for one in ours)
        assert all(one.get("src") for one in soup.select("script") if "wijkEditions" in one.text)
    code = (root.folder / "1.0/_static/wijk-editions.js").read_text("utf-8")
    assert not any(word in code for word in ("innerHTML", "fetch(", "eval(", ".style"))


def test_without_javascript_there_is_a_link_to_the_list(
    open_browser: Callable[..., WebDriver], files: str, root: Site
) -> None:
    driver = open_browser("--blink-settings=scriptEnabled=false")
    try:
        driver.set_window_size(NARROW, 900)
        driver.get(f"{files}/1.2/index.html")
        assert driver.find_element("css selector", ".wijk-footer a").is_displayed()
        driver.set_window_size(WIDE, 900)
        link = driver.find_element("css selector", ".bd-header .wijk-editions a")
        assert link.is_displayed()
        banner = driver.find_element("css selector", ".wijk-edition-banner")
        assert banner.is_displayed()
        assert words_of(root.soup("1.2/index").select_one(".wijk-edition-banner")) == banner.text
        link.click()
        assert driver.current_url == f"{files}/edities.html"
        driver.find_element("link text", driver.find_element("tag name", "h2").text).click()
        assert driver.current_url == f"{files}/werkversie/index.html"
    finally:
        driver.quit()


def test_one_edition_alone_has_no_menu(browser: WebDriver, root: Site, tmp_path: Path) -> None:
    place = tmp_path / "lezer"
    shutil.copytree(root.folder / "1.0", place / "1.0")
    alone = [listed(place, EDITIONS[0])]
    write_reader_root(place, alone, document="De Linde", reader="", record=tmp_path / "wortel")
    for page in ("1.0/index.html", "index.html"):
        look(browser, place.as_uri(), page, width=WIDE)
        assert script(browser, f"return [...{MENU}.children].map((one) => one.href)") == [
            f"{place.as_uri()}/edities.html"
        ]
