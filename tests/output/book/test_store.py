"""What a build of the site hands over: every page, in the order of the toctrees."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from docutils import nodes

from tests.output.book.capturing import FACTS, build, build_pages
from tests.tools import write
from wijk_ext.output.book.capture import entries
from wijk_ext.output.book.store import Entry, FragmentStore, StoreError, read_store

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

PAGES = {
    "index.md": "# Begin\n\n```{toctree}\nb\ndeel/index\n```\n\n"
    "```{toctree}\n:hidden:\na\nb\nElders <https://x.example>\nself\n```\n",
    "a.md": "# A",
    "b.md": "# B *schuin*",
    "los.md": "---\norphan: true\n---\n\n# Los",
    "deel/index.md": "# Deel\n\n```{toctree}\n:glob:\n*\n```",
    "deel/een.md": "# Een\n\n```{toctree}\ndiep/diep\n```",
    "deel/twee.md": "# Twee",
    "deel/diep/diep.md": "# Diep",
}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_pages_come_in_the_order_of_the_toctrees(tmp_path: Path) -> None:
    made = build_pages(tmp_path, PAGES)
    assert [(page.page, page.title, page.depth) for page in made.pages] == [
        ("index", "Begin", 1),
        ("b", "B schuin", 1),
        ("deel/index", "Deel", 1),
        ("deel/een", "Een", 2),
        ("deel/diep/diep", "Diep", 3),
        ("deel/twee", "Twee", 2),
        ("a", "A", 1),
    ]
    assert made.book.chapters[0].page == "index"
    assert "los.html" in files(made.store)
    assert "search.html" not in files(made.store)


def test_a_page_comes_once_also_when_toctrees_go_round() -> None:
    tree = {"begin": ["a", "weg"], "a": ["b", "a"], "b": ["begin", "a", "c"]}
    titles = {page: nodes.title("", page.upper()) for page in "abc"}
    env = SimpleNamespace(found_docs={"begin", *"abcd"}, titles=titles, toctree_includes=tree)
    assert list(entries(cast("BuildEnvironment", env), "begin")) == [
        Entry("begin", "", 1),
        Entry("a", "A", 1),
        Entry("b", "B", 2),
        Entry("c", "C", 3),
    ]


def test_the_store_is_the_same_twice_and_holds_no_place(tmp_path: Path) -> None:
    first, second = tmp_path / "een", tmp_path / "twee"
    one, two = build_pages(first, PAGES), build_pages(second, PAGES)
    assert files(one.store) == files(two.store)
    assert not any(str(tmp_path).encode() in content for content in files(one.store).values())


def test_a_build_in_several_processes_keeps_every_page(tmp_path: Path) -> None:
    many = {f"p{number}.md": f"# Bladzijde {number}" for number in range(12)}
    index = "# Begin\n\n```{toctree}\n:glob:\np*\n```\n"
    made = build_pages(tmp_path / "een", many | {"index.md": index})
    again = build_pages(tmp_path / "twee", many | {"index.md": index})
    parallel = build(again.site.with_name("bron"), "-j", "2", "-E", "-a")
    assert files(parallel.store) == files(made.store)


def test_a_page_that_changes_is_caught_again_and_the_rest_stays(tmp_path: Path) -> None:
    source = build_pages(tmp_path, PAGES).site.with_name("bron")
    write(source, {"a.md": "# A anders", "deel/twee.md": "# Twee\n\nMeer"})
    made = build(source)
    fresh = build_pages(
        tmp_path / "vers", {**PAGES, "a.md": "# A anders", "deel/twee.md": "# Twee\n\nMeer"}
    )
    assert files(made.store) == files(fresh.store)
    assert "A anders" in [page.title for page in made.pages]


def test_a_page_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    source = build_pages(tmp_path, PAGES).site.with_name("bron")
    (source / "deel" / "diep" / "diep.md").unlink()
    (source / "los.md").unlink()
    write(source, {"deel/een.md": "# Een"})
    store = build(source).store
    assert {name for name in files(store) if "diep" in name or "los" in name} == set()
    assert "diep" not in (store / "book.json").read_text("utf-8")


def test_reading_gives_back_what_was_written(tmp_path: Path) -> None:
    store = FragmentStore(tmp_path)
    store.write_body("a/b", "<p>é\r\n😀</p>")
    store.write_contents([Entry("a/b", "É", 2)], ["a/b"])
    (page,) = store.read()
    assert (page.page, page.title, page.depth, page.body) == ("a/b", "É", 2, "<p>é\r\n😀</p>")


@pytest.mark.parametrize(
    "contents",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"pages": [{}]}',
        '{"pages": 3}',
        '{"pages": ["x"]}',
        '{"pages": [{"page": "a", "title": "A", "depth": "x"}]}',
        '{"pages": [{"page": "weg", "title": "A", "depth": 1}]}',
        '{"pages": [{"page": "../../buiten", "title": "A", "depth": 1}]}',
    ],
)
def test_a_store_that_is_not_whole_is_refused(tmp_path: Path, contents: str) -> None:
    (tmp_path / "buiten.html").write_text("geheim")
    folder = tmp_path / "a" / "b"
    write(folder, {"book.json": contents})
    with pytest.raises(StoreError):
        read_store(folder, tmp_path, FACTS)


def test_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        read_store(tmp_path / "weg", tmp_path, FACTS)


def test_contents_can_be_read_by_people(tmp_path: Path) -> None:
    FragmentStore(tmp_path).write_contents([Entry("a", "Één", 1)], [])
    text = (tmp_path / "book.json").read_text("utf-8")
    assert "Één" in text
    assert json.loads(text)["pages"][0]["page"] == "a"
