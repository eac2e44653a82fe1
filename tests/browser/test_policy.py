"""A publication behind a real nginx with the rules that we make: the browser refuses nothing.

De Lindebuurt with two editions and a page of all that pages can hold, built, published, and read
by two readers who log in as in real life.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.views import WIDE, look, script, wait_for
from tests.publish.requests import PASSWORD
from tests.publish.servers import free_port, nginx
from tests.repository import Repository
from tests.tools import EXAMPLE
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.output.html.csp import FOLDER
from wijk_ext.publish.access import access_rules
from wijk_ext.publish.server import Server
from wijk_ext.publish.targets import publish
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver.chrome.webdriver import WebDriver

OWN = "corporatie"
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
NOT_WRONG = ("[PST]", "favicon.ico", "Got invalid theme mode")
"""What the theme tells in the console of its doings, and what browsers ask for by themselves."""


@dataclass(frozen=True)
class Served:
    """A publication on a server."""

    port: int
    site: Path
    """The folder with the folders of the readers."""

    def address(self, reader: str, user: str = "") -> str:
        """Return the address of a reader's folder, for a user who logs in."""
        who = f"{user}:{PASSWORD}@" if user else ""
        return f"http://{who}127.0.0.1:{self.port}/{reader}"

    def pages(self, reader: str) -> list[str]:
        """Return the pages of a reader, those that belong to the theme left out."""
        place = self.site / reader
        found = (path.relative_to(place).as_posix() for path in place.rglob("*.html"))
        return sorted(path for path in found if "_static/" not in path)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("policy")
    repository = Repository.at(folder / "bron")
    shutil.copytree(EXAMPLE, repository.source)
    page = Path(__file__).with_name("alles.md").read_text("utf-8")
    conf = (repository.source / "conf.py").read_text("utf-8")
    conf += '\nmyst_enable_extensions = ["colon_fence", "dollarmath", "deflist", "attrs_inline"]\n'
    repository.release("1.0", {"alles.md": page, "conf.py": conf})
    costs = repository.source / "afspraken" / "kosten.md"
    changed = costs.read_text("utf-8").replace(
        "hooguit € 3.500, inclusief", "nooit meer dan € 3.400, inclusief"
    )
    assert "€ 3.400" in changed
    repository.release("1.1", {"afspraken/kosten.md": changed}, day="2026-02-01")
    readers = ("--reader", OWN, "--reader", "openbaar")
    built = repository.wijk("build", *readers, "--edition", "all", "-o", folder / "uit", "-j", "2")
    assert built.code == 0, built.text
    publish(folder / "uit", str(folder / "web"))
    wijk, _problems = read_settings(repository.source)
    assert wijk is not None
    for name in (OWN, PROJECT_TEAM):
        (folder / f"{name}.htpasswd").write_text(f"{OWN}:{{PLAIN}}{PASSWORD}\n", "utf-8")
    port, root = free_port(), folder / "web" / "current"
    server = Server(root=str(root), passwords=str(folder), listen=f"127.0.0.1:{port}")
    with nginx(folder / "nginx", access_rules(wijk, "nginx", "basic", server), port):
        yield Served(port, root)


@pytest.fixture(scope="module")
def browser(open_browser: Callable[..., WebDriver], served: Served) -> Iterator[WebDriver]:
    """Return a browser that tells what it refuses, and that has logged in."""
    driver = open_browser(logs=True)
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LISTEN})
    driver.get(f"{served.address(OWN, OWN)}/edities.html")
    yield driver
    driver.quit()


def wrong(browser: WebDriver) -> list[str]:
    """Return what was refused, missing or thrown since the last time."""
    said = (entry["message"] for entry in browser.get_log("browser"))
    noted = [text for text in said if not any(part in text for part in NOT_WRONG)]
    return [*script(browser, "return window.refused"), *noted]


