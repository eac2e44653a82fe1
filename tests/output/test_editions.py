"""What stands around the editions of a reader: the list, the script, and the copy at the root."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from wijk_ext.model.edition import ADOPTED, Edition
from wijk_ext.output.editions.listing import listed
from wijk_ext.output.editions.root import OWN_NAMES, clashes, write_reader_root
from wijk_ext.output.workshop import digests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


DAY = date(2027, 3, 3)
FOREIGN = {"eigen/lees-mij.txt": b"van ons", ".htaccess": b"Require valid-user"}
PATHS = (
    *("index.html", "afspraken/kosten.html", "a/b/diep.html", "a.html", "a/x.txt"),
    *("_static/wijk.css", "search.html", "wijkdocument.pdf", "a/b", "CASE.html"),
)


def page(depth: int, text: str = "") -> bytes:
    """Return a page with addresses of every kind, at a depth."""
    up = "../" * depth
    return (
        f'<script src="{up}../edities.js" defer></script><a class="x" href="{up}../edities.html">'
        f'<a href="./{up}../1.0/index.html#x"><link href="{up}../wijzigingen.atom">'
        f'<a href="{up}index.html"><img src="{up}_static/a.png"><a href="../{up}../ver.html">'
        f'<a data-href="{up}../edities.js" href="https://elders.example/../edities.js">'
        f'<code>href=&quot;{up}../edities.js&quot;</code><a href="#">{text}</a>'
    ).encode()


def site_files(paths: frozenset[str], text: str) -> dict[str, bytes]:
    """Return a site with these paths, of which none is both a file and a folder."""
    kept = {path for path in paths if not any(other.startswith(f"{path}/") for other in paths)}
    return {
        path: page(path.count("/"), text) if path.endswith(".html") else text.encode()
        for path in kept | {"index.html"}
    }


def put(place: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder that holds these files."""
    for path, content in files.items():
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def around(place: Path, editions: list[Edition]) -> dict[str, bytes]:
    """Return all files of a reader's folder but those of the editions."""
    folders = tuple(f"{edition.name}/" for edition in editions)
    files = {path.relative_to(place).as_posix(): path for path in place.rglob("*")}
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if path.is_file() and not name.startswith(folders)
    }


def write_root(place: Path, editions: list[Edition], record: Path) -> tuple[str, ...]:
    """Bring a root up to date."""
    found = [listed(place, edition) for edition in editions]
    return write_reader_root(place, found, document="De Linde", reader="", record=record)


states = st.dictionaries(
    st.sampled_from(["1.0", "1.1", "2.0", "werkversie"]),
    st.tuples(
        st.sampled_from(["concept", "voorgelegd", ADOPTED, ADOPTED]),
        st.frozensets(st.sampled_from(PATHS)),
        st.sampled_from(["een", "twee"]),
    ),
    max_size=3,
)


def editions_of(state: Mapping[str, tuple[str, frozenset[str], str]]) -> list[Edition]:
    """Return the editions of a generated state."""
    return [
        Edition(name, DAY, "" if name == "werkversie" else status)
        for name, (status, _paths, _text) in state.items()
    ]


def rebuild(place: Path, state: Mapping[str, tuple[str, frozenset[str], str]]) -> list[Edition]:
    """Make the folders of the editions anew, as a build would."""
    for name in ("1.0", "1.1", "2.0", "werkversie"):
        shutil.rmtree(place / name, ignore_errors=True)
    for name, (_status, paths, text) in state.items():
        put(place / name, site_files(paths, text))
    return editions_of(state)


@contextmanager
def breaking_after(number: int) -> Iterator[None]:
    """Let the disk fail after a number of files were put in place."""
    rename, left = Path.replace, [number]

    def replace(self: Path, target: Path) -> Path:
        if not self.name.endswith(".half"):
            left[0] -= 1
            if left[0] < 0:
                raise OSError(28, "vol", str(target))
        return rename(self, target)

    patch = pytest.MonkeyPatch()
    patch.setattr(Path, "replace", replace)
    try:
        yield
    finally:
        patch.undo()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(states, st.none() | st.integers(0, 8)), min_size=1, max_size=4))
