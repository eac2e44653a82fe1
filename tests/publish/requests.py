"""Requests as no browser would send them, byte for byte; and addresses that take a detour."""

from __future__ import annotations

import socket
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PASSWORD = "geheim"


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def has_content(self) -> bool:
        """Whether something of a site was given, or said to be unchanged."""
        return 200 <= self.status < 300 or self.status == 304


class Client:
    """Sends requests over one connection for as long as the server lets it."""

    def __init__(self, port: int, source: str = "127.0.0.1") -> None:
        self._address, self._source = ("127.0.0.1", port), (source, 0)
        self._socket: socket.socket | None = None

    def get(self, path: str, *headers: str, method: str = "GET") -> Answer:
        """Send a request with this path, exactly."""
        lines = [f"{method} {path} HTTP/1.1", "Host: wijk.example", *headers, "", ""]
        data = "\r\n".join(lines).encode("latin-1")
        for _attempt in range(2):
            if self._socket is None:
                self._socket = socket.create_connection(self._address, 20, self._source)
            try:
                self._socket.sendall(data)
                return self._answer(method)
            except (ConnectionError, EOFError):
                self.close()
        raise EOFError(path)

    def close(self) -> None:
        """End the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _answer(self, method: str) -> Answer:
        assert self._socket is not None
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _line, body = received.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)
        }
        status = int(first.split()[1])
        length = int(headers.get("content-length", 0))
        if method == "HEAD" or status in {204, 304}:
            length = 0
        while len(body) < length:
            body += self._more()
        if headers.get("connection") == "close":
            self.close()
        return Answer(status, headers, body[:length])

    def _more(self) -> bytes:
        assert self._socket is not None
        found = self._socket.recv(65536)
        if not found:
            raise EOFError
        return found


def raw(port: int, text: str) -> bytes:
    """Send something over a connection of its own; return all that comes back in a while."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), 0.15) as connection:
        connection.sendall(text.encode("latin-1"))
        try:
            while found := connection.recv(65536):
                received += found
        except TimeoutError:
            pass  # it waits for another request
        except ConnectionError:
            pass
    return received


def login(user: str, password: str = PASSWORD) -> str:
    """Return the header with which a user logs in."""
    return f"Authorization: Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


def detours(own: str, other: str, rest: str) -> Iterator[str]:
    """Yield ways to write the address of a file of another reader, if a server were careless."""
    straight = f"/{other}/{rest}"
    yield straight
    yield f"{straight}?x=/{own}/"
    yield f"{straight}#/{own}/"
    yield f"http://wijk.example{straight}"
    yield f"http://wijk.example/{own}/..{straight}"
    for up in (
        "..",
        "%2e%2e",
        ".%2e",
        "%2E.",
        "..;",
        "..;a=b",
        "%252e%252e",
        "..%00",
        "...",
        ".. ",
    ):
        yield f"/{own}/{up}{straight}"
    for up in ("%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "%uff0e%uff0e", "%ef%bc%8e%ef%bc%8e", "..%ff"):
        yield f"/{own}/{up}{straight}"
    for slash in ("%2f", "%2F", "%5c", "\\", "%252f", "%c0%af", "/./", "//", "/%2e/", ";/"):
        yield f"/{own}/..{slash}{other}{slash}{rest}"
        yield f"{slash}{other}/{rest}"
        yield f"/{other}{slash}{rest}"
    yield f"/{own}..{straight}"
    yield f"/{own}../{other}/{rest}"
    yield f"/{own}%2f..%2f{other}%2f{rest}"
    yield f"/{own}/1.0/../..{straight}"
    yield f"/{own}/1.0/_static/../../..{straight}"
    yield f"/{other.upper()}/{rest}"
    yield f"/{other.capitalize()}/{rest}"
    yield f"/{other}./{rest}"
    yield f"/{other}%20/{rest}"
    yield f"/{other}%00/{rest}"
    yield f"/{own}%00/..{straight}"
    yield "".join(f"%{ord(letter):02x}" for letter in straight)
    yield f"/%{ord(other[0]):02x}{other[1:]}/{rest}"
    for end in (".", "%00", "%00.css", "%20", "/", "/.", "::$DATA", "~", ";.css", "%0a", "%3f"):
        yield straight + end
    yield f"\\{other}\\{rest}"
    yield f"{other}/{rest}"
    yield f"/\t/{other}/{rest}"
    yield f"/{other}/*"
    yield f"/{other}/{rest.rpartition('/')[0]}/"
    yield f"/{other}"
