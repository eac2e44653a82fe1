"""Killed, disk full, read-only: whatever happens, visitors get a whole site."""

from __future__ import annotations

import http.client
import multiprocessing
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.publish.builds import READERS, Output, pages
from tests.publish.servers import free_port, nginx
from tests.tools import REPOSITORY
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.staging import faulty
from wijk_ext.publish.swap import Place
from wijk_ext.publish.targets import publish, rollback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.synchronize import Event
    from pathlib import Path

KILLS = int(os.environ.get("WIJK_KILLS", "25"))
"""How often a publication is killed."""
FORK = multiprocessing.get_context("fork")
WATCHED = ("gemeente/index.html", "gemeente/1.0/index.html", "openbaar/werkversie/index.html")


def _builds(folder: Path) -> list[Path]:
    """Return three builds of which every page of the working version names its own, often."""
    found = []
    for word in ("eerste", "tweede", "derde"):
        made = Output(folder / word)
        for reader in READERS:
            more = {f"blad{number}.html": f"{word} " * 500 for number in range(12)}
            made.site(reader, "1.0", pages("zelfde " * 4000))
            made.site(reader, "werkversie", pages(f"{word} " * 4000, **more))
        found.append(made.finish())
    return found


def _watch(port: int, stop: Event, faults: Path, seen: Path) -> None:
    """Ask for pages until told to stop; write down every answer that is not whole."""
    number = 0
    while not stop.is_set():
        for path in WATCHED:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            text = answer.read().decode()
            words = set(re.findall(r"eerste|tweede|derde|zelfde", text))
            if answer.status != 200 or len(words) != 1 or text.count(words.pop()) != 4000:
                with faults.open("a") as file:
                    file.write(f"{path} {answer.status} {len(text)}\n")
            connection.close()
            number += 1
        time.sleep(0.002)
    seen.write_text(str(number), "utf-8")


def _stare(page: Path, stop: Event, faults: Path) -> None:
    """Look whether a page is there as often as can be, to see a gap that is very short."""
    while not stop.is_set():
        for _ in range(1000):
            try:
                page.stat()
            except OSError as error:
                with faults.open("a") as file:
                    file.write(f"{error}\n")


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Let a visitor read a target all the while; the test fails on one page that is not whole."""
    stop, port = FORK.Event(), free_port()
    faults, seen = tmp_path / "faults", tmp_path / "seen"
    faults.touch()
    running = []

    def begin(target: Path) -> None:
        site = f"server {{ listen 127.0.0.1:{port}; root {target}/current; }}"
        server = nginx(tmp_path / "nginx", site, port)
        server.__enter__()
        page = target / "current" / WATCHED[0]
        watching = [
            FORK.Process(target=_watch, args=(port, stop, faults, seen)),
            FORK.Process(target=_stare, args=(page, stop, faults)),
        ]
        for process in watching:
            process.start()
        running.append((server, watching))

    yield begin
    stop.set()
    for server, watching in running:
        for process in watching:
            process.join(30)
        server.__exit__(None, None, None)
    assert faults.read_text("utf-8") == ""
    assert int(seen.read_text("utf-8")) > KILLS


def _quietly(work: Callable[[], object]) -> None:
    try:
        work()
    except PublishError:
        os._exit(1)
    os._exit(0)


def test_killed_at_any_moment_the_site_is_whole(
    tmp_path: Path, watcher: Callable[[Path], None]
) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.is_relative_to("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o011)
    builds, target, dice = _builds(tmp_path / "uit"), tmp_path / "web", random.Random(7)
    publish(builds[0], str(target))
    publish(builds[1], str(target))
    watcher(target)
    place, killed, swapped, before = Place(target), 0, 0, ""
    # about as long as each takes; it follows the machine, so that all moments have their turn
    windows = {True: 0.01, False: 0.1}
    for number in count():
        goes_back, build = number % 4 == 3, builds[number % 3]
        work = partial(rollback, str(target)) if goes_back else partial(publish, build, str(target))
        child = FORK.Process(target=_quietly, args=(work,))
        child.start()
        time.sleep(dice.random() * windows[goes_back])
        child.kill()
        child.join()
        was_killed = child.exitcode == -signal.SIGKILL
        windows[goes_back] *= 1.1 if was_killed else 0.9
        killed += was_killed
        current = place.current()
        assert not faulty(place.manifest(current), place.site(current))
        swapped += current != before
        before = current
        if killed >= KILLS and swapped > KILLS // 10:
            break
        assert number < KILLS * 20, "hardly ever swapped: the moments are no good"
    publish(builds[2], str(target))
    assert not list(place.releases.glob(".*"))
    assert not (target / ".current-next").is_symlink()


SMALL_DISK = f"""
import subprocess, sys
from pathlib import Path
sys.path.insert(0, {str(REPOSITORY)!r})
from wijk_ext.publish import local
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.staging import faulty
from wijk_ext.publish.swap import Place
from wijk_ext.publish.targets import publish, rollback
first, second, target, what = map(Path, sys.argv[1:])
target.mkdir()
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", target], check=True)
publish(first, str(target))
place = Place(target)
name = place.current()
if what.name == "vol":
    local.refuse_lack_of_room = lambda *_: None
if what.name == "alleen-lezen":
    subprocess.run(["mount", "-o", "remount,ro", target], check=True)
else:
    try:
        (target / "vol").write_bytes(bytes(60_000_000))
    except OSError:
        pass
for work in (lambda: publish(second, str(target)), lambda: rollback(str(target))):
    try:
        work()
        print("done")
    except PublishError as error:
        print(error)
assert place.current() == name
assert not faulty(place.manifest(name), place.site(name))
print(sorted(path.name[0] for path in place.releases.iterdir()))
"""


@pytest.mark.parametrize("what", ["vol", "bijna-vol", "alleen-lezen"])
def test_no_room_or_no_leave_to_write(tmp_path: Path, what: str) -> None:
    alone = ["unshare", "-rm"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("no file system of our own can be mounted here")
    first, second, _third = _builds(tmp_path / "uit")
    arguments = [first, second, tmp_path / "web", what]
    done = subprocess.run(
        [*alone, sys.executable, "-c", SMALL_DISK, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    message, *_rest, left = done.stdout.splitlines()
    assert str(tmp_path / "web") in message
    assert "Errno" not in done.stdout
    assert left == "['1']"
