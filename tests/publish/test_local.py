"""A folder on this machine: what stands there, what stays, what is refused, and the way back."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.builds import READERS, Output, output, pages
from wijk_ext.publish import staging
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.manifest import Entry, Manifest
from wijk_ext.publish.plan import Wishes
from wijk_ext.publish.swap import superfluous
from wijk_ext.publish.targets import publish, rollback


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def readers_in(out: Path) -> dict[str, bytes]:
    return {
        path: content for path, content in files_in(out).items() if path.split("/")[0] in READERS
    }


def test_what_was_built_is_what_is_served(tmp_path: Path) -> None:
    out, target = output(tmp_path / "uit"), tmp_path / "web"
    done = publish(out, str(target))
    served = files_in(target / "current")
    assert served == readers_in(out)
    assert done.files == len(served)
    assert not any("manifest" in path or path.startswith(".") for path in served)
    manifest = target / "releases" / done.release / "manifest.json"
    assert str(tmp_path) not in manifest.read_text("utf-8")
    assert (target / "current").readlink() == Path(f"releases/{done.release}/site")


def test_the_same_again_does_nothing(tmp_path: Path) -> None:
    out, target = output(tmp_path / "uit"), tmp_path / "web"
    first, again = publish(out, str(target)), publish(out, str(target))
    assert not again.is_new
    assert again.release == first.release
    assert len(list((target / "releases").iterdir())) == 1


def test_a_damaged_site_is_mended_by_the_next_publication(tmp_path: Path) -> None:
    out, target = output(tmp_path / "uit"), tmp_path / "web"
    publish(out, str(target))
    page = target / "current" / "openbaar" / "index.html"
    page.unlink()
    page.write_text("gekraakt", "utf-8")
    assert publish(out, str(target)).is_new
    assert files_in(target / "current") == readers_in(out)


def test_unchanged_files_take_no_room_and_can_not_be_altered(tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(output(tmp_path / "een"), str(target))
    before = (target / "current").resolve()
    publish(output(tmp_path / "twee", "twee"), str(target))
    now = (target / "current").resolve()
    edition, working = "gemeente/1.0/index.html", "gemeente/werkversie/index.html"
    assert (now / edition).stat().st_ino == (before / edition).stat().st_ino
    assert (now / working).read_bytes() != (before / working).read_bytes()
    assert all(not path.stat().st_mode & 0o222 for path in now.rglob("*") if path.is_file())
    assert all(path.stat().st_mode & 0o777 == 0o755 for path in now.rglob("*") if path.is_dir())


def test_readers_share_no_file_whose_age_would_tell(tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(output(tmp_path / "een"), str(target))
    sheet = "werkversie/_static/house.css"
    owners = {(target / "current" / reader / sheet).stat().st_ino for reader in READERS}
    assert len(owners) == len(READERS)


def test_a_file_that_was_altered_in_place_is_not_linked_to(tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(output(tmp_path / "een"), str(target))
    page = target / "current" / "gemeente" / "1.0" / "index.html"
    content = page.read_bytes()
    page.chmod(0o644)
    page.write_bytes(b"x" * len(content))
    publish(output(tmp_path / "twee", "twee"), str(target))
    assert (target / "current" / "gemeente" / "1.0" / "index.html").read_bytes() == content


def test_a_published_edition_never_changes_silently(tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(output(tmp_path / "een"), str(target))
    served = files_in(target / "current")
    made = Output(tmp_path / "twee")
    made.site("gemeente", "1.0", pages("iets anders"))
    other = made.finish()
    with pytest.raises(PublishError, match=r"1\.0.*gemeente/1\.0/afspraken/kosten\.html"):
        publish(other, str(target))
    assert files_in(target / "current") == served
    publish(other, str(target), Wishes(replace=True))
    assert b"iets anders" in (target / "current/gemeente/1.0/index.html").read_bytes()
    publish(other, str(target))


def test_an_edition_that_was_taken_back_is_still_known(tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(output(tmp_path / "een", editions=()), str(target))
    publish(output(tmp_path / "twee"), str(target))
    rollback(str(target))
    made = Output(tmp_path / "drie")
    made.site("gemeente", "1.0", pages("iets anders"))
    with pytest.raises(PublishError, match=r"1\.0"):
        publish(made.finish(), str(target))


def test_what_is_not_built_stays_online(tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(output(tmp_path / "een"), str(target))
    before = files_in(target / "current")
    newest = output(tmp_path / "twee", editions=("1.1",), readers=("gemeente", "openbaar"))
    done = publish(newest, str(target))
    now = files_in(target / "current")
    assert now == readers_in(newest) | {
        path: content
        for path, content in before.items()
        if "/1.0/" in path or path.split("/")[0] in {"projectteam", "gemeente.financien"}
    }
    assert any("1.0" in remark and "--edition all" in remark for remark in done.remarks)
    assert any("projectteam" in remark for remark in done.remarks)


def test_the_working_version_goes_with_the_build(tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(output(tmp_path / "een"), str(target))
    made = Output(tmp_path / "twee")
    made.site("gemeente", "1.0", pages("editie 1.0 voor gemeente"))
    publish(made.finish(), str(target))
    assert not (target / "current" / "gemeente" / "werkversie").exists()
    assert (target / "current" / "openbaar" / "werkversie").exists()


def test_withdrawing(tmp_path: Path) -> None:
    target = tmp_path / "web"
    publish(output(tmp_path / "een"), str(target))
    newest = output(tmp_path / "twee", editions=("1.1",), readers=READERS[1:])
    served = files_in(target / "current")
    for wish, why in (("2.0", "2.0"), ("1.0", "projectteam"), ("gemeente", "gemeente")):
        with pytest.raises(PublishError, match=why):
            publish(newest, str(target), Wishes(withdraw=(wish,)))
        assert files_in(target / "current") == served
    publish(newest, str(target), Wishes(withdraw=("gemeente/financien/1.0", "projectteam")))
    shown = sorted(path.name for path in (target / "current").iterdir())
    assert shown == ["gemeente", "gemeente.financien", "openbaar"]
    assert not (target / "current" / "gemeente.financien" / "1.0").exists()
    assert (target / "current" / "gemeente" / "1.0").exists()


def test_rolling_back(tmp_path: Path) -> None:
    target = tmp_path / "web"
    with pytest.raises(PublishError):
        rollback(str(target))
    first = publish(output(tmp_path / "een"), str(target))
    with pytest.raises(PublishError):
        rollback(str(target))
    publish(output(tmp_path / "twee", "twee"), str(target))
    assert rollback(str(target)).release == first.release
    assert files_in(target / "current") == readers_in(tmp_path / "een")
    third = publish(output(tmp_path / "drie", "drie"), str(target))
    assert third.release.startswith("3-")
    # the way back does not lead to what was taken back
    assert rollback(str(target)).release == first.release


def test_no_way_back_to_a_damaged_release(tmp_path: Path) -> None:
    target = tmp_path / "web"
    first = publish(output(tmp_path / "een"), str(target))
    publish(output(tmp_path / "twee", "twee"), str(target))
    served = files_in(target / "current")
    (target / "releases" / first.release / "site/gemeente/werkversie/index.html").unlink()
    with pytest.raises(PublishError, match=r"gemeente/werkversie/index\.html"):
        rollback(str(target))
    assert files_in(target / "current") == served


def test_only_the_last_releases_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "web"
    for number in range(5):
        out = output(tmp_path / str(number), str(number))
        publish(out, str(target), Wishes(keep=3))
    numbers = {path.name.partition("-")[0] for path in (target / "releases").iterdir()}
    assert numbers == {"3", "4", "5"}
    with pytest.raises(PublishError):
        publish(out, str(target), Wishes(keep=1))


@given(st.sets(st.integers(1, 30), min_size=1, max_size=9), st.integers(2, 6), st.data())
def test_what_is_served_and_the_way_back_are_never_removed(
    numbers: set[int], keep: int, data: st.DataObject
) -> None:
    before = data.draw(st.sampled_from(sorted(numbers)))
    now = max(numbers) + 1
    names = [f"{number}-0123456789ab" for number in sorted({*numbers, now}, reverse=True)]
    gone = superfluous(names, f"{before}-0123456789ab", names[0], keep)
    left = [int(name.partition("-")[0]) for name in names if name not in gone]
    assert left[:2] == [now, before]
    assert len(left) <= keep
    assert len(set(gone)) == len(gone)


def test_one_at_a_time_and_locks_of_the_dead_do_not_count(tmp_path: Path) -> None:
    out, target = output(tmp_path / "uit"), tmp_path / "web"
    publish(out, str(target))
    with (target / ".wijk-publicatie").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(PublishError):
            publish(out, str(target))
        with pytest.raises(PublishError):
            rollback(str(target))
    publish(out, str(target))


def test_folders_that_are_not_ours_are_left_alone(tmp_path: Path) -> None:
    out = output(tmp_path / "uit")
    other = tmp_path / "ander"
    other.mkdir()
    (other / "brief.txt").touch()
    for target in (other, other / "brief.txt", out / "web", tmp_path):
        with pytest.raises(PublishError):
            publish(out, str(target))
    assert [path.name for path in other.iterdir()] == ["brief.txt"]
    target = tmp_path / "web"
    publish(out, str(target))
    (target / "current").unlink()
    (target / "current").mkdir()
    with pytest.raises(PublishError, match="current"):
        publish(out, str(target))


def test_a_lack_of_room_is_seen_beforehand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, target = output(tmp_path / "uit"), tmp_path / "web"
    publish(out, str(target))
    served = files_in(target / "current")
    monkeypatch.setattr(
        staging.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1_000_000})
    )
    with pytest.raises(PublishError, match="MB"):
        publish(output(tmp_path / "twee", "twee"), str(target))
    assert files_in(target / "current") == served


def test_a_file_that_changes_meanwhile_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, target = output(tmp_path / "uit"), tmp_path / "web"
    page = out / "openbaar" / "werkversie" / "index.html"
    monkeypatch.setattr(
        "wijk_ext.publish.local.refuse_lack_of_room", lambda *_: page.write_text("laat", "utf-8")
    )
    with pytest.raises(PublishError, match=r"werkversie/index\.html"):
        publish(out, str(target))
    assert not (target / "current").exists()
    assert not list((target / "releases").iterdir())


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=20),
        st.builds(Entry, st.from_regex("[0-9a-f]{64}", fullmatch=True), st.integers(0, 10**9)),
        max_size=5,
    )
)
def test_a_manifest_is_read_as_it_was_written(files: dict[str, Entry]) -> None:
    manifest = Manifest(files, {"gemeente": ("1.0",)})
    assert Manifest.from_json(manifest.as_json()) == manifest
    backwards = Manifest(dict(reversed(files.items())), manifest.editions)
    assert backwards.as_json() == manifest.as_json()
