"""The examples in the manual are the tests: what an author copies from it works.

Below ``docs/handleiding/voorbeelden`` stand

``straat``
    a whole source folder: the first document;
``los``
    pages that fit in it, each with a ``.toml`` beside it when it needs more settings;
``fout``
    pages with something wrong, each with the messages that the manual quotes in a ``.txt``;
``wijk-toml``
    settings, and in ``wijk-toml/fout`` those with something wrong;
``vragen``
    a table that comes in, what the command says of it, and the page that it makes;
``sjablonen``
    templates of a team, for beside the sources;
``stil``
    a ``conf.py`` that silences a warning.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.tools import REPOSITORY, run_sphinx, run_wijk

if TYPE_CHECKING:
    from pathlib import Path

MANUAL = REPOSITORY / "docs" / "handleiding"
EXAMPLES = MANUAL / "voorbeelden"
ANY_PAGE = "# De Kersenhof\n\n```{toctree}\n:glob:\n\n*\n```\n"
MAY_STAND_ALONE = {"begin", "formulier", "tikfout", "geen-toml", "volledig"}
"""Settings that are a whole ``wijk.toml``; others are added to that of the street."""
NOT_SHOWN = {
    "straat/wijk.toml",  # has more than the first document needs
    "fout/bom.md",
    "fout/leeg.md",
    "fout/utf-16.md",
    "fout/windows-1252.md",
}


def examples(folder: str, pattern: str) -> list[object]:
    """Return the examples in a folder as parameters of a test."""
    return [pytest.param(path, id=path.stem) for path in sorted((EXAMPLES / folder).glob(pattern))]


@pytest.fixture
def street(tmp_path: Path) -> Path:
    """Return a copy of the first document that has a place for any page."""
    folder = shutil.copytree(EXAMPLES / "straat", tmp_path / "kersenhof")
    (folder / "index.md").write_text(ANY_PAGE, "utf-8")
    shutil.copytree(EXAMPLES / "los" / "beelden", folder / "beelden")
    return folder


def use_settings(street: Path, settings: Path) -> None:
    """Give a street the settings of an example."""
    text = settings.read_text("utf-8")
    if settings.stem in MAY_STAND_ALONE:
        for page in street.glob("*.md"):  # its items name organisations that are not there now
            page.unlink()
        (street / "index.md").write_text("# De Kersenhof\n", "utf-8")
        (street / "wijk.toml").write_text(text, "utf-8")
    else:
        with (street / "wijk.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")


def said_of(street: Path) -> list[str]:
    """Return what ``wijk check`` says of a street, line by line, without the sum of it."""
    result = run_wijk("check", street.name, cwd=street.parent)
    return result.err.splitlines()[:-1]


def quoted(example: Path) -> list[str]:
    """Return what the manual says that ``wijk check`` says of an example."""
    return example.with_suffix(".txt").read_text("utf-8").splitlines()


def test_first_document_is_right() -> None:
    result = run_wijk("check", "straat", "--strict", cwd=EXAMPLES)
    assert result.text.splitlines()[1:] == ["De bronnen zijn in orde: er kan gebouwd worden."]
    assert result.code == 0


def test_first_document_needs_no_more_settings_than_shown(tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLES / "straat", tmp_path / "kersenhof")
    shutil.copy(EXAMPLES / "wijk-toml" / "begin.toml", folder / "wijk.toml")
    result = run_wijk("check", folder, "--strict")
    assert (result.code, result.err) == (0, "")


def test_lines_may_end_as_on_windows(street: Path) -> None:
    for path in (*street.glob("*.md"), street / "wijk.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    result = run_wijk("check", street, "--strict")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("page", examples("los", "*.md"))
def test_page_is_right(street: Path, page: Path) -> None:
    shutil.copy(page, street)
    if page.with_suffix(".toml").is_file():
        use_settings(street, page.with_suffix(".toml"))
    result = run_wijk("check", street, "--strict")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("page", examples("fout", "*.md"))
def test_page_gets_the_message_that_is_quoted(street: Path, page: Path) -> None:
    shutil.copy(page, street)
    assert said_of(street) == quoted(page)


def test_page_in_no_toctree_gets_the_message_that_is_quoted(street: Path) -> None:
    shutil.copy(EXAMPLES / "straat" / "index.md", street)
    shutil.copy(EXAMPLES / "los" / "tabel.md", street)
    assert said_of(street) == quoted(EXAMPLES / "fout" / "geen-toctree")


@pytest.mark.parametrize("settings", examples("wijk-toml", "*.toml"))
def test_settings_are_right(street: Path, settings: Path) -> None:
    use_settings(street, settings)
    result = run_wijk("check", street, "--strict")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("settings", examples("wijk-toml/fout", "*.toml"))
def test_settings_get_the_message_that_is_quoted(street: Path, settings: Path) -> None:
    use_settings(street, settings)
    assert said_of(street) == quoted(settings)


def test_warning_is_silenced(street: Path) -> None:
    shutil.copy(EXAMPLES / "fout" / "persoonsgegevens.md", street)
    shutil.copy(EXAMPLES / "stil" / "conf.py", street)
    assert said_of(street) == []


def test_questions_come_in_as_shown(street: Path) -> None:
    use_settings(street, EXAMPLES / "wijk-toml" / "import.toml")
    shutil.copy(EXAMPLES / "vragen" / "formulier.csv", street.parent)
    command, *answer = (EXAMPLES / "vragen" / "formulier.txt").read_text("utf-8").splitlines()
    words = command.removeprefix("$ wijk ").split()
    told = run_wijk(*words, cwd=street.parent).out.splitlines()
    assert [line for line in told if not line.startswith("Pagina's lezen")] == answer
    written = run_wijk(*(word for word in words if word != "--dry-run"), "--yes", cwd=street.parent)
    assert written.code == 0, written.text
    expected = (EXAMPLES / "vragen" / "binnengekomen.md").read_text("utf-8")
    assert (street / "binnengekomen.md").read_text("utf-8") == expected


def test_a_template_of_the_team_builds_on_ours(street: Path) -> None:
    shutil.copytree(EXAMPLES / "sjablonen", street / "sjablonen")
    chosen = ("intranet", street.name, "--reader", "corporatie", "-o", "uit")
    result = run_wijk("letter", *chosen, cwd=street.parent)
    assert result.code == 0, result.text
    (letter,) = (street.parent / "uit").iterdir()
    text = letter.read_text("utf-8")
    assert "Wat onze organisatie heeft afgesproken" in text
    assert text.endswith("Loop langs bij het team Wijken op de tweede verdieping.\n")


def test_every_example_is_shown() -> None:
    pages = (path for path in MANUAL.rglob("*.md") if EXAMPLES not in path.parents)
    shown = "\n".join(path.read_text("utf-8") for path in pages)
    names = [path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*.*")]
    unseen = {name for name in names if f"voorbeelden/{name}" not in shown}
    assert unseen <= NOT_SHOWN


def test_manual_is_right() -> None:
    result = run_wijk("check", MANUAL, "--strict")
    assert (result.code, result.err) == (0, "")


def test_manual_builds_without_a_warning(tmp_path: Path) -> None:
    result = run_sphinx(MANUAL, tmp_path / "out", "-W", "--keep-going", "-q")
    assert (result.code, result.err) == (0, "")
