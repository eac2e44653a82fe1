"""What lets verification pass over text it has seen never lets anything through that it seeks."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijk_ext.model.access import Mark, Reader
from wijk_ext.verify.evidence import Evidence, Passage, SourceFile
from wijk_ext.verify.material import FileText, Material
from wijk_ext.verify.search import Report, Search
from wijk_ext.verify.secrets import Secrets, secrets_for
from wijk_ext.verify.sieve import Sieve
from wijk_ext.verify.texts import MARKUP, SCRIPT, Form, texts_in
from wijk_ext.verify.words import spaced, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "De grote warmtepomp onder het gemeentehuis kost elf miljoen."
OPEN = "Iedereen mag weten dat de grote bijeenkomst onder het gemeentehuis plaatsvindt."
ALFA, BETA = Reader("alfa"), Reader("beta")
READERS = (ALFA, BETA, Reader("openbaar", only_marked=True))
SMALL = settings(max_examples=300, deadline=None, derandomize=True)
WORDS = ("warmtepomp", "kost", "elf", "miljoen", "ée\u0301n", "ß", "a", "12")
SIGNS = (
    *("<", ">", ">\n<", "<b>", "</b>", "<!--", "-->", "&lt;", "&gt;", "&amp", "&#10;", "&#62", "&"),
    *("%C3", "%A9", "%20", "%0A", " ", "\n", "\r\n", '"', "=", "_", "“", "\u00ad", "\u0130"),
    *("],", "]", ",", "\\u00e9", "\\u", "00e9", "{", "}"),
)
PIECES = st.lists(st.sampled_from(WORDS + SIGNS) | st.text(max_size=3), max_size=30).map("".join)


def material(
    *passages: tuple[str, tuple[Mark, ...]], files: tuple[SourceFile, ...] = ()
) -> Material:
    evidence = Evidence(
        tuple(
            Passage(PurePosixPath(f"{number}.md"), 7, text, marks)
            for number, (text, marks) in enumerate(passages, 1)
        ),
        files,
    )
    return Material.of(evidence, READERS, frozenset())


def usual() -> Material:
    return material((SECRET, (frozenset({"beta"}),)), (OPEN, (frozenset({"openbaar"}),)))


def secrets_of(found: Material) -> dict[Reader, Secrets]:
    return {reader: secrets_for(found, reader, ()) for reader in READERS}


def report(found: Material, folder: Path, clean: frozenset[str] = frozenset()) -> Report:
    secrets = secrets_of(found)
    sieve = Sieve(secrets, found.machine)
    return Search(ALFA, secrets[ALFA], found.machine, sieve).report(folder, "werkversie", clean)


def found_in(found: Material, name: str, data: bytes, reader: Reader) -> tuple[bool, bool]:
    """Return whether a plain search of the whole file finds a word, and a phrase."""
    secrets = secrets_of(found)[reader]
    texts = [words(text.content) for text in texts_in(name, data)]
    return (
        any(secrets.words.keys() & set(text) for text in texts),
        any(phrase in spaced(text) for text in texts for phrase in secrets.phrases),
    )


@SMALL
@given(text=st.text() | PIECES)
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    assert words(text) == re.findall(r"[^\W_]+", text.casefold())


def cut(form: Form, data: bytes) -> Iterator[bytes]:
    pieces = data.split(form.end + form.begin)
    for number, piece in enumerate(pieces):
        begin = form.begin if number else b""
        end = form.end if number < len(pieces) - 1 else b""
        yield begin + piece + end


@SMALL
@given(text=PIECES, form=st.sampled_from([MARKUP, SCRIPT]))
def test_the_pieces_of_a_file_hold_its_words(text: str, form: Form) -> None:
    data = text.encode(errors="replace")
    assert b"".join(cut(form, data)) == data
    for view, whole in enumerate(form.read(data)):
        parts = [words(form.read(piece)[view]) for piece in cut(form, data)]
        assert [word for part in parts for word in part] == words(whole)


@SMALL
@given(
    files=st.lists(
        st.tuples(st.sampled_from(["a.html", "a.json", "_static/a.html"]), PIECES), max_size=4
    )
)
def test_a_file_is_stopped_when_a_plain_search_would_find_something(
    files: list[tuple[str, str]],
) -> None:
    found = material(
        ("Warmtepomp kost elf miljoen", (frozenset({"beta"}),)),
        ("A 12 ß ée\u0301n a 12 kost elf", (frozenset({"alfa"}), frozenset({"alfa", "beta"}))),
        ("Elf 12 a kost 12 elf", ()),
    )
    sieve = Sieve(secrets_of(found), found.machine)
    for name, text in files:  # the same sieve for all: what it remembers may not mislead it
        data = text.encode(errors="replace")
        for reader in READERS:
            word, phrase = found_in(found, name, data, reader)
            assert sieve.stops(reader, name, data, phrases_only=False) == (word or phrase)
            assert sieve.stops(reader, name, data, phrases_only=True) == phrase


PHRASE = "grote warmtepomp onder het gemeentehuis kost"
HIDING_PLACES = {
    "text": f"<p>x</p>\n<p>{PHRASE}</p>\n",
    "tags between": "<p>grote <b>warmtepomp</b>\n<i>onder</i> het <u>gemeentehuis</u>\n<s>kost</s>",
    "an attribute": f'<p>x</p>\n<img alt="{PHRASE}">\n<p>y</p>',
    "a tag over lines": f'<img\n alt="{PHRASE}"\n\n  src="x">\n<p>y</p>',
    "a comment": f"<!-- <b>\n<i> {PHRASE} -->",
    "a script": f"<script>\nlet x = 1 < 2, y = '{PHRASE}'\n</script>",
    "entities": f"<p>{PHRASE.replace('e', '&#101;').replace(' ', '&nbsp;')}</p>",
    "an address": f'<a href="?q={PHRASE.replace(" ", "%20")}">x</a>',
    "an open sign": f"<p>1 < 2\n<p>{PHRASE}",
    "an escaped sign": f"<p>1 &lt; 2 {PHRASE}</p>\n<p>x</p>",
    "capitals": f"<p>{PHRASE.upper()}</p>",
    "one word": "<p>Warmtepomp</p>",
}


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_it_is_found_wherever_it_stands_on_a_page(place: str, tmp_path: Path) -> None:
    clean = "<p>x</p>\n<p>grote</p>\n<p>onder het gemeentehuis</p>\n"
    (tmp_path / "a.html").write_text(clean, "utf-8")
    (tmp_path / "b.html").write_text(clean + HIDING_PLACES[place], "utf-8")
    assert {(one.file, one.source) for one in report(usual(), tmp_path).findings} == {
        ("b.html", "1.md:7")
    }


OTHER_FILES = {
    "needs.json": b'{"a": [1], "b": ["grote warmtepomp\\u0020onder"], "c": 1}',
    "searchindex.js": b'Search.setIndex({"terms":{"warmtepomp":[1]},"titleterms":{}})',
    "feed.xml.gz": gzip.compress(b"<a>x</a>\n<a>Warmtepomp</a>"),
    "agenda.ics": b"SUMMARY:Warmtepomp",
    "beeld.bin": b"\x00\x01Warmtepomp\x00",
    "warmtepomp.html": b"<p>x</p>",
    "_static/grote.html": f"<p>{PHRASE}</p>".encode(),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_it_is_found_in_every_kind_of_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "_static").mkdir()
    (tmp_path / name).write_bytes(OTHER_FILES[name])
    assert {one.file for one in report(usual(), tmp_path).findings} == {name}


def test_what_was_clean_is_not_searched_again_and_the_report_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{OPEN}</p>", "utf-8")
    (tmp_path / "b.html").write_text(f"<p>{SECRET}</p>", "utf-8")
    (tmp_path / "searchindex.js").write_text("Search.setIndex({})", "utf-8")
    first = report(usual(), tmp_path)
    second = report(usual(), tmp_path, first.clean)
    assert len(first.clean) == 2
    assert second == first
    assert second.as_json() == first.as_json()
    assert not any(entry in first.as_json() for entry in first.clean)
    only_a = report(usual(), tmp_path, frozenset({"something else"}))
    assert only_a == first


def test_nothing_stays_clean_when_file_name_or_secrets_change(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(f"<p>{OPEN}</p>", "utf-8")
    clean = report(usual(), tmp_path).clean

    page.write_text(f"<p>{SECRET}</p>", "utf-8")
    assert report(usual(), tmp_path, clean).findings

    page.write_text(f"<p>{OPEN}</p>", "utf-8")
    stricter = material((SECRET, (frozenset({"beta"}),)), (OPEN, (frozenset({"beta"}),)))
    assert report(stricter, tmp_path, clean).findings

    page.rename(tmp_path / "warmtepomp.html")
    assert report(usual(), tmp_path, clean).findings


def test_a_withheld_file_is_found_though_it_was_clean(tmp_path: Path) -> None:
    (tmp_path / "kaart.bin").write_bytes(b"\x00\x01")
    first = report(usual(), tmp_path)
    digest = "b413f47d13ee2fe6c845b2ee141af81de858df4ec549a58b7970bb96645bc8d2"
    drawing = SourceFile(PurePosixPath("kaart.bin"), digest, ())
    before = usual()
    after = replace(
        before,
        evidence=replace(before.evidence, files=(drawing,)),
        mentions=(0,),
        texts=(FileText(frozenset(), frozenset(), frozenset()),),
    )
    assert [one.how for one in report(after, tmp_path, first.clean).findings] == ["file"]
