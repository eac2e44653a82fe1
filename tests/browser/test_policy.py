"""The site behind a real nginx with the rules that we make: nothing is refused by the browser."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.publish.servers import free_port, nginx
from wijk_ext.model.wijk import Wijk
from wijk_ext.output.html.csp import make_strict
from wijk_ext.publish.access import Server, access_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.tools import Site

LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


@pytest.fixture(scope="module")
def strict(example: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve the example as the public edition, with our headers; give its address and folder."""
    folder = tmp_path_factory.mktemp("strict")
    site = folder / "openbaar" / "werkversie"
    shutil.copytree(example.folder, site)
    # inline of its own, to see that it would be noticed and that it does what it did
    page = site / "inline.html"
    page.write_text(
        '<html><head></head><body><p id="a" style="width: 123px">x</p>'
        '<script>document.getElementById("a").title = "gedaan"</script></body></html>',
        "utf-8",
    )
    shutil.copy(page, site / "ongemoeid.txt")
    make_strict(site)
    shutil.move(site / "ongemoeid.txt", site / "ongemoeid.html")
    port = free_port()
    (folder / "projectteam.htpasswd").touch()
    server = Server(root=str(folder), passwords=str(folder), listen=f"127.0.0.1:{port}")
    rules = access_rules(Wijk("De Proefbuurt", public_name="Bewoners"), "nginx", "basic", server)
    with nginx(folder / "nginx", rules, port):
        yield f"http://127.0.0.1:{port}/openbaar/werkversie", site


@pytest.fixture(scope="module")
def browser(open_browser: Callable[..., WebDriver]) -> Iterator[WebDriver]:
    driver = open_browser()
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LISTEN})
    yield driver
    driver.quit()


def refused(browser: WebDriver) -> list[str]:
    return list(browser.execute_script("return window.refused"))


def test_a_violation_would_be_seen(strict: tuple[str, Path], browser: WebDriver) -> None:
    address, _site = strict
    browser.get(f"{address}/ongemoeid.html")
    kinds = json.dumps(refused(browser))
    assert "script-src" in kinds
    assert "style-src" in kinds


def test_what_stood_inline_does_the_same(strict: tuple[str, Path], browser: WebDriver) -> None:
    address, _site = strict
    browser.get(f"{address}/inline.html")
    element = browser.find_element(By.ID, "a")
    assert element.get_attribute("title") == "gedaan"
    assert element.size["width"] == 123
    assert refused(browser) == []


def test_every_page_runs_under_the_policy(strict: tuple[str, Path], browser: WebDriver) -> None:
    address, site = strict
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    for page in pages:
        if page != "ongemoeid.html" and not page.startswith("_static/"):
            browser.get(f"{address}/{page}")
            assert refused(browser) == [], page


def test_searching_and_choosing_colours(strict: tuple[str, Path], browser: WebDriver) -> None:
    address, _site = strict
    browser.get(f"{address}/search.html?q=warmte")
    WebDriverWait(browser, 20).until(
        # the words of the Dutch catalogue, of which the rule for numbers was code made of text
        lambda driver: "Klaar met zoeken" in driver.find_element(By.ID, "search-results").text
    )
    assert browser.find_elements(By.CSS_SELECTOR, "#search-results li a")
    browser.execute_script("document.querySelector('.search-button__button').click()")
    browser.execute_script("document.querySelector('.theme-change-button[data-mode=dark]').click()")
    assert browser.execute_script("return document.documentElement.dataset.theme") == "dark"
    assert refused(browser) == []
