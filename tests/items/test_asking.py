"""The address to ask about an item: a mail or a form, and nothing gets lost on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.documents import WIJK, item
from wijk_ext import locale
from wijk_ext.items.words import LONGEST_ADDRESS, ask_address
from wijk_ext.model.asking import ASK_PLACEHOLDERS
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

MAIL = "mailto:projectteam@linde.example"
HARD = "50% & meer? #1 \"aan\" 'huis' a+b=c / é € \N{SAUROPOD} {titel} %0A"


def asked(template: str, title: str = "Antwoord", **more: str) -> str:
    wijk = replace(WIJK, ask_address=template)
    options = {"edition": "1.0", "reader": "gemeente/raad"} | more
    return ask_address(wijk, item("AF-003", title=title), **options)


def fields(address: str) -> dict[str, str]:
    """Return the fields of a mail as RFC 6068 reads them: a plus is a plus."""
    query = urlsplit(address).query
    pairs = (part.partition("=") for part in query.split("&"))
    return {unquote(name): unquote(value, errors="strict") for name, _is, value in pairs}


def test_a_mail_carries_item_edition_and_reader() -> None:
    address = asked(MAIL)
    assert urlsplit(address).path == "projectteam@linde.example"
    found = fields(address)
    assert found.keys() == {"subject", "body"}
    assert found["subject"] == "Vraag over AF-003: Antwoord (1.0)"
    assert "AF-003 Antwoord" in found["body"]
    assert "1.0" in found["body"]
    assert "Gemeente, Gemeenteraad" in found["body"]
    assert found["body"].count("\r\n") == found["body"].count("\n") > 3


def test_what_the_team_wrote_itself_stays() -> None:
    own = fields(asked(f"{MAIL}?cc=b@linde.example&Subject=Vraag%20{{id}}&BODY={{titel}}"))
    assert own == {"cc": "b@linde.example", "Subject": "Vraag AF-003", "BODY": "Antwoord"}


@pytest.mark.parametrize(
    "template", [MAIL, f"{MAIL}?subject={{onderwerp}}&body={{titel}}%0D%0A{{tekst}}"]
)
def test_any_sign_in_a_title_comes_through_a_mail(template: str) -> None:
    address = asked(template, HARD)
    assert address.isascii()
    assert not set(' "<>\n\r#') & set(address)
    assert "+" not in address
    found = fields(address)
    assert found["subject"] == f"Vraag over AF-003: {HARD} (1.0)"
    assert HARD in found["body"]


def test_a_title_makes_no_head_of_its_own() -> None:
    found = fields(asked(MAIL, "Een\r\nBcc: x@y.example\ntwee"))
    assert found["subject"] == "Vraag over AF-003: Een Bcc: x@y.example twee (1.0)"


def test_a_form_gets_every_placeholder_and_no_more() -> None:
    template = "https://vragen.example/nieuw?" + "&".join(f"{n}={{{n}}}" for n in ASK_PLACEHOLDERS)
    address = asked(template, HARD)
    found = parse_qs(urlsplit(address).query, keep_blank_values=True, strict_parsing=True)
    assert found.keys() == set(ASK_PLACEHOLDERS)
    assert found["titel"] == [HARD]
    assert found["id"] == ["AF-003"]
    assert found["editie"] == ["1.0"]
    assert found["lezer"] == ["gemeente/raad"]
    assert f"AF-003 {HARD}" in found["tekst"][0]
    assert asked("https://vragen.example/{id}") == "https://vragen.example/AF-003"


@given(st.text(min_size=1, max_size=3000))
def test_a_mail_program_takes_it(title: str) -> None:
    address = asked(MAIL, title)
    assert len(address) <= LONGEST_ADDRESS
    subject = fields(address)["subject"]
    whole = " ".join(f"Vraag over AF-003: {title} (1.0)".split())
    shortened = subject.removesuffix(" (1.0)").removesuffix("…").rstrip()
    assert subject == whole or whole.startswith(shortened)


def test_a_long_title_is_cut_no_shorter_than_needed() -> None:
    address = asked(MAIL, "woord " * 800)
    assert LONGEST_ADDRESS - 60 < len(address) <= LONGEST_ADDRESS
    assert "… (1.0)" in fields(address)["subject"]


def test_in_english() -> None:
    locale.activate("en")
    found = fields(asked(MAIL, edition="werkversie"))
    assert "What is unclear" in found["body"]
    assert "working version" in found["body"]


def test_an_unknown_placeholder_is_pointed_out(tmp_path: Path) -> None:
    written = (
        '[wijk]\nnaam = "x"\nvragen_naar = "mailto:a@b.example?subject={titels}&body={tekst}"\n'
    )
    (tmp_path / "wijk.toml").write_text(written, encoding="utf-8")
    locale.activate("en")
    _wijk, problems = read_settings(tmp_path)
    assert [(one.place.line, "{titels}" in one.message) for one in problems] == [(3, True)]
    assert "{lezer}" in problems[0].message


@pytest.mark.parametrize("name", ASK_PLACEHOLDERS)
def test_every_placeholder_is_accepted(tmp_path: Path, name: str) -> None:
    written = f'[wijk]\nnaam = "x"\nvragen_naar = "https://b.example/?q={{{name}}}"\n'
    (tmp_path / "wijk.toml").write_text(written, encoding="utf-8")
    assert read_settings(tmp_path)[1] == []
