"""Ways to look at a page: how wide, how dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

PAGES = {
    "front page": "index.html",
    "tabs": "verhaal/de-huizen.html",
    "dropdowns": "verhaal/hoe-een-warmtenet-werkt.html",
    "grid": "verhaal/index.html",
    "items": "afspraken/kosten.html",
    "mandates": "samenwerking/mandaten.html",
    "signals": "open-punten/terugkerend.html",
    "reach": "proces/interne-organisaties.html",
    "decisions": "communicatie/besluiten.html",
    "overview": "afspraken/overzicht.html",
    "open points": "open-punten/index.html",
    "matrix": "ambities/traceermatrix.html",
    "table of an author": "ambities/meten.html",
    "glossary": "begrippen.html",
    "search": "search.html?q=warmtenet",
}
WIDE, NARROW = 1280, 360
MODES = ("light", "dark")


def look(browser: WebDriver, address: str, page: str, *, width: int, mode: str = "light") -> None:
    """Open a page in a window of this width, in light or dark."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    features = [{"name": "prefers-color-scheme", "value": mode}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(f"{address}/{page}")
    assert script(browser, "return document.documentElement.dataset.theme") == mode
    if page.startswith("search"):
        wait_for(browser, "return document.querySelectorAll('#search-results li').length > 0")


def script(browser: WebDriver, code: str, *arguments: Any) -> Any:
    """Run JavaScript in the page."""
    return browser.execute_script(code, *arguments)


def wait_for(browser: WebDriver, condition: str, seconds: float = 10) -> None:
    """Wait until JavaScript says true."""
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, seconds).until(lambda driver: driver.execute_script(condition))
