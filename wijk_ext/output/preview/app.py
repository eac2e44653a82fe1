"""What the preview answers: pages of the sites with a bar, and word of every change.

It is for the writer's own browser on the writer's own machine, and shows all that the sources
hold. So it answers to the names of this machine only: else another site could give its own name
this address, and read along. For the same reason no page of another site may hold parts of it.
"""

from __future__ import annotations

import asyncio
import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from wijk_ext import locale
from wijk_ext.output.preview.pages import (
    HOUSE_STYLE,
    OWN,
    STATIC,
    Looking,
    address_of,
    failed,
    no_page,
    no_reader,
    waiting,
    with_bar,
)

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from wijk_ext.output.preview.previews import Previews

HOSTS: Final = ("127.0.0.1", "localhost")
HEADERS: Final = (
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
"""What every answer says: nothing of it may be used by a page of another site."""
_NOT_KEPT: Final = {"Cache-Control": "no-store"}
_ASK_AGAIN: Final = {"Cache-Control": "no-cache"}
_SOON: Final = _NOT_KEPT | {"Retry-After": "1"}
_PATIENCE: Final = 10.0
"""Seconds after which a silent listener is looked at: is it still there?"""
_SWAP: Final = 0.05
"""Seconds in which one site takes the place of another, with a wide margin."""


def application(previews: Previews, out: Path) -> Starlette:
    """Return what answers for the sites that are built in the folder ``out``."""
    answers = _Answers(previews, out)
    return Starlette(
        routes=[
            Route("/", answers.front),
            Mount(f"{OWN}/static", StaticFiles(directory=STATIC)),
            Mount(f"{OWN}/house-style", StaticFiles(directory=HOUSE_STYLE)),
            Route(f"{OWN}/events", answers.events),
            Route(f"{OWN}/reader", answers.switch),
            Route("/{folder}", answers.start),
            Route("/{folder}/{path:path}", answers.file),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)],
    )


@dataclass(frozen=True)
class _Answers:
    previews: Previews
    out: Path

    async def front(self, _request: Request) -> Response:
        """Lead to the reader whose pages were asked for last."""
        return RedirectResponse(address_of(self.previews.current, "index.html"))

    async def start(self, request: Request) -> Response:
        """Lead to the start page of a reader."""
        return RedirectResponse(address_of(_reader(request), "index.html"))

    async def switch(self, request: Request) -> Response:
        """Lead to the same page as another reader sees it; the form in the bar asks for it."""
        reader, page = (request.query_params.get(name, "") for name in ("reader", "page"))
        return RedirectResponse(quote(address_of(reader, page or "index.html")), status_code=303)

    async def file(self, request: Request) -> Response:
        """Answer with a page or a file of a site."""
        reader, path = _reader(request), request.path_params["path"]
        if path in {"", "werkversie", "werkversie/"}:
            return RedirectResponse(address_of(reader, "index.html"))
        locale.activate(self.previews.language)
        looking = Looking(self.previews, reader, path.removeprefix("werkversie/"))
        if not path.endswith(".html"):
            return await self._other_file(request, path)
        if not self.previews.is_known(reader):
            return HTMLResponse(no_reader(looking), 404, _NOT_KEPT)
        self.previews.ask(reader)
        return await self._page(looking, path)

    async def _page(self, looking: Looking, path: str) -> Response:
        built = self.previews.built(looking.reader)
        if built is None:
            return HTMLResponse(waiting(looking), 503, _SOON)
        if not built.site:
            return HTMLResponse(failed(looking, built.errors), 500, _NOT_KEPT)
        found = await self._found(looking.reader, path)
        if found is None:
            return HTMLResponse(no_page(looking), 404, _NOT_KEPT)
        content = Path(found[0]).read_bytes()
        return HTMLResponse(with_bar(content, looking), headers=_NOT_KEPT)

    async def _other_file(self, request: Request, path: str) -> Response:
        reader = _reader(request)
        found = await self._found(reader, path) if self.previews.is_known(reader) else None
        if found is None:
            return PlainTextResponse("", 404, _NOT_KEPT)
        response = self._files(reader).file_response(*found, request.scope)
        response.headers.update(_ASK_AGAIN)
        return response

    def _files(self, reader: str) -> StaticFiles:
        """Return what finds files of a reader, and of nobody else."""
        return StaticFiles(directory=self.out / reader.replace("/", "."), check_dir=False)

    async def _found(self, reader: str, path: str) -> tuple[str, os.stat_result] | None:
        """Return a file of a reader; None when there is none."""
        files = self._files(reader)
        for _attempt in range(2):
            try:
                place, state = files.lookup_path(path)
            except (OSError, ValueError):  # a name that no file can have
                return None
            if state is not None:
                return (place, state) if stat.S_ISREG(state.st_mode) else None
            if not self.previews.is_building(reader):
                return None
            await asyncio.sleep(_SWAP)
        return None

    async def events(self, request: Request) -> Response:
        """Tell, for as long as someone listens, which version of a reader's site there is."""
        reader = request.query_params.get("reader", "")
        if not self.previews.is_known(reader):
            return PlainTextResponse("", 404, _NOT_KEPT)
        return StreamingResponse(
            self._told(request, reader), media_type="text/event-stream", headers=_NOT_KEPT
        )

    async def _told(self, request: Request, reader: str) -> AsyncIterator[str]:
        with self.previews.listening(reader) as event:
            while not self.previews.stopping and not await request.is_disconnected():
                locale.activate(self.previews.language)
                built = self.previews.built(reader)
                stand = {
                    "version": built.version if built else "",
                    "words": self.previews.words(reader),
                }
                yield f"data: {json.dumps(stand)}\n\n"
                try:
                    await asyncio.wait_for(event.wait(), _PATIENCE)
                except TimeoutError:
                    continue
                event.clear()


def _reader(request: Request) -> str:
    return str(request.path_params["folder"]).replace(".", "/")
