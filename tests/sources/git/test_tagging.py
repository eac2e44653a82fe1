"""The making of an edition."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.sources.git.working_tree import SOURCE, Work
from wijk_ext.sources.git import GitError, with_status


def test_changes_in_the_way(work: Work) -> None:
    work.write(".gitignore", "*.log\n")
    work.write("plan.txt", "plan")
    work.write("naam.txt", "een langere tekst die hernoemd wordt")
    work.commit()
    assert work.repository.changes_in_the_way() == []
    work.write("plan.txt", "ander plan")
    work.git("mv", "naam.txt", "andere naam.txt")
    work.write("los.txt", "buiten de bronnen")
    work.write(f"{SOURCE}/bouw.log", "genegeerd")
    work.write(f"{SOURCE}/nieuw/één.md", "# Nieuw\n")
    work.git("config", "status.showUntrackedFiles", "no")
    assert list(map(str, work.repository.changes_in_the_way())) == [
        "andere naam.txt",
        f"{SOURCE}/nieuw/één.md",
        "naam.txt",
        "plan.txt",
    ]


def test_a_look_at_the_changes_leaves_the_index_as_it_is(work: Work) -> None:
    os.utime(work.source / "index.md", (0, 0))
    before = work.state()
    assert work.repository.changes_in_the_way() == []
    assert work.state() == before


def test_a_folder_that_looks_like_a_pattern(work: Work) -> None:
    work.git("mv", SOURCE, "docs/w*")
    work.commit()
    work.write(f"{SOURCE}/nieuw.md", "# Elders\n")
    work.source = work.root / "docs" / "w*"
    assert work.repository.changes_in_the_way() == []


def test_in_progress(work: Work) -> None:
    assert work.repository.in_progress() == ""
    work.git("checkout", "-q", "-b", "zij")
    work.commit(index="# Zij\n")
    work.git("checkout", "-q", "main")
    work.commit(index="# Hoofd\n")
    for command in ("merge", "cherry-pick", "rebase"):
        with pytest.raises(subprocess.CalledProcessError):
            work.git(command, "zij")
        assert work.repository.in_progress() == command
        work.git(command, "--abort")
        assert work.repository.in_progress() == ""


def test_making_an_edition(work: Work) -> None:
    seen = work.repository.head()
    work.commit(index="# In de tussentijd\n")
    message = with_status("Editie 1.0\n\n# Gemeente\n- Status: blijft\n", "voorgelegd")
    work.repository.tag("1.0", message, seen)
    found = work.repository.find("1.0")
    assert (found.commit, found.edition.status) == (seen, "voorgelegd")
    assert work.git("tag", "-l", "--format=%(contents)", "v1.0") == message.strip()
    with pytest.raises(GitError, match=r"v1\.0"):
        work.repository.tag("1.0", message)


@pytest.mark.parametrize("name", ["", "-d", "v1.0", "1..0", "1.0.lock", "1.0 b", "1/0", "1.0\n"])
def test_names_that_no_edition_can_have(work: Work, name: str) -> None:
    with pytest.raises(GitError, match=r"1\.0"):
        work.repository.tag(name, "Editie")
    assert work.git("tag", "-l") == ""


def test_git_does_not_know_who_makes_it(work: Work) -> None:
    work.git("config", "--unset", "user.email")
    with pytest.raises(GitError, match=r"user\.name.*user\.email"):
        work.repository.tag("1.0", "Editie")
    assert work.git("tag", "-l") == ""


def test_signing_that_fails(work: Work) -> None:
    work.git("config", "tag.gpgSign", "true")
    work.git("config", "gpg.program", "false")
    with pytest.raises(GitError, match="sign"):
        work.repository.tag("1.0", "Editie")
    assert work.git("tag", "-l") == ""


def test_sources_that_git_ignores(work: Work) -> None:
    work.git("rm", "-q", "-r", "--cached", SOURCE)
    work.write(".gitignore", "docs\n")
    work.commit()
    assert work.repository.changes_in_the_way() == []
    with pytest.raises(GitError, match=r"docs/wijk/wijk\.toml"):
        work.repository.check_tag("1.0")
