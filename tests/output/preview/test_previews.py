"""Which preview is built when, and who hears of it."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from wijk_ext.output.preview.built import Built, Remark
from wijk_ext.output.preview.pages import Looking, with_bar
from wijk_ext.output.preview.previews import Previews

if TYPE_CHECKING:
    from collections.abc import Callable

READERS = {"projectteam": "", "gemeente": "Gemeente", "corporatie": "<b>De Linde</b>"}


class Builder:
    """Builds nothing, and waits for a sign where it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self, reader: str, tell: Callable[[str], None]) -> Built:
        self.asked.append(reader)
        tell("bezig")
        assert self.go_on.wait(10)
        return Built(site=f"{reader} {len(self.asked)}", readers=tuple(READERS.items()))


async def settled(previews: Previews, reader: str) -> None:
    """Wait until the preview for a reader is as new as the sources."""
    async with asyncio.timeout(10):
        while not previews.words(reader).startswith("Bijgewerkt"):
            await asyncio.sleep(0.005)


def test_only_what_is_looked_at_is_built() -> None:
    async def scenario() -> None:
        build = Builder()
        previews = Previews(build, "projectteam", READERS, "nl")
        working = asyncio.create_task(previews.keep_up())
        await settled(previews, "projectteam")
        previews.ask("gemeente")
        await settled(previews, "gemeente")
        assert build.asked == ["projectteam", "gemeente"]
        previews.changed()
        await settled(previews, "gemeente")
        assert build.asked[2:] == ["gemeente"]
        assert not previews.words("projectteam").startswith("Bijgewerkt")
        with previews.listening("projectteam"), previews.listening("corporatie"):
            previews.ask("gemeente")
            previews.changed()
            for reader in READERS:
                await settled(previews, reader)
        assert set(build.asked[3:]) == set(READERS)
        number = len(build.asked)
        previews.ask("niemand")
        previews.changed()
        await asyncio.sleep(0.05)
        assert build.asked[number:] == []
        working.cancel()

    asyncio.run(scenario())


def test_a_change_during_a_build_is_not_lost() -> None:
    async def scenario() -> None:
        build = Builder()
        build.go_on.clear()
        previews = Previews(build, "gemeente", READERS, "nl")
        working = asyncio.create_task(previews.keep_up())
        with previews.listening("gemeente") as event:
            async with asyncio.timeout(10):
                while previews.words("gemeente") != "bezig":
                    await event.wait()
                    event.clear()
            previews.changed()
            previews.changed()
            build.go_on.set()
            await settled(previews, "gemeente")
        built = previews.built("gemeente")
        assert built is not None
        assert built.site == "gemeente 2"
        working.cancel()

    asyncio.run(scenario())


def test_a_version_differs_when_something_else_is_shown() -> None:
    one = Built(site="a", when="10:00:00")
    assert one.version == Built(site="a", when="11:00:00").version
    others = [
        Built(site="b"),
        Built(site="a", errors=(Remark("mis"),)),
        Built(site="a", remarks=(Remark("mis"),)),
        Built(site="a", errors=(Remark("mis", "index.md:1"),)),
        Built(site="a", readers=(("gemeente", "Gemeente"),)),
    ]
    assert len({one.version, *(other.version for other in others)}) == 6


def test_the_bar_is_plain_text_below_any_page() -> None:
    looking = Looking(Previews(Builder(), "gemeente", READERS, "nl"), "gemeente", "a&<b>.html")
    for page in (b"<html><head></head><body>x</body></html>", b"<body>x</body>", b"x", b""):
        shown = with_bar(page, looking).decode()
        assert shown.count('<aside class="wijk-preview"') == 1
        assert shown.index("x" if b"x" in page else "<aside") <= shown.index("<aside")
        assert "<b>" not in shown
        assert "a&amp;&lt;b&gt;.html" in shown
