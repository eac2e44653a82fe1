"""What is read out of an edition, without touching the working tree."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from tests.sources.git.working_tree import SETTINGS, SOURCE, Work
from wijk_ext.sources.git import GitError

if TYPE_CHECKING:
    from pathlib import Path


def test_extraction_leaves_everything_as_it_is(work: Work, tmp_path: Path) -> None:
    work.write(f"{SOURCE}/verhaal/één bestand.md", "# Één\n")
    work.write(f"{SOURCE}/regel\neind.md", "# Regel\n")
    work.write(f"{SOURCE}/-x.md", "# Streepje\n")
    work.write(f"{SOURCE}/:(glob)*.md", "# Patroon\n")
    work.write(f"{SOURCE}/.gitattributes", "-x.md export-ignore\nindex.md export-subst\n")
    work.write("buiten.md", "# Buiten\n")
    work.commit(index="# Wijk\n$Format:%H$\n")
    work.tag("v1.0")
    # a working tree that is being worked in
    work.write(f"{SOURCE}/index.md", "# Half af\n")
    work.write(f"{SOURCE}/nieuw.md", "# Nieuw\n")
    work.write(f"{SOURCE}/klaargezet.md", "# Klaar\n")
    work.git("add", f"{SOURCE}/klaargezet.md")
    hook = work.root / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch '{tmp_path}/haak'\n")
    hook.chmod(0o755)
    work.git("config", "core.fsmonitor", str(hook))
    before = work.state()
    files = work.extract("1.0", tmp_path / "uit")
    assert set(files) == {
        ".gitattributes",
        "-x.md",
        ":(glob)*.md",
        "conf.py",
        "index.md",
        "regel\neind.md",
        "verhaal/één bestand.md",
        "wijk.toml",
    }
    assert files["index.md"] == b"# Wijk\n$Format:%H$\n"
    assert work.state() == before
    assert not (tmp_path / "haak").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"home", "werk", "uit"}


def test_extraction_needs_an_empty_folder(work: Work, tmp_path: Path) -> None:
    work.tag("v1.0")
    full = tmp_path / "vol"
    full.mkdir()
    assert "index.md" in work.extract("1.0", full)
    (full / "index.md").write_text("van iemand")
    with pytest.raises(OSError, match="vol"):
        work.extract("1.0", full)
    assert (full / "index.md").read_text() == "van iemand"
    assert stat.S_IMODE(full.stat().st_mode) == stat.S_IMODE(work.root.stat().st_mode)


def test_attributes_are_those_of_the_edition(work: Work, tmp_path: Path) -> None:
    work.write(".gitattributes", "docs/wijk/*.md text eol=crlf\n")
    work.commit()
    work.tag("v1.0")
    with_crlf = work.repository.tree(work.repository.find("1.0"))
    work.write(".gitattributes", "docs/wijk/*.md text eol=lf\n")
    work.commit()
    work.tag("v1.1")
    assert work.extract("1.0", tmp_path / "een")["index.md"] == b"# Wijk\r\n"
    assert work.extract("1.1", tmp_path / "twee")["index.md"] == b"# Wijk\n"
    assert work.repository.tree(work.repository.find("1.1")) != with_crlf


def test_line_ends_are_those_of_a_checkout(work: Work, tmp_path: Path) -> None:
    work.tag("v1.0")
    work.git("config", "core.autocrlf", "true")
    assert work.extract("1.0", tmp_path / "uit")["index.md"] == b"# Wijk\r\n"


def test_filters_run_as_in_a_checkout(work: Work, tmp_path: Path) -> None:
    work.write(f"{SOURCE}/.gitattributes", "*.md filter=luid\n")
    work.commit()
    work.tag("v1.0")
    work.git("config", "filter.luid.smudge", "tr a-z A-Z")
    assert work.extract("1.0", tmp_path / "uit")["index.md"] == b"# WIJK\n"
    work.git("config", "filter.luid.smudge", "false")
    work.git("config", "filter.luid.required", "true")
    with pytest.raises(GitError, match=r"luid|index"):
        work.extract("1.0", tmp_path / "half")
    assert not (tmp_path / "half").exists()


def test_linked_and_sparse_working_trees(work: Work, tmp_path: Path) -> None:
    work.commit(verhaal="# Verhaal\n")
    work.tag("v1.0")
    work.git("worktree", "add", "-q", "-b", "zij", str(tmp_path / "tweede"))
    linked = Work(tmp_path / "tweede")
    linked.git("sparse-checkout", "set", "--no-cone", "/docs/wijk/wijk.toml")
    assert not (linked.source / "verhaal.md").exists()
    before = linked.state(), work.state()
    assert linked.extract("1.0", tmp_path / "uit")["verhaal.md"] == b"# Verhaal\n"
    assert (linked.state(), work.state()) == before
    assert linked.repository.cache_folder() == work.root / ".git" / "wijk"


def test_submodules_do_no_harm(work: Work, tmp_path: Path) -> None:
    other = Work.new(tmp_path / "ander")
    other.write("wijk.toml", SETTINGS)
    other.commit()
    add = ("submodule", "add", "-q", str(other.root), f"{SOURCE}/module")
    work.git("-c", "protocol.file.allow=always", *add)
    work.commit()
    work.tag("v1.0")
    files = work.extract("1.0", tmp_path / "uit")
    assert set(files) == {"conf.py", "index.md", "wijk.toml"}
    (work.source / "module" / "nieuw.md").write_text("# Van een ander\n")
    assert work.repository.changes_in_the_way() == []


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("index.md", True),
        ("verhaal/../index.md", True),
        ("niets.md", True),
        ("../../geheim", False),
        ("verhaal/../../wijk.md", False),
        ("/etc/hostname", False),
        ("link.md", False),
    ],
)
def test_symbolic_links(work: Work, tmp_path: Path, target: str, *, allowed: bool) -> None:
    work.write("geheim", "van deze machine")
    (work.source / "verhaal").mkdir()
    work.write(f"{SOURCE}/verhaal/begin.md", "# Begin\n")
    (work.source / "link.md").symlink_to(target)
    work.commit()
    work.tag("v1.0")
    if allowed:
        work.extract("1.0", tmp_path / "uit")
        assert (tmp_path / "uit" / "link.md").is_symlink()
        return
    with pytest.raises(GitError, match=r"^link\.md"):
        work.extract("1.0", tmp_path / "uit")
    assert not (tmp_path / "uit").exists()


def test_link_through_a_linked_folder(work: Work, tmp_path: Path) -> None:
    (work.source / "hier").symlink_to(".")
    work.commit()
    work.tag("v1.0")
    assert "index.md" in work.extract("1.0", tmp_path / "een")
    # by its letters this stays inside
    (work.source / "weg").symlink_to("hier/../geheim")
    work.commit()
    work.tag("v1.1")
    with pytest.raises(GitError, match=r"^weg"):
        work.extract("1.1", tmp_path / "twee")


def test_tree_is_a_key_for_what_is_in_it(work: Work) -> None:
    work.tag("v1.0")
    work.write("buiten.md", "# Buiten\n")
    work.commit()
    work.tag("v1.1")
    work.commit(index="# Anders\n")
    work.tag("v1.2")
    repository = work.repository
    first, second, third = map(repository.tree, repository.editions().tagged)
    assert first == second != third
    assert first == work.git("rev-parse", f"v1.0:{SOURCE}")
