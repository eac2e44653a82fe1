"""No page breaks a rule of WCAG 2.2 that a program can check, in any view."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.browser.views import MODES, NARROW, PAGES, WIDE, look, script

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
VIEWS = [(width, mode) for width in (WIDE, NARROW) for mode in MODES]
RUN_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: "tag", values: arguments[0]}, resultTypes: ["violations"]})
  .then((found) => done(found.violations.map((one) => [one.id, one.nodes.map((node) =>
    [node.target.join(" "), node.failureSummary.replace(/\\s+/g, " ")])])));
"""


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(
    browser: WebDriver, address: str, axe: str, page: str, view: tuple[int, str]
) -> None:
    width, mode = view
    look(browser, address, PAGES[page], width=width, mode=mode)
    script(browser, axe)
    violations = [
        f"{rule}: {selector}: {why}"
        for rule, nodes in browser.execute_async_script(RUN_AXE, TAGS)
        for selector, why in nodes
    ]
    assert violations == []


@pytest.mark.parametrize("page", PAGES)
def test_headings_make_an_outline(browser: WebDriver, address: str, page: str) -> None:
    look(browser, address, PAGES[page], width=WIDE)
    levels = script(
        browser,
        "return [...document.querySelectorAll('main h1, main h2, main h3, main h4, main h5')]"
        ".filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))",
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(now <= before + 1 for before, now in itertools.pairwise(levels))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [NARROW, 320])
def test_a_narrow_page_never_scrolls_sideways(
    browser: WebDriver, address: str, page: str, width: int
) -> None:
    look(browser, address, PAGES[page], width=width)
    wide = script(
        browser,
        "return [document.documentElement.scrollWidth, window.innerWidth,"
        "[...document.querySelectorAll('main *')].filter((one) =>"
        " one.getBoundingClientRect().right > window.innerWidth + 1)"
        ".slice(0, 3).map((one) => one.outerHTML.slice(0, 120))]",
    )
    assert wide[0] <= wide[1], wide[2]
    assert wide[1] == width


@pytest.mark.parametrize("page", PAGES)
def test_tables_of_a_narrow_page_are_stacked(browser: WebDriver, address: str, page: str) -> None:
    look(browser, address, PAGES[page], width=NARROW)
    inner = script(
        browser,
        "return [...document.querySelectorAll('main article table')].filter((one) =>"
        " one.scrollWidth > one.parentElement.clientWidth + 1)"
        ".map((one) => one.outerHTML.slice(0, 99))",
    )
    assert inner == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_asked_of_another_host(browser: WebDriver, address: str, page: str) -> None:
    look(browser, address, PAGES[page], width=WIDE)
    asked = script(
        browser, "return performance.getEntriesByType('resource').map((entry) => entry.name)"
    )
    assert asked
    assert [name for name in asked if not name.startswith((address, "data:"))] == []
    named = script(
        browser,
        "return [...document.querySelectorAll('[src], link[href]')]"
        ".map((one) => one.src || one.href).filter((name) => !name.startsWith('data:'))",
    )
    assert [name for name in named if not name.startswith(address)] == []
