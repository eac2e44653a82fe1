"""Tables sort and filter by keyboard alone, and are complete without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.views import NARROW, WIDE, look, script
from tests.tools import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.tools import Site

PAGE = "open-punten/index"
TABLE = "document.querySelector('table[data-filter]')"


def column(browser: WebDriver, heading: str, what: str) -> list[str]:
    """Return something of each cell that is shown in a column."""
    return script(
        browser,
        f"const table = {TABLE};"
        "const index = [...table.tHead.rows[0].cells]"
        ".findIndex((one) => one.textContent.trim() === arguments[0]);"
        "return [...table.tBodies[0].rows].filter((row) => row.checkVisibility())"
        f".map((row) => row.cells[index]{what})",
        heading,
    )


def tab_to(browser: WebDriver, condition: str) -> None:
    """Press Tab until the focus is where a condition on ``here`` holds."""
    for _number in range(200):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        if script(browser, f"const here = document.activeElement; return Boolean({condition})"):
            return
    raise AssertionError(f"Tab never reaches {condition}")


def press(browser: WebDriver, *keys: str) -> None:
    """Press keys, wherever the focus is."""
    ActionChains(browser).send_keys(*keys).perform()


def heading_of(browser: WebDriver) -> dict[str, str]:
    """Return ``aria-sort`` of the headings that have it."""
    return script(
        browser,
        f"return Object.fromEntries([...{TABLE}.tHead.rows[0].cells]"
        ".filter((one) => one.ariaSort).map((one) => [one.textContent.trim(), one.ariaSort]))",
    )


@pytest.fixture
def table(browser: WebDriver, address: str) -> WebDriver:
    look(browser, address, f"{PAGE}.html", width=WIDE)
    return browser


def test_sorting_by_keyboard(table: WebDriver) -> None:
    before = column(table, "Titel", ".textContent.trim()")
    assert heading_of(table) == {}
    tab_to(table, "here.matches('th button') && here.textContent === 'Nummer'")
    press(table, Keys.ENTER)
    ids = column(table, "Nummer", ".textContent.trim()")
    assert ids == sorted(ids)
    assert heading_of(table) == {"Nummer": "ascending"}
    press(table, Keys.SPACE)
    assert column(table, "Nummer", ".textContent.trim()") == sorted(ids, reverse=True)
    assert heading_of(table) == {"Nummer": "descending"}
    press(table, Keys.TAB, Keys.ENTER)
    assert heading_of(table) == {"Titel": "ascending"}
    assert sorted(column(table, "Titel", ".textContent.trim()")) == sorted(before)
    assert script(table, "return document.activeElement.textContent") == "Titel"


def test_dates_sort_by_their_moment_and_empty_cells_come_last(table: WebDriver) -> None:
    moments = "?.querySelector('time')?.dateTime ?? ''"
    for expected_down in (False, True):
        script(table, f"[...{TABLE}.querySelectorAll('th button')].at(-1).click()")
        found = column(table, "Uiterlijk", moments)
        filled = [moment for moment in found if moment]
        assert len(set(filled)) > 2
        assert filled == sorted(filled, reverse=expected_down)
        assert found == filled + [""] * (len(found) - len(filled))


def test_filtering_by_keyboard(table: WebDriver) -> None:
    everything = column(table, "Titel", ".textContent")
    tab_to(table, "here.matches('.wijk-table-tools input')")
    label = script(table, "return document.activeElement.labels[0].textContent")
    assert label == "Zoek in deze tabel"
    word = script(table, f"return {TABLE}.tBodies[0].rows[1].cells[0].textContent.trim()")
    press(table, word.lower())
    shown = column(table, "Nummer", ".textContent.trim()")
    assert shown == [word]
    count = "return document.querySelector('.wijk-table-tools output').textContent"
    assert script(table, count) == f"1 van {len(everything)} rijen"
    press(table, *[Keys.BACKSPACE] * len(word))
    assert column(table, "Titel", ".textContent") == everything
    assert script(table, count) == ""
    press(table, "bestaat niet")
    assert column(table, "Titel", ".textContent") == []
    assert script(table, count) == f"0 van {len(everything)} rijen"


def test_the_focus_can_be_seen(table: WebDriver) -> None:
    for condition in ("here.matches('th button')", "here.matches('td a')"):
        script(table, "document.activeElement.blur()")
        tab_to(table, condition)
        style = script(
            table,
            "const style = getComputedStyle(document.activeElement);"
            "return [style.outlineStyle, parseFloat(style.outlineWidth), style.boxShadow]",
        )
        assert (style[0] != "none" and style[1] >= 2) or style[2] != "none"


def test_a_stacked_row_names_its_cells(browser: WebDriver, address: str) -> None:
    look(browser, address, f"{PAGE}.html", width=NARROW)
    labels = script(
        browser,
        f"return [...{TABLE}.tBodies[0].rows[0].cells]"
        ".map((one) => [one.dataset.label, getComputedStyle(one, '::before').content])",
    )
    assert len(labels) > 3
    assert all(f'"{label}"' == shown or label in shown for label, shown in labels)


def test_sorting_still_works_when_stacked(browser: WebDriver, address: str) -> None:
    look(browser, address, f"{PAGE}.html", width=NARROW)
    tab_to(browser, "here.matches('th button') && here.textContent === 'Nummer'")
    press(browser, Keys.ENTER)
    ids = column(browser, "Nummer", ".textContent.trim()")
    assert ids == sorted(ids)
    assert script(
        browser,
        "const box = document.activeElement.getBoundingClientRect();"
        "return box.width >= 24 && box.height >= 24",
    )


def test_without_javascript_tables_are_complete(
    open_browser: Callable[..., WebDriver], address: str, example: Site
) -> None:
    driver = open_browser("--blink-settings=scriptEnabled=false")
    try:
        for page in (PAGE, "ambities/traceermatrix", "afspraken/overzicht"):
            driver.get(f"{address}/{page}.html")
            shown = [
                [" ".join(cell.text.split()) for cell in row.find_elements("css selector", "td")]
                for row in driver.find_elements("css selector", "article tbody tr")
                if row.is_displayed()
            ]
            rows = example.article(page).select("tbody tr")
            assert len(shown) == len(rows) > 0
            for texts, row in zip(shown, rows, strict=True):
                assert all(texts)
                assert words_of(row.td).split()[0] in texts[0]
            assert driver.find_elements("css selector", "th button") == []
    finally:
        driver.quit()
