"""The live preview in a real browser: it follows the writer, tells of errors, changes readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.test_accessibility import RUN_AXE, TAGS, VIEWS
from tests.browser.views import WIDE, look, script, wait_for
from tests.output.preview.running import serving
from tests.tools import SITES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.output.preview.running import Preview

BAR = "document.querySelector('.wijk-preview')"
PAGE = "gemeente/werkversie/afspraken.html"
WHOLE = (SITES / "klein" / "afspraken.md").read_text("utf-8")
BROKEN = WHOLE + "\n" + "".join(f":::{{alleen-voor}} niemand-{n}\nx\n:::\n\n" for n in range(30))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that runs, for the municipality."""
    place = tmp_path_factory.mktemp("voorbeeld")
    source = place / "klein"
    source.mkdir()
    for path in (SITES / "klein").iterdir():
        (source / path.name).write_bytes(path.read_bytes())
    with serving(source, "--reader", "gemeente") as running:
        running.ready("gemeente")
        yield running


@pytest.fixture
def address(preview: Preview) -> str:
    """The address of the preview, with the page whole and shown."""
    preview.write("afspraken.md", WHOLE)
    preview.until("gemeente", "afspraken", lambda one: b"<details class" not in one.content)
    return f"http://127.0.0.1:{preview.port}"


def shows(text: str) -> str:
    """Return JavaScript that says whether the page shows a text."""
    return f"return document.body.innerText.includes({text!r})"


def test_a_page_follows_its_writer(browser: WebDriver, preview: Preview, address: str) -> None:
    look(browser, address, PAGE, width=WIDE)
    script(browser, "window.scrollTo(0, 300)")
    before = script(browser, "return window.scrollY")
    assert before > 0
    preview.write("afspraken.md", f"{WHOLE}\nDeze zin is nieuw.\n")
    wait_for(browser, shows("Deze zin is nieuw."))
    wait_for(browser, f"return Math.abs(window.scrollY - {before}) < 3")
    preview.write("afspraken.md", BROKEN)
    wait_for(browser, shows("er is geen lezer “niemand-0”."))
    assert script(browser, shows("Deze zin is nieuw."))
    preview.write("afspraken.md", f"{WHOLE}\nEn verbeterd.\n")
    wait_for(browser, shows("En verbeterd."))
    wait_for(browser, f"return !{BAR}.querySelector('details')")


def test_the_reader_is_chosen_by_keyboard(browser: WebDriver, address: str) -> None:
    look(browser, address, PAGE, width=WIDE)
    assert script(browser, shows("Dit leest alleen de gemeente."))
    script(browser, f"{BAR}.querySelector('select').focus()")
    ActionChains(browser).send_keys("Woon", Keys.TAB, Keys.ENTER).perform()
    wait_for(browser, "return location.pathname === '/corporatie/werkversie/afspraken.html'", 30)
    # the first time, a page says so until the site is there
    wait_for(browser, shows("Bewoners krijgen binnen vijf werkdagen antwoord"), 30)
    assert not script(browser, shows("Dit leest alleen de gemeente."))
    assert script(browser, f"return {BAR}.querySelector('select').value") == "corporatie"


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_bar_and_messages_are_accessible_and_fit(
    browser: WebDriver, preview: Preview, address: str, axe: str, view: tuple[int, str]
) -> None:
    width, mode = view
    look(browser, address, PAGE, width=width, mode=mode)
    assert_good(browser, axe, width)
    covered = (
        "const last = [...document.querySelectorAll('.bd-footer *')].pop();"
        "window.scrollTo(0, document.body.scrollHeight);"
        f"return last.getBoundingClientRect().bottom > {BAR}.getBoundingClientRect().top + 1"
    )
    assert not script(browser, covered)
    preview.write("afspraken.md", BROKEN)
    wait_for(browser, shows("30 fouten"))
    assert_good(browser, axe, width)
    high = f"return {BAR}.getBoundingClientRect().height / window.innerHeight"
    assert script(browser, high) < 0.6
    # a list that is longer than its place can be read by keyboard
    script(browser, f"{BAR}.querySelector('summary').focus()")
    ActionChains(browser).send_keys(Keys.TAB, Keys.END).perform()
    wait_for(browser, f"return {BAR}.querySelector('.wijk-preview-scroll').scrollTop > 50")
    back = ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT)
    back.send_keys(Keys.ENTER).perform()
    assert script(browser, f"return !{BAR}.querySelector('details').open")
    # a reader for whom nothing could be made yet, and a page that is not there
    for page, text in (
        ("gemeente.raad/werkversie/index.html", "30 fouten"),
        ("gemeente/werkversie/geen.html", "hoort niet bij"),
    ):
        browser.get(f"{address}/{page}")
        wait_for(browser, shows(text), 30)
        assert_good(browser, axe, width)


def assert_good(browser: WebDriver, axe: str, width: int) -> None:
    """Check that nothing sticks out and axe finds nothing."""
    assert script(browser, "return document.documentElement.scrollWidth") <= width
    assert script(browser, "return document.querySelectorAll('h1').length") == 1
    script(browser, axe)
    assert browser.execute_async_script(RUN_AXE, TAGS) == []
