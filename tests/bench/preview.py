"""How long after an edit a page of the live preview shows it, in seconds by the clock.

Unlike the other figures these depend on what else the machine does.
"""

from __future__ import annotations

import re
import shutil
import time
from statistics import median
from typing import TYPE_CHECKING, Final

from tests.output.preview.running import serving
from tests.tools import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.output.preview.running import Preview

READERS: Final = ("projectteam", "gemeente")
RUNS: Final = 3
PAGE: Final = "afspraken/kosten"
OTHER: Final = "verhaal/de-huizen"


def measured(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield what was edited in a copy of docs/wijk, and the seconds until the page shows it."""
    for reader in READERS:
        source = folder / f"preview-{reader}"
        shutil.copytree(EXAMPLE, source)
        with serving(source, "--reader", reader) as preview, preview.listening(reader) as heard:
            preview.ready(reader, PAGE)
            for name, seconds in _edits(preview, reader, heard).items():
                yield f"{reader}: {name}", median(seconds)


def _edits(preview: Preview, reader: str, heard: list[dict[str, str]]) -> dict[str, list[float]]:
    text, other, settings = (
        (preview.source / name).read_text("utf-8")
        for name in (f"{PAGE}.md", f"{OTHER}.md", "wijk.toml")
    )
    found: dict[str, list[float]] = {}
    for run in range(RUNS):
        mark = f"proefwoord{run}"
        edits = {
            "a sentence": (f"{PAGE}.md", f"{text}\n{mark} een.\n", f"{mark} een"),
            "the status of an item": (
                f"{PAGE}.md",
                re.sub(r":status: .*", ":status: vervallen", text, count=1) + f"\n{mark} twee.\n",
                f"{mark} twee",
            ),
            "the title of a page": (
                f"{OTHER}.md",
                re.sub("^# .*", f"# Titel {mark}", other, count=1, flags=re.MULTILINE),
                f"Titel {mark}",
            ),
            "a page that comes": (
                f"nieuw{run}.md",
                f"---\norphan: true\n---\n# Nieuw\n\n{mark} drie.\n",
                f"{mark} drie",
            ),
            "wijk.toml": (
                "wijk.toml",
                re.sub('naam = ".*"', f'naam = "De {mark}"', settings, count=1),
                f"De {mark}",
            ),
        }
        for name, (file, content, shown) in edits.items():
            page = PAGE if file == "wijk.toml" else file.removesuffix(".md")
            seconds = _seconds(preview, reader, heard, (file, content, page, shown))
            found.setdefault(name, []).append(seconds)
    return found


def _seconds(
    preview: Preview, reader: str, heard: list[dict[str, str]], edit: tuple[str, str, str, str]
) -> float:
    """Make an edit; return the seconds until the bar has heard of it and the page shows it."""
    file, content, page, shown = edit
    version, start = heard[-1]["version"], time.monotonic()
    preview.write(file, content)
    while heard[-1]["version"] == version:
        time.sleep(0.01)
    preview.until(reader.replace("/", "."), page, shown)
    seconds = time.monotonic() - start
    time.sleep(0.5)  # let what is still told of this edit arrive
    return seconds