def test_a_violation_would_be_seen(served: Served, browser: WebDriver) -> None:
    page = f"{served.address(OWN)}/edities.html"
    for inside in ("<p style='color: red'>", "<img src='https://elders.example/a.png'>"):
        browser.get(page)
        assert wrong(browser) == []
        script(browser, f"document.body.innerHTML = `{inside}`")
        wait_for(browser, "return window.refused.length > 0")
        assert wrong(browser)


@pytest.mark.parametrize("reader", [OWN, "openbaar"])
def test_every_page_runs_under_the_policy(served: Served, browser: WebDriver, reader: str) -> None:
    pages = served.pages(reader)
    assert "edities.html" in pages
    assert {page.partition("/")[0] for page in pages} >= {"1.0", "1.1", "werkversie", "index.html"}
    for page in pages:
        if page.startswith("1.0/") and "alles" not in page:
            continue  # as those of the next edition
        browser.get(f"{served.address(reader)}/{page}")
        assert wrong(browser) == [], page


def test_what_authors_write_in_html_does_the_same(served: Served, browser: WebDriver) -> None:
    browser.get(f"{served.address(OWN)}/werkversie/alles.html")
    box = browser.find_element(By.ID, "hoog")
    assert (box.size["height"], box.get_attribute("title")) == (123, "gedaan")
    assert list((served.site / OWN / "werkversie" / FOLDER).glob("*.css"))
    pictures = script(
        browser, "return [...document.images].map((one) => one.complete && one.naturalWidth > 0)"
    )
    assert pictures
    assert all(pictures)
    assert browser.find_element(By.CSS_SELECTOR, "div.math math").size["height"] > 20


def test_tabs_dropdowns_and_tables(served: Served, browser: WebDriver) -> None:
    look(browser, f"{served.address(OWN)}/werkversie", "alles.html", width=WIDE)
    wait_for(browser, "return !!document.querySelector('.needstable-controls, input[type=search]')")
    tab = browser.find_element(By.CSS_SELECTOR, ".sd-tab-label:nth-of-type(2)")
    script(browser, "arguments[0].click()", tab)
    hidden = browser.find_element(By.XPATH, "//p[text()='Wat verborgen was.']")
    assert not hidden.is_displayed()
    script(browser, "document.querySelector('details.sd-dropdown summary').click()")
    WebDriverWait(browser, 10).until(lambda _driver: hidden.is_displayed())
    assert browser.find_element(By.XPATH, "//p[text()='Tweede blad.']").is_displayed()
    assert wrong(browser) == []


def test_choosing_colours_searching_and_an_older_edition(
    served: Served, browser: WebDriver
) -> None:
    address = served.address(OWN)
    look(browser, f"{address}/werkversie", "search.html?q=warmte", width=WIDE)
    wait_for(
        # the words of the Dutch catalogue, of which the rule for numbers was code made of text
        browser,
        "return document.getElementById('search-results').innerText.includes('Klaar met zoeken')",
    )
    script(browser, "document.querySelector('.search-button__button').click()")
    script(browser, "document.querySelector('.theme-change-button[data-mode=dark]').click()")
    assert script(browser, "return document.documentElement.dataset.theme") == "dark"
    browser.get(f"{address}/werkversie/afspraken/kosten.html")
    assert script(browser, "return document.documentElement.dataset.theme") == "dark"
    history = browser.find_element(By.CSS_SELECTOR, ".wijk-item details")
    script(browser, "arguments[0].querySelector('summary').click()", history)
    assert history.get_attribute("open")
    menu = browser.find_element(By.CSS_SELECTOR, ".bd-header .wijk-editions")
    menu.find_element(By.TAG_NAME, "button").click()
    menu.find_element(By.PARTIAL_LINK_TEXT, "1.0").click()
    wait_for(browser, "return location.pathname.includes('/1.0/afspraken/kosten.html')")
    script(browser, "localStorage.clear()")
    assert wrong(browser) == []
