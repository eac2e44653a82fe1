"""Rules for a web server: each reader's folder for its own group, and nothing else for anyone.

A group per folder, and no group within another. A unit can be named alone (``gemeente/raad``), and
then its organisation may not see what it sees; so who may open the folder of an organisation does
not thereby open those of its units. Only the project team, who sees all, opens every folder.

The rules hold for the readers in ``wijk.toml``. A folder of a reader that is no more, and whatever
else would ever stand in the root, is closed, as everything is that no rule opens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wijk_ext.model.access import readers_of
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC
from wijk_ext.publish.server import Server
from wijk_ext.resources import templates_folder

if TYPE_CHECKING:
    from wijk_ext.model.access import Reader
    from wijk_ext.model.wijk import Wijk

KINDS: Final = ("nginx", "caddy")
AUTHS: Final = ("basic", "header")
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""The content security policy that sites run under: nothing inline, nothing from elsewhere."""
HEADERS: Final = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    # an address says who reads what
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    # nobody in between keeps it; a browser asks whether it still is the same
    ("Cache-Control", "private, no-cache"),
)
ODD: Final = (
    r"^[^?]*(?://|/\.|\x5c|;|[^!-~]|"
    r"%(?:[01][0-9A-Fa-f]|2[5EFef]|3[Bb]|5[Cc]|7[Ff]|[Cc][01]|[^0-9A-Fa-f]|.[^0-9A-Fa-f]|.?$))"
)
"""What no address of ours holds before its question mark: empty or hidden parts, a backslash, a
semicolon; encoded control characters, ``%``, ``.``, ``/``, ``;`` or backslash; broken or overlong
encodings."""
_REALM: Final = "Wijkdocument"
_FILES: Final = {"nginx": "nginx.conf.j2", "caddy": "Caddyfile.j2"}


@dataclass(frozen=True)
class _Closed:
    """A folder that opens for a group."""

    folder: str
    pattern: str
    """What matches the names of the groups that may see it."""


def access_rules(wijk: Wijk, kind: str, auth: str = "basic", server: Server | None = None) -> str:
    """Return the configuration of a web server for the readers of ``wijk.toml``.

    ``kind`` is one of :data:`KINDS`, ``auth`` one of :data:`AUTHS`. Raises PublishError when
    something of the server could not stand in a configuration.
    """
    where = server or Server()
    where.check()
    readers = readers_of(wijk).values()
    template = _environment().get_template(_FILES[kind])
    return template.render(
        again=f"wijk publish --access {kind} --auth {auth} {where.options()}".rstrip(),
        auth=auth,
        server=where,
        closed=[_closed(reader, where) for reader in readers if reader.id != PUBLIC],
        public=PUBLIC if wijk.public_name else "",
        team=PROJECT_TEAM,
        realm=_REALM,
        headers=HEADERS,
        odd=ODD,
        secure=auth == "basic" and not where.listen,
    )


def _closed(reader: Reader, server: Server) -> _Closed:
    folders = dict.fromkeys((PROJECT_TEAM, reader.folder))
    groups = (re.escape(server.prefix + folder) for folder in folders)
    return _Closed(reader.folder, "|".join(groups))


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder() / "webserver"),
        # what is filled in was looked at, and is no HTML
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
