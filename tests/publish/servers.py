"""A real nginx or Caddy on this machine, on a port of its own, with a configuration of ours."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.publish.requests import PASSWORD
from wijk_ext.model.access import readers_of
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC
from wijk_ext.publish.access import access_rules
from wijk_ext.publish.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wijk_ext.model.wijk import Wijk

# of that password; with few rounds, as there are many requests
_BCRYPT = "$2b$04$abcdefghijklmnopqrstuuPWRtT5yx7FBi4dcf6ROhboeNunUrLQ."

_MAIN = """
daemon off;
worker_processes 2;
error_log stderr crit;
pid {folder}/nginx.pid;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def program(name: str) -> str:
    """Return where a web server is; skip the test where it is not."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@contextmanager
def nginx(folder: Path, site: str, port: int) -> Iterator[None]:
    """Run nginx with a site; ``folder`` is for its own files."""
    folder.mkdir()
    (folder / "site.conf").write_text(site, "utf-8")
    # the folders of pytest are closed to the user that nginx would choose for its workers
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(user + _MAIN.format(folder=folder), "utf-8")
    command = [
        program("nginx"),
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        "stderr",
    ]
    tested = subprocess.run([*command, "-t"], capture_output=True, encoding="utf-8", check=False)
    assert tested.returncode == 0, tested.stderr
    with _running(command, port):
        yield


@contextmanager
def caddy(folder: Path, site: str, port: int) -> Iterator[None]:
    """Run Caddy with a site; ``folder`` is for its own files."""
    folder.mkdir()
    path = folder / "Caddyfile"
    path.write_text(f"{{\n admin off\n auto_https off\n}}\n{site}", "utf-8")
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    command = [program("caddy"), "run", "--config", str(path), "--adapter", "caddyfile"]
    with _running(command, port, os.environ | homes):
        yield


@contextmanager
def guarded(kind: str, auth: str, folder: Path, wijk: Wijk, root: Path) -> Iterator[int]:
    """Serve a publication by our rules; who reads has the name of the reader's folder.

    Everyone has the same password. The project team comes in everywhere. Gives the port.
    """
    port = free_port()
    passwords = folder / "wachtwoorden"
    passwords.mkdir()
    for reader in readers_of(wijk).values():
        if reader.id != PUBLIC:
            members = dict.fromkeys((reader.folder, PROJECT_TEAM))
            lines = "".join(f"{name}:{{PLAIN}}{PASSWORD}\n" for name in members)
            (passwords / f"{reader.folder}.htpasswd").write_text(lines, "utf-8")
            lines = "".join(f"{name} {_BCRYPT}\n" for name in members)
            (passwords / f"{reader.folder}.gebruikers").write_text(lines, "utf-8")
    server = Server(
        root=str(root),
        passwords=str(passwords),
        listen=f"127.0.0.1:{port}",
        proxy=("127.0.0.1",),
    )
    start = nginx if kind == "nginx" else caddy
    with start(folder / "server", access_rules(wijk, kind, auth, server), port):
        yield port


@contextmanager
def _running(command: list[str], port: int, env: dict[str, str] | None = None) -> Iterator[None]:
    process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError
