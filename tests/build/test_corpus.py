"""Real pages written for another program: nothing crashes, and every trap in them is named.

The pages lie beside the repository and are not part of it.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.tools import FOR_THE_TEAM, REPOSITORY, SITES, run_sphinx, run_wijk, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CORPUS = REPOSITORY.parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(
    not any(CORPUS.rglob("*.md")), reason=f"the corpus of foreign pages is not in {CORPUS}"
)
ADMONITION = re.compile(r"\s*(!!!|\?\?\?\+?) ")
HTML_BLOCK = re.compile(r" {0,3}(</?(div|h[1-6]|p|table|ul|ol|details|section|iframe)\b|<!--)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a source folder with the corpus in it."""
    place = tmp_path_factory.mktemp("corpus") / "bron"
    shutil.copytree(CORPUS, place / "pagina's")
    index = "# Alles\n\n```{toctree}\n:glob:\n\n**\n```\n"
    for name in ("conf.py", "wijk.toml"):
        shutil.copy(SITES / "klein" / name, place / name)
    return write(place, {"index.md": index})


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, set[tuple[str, int]]]:
    """Return the places that ``wijk check`` names, by the subtype of the warning."""
    result = run_wijk("check", folder)
    assert "Traceback" not in result.text
    places: dict[str, set[tuple[str, int]]] = {}
    pattern = r"^(.+?\.md):(\d+): .*?(dialect|html|alt_text|heading|personal_data)\]$"
    for path, line, subtype in re.findall(pattern, result.err, re.MULTILINE):
        places.setdefault(subtype, set()).add((path, int(line)))
    return places


def text_lines(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Yield file, number and text of every line that is not in a block of code."""
    for path in sorted(folder.rglob("*.md")):
        fence = ""
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            mark = re.match(r"\s*(```+|~~~+)", line)
            if mark and (not fence or line.strip() == fence):
                fence = "" if fence else mark[1]
            elif not fence:
                yield str(path), number, line


def test_every_admonition_of_mkdocs_is_named(
    folder: Path, told: dict[str, set[tuple[str, int]]]
) -> None:
    lines = text_lines(folder)
    expected = {(path, number) for path, number, line in lines if ADMONITION.match(line)}
    assert expected
    assert expected <= told["dialect"]


def html_blocks(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield where each block of raw HTML begins: it ends with an empty line."""
    previous, within = "", ""
    for path, number, line in text_lines(folder):
        if path != previous or not line.strip():
            within = ""
        if not within and HTML_BLOCK.match(line):
            within = line
            yield path, number
        previous = path


def test_every_block_of_html_is_named(folder: Path, told: dict[str, set[tuple[str, int]]]) -> None:
    expected = set(html_blocks(folder))
    assert expected
    assert expected <= told["html"]


def test_every_title_in_front_matter_is_named(
    folder: Path, told: dict[str, set[tuple[str, int]]]
) -> None:
    expected = set()
    for path in folder.rglob("*.md"):
        head = re.match(r"---\n(.*?)\n---\n", path.read_text("utf-8"), re.DOTALL)
        if head and re.search(r"^title:", head[1], re.MULTILINE):
            line = head[0][: re.search(r"^title:", head[0], re.MULTILINE).start()].count("\n") + 1
            expected.add((str(path), line))
    assert expected
    assert expected <= told["dialect"]


def test_it_builds(folder: Path, tmp_path: Path) -> None:
    result = run_sphinx(folder, tmp_path / "sphinx", "-q")
    assert result.code == 0, result.text
    assert "Traceback" not in result.text
    built = run_wijk("build", folder, "-o", tmp_path / "wijk", *FOR_THE_TEAM)
    assert built.code == 0, built.text
    assert "Traceback" not in built.text
    pages = {path.relative_to(folder).with_suffix(".html") for path in folder.rglob("*.md")}
    for place in (tmp_path / "sphinx", tmp_path / "wijk" / "projectteam" / "werkversie"):
        assert pages <= {path.relative_to(place) for path in place.rglob("*.html")}
