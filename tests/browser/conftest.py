"""A real Chromium that opens a built De Lindebuurt from this machine, and nothing else."""

from __future__ import annotations

import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.tools import Site

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
    "--hide-scrollbars",
)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture(scope="session")
def address(example: Site) -> Iterator[str]:
    """Serve the example on this machine, and return its address."""
    assert example.result.code == 0, example.result.text
    handler = partial(_Silent, directory=example.folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def open_browser(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., WebDriver]:
    """Return a function that starts a Chromium with a profile of its own."""

    def start(*flags: str, logs: bool = False) -> WebDriver:
        options = webdriver.ChromeOptions()
        if logs:
            options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        options.binary_location = "/usr/bin/chromium"
        profile = tmp_path_factory.mktemp("profile")
        for flag in (*FLAGS, *flags, f"--user-data-dir={profile}", "--lang=nl"):
            options.add_argument(flag)
        return webdriver.Chrome(options, service=Service("/usr/bin/chromedriver"))

    return start


@pytest.fixture(scope="session")
def browser(open_browser: Callable[..., WebDriver]) -> Iterator[WebDriver]:
    """Return a Chromium, shared by all tests."""
    driver = open_browser()
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest) -> str:
    """Return the source of axe-core, fetched from npm once."""
    place = Path(request.config.cache.mkdir("axe"))
    source = place / "node_modules" / "axe-core" / "axe.min.js"
    if not source.is_file():
        command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", place, "axe-core@4"]
        subprocess.run(command, check=True, capture_output=True)
    return source.read_text("utf-8")
