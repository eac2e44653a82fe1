"""Which editions there are, and which one is meant."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.git.working_tree import Work
from wijk_ext.model.edition import EDITION_STATUSES, Edition
from wijk_ext.sources.git import Editions, GitError, with_status
from wijk_ext.sources.tags import read_tags

if TYPE_CHECKING:
    from pathlib import Path


def test_twenty_editions_in_order(work: Work) -> None:
    for number in reversed(range(20)):
        work.tag(f"v1.{number}")
    assert work.names == [f"1.{number}" for number in range(20)]
    assert work.editions.remarks == ()


def test_other_tags_are_none_of_ours(work: Work) -> None:
    for name in ("vrijgave", "v-test", "release/1", "V2.0", "v1/2", "v1.0+x", "v٣", "v"):
        work.tag(name)
        work.git("tag", f"licht-{name}")
    assert work.editions == Editions((), {}, ())


def test_date_is_that_of_the_commit_in_utc(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2027-03-01 00:30:00 +0100")
    commit = work.commit(index="# Later\n")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2028-01-01 12:00:00 +0000")
    work.tag("v1.0")
    (found,) = work.editions.tagged
    assert found.edition == Edition("1.0", date(2027, 2, 28), "vastgesteld")
    assert found.commit == commit


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ("Editie 1.0", "vastgesteld"),
        ("Editie 1.0\n\nStatus: concept", "concept"),
        ("Editie 1.0\n\nAfspraken: 3\nstatus:   Voorgelegd  \n", "voorgelegd"),
        ("Status: concept\n\nStatus: vastgesteld", "vastgesteld"),
        ("Status: concept\n\nMeer tekst", "concept"),
        ("Editie 1.0\r\n\r\nStatus: concept\r\n", "concept"),
        ("Editie\n\nDe Status: concept is voorbij", "vastgesteld"),
    ],
)
def test_status(work: Work, message: str, status: str) -> None:
    work.git("tag", "-a", "-F", "-", "--cleanup=verbatim", "v1.0", text=message)
    assert [one.edition.status for one in work.editions.tagged] == [status]
    assert work.editions.remarks == ()


def test_unknown_status_counts_as_a_concept(work: Work) -> None:
    work.tag("v1.0", "Editie\n\nStatus: vastgesteldt")
    (remark,) = work.editions.remarks
    assert "v1.0" in remark
    assert "“vastgesteld”" in remark
    assert work.editions.tagged[0].edition.status == "concept"


def test_tags_that_are_no_editions(work: Work) -> None:
    work.git("tag", "v1.0")
    work.tag("v1.1", "Editie", "HEAD^{tree}")
    work.git("tag", "v1.2", "HEAD^{tree}")
    editions = work.editions
    assert editions.tagged == ()
    assert list(editions.refused) == ["1.0", "1.1", "1.2"]
    for name, remark in editions.refused.items():
        assert f"v{name}" in remark
        with pytest.raises(GitError) as caught:
            work.repository.find(name)
        assert str(caught.value) == remark


def test_the_remark_on_a_lightweight_tag_says_what_helps(work: Work) -> None:
    work.git("tag", "v1.0")
    command = work.editions.refused["1.0"].partition("git tag")[2]
    subprocess.run(f"git tag {command}", shell=True, check=True, cwd=work.root)
    assert work.names == ["1.0"]


def test_tag_of_a_tag(work: Work) -> None:
    commit = work.repository.head()
    work.tag("proef")
    work.tag("v1.0", "Editie", "proef")
    assert [one.commit for one in work.editions.tagged] == [commit]
    assert work.editions.tagged[0].edition.date.year == 2026


def test_merged_and_rebased_editions_stay(work: Work, tmp_path: Path) -> None:
    work.git("checkout", "-q", "-b", "zij")
    work.commit(zij="# Zij\n")
    work.tag("v1.0")
    work.git("checkout", "-q", "main")
    work.commit(hoofd="# Hoofd\n")
    work.git("merge", "-q", "--no-ff", "-m", "Samen", "zij")
    work.tag("v1.1")
    work.git("reset", "-q", "--hard", "main^1")
    work.git("rebase", "-q", "--force-rebase", "zij")
    work.git("branch", "-q", "-D", "zij")
    assert work.names == ["1.0", "1.1"]
    assert "hoofd.md" not in work.extract("1.0", tmp_path / "een")
    assert {"hoofd.md", "zij.md"} <= set(work.extract("1.1", tmp_path / "twee"))


def test_nothing_put_in_place_of_an_edition_is_read(work: Work, tmp_path: Path) -> None:
    work.tag("v1.0")
    old = work.repository.head()
    work.git("replace", old, work.commit(index="# Anders\n"))
    assert work.extract("1.0", tmp_path / "uit")["index.md"] == b"# Wijk\n"


def test_unknown_edition(work: Work) -> None:
    work.tag("v1.0")
    with pytest.raises(GitError, match=r"“1\.0”"):
        work.repository.find("v1.0")
    with pytest.raises(GitError, match=r"--output=x.*1\.0"):
        work.repository.find("--output=x")


def test_no_editions_at_all(work: Work) -> None:
    with pytest.raises(GitError, match=r"git fetch --tags.*wijk release"):
        work.repository.find("1.0")


def test_shallow_clone(work: Work, tmp_path: Path) -> None:
    work.tag("v1.0")
    work.commit(index="# Later\n")
    work.tag("v1.1")
    clone = tmp_path / "ondiep"
    work.git("clone", "-q", "--depth", "1", "--branch", "v1.1", work.root.as_uri(), str(clone))
    shallow = Work(clone)
    assert shallow.names == ["1.1"]
    assert shallow.extract("1.1", tmp_path / "uit")["index.md"] == b"# Later\n"
    with pytest.raises(GitError, match="git fetch --unshallow --tags"):
        shallow.repository.find("1.0")


@given(
    message=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
    status=st.sampled_from(EDITION_STATUSES),
)
def test_a_status_is_read_as_it_was_written(message: str, status: str) -> None:
    fields = ("refs/tags/v1.0", "tag", "commit", "0" * 40, "0", with_status(message, status))
    listing = "".join(f"{one}\0" for one in fields).encode()
    (found,) = read_tags(listing, lambda _ref: None).tagged
    assert found.edition == Edition("1.0", date(1970, 1, 1), status)
