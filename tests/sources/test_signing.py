"""Writing a consent: it comes where it belongs, reads back as it was meant, or is refused."""

from __future__ import annotations

import stat
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.directives.admonitions import Note
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig

from tests.analysis.documents import WIJK
from tests.tools import write
from wijk_ext.defaults import MYST_EXTENSIONS
from wijk_ext.model.consent import Answer
from wijk_ext.sources.blocks import Dialect
from wijk_ext.sources.signing import NewConsent, SigningError, plan_consent, write_plan
from wijk_ext.sources.source import Source, read_source

if TYPE_CHECKING:
    from wijk_ext.sources.signing import SigningPlan


class Item(Directive):
    """A block with the options of an item."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = dict.fromkeys(
        "id status organisatie editie datum orgaan voorbehoud vingerafdruk op toegang".split(),
        directives.unchanged,
    )


KNOWN: dict[str, type[Directive]] = {"note": Note, "instemming": Item, "alleen-voor": Item}
DIALECT = Dialect(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), KNOWN.get)
GIVEN = NewConsent("gemeente", "1.0", "2027-03-03", "gemeente/raad", fingerprint="a1" * 32)
FIRST = ":::{instemming} Eerste\n:id: IN-007\n:organisatie: corporatie\n:editie: 0.9\n:::\n"
WRITTEN = f"""\
:::{{instemming}} Gemeente stemt in met editie 1.0
:id: IN-008
:status: gegeven
:organisatie: gemeente
:editie: 1.0
:datum: 2027-03-03
:orgaan: gemeente/raad
:vingerafdruk: {"a1" * 32}
:::"""


def read(folder: Path, dialect: Dialect = DIALECT) -> Source:
    paths = sorted(path.relative_to(folder) for path in folder.rglob("*.md"))
    names = {path.with_suffix("").as_posix(): PurePath(path) for path in paths}
    return read_source(folder, WIJK, names, dialect)[0]


def plan(folder: Path, consent: NewConsent = GIVEN, **options: Any) -> SigningPlan:
    return plan_consent(read(folder), consent, DIALECT, **options)


def words(text: str) -> str:
    """Return a block with the English title that a text without a catalogue gets, in Dutch."""
    return text.replace("Gemeente consents to edition 1.0", "Gemeente stemt in met editie 1.0")


def test_it_comes_behind_the_last_one_and_nothing_else_changes(tmp_path: Path) -> None:
    before = f"# Kop\n\n{FIRST}\nMeer tekst.\n\n\n"
    write(tmp_path, {"index.md": "# Start\n", "over/stemmen.md": before})
    found = plan(tmp_path)
    assert (found.path, found.line, found.id) == (PurePath("over/stemmen.md"), 9, "IN-008")
    assert words(found.text) == WRITTEN
    assert not found.is_new_page
    assert (tmp_path / "over/stemmen.md").read_text("utf-8") == before
    write_plan(tmp_path, found)
    after = (tmp_path / "over/stemmen.md").read_text("utf-8")
    assert after == f"# Kop\n\n{FIRST}\n{found.text}\n\nMeer tekst.\n\n\n"
    assert [item.id for item in read(tmp_path).document.items] == ["IN-007", "IN-008"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "{end}"])
def test_line_ends_and_the_end_of_the_file_stay(tmp_path: Path, end: str, last: str) -> None:
    before = (f"# Kop\n\n{FIRST}".strip().replace("\n", end) + last.format(end=end)).encode()
    write(tmp_path, {"a.md": before})
    found = plan(tmp_path)
    write_plan(tmp_path, found)
    after = (tmp_path / "a.md").read_bytes()
    assert after.startswith(before)
    assert after.endswith(end.encode()) == before.endswith(end.encode())
    assert after.count(b"\n") == after.count(end.encode())
    lines = after.decode().replace("\r\n", "\n").split("\n")
    assert "\n".join(lines[found.line - 1 :]).rstrip("\n") == found.text
    assert lines[found.line - 2] == ""


def test_without_any_it_gets_a_page_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# Start\n"})
    found = plan(tmp_path)
    assert (found.path, found.line, found.id) == (PurePath("instemmingen.md"), 3, "IN-001")
    assert found.is_new_page
    write_plan(tmp_path, found)
    (item,) = read(tmp_path).document.items
    assert (item.text("organisatie"), item.text("editie"), item.place.line) == (
        "gemeente",
        "1.0",
        3,
    )
    mode = stat.S_IMODE((tmp_path / "instemmingen.md").stat().st_mode)
    assert mode == stat.S_IMODE((tmp_path / "index.md").stat().st_mode)
    second = plan(tmp_path, NewConsent("corporatie", "1.0"))
    assert (second.path, second.id) == (PurePath("instemmingen.md"), "IN-002")


NESTED = {
    "block": f"::::{{note}}\n{FIRST}::::\n",
    "plain block": f"::::\n{FIRST}::::\n",
    "block for some": f"::::{{alleen-voor}} corporatie\n{FIRST}::::\n",
    "list": "- punt\n\n  " + FIRST.replace("\n", "\n  ") + "\n",
    "quotation": "> " + FIRST.strip().replace("\n", "\n> ") + "\n",
    "page for another": f"---\ntoegang: [corporatie]\n---\n# Kop\n\n{FIRST}",
}


@pytest.mark.parametrize("name", NESTED)
def test_it_never_comes_inside_something_else(tmp_path: Path, name: str) -> None:
    text = NESTED[name] if name.startswith("page") else f"# Kop\n\n{NESTED[name]}"
    write(tmp_path, {"a.md": text})
    found = plan(tmp_path)
    assert (found.path, found.id) == (PurePath("instemmingen.md"), "IN-008")


def test_a_page_can_be_named(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": f"# A\n\n{FIRST}", "b/c.md": "# C\n\n- punt\n\n"})
    for name in ("b/c", "b/c.md"):
        found = plan(tmp_path, page=name)
        assert (found.path, found.line) == (PurePath("b/c.md"), 5)
        assert words(found.after.decode()) == f"# C\n\n- punt\n\n{WRITTEN}\n\n"
    with pytest.raises(SigningError, match="b/c"):
        plan(tmp_path, page="b/cc")


def test_ids_of_earlier_editions_are_not_used_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": f"# A\n\n{FIRST}"})
    assert plan(tmp_path, taken=["IN-011", "AF-090", "IN-x"]).id == "IN-012"


def test_a_question_before_it_stays_and_the_same_answer_twice_does_not(tmp_path: Path) -> None:
    asked = FIRST.replace("corporatie", "gemeente").replace("0.9", "1.0")
    write(tmp_path, {"a.md": f"# A\n\n{asked}"})
    assert "IN-007" in plan(tmp_path).after.decode()
    given_already = asked.replace(":id:", ":status: gegeven\n:id:")
    write(tmp_path, {"a.md": f"# A\n\n{given_already}"})
    with pytest.raises(SigningError, match=r"a\.md:3: .*IN-007"):
        plan(tmp_path)
    assert plan(tmp_path, NewConsent("gemeente", "1.1")).id == "IN-008"


WRONG = {
    "gemeent": NewConsent("gemeent", "1.0"),
    "v 1": NewConsent("gemeente", "v 1"),
    "3 maart": NewConsent("gemeente", "1.0", "3 maart"),
    "gemeente/rad": NewConsent("gemeente", "1.0", body="gemeente/rad"),
    "twee regels": NewConsent("gemeente", "1.0", reservation="twee\nregels"),
    "met : id": NewConsent("gemeente", "1.0", body="met\u2028: id"),
    "onder-voorbehoud": NewConsent("gemeente", "1.0", answer=Answer.RESERVED),
    "tabs": NewConsent("gemeente", "1.0", body="met\ttabs"),
}


@pytest.mark.parametrize("word", WRONG)
def test_what_is_not_sound_is_refused(tmp_path: Path, word: str) -> None:
    write(tmp_path, {"a.md": "# A\n"})
    with pytest.raises(SigningError) as told:
        plan(tmp_path, WRONG[word])
    assert word in str(told.value)
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_nothing_is_written_into_what_was_never_closed(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "# A\n\n<!-- open\n"})
    with pytest.raises(SigningError, match=r"a\.md:5"):
        plan(tmp_path, page="a")


def test_the_fence_is_longer_than_any_in_the_text(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "# A\n"})
    found = plan(tmp_path, NewConsent("gemeente", "1.0", reservation="mits :::: kan"), page="a")
    assert found.text.startswith(":::::{instemming} ")
    assert found.text.endswith("\n:::::")


def test_the_page_stays_open_to_who_could_read_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": f"# A\n\n{FIRST}"})
    (tmp_path / "a.md").chmod(0o640)
    write_plan(tmp_path, plan(tmp_path))
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640


def test_a_page_that_changed_since_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": f"# A\n\n{FIRST}"})
    found = plan(tmp_path)
    write(tmp_path, {"a.md": "# Anders\n"})
    with pytest.raises(SigningError):
        write_plan(tmp_path, found)
    assert (tmp_path / "a.md").read_text("utf-8") == "# Anders\n"
    assert len(list(tmp_path.iterdir())) == 1


SIGNS = st.sampled_from("'\"#:`|>{}[]&*!%@\\- aé\u00a0\u3000")
LINES = st.text(SIGNS, min_size=1, max_size=6)


@settings(deadline=None)
@given(LINES, st.booleans())
def test_what_is_written_reads_back_as_it_was_meant(reservation: str, colons: bool) -> None:
    extensions = set(MYST_EXTENSIONS) - (set() if colons else {"colon_fence"})
    dialect = Dialect(MdParserConfig(enable_extensions=extensions), KNOWN.get)
    with TemporaryDirectory() as name:
        folder = write(Path(name), {"a.md": "# A\n"})
        consent = NewConsent("gemeente", "1.0", reservation=reservation)
        try:
            write_plan(folder, plan_consent(read(folder, dialect), consent, dialect, page="a"))
        except SigningError:
            assert (folder / "a.md").read_text("utf-8") == "# A\n"
            assert not reservation.isascii()
            return
        (item,) = read(folder, dialect).document.items
        assert item.text("voorbehoud") == reservation.strip()
        assert item.status == ("onder-voorbehoud" if reservation.strip() else "gegeven")
