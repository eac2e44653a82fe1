"""A finished site is recognised without being read, and whatever was done to it is noticed."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from wijk_ext.output import standing
from wijk_ext.output.standing import keep_look, look_at, stands
from wijk_ext.output.workshop import digests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest import MonkeyPatch


def rewritten_with_the_times_of_before(site: Path) -> None:
    page = site / "a" / "b.html"
    state = page.stat()
    page.write_text("zeven", "utf-8")
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))


def linked(site: Path) -> None:
    page = site / "a" / "b.html"
    other = site.parent / "elders.html"
    other.write_text("zeven", "utf-8")
    page.unlink()
    page.symlink_to(other)


DONE: dict[str, Callable[[Path], object]] = {
    "other words of the same length, and the old times": rewritten_with_the_times_of_before,
    "a link in its place": linked,
    "a file more": lambda site: (site / "a" / "c.html").write_text("x", "utf-8"),
    "a hidden file more": lambda site: (site / ".c").write_text("x", "utf-8"),
    "a file less": lambda site: (site / "a" / "b.html").unlink(),
    "another name": lambda site: (site / "a").rename(site / "b"),
    "no site at all": shutil.rmtree,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text("start", "utf-8")
    (folder / "a" / "b.html").write_text("tiens", "utf-8")
    return folder


def noted(site: Path) -> tuple[dict[str, str], Path]:
    """Note what the site looks like, a moment later; return its files and the note."""
    files, note = digests(site), site.parent / "gezien"
    time.sleep(0.05)  # longer than a tick of the clock of files
    keep_look(look_at(site), files, note)
    return files, note


def test_a_site_that_is_as_it_was_is_not_read(site: Path, monkeypatch: MonkeyPatch) -> None:
    files, note = noted(site)
    monkeypatch.setattr(standing, "digests", lambda _folder: pytest.fail("it was read"))
    assert stands(site, files, note)


@pytest.mark.parametrize("name", DONE)
def test_what_was_done_to_a_site_is_noticed(site: Path, name: str) -> None:
    files, note = noted(site)
    DONE[name](site)
    assert not stands(site, files, note)


def test_a_note_about_other_files_says_nothing(site: Path) -> None:
    files, note = noted(site)
    assert not stands(site, files | {"a/b.html": "0" * 64}, note)


def test_a_site_that_was_copied_stands_and_is_noted_anew(site: Path) -> None:
    files, note = noted(site)
    copy = shutil.copytree(site, site.parent / "kopie")
    before = note.read_text("utf-8")
    assert stands(copy, files, note)
    assert note.read_text("utf-8") != before


def test_a_note_that_is_no_younger_than_a_file_is_not_trusted(site: Path) -> None:
    files, note = noted(site)
    moment = (site / "index.html").stat().st_ctime_ns
    os.utime(note, ns=(moment, moment))
    (site / "a" / "b.html").write_text("zeven", "utf-8")
    keep_look(look_at(site), files, note)
    os.utime(note, ns=(moment, moment))
    assert not stands(site, files, note)
