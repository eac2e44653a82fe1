"""Where a web server has its things, as far as its rules depend on it.

Each field is an option of ``wijk publish --access``, by the same name.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, fields
from ipaddress import ip_network
from typing import Final

from wijk_ext.locale import gettext as _
from wijk_ext.publish.errors import PublishError

_PATH: Final = re.compile(r"/[\w./-]*")
_LISTEN: Final = re.compile(
    r"(?:(?P<host>\*|[0-9]+(?:\.[0-9]+){3}|\[[0-9A-Fa-f:.]+\]):)?(?P<port>[0-9]{1,5})"
)
_ALLOWED: Final = {
    "address": re.compile(r"[\w.*-]+"),
    "root": _PATH,
    "passwords": _PATH,
    "header": re.compile(r"[A-Za-z][A-Za-z0-9-]*"),
    "prefix": re.compile(r"[\w.:/-]*"),
    "listen": _LISTEN,
}
"""What would not end a word or a line of a configuration."""


@dataclass(frozen=True)
class Server:
    """A web server."""

    address: str = "wijk.example"
    """The address of the site, without ``https://``."""
    root: str = "/srv/wijk/current"
    """The link ``current`` in the folder that is published to."""
    listen: str = ""
    """A port, with an address before it or not, for plain HTTP behind another server. Without it,
    443 with a certificate; or 127.0.0.1:8080 behind a single sign-on service."""
    passwords: str = "/etc/wijk"
    """The folder with a file of names and passwords per reader."""
    header: str = "X-Remote-Groups"
    """In which the single sign-on service says in which groups a visitor is."""
    prefix: str = "wijk-"
    """Before the name of a reader's folder in the name of its group: ``wijk-gemeente.raad``."""
    proxy: tuple[str, ...] = ("127.0.0.1", "::1")
    """The addresses of that service."""

    @property
    def host(self) -> str:
        """The address to listen on, without brackets; empty for all."""
        found = _LISTEN.fullmatch(self.listen)
        host = found["host"] if found else None
        return (host or "*").strip("[]*")

    @property
    def port(self) -> str:
        """The port to listen on; empty when none was chosen."""
        found = _LISTEN.fullmatch(self.listen)
        return found["port"] if found else ""

    def check(self) -> None:
        """Raise PublishError when a value could not stand in a configuration."""
        for name, pattern in _ALLOWED.items():
            value = getattr(self, name)
            if not pattern.fullmatch(value) and (name, value) != ("listen", ""):
                message = _("--{option}: “{value}” can't stand in the rules of a web server.")
                raise PublishError(message.format(option=name, value=value))
        for value in self.proxy:
            try:
                ip_network(value)
            except ValueError as error:
                message = _("--proxy: “{value}” is no address; write such as 10.0.0.7.")
                raise PublishError(message.format(value=value)) from error

    def options(self) -> str:
        """Return the options with which the same rules are made again."""
        words: list[str] = []
        for one in fields(self):
            value = getattr(self, one.name)
            if value != one.default:
                for part in value if isinstance(value, tuple) else (value,):
                    words += [f"--{one.name}", part]
        return shlex.join(words)
