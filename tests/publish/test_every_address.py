"""De Lindebuurt as it is published: every reader asks for every file of every other reader.

It is built for all readers, and every address is asked for, so it takes minutes: ``nox -s leaks``.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests.publish.requests import Client, detours, login
from tests.publish.servers import guarded
from tests.tools import ENVIRONMENT, EXAMPLE
from wijk_ext.model.access import readers_of
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, Wijk
from wijk_ext.publish.targets import publish
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

DETOURS = int(os.environ.get("WIJK_DETOURS", "0"))
"""How many files each reader tries to reach by every detour."""
pytestmark = pytest.mark.skipif(not DETOURS, reason="takes minutes; run it with: nox -s leaks")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Wijk, Path]:
    folder = tmp_path_factory.mktemp("alle")
    command = [sys.executable, "-m", "wijk_ext.cli.main", "build", EXAMPLE, "-o", folder / "uit"]
    subprocess.run(command, check=True, env=os.environ | ENVIRONMENT)
    publish(folder / "uit", str(folder / "web"))
    wijk, _problems = read_settings(EXAMPLE)
    assert wijk is not None
    return wijk, folder / "web" / "current"


@pytest.mark.parametrize(
    ("kind", "auth"), [("nginx", "basic"), ("nginx", "header"), ("caddy", "header")]
)
def test_nobody_reads_what_is_anothers(
    published: tuple[Wijk, Path], tmp_path: Path, kind: str, auth: str
) -> None:
    wijk, root = published
    dice, asked, opened = random.Random(3), 0, 0
    folders = [reader.folder for reader in readers_of(wijk).values()]
    files = {
        folder: [
            path.relative_to(root / folder).as_posix()
            for path in (root / folder).rglob("*")
            if path.is_file()
        ]
        for folder in folders
    }
    with guarded(kind, auth, tmp_path, wijk, root) as port:
        client = Client(port)
        for own in folders:
            who = login(own) if auth == "basic" else f"X-Remote-Groups: wijk-{own}"
            headers = () if own == PUBLIC else (who,)
            for other in folders:
                mine = own in {other, PROJECT_TEAM} or other == PUBLIC
                urls = [f"/{other}/{path}" for path in files[other]]
                if not mine:
                    for path in dice.sample(files[other], DETOURS):
                        urls += detours(own, other, path)
                elif other != own:
                    urls = list(islice(urls, 20))
                for url in urls:
                    answer = client.get(url, *headers)
                    assert answer.has_content == mine, (own, url, answer.status)
                    asked, opened = asked + 1, opened + mine
        client.close()
    print(f"{kind}, {auth}: {asked - opened} requests for what is another's, none answered")
    assert asked - opened > 10_000
    assert opened
