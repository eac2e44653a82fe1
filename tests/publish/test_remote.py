"""Over ssh with rsync; a script stands for ssh and runs what it is told on this machine."""

from __future__ import annotations

import fcntl
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.publish.builds import READERS, Output, output, pages
from tests.publish.test_local import files_in, readers_in
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.plan import Wishes
from wijk_ext.publish.remote import Remote
from wijk_ext.publish.targets import publish, rollback

if TYPE_CHECKING:
    from pathlib import Path

needs_rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")
LOCAL = '#!/bin/sh\n[ "$1" = -l ] && shift 2\nshift\nexec sh -c "$*"\n'
FAILING = '#!/bin/sh\nshift\ncase "$*" in *--server*) exit 255 ;; esac\nexec sh -c "$*"\n'


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    # to wait for the disk of the machine that tests would take a minute
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "sync").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    path = tmp_path / "ssh"
    path.write_text(LOCAL, "utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("target", "host", "path"),
    [
        ("web@server.example:/srv/wijk", "web@server.example", "/srv/wijk"),
        ("server:wijk", "server", "wijk"),
        ("web@s:/srv", "web@s", "/srv"),
        ("web@[2001:db8::1]:/srv", "web@[2001:db8::1]", "/srv"),
        ("[2001:db8::1]:/srv", "[2001:db8::1]", "/srv"),
    ],
)
def test_targets_on_another_machine(target: str, host: str, path: str) -> None:
    assert Remote.of(target) == Remote(host, path)


@pytest.mark.parametrize("target", ["/srv/wijk", "C:\\wijk", "C:/wijk", "wijk", "-oProxy=x:/srv"])
def test_what_is_no_other_machine(target: str) -> None:
    assert Remote.of(target) is None


@needs_rsync
def test_the_same_is_served_as_on_this_machine(tmp_path: Path, ssh: str) -> None:
    place = tmp_path / "we b's"
    target = f"web@server.example:{place}"
    first, second = output(tmp_path / "een"), output(tmp_path / "twee", "twee")
    one = publish(first, target, ssh=ssh)
    assert files_in(place / "current") == readers_in(first)
    before = (place / "current").resolve()
    two = publish(second, target, ssh=ssh)
    now = (place / "current").resolve()
    assert files_in(place / "current") == readers_in(second)
    edition = "gemeente/1.0/index.html"
    assert (now / edition).stat().st_ino == (before / edition).stat().st_ino
    assert all(not path.stat().st_mode & 0o222 for path in now.rglob("*") if path.is_file())
    assert not publish(second, target, ssh=ssh).is_new
    assert rollback(target, ssh=ssh).release == one.release
    assert files_in(place / "current") == readers_in(first)
    with pytest.raises(PublishError):
        rollback(target, ssh=ssh)
    local = tmp_path / "hier"
    assert publish(first, str(local)).release == one.release
    publish(second, str(local))
    assert (place / "releases" / two.release / "manifest.json").read_bytes() == (
        local / "releases" / two.release / "manifest.json"
    ).read_bytes()


@needs_rsync
def test_the_same_rules_hold(tmp_path: Path, ssh: str) -> None:
    place = tmp_path / "web"
    target = f"server:{place}"
    publish(output(tmp_path / "een"), target, ssh=ssh)
    before = files_in(place / "current")
    made = Output(tmp_path / "twee")
    made.site("gemeente", "1.0", pages("iets anders"))
    with pytest.raises(PublishError, match=r"1\.0"):
        publish(made.finish(), target, ssh=ssh)
    assert files_in(place / "current") == before
    newest = output(tmp_path / "drie", editions=("1.1",), readers=("gemeente",))
    done = publish(newest, target, Wishes(keep=2), ssh=ssh)
    assert files_in(place / "current") == readers_in(newest) | {
        path: content
        for path, content in before.items()
        if not path.startswith("gemeente/") or "/1.0/" in path
    }
    assert done.remarks
    publish(output(tmp_path / "vier", "vier"), target, Wishes(keep=2), ssh=ssh)
    assert len(list((place / "releases").iterdir())) == 2


@needs_rsync
def test_nothing_is_swapped_when_the_network_goes(tmp_path: Path, ssh: str) -> None:
    place = tmp_path / "web"
    target = f"server:{place}"
    first, second = output(tmp_path / "een"), output(tmp_path / "twee", "twee")
    publish(first, target, ssh=ssh)
    broken = tmp_path / "broken"
    broken.write_text(FAILING, "utf-8")
    broken.chmod(0o755)
    with pytest.raises(PublishError, match="server"):
        publish(second, target, ssh=str(broken))
    assert files_in(place / "current") == readers_in(first)
    publish(second, target, ssh=ssh)
    assert not list((place / "releases").glob(".*"))


def test_a_lost_connection_is_not_taken_for_someone_else(tmp_path: Path, ssh: str) -> None:
    """It is lost while waiting for the lock, without a word, as when a cable is pulled."""
    broken = tmp_path / "broken"
    broken.write_text(
        LOCAL.replace("shift\n", 'case "$*" in *flock\\ -n*) exit 255;; esac\nshift\n', 1), "utf-8"
    )
    broken.chmod(0o755)
    with pytest.raises(PublishError, match="verbinding is verbroken"):
        publish(output(tmp_path / "een"), f"server:{tmp_path / 'web'}", ssh=str(broken))


@needs_rsync
def test_what_was_damaged_there_is_mended_or_not_used(tmp_path: Path, ssh: str) -> None:
    place = tmp_path / "web"
    target = f"server:{place}"
    first, second = output(tmp_path / "een"), output(tmp_path / "twee", "twee")
    one = publish(first, target, ssh=ssh)
    publish(second, target, ssh=ssh)
    for name in (one.release, "../current/.."):
        page = place / "releases" / name / "site" / "gemeente" / "werkversie" / "index.html"
        page.chmod(0o644)
        page.write_text("stuk", "utf-8")
    with pytest.raises(PublishError, match=one.release):
        rollback(target, ssh=ssh)
    assert publish(second, target, ssh=ssh).is_new
    assert files_in(place / "current") == readers_in(second)


@needs_rsync
def test_a_file_that_arrives_damaged_is_seen(
    tmp_path: Path, ssh: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "web"
    out = output(tmp_path / "een")
    page = out / "openbaar" / "werkversie" / "index.html"
    lock = Remote.state

    def meanwhile(remote: Remote) -> tuple[str, list[str]]:
        page.write_text("anders", "utf-8")
        return lock(remote)

    monkeypatch.setattr(Remote, "state", meanwhile)
    with pytest.raises(PublishError, match=r"openbaar/werkversie/index\.html"):
        publish(out, f"server:{place}", ssh=ssh)
    assert not (place / "current").exists()


@needs_rsync
def test_one_at_a_time_and_no_folder_of_something_else(tmp_path: Path, ssh: str) -> None:
    place = tmp_path / "web"
    out = output(tmp_path / "een")
    publish(out, f"server:{place}", ssh=ssh)
    with (place / ".wijk-publicatie").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(PublishError):
            publish(out, f"server:{place}", ssh=ssh)
    other = tmp_path / "ander"
    other.mkdir()
    (other / "brief.txt").touch()
    with pytest.raises(PublishError, match="ander"):
        publish(out, f"server:{other}", ssh=ssh)


def test_without_rsync_there_are_clear_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match="rsync"):
        publish(output(tmp_path / "een", readers=READERS[:1]), "server:/srv/wijk")