def test_a_root_depends_on_its_editions_alone(
    chain: list[tuple[dict[str, tuple[str, frozenset[str], str]], int | None]],
) -> None:
    """However it came about, and wherever an earlier attempt stopped."""
    with TemporaryDirectory() as scratch:
        place, fresh = Path(scratch, "een", "lezer"), Path(scratch, "twee", "lezer")
        put(place, FOREIGN)
        fresh.mkdir(parents=True)
        record = Path(scratch, "werk", "wortel.json")
        for state, break_at in chain:
            editions = rebuild(place, state)
            before = {edition.name: digests(place / edition.name) for edition in editions}
            if break_at is not None:
                with breaking_after(break_at):
                    try:
                        write_root(place, editions, record)
                    except OSError:
                        continue
            assert write_root(place, editions, record) == ()
            assert {name: digests(place / name) for name in before} == before
            shutil.rmtree(fresh)
            fresh.mkdir()
            assert write_root(fresh, rebuild(fresh, state), Path(scratch, "leeg")) == ()
            Path(scratch, "leeg").unlink(missing_ok=True)
            assert around(place, editions) == around(fresh, editions) | FOREIGN
            assert not list(place.parent.glob(".wijk-*"))


@given(st.frozensets(st.sampled_from(PATHS)))
@settings(max_examples=40, deadline=None)
def test_the_copy_is_the_edition_but_for_what_stands_beside_it(paths: frozenset[str]) -> None:
    with TemporaryDirectory() as scratch:
        place = Path(scratch, "lezer")
        files = site_files(paths, "een")
        put(place / "1.0", files)
        write_root(place, [Edition("1.0", DAY)], Path(scratch, "wortel"))
        for path, content in files.items():
            copied = (place / path).read_bytes()
            if not path.endswith(".html"):
                assert copied == content
                continue
            up = "../" * path.count("/")
            expected = page(path.count("/"), "een").decode()
            for name in ("edities.js", "edities.html", "wijzigingen.atom"):
                for attribute in (" href", " src"):
                    expected = expected.replace(
                        f'{attribute}="{up}../{name}', f'{attribute}="{up}{name}'
                    )
            # the changes since another edition are linked to that edition
            expected = expected.replace(f"./{up}../1.0/", f"{up}1.0/")
            assert copied.decode() == expected


@pytest.fixture
def place(tmp_path: Path) -> Path:
    put(tmp_path / "lezer" / "1.0", {"index.html": page(0), "a/b.html": page(1)})
    return tmp_path / "lezer"


ONE = [Edition("1.0", DAY)]


def test_what_is_the_same_is_not_written_again(place: Path, tmp_path: Path) -> None:
    assert write_root(place, ONE, tmp_path / "wortel") == ()
    times = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    for path in times:
        os.utime(path, ns=(1, 1))  # a rewritten file would have another time, a read one not
    write_root(place, ONE, tmp_path / "wortel")
    assert {path.stat().st_mtime_ns for path in place.rglob("*.*")} == {1}
    (tmp_path / "wortel").unlink()
    write_root(place, ONE, tmp_path / "wortel")
    assert {path.stat().st_mtime_ns for path in place.rglob("*.*")} == {1}


def test_a_root_that_stands_is_not_even_read(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [listed(place, edition) for edition in ONE]
    arguments = {"document": "De Linde", "reader": "", "record": tmp_path / "wortel"}
    write_reader_root(place, found, **arguments)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} is read"))
    assert write_reader_root(place, found, **arguments) == ()


def test_what_was_altered_by_hand_is_put_right(place: Path, tmp_path: Path) -> None:
    write_root(place, ONE, tmp_path / "wortel")
    right = around(place, ONE)
    (place / "a" / "b.html").write_bytes(b"iets anders")
    (place / "index.html").unlink()
    write_root(place, ONE, tmp_path / "wortel")
    assert around(place, ONE) == right


