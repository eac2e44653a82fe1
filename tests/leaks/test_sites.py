"""Whole sites of generated documents: no canary in any byte, and none that moves another byte."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.leaks.alter import altered
from tests.leaks.documents import READERS, SETTINGS, Generator, Tree, sees, write
from tests.leaks.harness import SITES, contents
from tests.tools import EXAMPLE, run_wijk
from wijk_ext.verify.texts import texts_in

if TYPE_CHECKING:
    from pathlib import Path


def _build(tree: Tree, folder: Path) -> Path:
    write(tree, folder / "bron")
    options = ("-o", folder / "uit", "-j", "2", "--format", "html,pdf,docx")
    result = run_wijk("build", folder / "bron", *options)
    assert result.code == 0, result.text
    return folder / "uit"


def _sees_page(tree: Tree, reader: str) -> bool:
    return any(sees(page.marks(), reader) for page in tree.pages)


@pytest.mark.parametrize("seed", range(SITES))
def test_no_site_holds_or_shows_by_a_byte_what_is_hidden(seed: int, tmp_path: Path) -> None:
    generator = Generator(random.Random(seed))
    tree = generator.tree()
    reader = READERS[seed % len(READERS)]
    out = _build(tree, tmp_path / "een")
    for name in READERS:
        files = contents(out / name.replace("/", "."))
        texts = [text.content for path, data in files.items() for text in texts_in(path, data)]
        everything = "\n".join([*files, *texts]).casefold()
        for canary, marks in tree.canaries():
            if not sees(marks, name):
                assert canary not in everything, (name, canary)
        assert str(tmp_path) not in everything
    other = _build(altered(tree, reader, generator), tmp_path / "twee")
    folder = reader.replace("/", ".")
    assert contents(out / folder) == contents(other / folder)


def test_no_reader_is_named_to_another_without_need(tmp_path: Path) -> None:
    source = tmp_path / "bron"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["wijk_ext"]\n', "utf-8")
    (source / "wijk.toml").write_text(SETTINGS, "utf-8")
    (source / "index.md").write_text("# Start\n\nTekst.\n\n```{toctree}\nblad\n```\n", "utf-8")
    (source / "blad.md").write_text(
        "# Blad\n\n:::{vraag} Hoe?\n:id: VR-001\n:eigenaar: alfa\n:::\n\n"
        ":::{alleen-voor} alfa, beta\nX.\n:::\n",
        "utf-8",
    )
    result = run_wijk("build", source, "-o", tmp_path / "uit", "--reader", "gamma")
    assert result.code == 0, result.text
    everything = b"".join(contents(tmp_path / "uit" / "gamma").values()).decode("latin-1")
    assert "Stichting Alfa" in everything, "the owner of a visible item is visible text"
    assert "Stichting Beta" not in everything
    assert '"beta' not in everything


def test_the_example_is_the_same_twice(tmp_path: Path) -> None:
    readers = ("gemeente/raad", "openbaar", "netbeheerder")
    chosen = [word for reader in readers for word in ("--reader", reader)]
    for name in ("een", "twee"):
        options = ("-o", tmp_path / name, "--format", "html,pdf,docx")
        result = run_wijk("build", EXAMPLE, *options, *chosen)
        assert result.code == 0, result.text
    for folder in (*(reader.replace("/", ".") for reader in readers), "verificatie"):
        assert contents(tmp_path / "een" / folder) == contents(tmp_path / "twee" / folder)
