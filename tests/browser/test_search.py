"""Search speaks Dutch, and counts what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

SECONDS = 20


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("garantie", "pagina's gevonden."),
        ("xylofoonbouwer", "Uw zoekopdracht leverde geen resultaten op."),
    ],
)
def test_search_says_what_it_found(browser: WebDriver, address: str, word: str, says: str) -> None:
    browser.get(f"{address}/search.html?q={word}")
    results = browser.find_element(By.ID, "search-results")
    WebDriverWait(browser, SECONDS).until(lambda _browser: says in results.text)
    assert results.text.startswith("Zoekresultaten")