@pytest.mark.parametrize(
    "path",
    ["1.0/x.html", "werkversie/x.html", "Werkversie.HTML/../WERKVERSIE", *OWN_NAMES, "EDITIES.js"],
)
def test_a_name_that_is_taken_is_said_before_anything_changes(
    place: Path, tmp_path: Path, path: str
) -> None:
    put(place / "1.0", {os.path.normpath(path): b""})
    before = around(place, ONE)
    (problem,) = write_root(place, ONE, tmp_path / "wortel")
    assert f"“{os.path.normpath(path).split('/', maxsplit=1)[0]}”" in problem
    assert around(place, ONE) == before
    assert not (tmp_path / "wortel").exists()


def test_names_that_only_look_alike_are_free() -> None:
    assert clashes(["1.1/a.html", "edities/index.html", "a/1.0/x", "a/edities.js"], ["1.0"]) == ()


@pytest.mark.parametrize("obstacle", ["index.html/mijn.txt", "a"])
def test_what_others_put_there_is_never_replaced(
    place: Path, tmp_path: Path, obstacle: str
) -> None:
    put(place, {obstacle: b"van een ander"})
    before = around(place, ONE)
    (problem,) = write_root(place, ONE, tmp_path / "wortel")
    assert str(place / obstacle.split("/", maxsplit=1)[0]) in problem
    assert around(place, ONE) == before


def test_a_folder_can_become_a_file_and_a_folder_again(tmp_path: Path) -> None:
    place, record = tmp_path / "lezer", tmp_path / "wortel"
    for paths in (["a/b/diep.html"], ["a/b"], ["a/b/diep.html", "a/b/c/x"], ["a"], []):
        shutil.rmtree(place / "1.0", ignore_errors=True)
        put(place / "1.0", {path: path.encode() for path in ["index.html", *paths]})
        assert write_root(place, ONE, record) == ()
        copied = around(place, ONE).keys() - set(OWN_NAMES)
        assert copied == {"index.html", *paths}
    assert not (place / "a").exists()


def test_a_link_to_elsewhere_is_not_followed(place: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (place / "a").symlink_to(elsewhere)
    assert write_root(place, ONE, tmp_path / "wortel") != ()
    assert list(elsewhere.iterdir()) == []


def test_a_record_that_was_tampered_with_leads_nowhere(place: Path, tmp_path: Path) -> None:
    outside = tmp_path / "kostbaar.txt"
    outside.write_text("blijft")
    record = tmp_path / "wortel"
    files = {"../kostbaar.txt": ["", 0, 0], str(outside): ["", 0, 0], "weg.txt": ["", 0, 0]}
    for text in (json.dumps({"files": files}), '{"files": [1]}', "[]", "geen json"):
        record.write_text(text)
        assert write_root(place, ONE, record) == ()
        assert outside.read_text() == "blijft"


def test_without_an_adopted_edition_the_start_leads_to_the_newest(tmp_path: Path) -> None:
    place = tmp_path / "lezer"
    editions = [Edition("1.0", DAY, "concept"), Edition("werkversie", DAY, "")]
    for edition in editions:
        put(place / edition.name, {"index.html": page(0)})
    write_root(place, editions, tmp_path / "wortel")
    start = BeautifulSoup((place / "index.html").read_text("utf-8"), "html.parser")
    assert start.find("meta", {"http-equiv": "refresh"})["content"].endswith(
        "werkversie/index.html"
    )
    assert [link["href"] for link in start.find_all("a")] == ["werkversie/index.html"]
    write_root(place, editions[:1], tmp_path / "wortel")
    assert 'href="1.0/index.html"' in (place / "index.html").read_text("utf-8")


def test_the_list_has_the_colour_of_the_reader_by_light_only(place: Path, tmp_path: Path) -> None:
    accent = 'html:not([data-theme="dark"]) {\n  --wijk-accent: #123456;\n}\n'
    put(place / "1.0", {"_static/wijk-accent.css": accent.encode()})
    write_root(place, ONE, tmp_path / "wortel")
    sheet = (place / "edities.css").read_text("utf-8")
    assert f"@media (prefers-color-scheme: light) {{\n{accent}}}" in sheet
    assert "@media (prefers-color-scheme: dark) { :root {" in sheet
    assert "data-theme" not in sheet.replace(accent, "")
    assert sheet.count("{") == sheet.count("}")
