"""Which previews there are, which is behind the sources, and who waits to hear of it."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijk_ext import locale
from wijk_ext.locale import gettext as _
from wijk_ext.output.preview.built import Built, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Tell = Callable[[str], None]
    Build = Callable[[str, Tell], Built]
    """Builds for the reader with this id, and tells what it is doing. To tell raises
    StoppedError when the build is not wanted any more."""


@dataclass(frozen=True)
class _Stand:
    built: Built
    change: int
    """The number of changes to the sources that the build knew of."""


class Previews:
    """Builds previews for the readers that somebody looks at, one at a time.

    It lives in one event loop; only the building happens in a thread.
    """

    def __init__(self, build: Build, first: str, readers: Mapping[str, str], language: str) -> None:
        self._build = build
        self._stands: dict[str, _Stand] = {}
        self._listeners: dict[asyncio.Event, str] = {}
        self._changes = 0
        self._behind = asyncio.Event()
        self._behind.set()
        self._busy = ""
        self._doing = ""
        self.current = first
        """The reader whose pages were asked for last."""
        self.readers = dict(readers)
        """The name of every reader by its id; empty when the settings could never be read."""
        self.language = language
        self.stopping = False

    def is_known(self, reader: str) -> bool:
        """Return whether there is such a reader, as far as can be known."""
        return not self.readers or reader in self.readers

    def built(self, reader: str) -> Built | None:
        """Return what the last build for a reader came to; None when there was none yet."""
        stand = self._stands.get(reader)
        return stand.built if stand else None

    def is_building(self, reader: str) -> bool:
        """Return whether a build for a reader is going on."""
        return self._busy == reader

    def words(self, reader: str) -> str:
        """Return in words how far the preview for a reader is."""
        if self._is_behind(reader):
            return self._doing if self.is_building(reader) and self._doing else _("Updating …")
        built = self._stands[reader].built
        text = _("Looked at {time}") if built.errors else _("Updated at {time}")
        return text.format(time=built.when)

    def ask(self, reader: str) -> None:
        """Note that somebody looks at pages of a reader."""
        self.current = reader
        if self._is_behind(reader):
            self._behind.set()

    def changed(self) -> None:
        """Note that the sources changed."""
        self._changes += 1
        self._behind.set()
        self._notify()

    def stop(self) -> None:
        """Let everybody who listens go."""
        self.stopping = True
        self._notify()

    @contextmanager
    def listening(self, reader: str) -> Iterator[asyncio.Event]:
        """Give an event that is set whenever something about the preview of a reader changes."""
        event = asyncio.Event()
        self._listeners[event] = reader
        self.ask(reader)
        try:
            yield event
        finally:
            del self._listeners[event]

    async def keep_up(self) -> None:
        """Build, as long as the program runs, whatever is looked at and behind the sources."""
        while True:
            await self._behind.wait()
            self._behind.clear()
            while not self.stopping and (reader := self._next()):
                await self._bring_up_to_date(reader)

    def _next(self) -> str:
        looked_at = (self.current, *self._listeners.values())
        return next((one for one in looked_at if self._is_behind(one) and self.is_known(one)), "")

    def _is_behind(self, reader: str) -> bool:
        stand = self._stands.get(reader)
        return stand is None or stand.change < self._changes

    async def _bring_up_to_date(self, reader: str) -> None:
        change, self._busy, self._doing = self._changes, reader, ""
        self._notify()
        loop = asyncio.get_running_loop()

        def tell(doing: str) -> None:
            if self.stopping:
                raise StoppedError
            loop.call_soon_threadsafe(self._tell, doing)

        locale.activate(self.language)
        try:
            built = await _in_thread(lambda: self._build(reader, tell))
        except StoppedError:
            return
        self.readers = dict(built.readers) or self.readers
        self.language = built.language or self.language
        self._stands[reader], self._busy = _Stand(built, change), ""
        self._notify()

    def _tell(self, doing: str) -> None:
        self._doing = doing
        self._notify()

    def _notify(self) -> None:
        for event in self._listeners:
            event.set()


async def _in_thread(work: Callable[[], Built]) -> Built:
    """Return what ``work`` returns. The program does not wait for it when it stops."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Built] = loop.create_future()
    context = contextvars.copy_context()

    def run() -> None:
        try:
            result, reason = context.run(work), None
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is awaited
            result, reason = Built(), error

        def settle() -> None:
            if future.cancelled():
                return
            if reason is None:
                future.set_result(result)
            else:
                future.set_exception(reason)

        if not loop.is_closed():
            loop.call_soon_threadsafe(settle)

    # not in a pool: Python waits for the threads of a pool before it ends
    threading.Thread(target=run, name="wijk-preview", daemon=True).start()
    return await future
