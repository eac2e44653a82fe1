"""Editions in real git repositories: which there are, what they hold, and how one is made."""

from __future__ import annotations

import os
import stat
import subprocess
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijk_ext.model.edition import EDITION_STATUSES, Edition
from wijk_ext.sources.git import Editions, GitError, NoRepository, Repository, with_status
from wijk_ext.sources.tags import read_tags

SOURCE = "docs/wijk"
SETTINGS = '[wijk]\nnaam = "De Lindebuurt"\ngemeente = "Voorbeeldstad"\n'


class Work:
    """A working tree with a source folder, and git as its owner would use it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = root / SOURCE
        self.hour = 0

    @classmethod
    def new(cls, root: Path) -> Work:
        root.mkdir()
        work = cls(root)
        work.git("init", "-q", "-b", "main")
        work.git("config", "user.name", "Projectteam")
        work.git("config", "user.email", "projectteam@lindebuurt.example")
        return work

    def git(self, *arguments: str, text: str = "") -> str:
        self.hour += 1
        day = f"2026-03-{1 + self.hour // 24:02} {self.hour % 24:02}:00:00 +0000"
        dates = {"GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day}
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            input=text.encode(),
            capture_output=True,
            check=True,
            env={**dates, **os.environ},
        )
        return done.stdout.decode().strip()

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())

    def commit(self, **pages: str) -> str:
        """Commit everything, with these pages in the source folder."""
        for name, text in pages.items():
            self.write(f"{SOURCE}/{name}.md", text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Werk")
        return self.git("rev-parse", "HEAD")

    def tag(self, name: str, message: str = "Editie", *more: str) -> None:
        self.git("tag", "-a", "-m", message, name, *more)

    @property
    def repository(self) -> Repository:
        return Repository.of(self.source)

    @property
    def editions(self) -> Editions:
        return self.repository.editions()

    @property
    def names(self) -> list[str]:
        return [one.edition.name for one in self.editions.tagged]

    def extract(self, name: str, folder: Path) -> dict[str, bytes]:
        """Return the files of an edition, as extracted to a folder."""
        repository = self.repository
        repository.extract(repository.find(name), folder)
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def state(self) -> tuple[object, ...]:
        """Return everything of a repository that reading may not alter."""
        git_dir = Path(self.git("rev-parse", "--absolute-git-dir"))
        files = {
            path: path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and "objects" not in path.parts
        }
        index = git_dir / "index"
        return files, index.read_bytes(), index.stat().st_mtime_ns


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name in [one for one in os.environ if one.startswith(("GIT_AUTHOR", "GIT_COMMITTER"))]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("EMAIL", raising=False)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Give a repository with one commit and no tags."""
    work = Work.new(tmp_path / "werk")
    work.write(f"{SOURCE}/wijk.toml", SETTINGS)
    work.write(f"{SOURCE}/conf.py", 'extensions = ["wijk_ext"]\n')
    work.commit(index="# Wijk\n")
    return work


# Where there is a repository


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


# Which editions there are


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


# Which one is meant


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


# Where the sources were


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


# What is read out of one


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


# Room for what was worked out


def test_cache_folder(work: Work) -> None:
    folder = work.repository.cache_folder()
    assert folder is not None
    assert folder.is_dir()
    assert work.git("status", "--porcelain") == ""
    folder.rmdir()
    folder.write_text("geen map")
    assert work.repository.cache_folder() is None


# The making of one


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


@given(
    message=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
    status=st.sampled_from(EDITION_STATUSES),
)
def test_a_status_is_read_as_it_was_written(message: str, status: str) -> None:
    fields = ("refs/tags/v1.0", "tag", "commit", "0" * 40, "0", with_status(message, status))
    listing = "".join(f"{one}\0" for one in fields).encode()
    (found,) = read_tags(listing, lambda _ref: None).tagged
    assert found.edition == Edition("1.0", date(1970, 1, 1), status)
