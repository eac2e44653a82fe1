"""Every text of the software is there in Dutch, with the same places to fill in."""

from __future__ import annotations

import re
from string import Formatter

from tests.tools import REPOSITORY
from wijk_ext import locale
from wijk_ext.locale.update import dutch_texts, texts_in_code


def forms(text: object) -> tuple[str, ...]:
    """Return the singular and the plural of a text, or the one form it has."""
    return tuple(map(str, text)) if isinstance(text, (list, tuple)) else (str(text),)


def places(text: str) -> set[str]:
    """Return the names between braces in a text."""
    return {name for _text, name, _form, _how in Formatter().parse(text) if name is not None}


IN_CODE = [message for message in texts_in_code() if message.id]


def test_every_text_has_a_dutch_form() -> None:
    dutch = dutch_texts()
    known = {forms(message.id): dutch.get(message.id) for message in IN_CODE}
    assert [id_ for id_, found in known.items() if not found or not all(forms(found.string))] == []


def test_dutch_forms_have_the_same_places() -> None:
    wrong = []
    for message in dutch_texts():
        pairs = zip(forms(message.id), forms(message.string), strict=True)
        wrong += [pair for pair in pairs if message.id and places(pair[0]) != places(pair[1])]
    assert wrong == []


def test_no_text_is_left_that_the_code_has_no_more() -> None:
    in_code = {forms(message.id)[0] for message in IN_CODE}
    assert {forms(message.id)[0] for message in dutch_texts() if message.id} == in_code


def test_dutch_is_the_default_and_english_is_the_text_of_the_code() -> None:
    assert locale.gettext("Open points") == "Open punten"
    locale.activate("en")
    assert locale.gettext("Open points") == "Open points"
    assert locale.ngettext("{number} error", "{number} errors", 2) == "{number} errors"
    locale.activate("fr")
    assert locale.gettext("Open points") == "Open punten"
    locale.activate("en_GB")
    assert locale.language() == "en"


def test_an_empty_text_stays_empty() -> None:
    assert locale.gettext("") == ""


def test_every_text_stands_where_the_catalogue_finds_it() -> None:
    """Babel does not look inside f-strings."""
    hidden = re.compile(r"""f["'].*\{\s*_\(["']""")
    for path in (REPOSITORY / "wijk_ext").rglob("*.py"):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            assert not hidden.search(line), f"{path}:{number}"
