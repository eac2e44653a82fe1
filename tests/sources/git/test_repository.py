"""Where there is a repository, and where the sources stood in it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tests.sources.git.working_tree import SETTINGS, SOURCE, Work
from wijk_ext.sources.git import GitError, NoRepository, Repository


def test_no_git(work: Work, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "niets"))
    with pytest.raises(NoRepository, match="git-scm"):
        Repository.of(work.source)


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(NoRepository, match="git init"):
        Repository.of(tmp_path)


def test_bare_repository(work: Work, tmp_path: Path) -> None:
    work.git("clone", "-q", "--bare", ".", str(tmp_path / "kaal"))
    with pytest.raises(NoRepository, match="kaal"):
        Repository.of(tmp_path / "kaal")


def test_repository_of_someone_else(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError, match=r"git config --global --add safe\.directory") as caught:
        Repository.of(work.source)
    assert not isinstance(caught.value, NoRepository)


def test_unreadable_repository(work: Work) -> None:
    (work.root / ".git" / "config").write_text("[core\n")
    with pytest.raises(GitError, match="bad config line 1"):
        Repository.of(work.source)


def test_empty_repository(tmp_path: Path) -> None:
    work = Work.new(tmp_path / "leeg")
    work.write(f"{SOURCE}/wijk.toml", SETTINGS)
    assert work.names == []
    assert work.repository.head() == ""
    assert work.repository.changes_in_the_way() == [PurePosixPath(SOURCE, "wijk.toml")]
    for act in (work.repository.find, work.repository.check_tag):
        with pytest.raises(GitError, match=r"vastgelegd|committed"):
            act("1.0")


def test_in_a_hook_the_folder_decides(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    work.tag("v1.0")
    monkeypatch.setenv("GIT_DIR", "elders")
    monkeypatch.setenv("GIT_INDEX_FILE", "elders/index")
    assert work.repository.root == work.root


def test_sources_that_stayed(work: Work) -> None:
    work.tag("v1.0")
    work.write("elders/wijk.toml", SETTINGS)
    work.commit()
    repository = work.repository
    found = repository.source_folder(repository.find("1.0"))
    assert (found.path, found.moved) == (PurePosixPath(SOURCE), False)


def test_sources_that_moved(work: Work, tmp_path: Path) -> None:
    work.write("sjabloon/wijk.toml", SETTINGS.replace("Lindebuurt", "Elsbuurt"))
    work.commit()
    work.tag("v1.0")
    work.git("mv", SOURCE, "bronnen met spatie")
    work.commit()
    work.source = work.root / "bronnen met spatie"
    repository = work.repository
    found = repository.source_folder(repository.find("1.0"))
    assert (found.path, found.moved) == (PurePosixPath(SOURCE), True)
    assert work.extract("1.0", tmp_path / "uit")["index.md"] == b"# Wijk\n"


def test_sources_that_moved_to_and_from_the_root(work: Work, tmp_path: Path) -> None:
    work.tag("v1.0")
    for name in ("wijk.toml", "conf.py", "index.md"):
        work.git("mv", f"{SOURCE}/{name}", name)
    # the only one there was, under another name
    work.write("wijk.toml", SETTINGS.replace("De Lindebuurt", "Lindebuurt en Elsbuurt"))
    work.commit()
    work.tag("v1.1")
    work.source = work.root
    names = {"wijk.toml", "conf.py", "index.md"}
    assert set(work.extract("1.0", tmp_path / "een")) == names
    assert set(work.extract("1.1", tmp_path / "twee")) == names
    work.source.joinpath("ander").mkdir()
    work.source = work.root / "ander"
    (work.source / "wijk.toml").write_text('[wijk]\nnaam = "Lindebuurt en Elsbuurt"\n')
    assert set(work.extract("1.1", tmp_path / "drie")) == names


def test_sources_that_are_not_ours_are_not_taken(work: Work) -> None:
    work.tag("v1.0")
    work.write("tweede/wijk.toml", SETTINGS.replace("Lindebuurt", "Elsbuurt"))
    work.commit()
    work.source = work.root / "tweede"
    repository = work.repository
    with pytest.raises(GitError, match=r"1\.0.*tweede.*docs/wijk"):
        repository.source_folder(repository.find("1.0"))


def test_edition_without_sources(work: Work) -> None:
    work.git("rm", "-q", f"{SOURCE}/wijk.toml")
    work.commit()
    work.tag("v1.0")
    repository = Repository.of(work.root)
    with pytest.raises(GitError, match=r"1\.0.*wijk\.toml"):
        repository.source_folder(repository.find("1.0"))


def test_cache_folder(work: Work) -> None:
    folder = work.repository.cache_folder()
    assert folder is not None
    assert folder.is_dir()
    assert work.git("status", "--porcelain") == ""
    folder.rmdir()
    folder.write_text("geen map")
    assert work.repository.cache_folder() is None
