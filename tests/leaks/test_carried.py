"""What is carried home holds no trace of what is hidden: letters, calendars, exports, overviews."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.leaks.harness import DOCUMENTS, SITES, TODAY, Project, contents
from tests.leaks.neighbourhood import READERS
from tests.leaks.talk import Talk, Talker, altered, canaries, pages, write
from tests.output.letters.writing import worked, written
from tests.repository import Repository
from wijk_ext.model.access import readers_of
from wijk_ext.model.document import Document
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import Snapshot
from wijk_ext.model.timeline import Timeline
from wijk_ext.output.export.columns import texts_of
from wijk_ext.output.export.csv_file import export_csv
from wijk_ext.output.export.json_file import export_json
from wijk_ext.output.export.xlsx_file import export_xlsx
from wijk_ext.output.ical import calendar
from wijk_ext.output.letters.kinds import FORMS, KINDS
from wijk_ext.output.letters.text import letter
from wijk_ext.projection.excerpt import Projector
from wijk_ext.sources.settings import read_settings
from wijk_ext.sources.source import read_source
from wijk_ext.verify.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.projection.excerpt import Excerpt

MANY = range(DOCUMENTS // 3)
"""Documents are told apart by a number, so that a failure names one that can be made again."""


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    with Project.opened() as opened:
        yield opened


def excerpt(project: Project, talk: Talk, reader: str, folder: Path) -> tuple[Document, Excerpt]:
    write(talk, folder)
    wijk, problems = read_settings(folder)
    assert wijk is not None, problems
    names = {
        path.relative_to(folder).with_suffix("").as_posix(): path.relative_to(folder)
        for path in folder.rglob("*.md")
    }
    source, _problems = read_source(folder, wijk, names, project.site.dialect, inline=True)
    found = Projector(source, project.site.dialect).excerpt(readers_of(wijk)[reader])
    return Document(wijk, found.items), found


def told(project: Project, editions: list[Talk], reader: str) -> dict[str, bytes]:
    """Return every letter, calendar and export that a reader gets after these editions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seen = [
            excerpt(project, talk, reader, folder / str(number))
            for number, talk in enumerate(editions)
        ]
        shots = [
            Snapshot(Edition(name, TODAY, ""), one.states)
            for name, (_document, one) in zip(
                ("1.0", "werkversie")[-len(seen) :], seen, strict=True
            )
        ]
        document, current = seen[-1]
        timeline = Timeline(tuple(shots[:-1]), shots[-1])
        who, texts = readers_of(document.wijk)[reader], texts_of(current.states)
        made = {
            f"{kind}.md": letter(kind, document, who, timeline, folder).encode() for kind in KINDS
        }
        made["agenda.ics"] = calendar(document.wijk, timeline, reader)
    exports = {"csv": export_csv, "json": export_json, "xlsx": export_xlsx}
    return made | {f"items.{form}": write(document, texts) for form, write in exports.items()}


def readable(files: dict[str, bytes]) -> str:
    """Return everything that files say."""
    return "\n".join(text.content for name, data in files.items() for text in texts_in(name, data))


def test_what_is_told_holds_what_is_for_the_reader_and_nothing_else(project: Project) -> None:
    for seed in MANY:
        reader = READERS[seed % len(READERS)]
        talk = Talker(random.Random(seed)).document()
        everything = readable(told(project, [talk], reader))
        for canary, one in canaries(talk):
            if not one.is_for(reader):
                assert canary not in everything, (seed, reader, one)
        for one in talk:
            if one.is_for(reader) and "/" not in reader:
                assert one.canary in everything, (seed, reader, one)


def test_what_a_reader_may_not_see_changes_no_byte_of_what_is_told(project: Project) -> None:
    for seed in MANY:
        talker, reader = Talker(random.Random(seed)), READERS[seed % len(READERS)]
        first = talker.document()
        talks = [first, talker.later(first)]
        others = [altered(talk, reader, talker) for talk in talks]
        one, other = (told(project, editions, reader) for editions in (talks, others))
        for name, data in one.items():
            assert data == other[name], (seed, reader, name)


def _build(talks: list[Talk], root: Path, reader: str) -> Repository:
    """Release the first document, build the second one and write everything for a reader."""
    repository = Repository.at(root)
    repository.release("1.0", pages(talks[0]), "2026-12-01")
    for name in pages(talks[0]):
        (repository.source / name).unlink()
    repository.commit(pages(talks[1]), "2027-01-01")
    built = repository.wijk("build", "-o", "uit", "--reader", reader, "-j", "1")
    assert built.code == 0, built.text
    return repository


@pytest.mark.parametrize("seed", range(SITES // 2))
def test_whole_sites_and_papers_stay_the_same(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 2027-01-01
    talker = Talker(random.Random(seed))
    reader = READERS[seed % len(READERS)]
    first = talker.document()
    talks = [first, talker.later(first)]
    files = []
    for number, pair in enumerate((talks, [altered(talk, reader, talker) for talk in talks])):
        repository = _build(pair, tmp_path / str(number) / "wijk", reader)
        made = contents(repository.root / "uit" / reader.replace("/", "."))
        work = worked(repository.source, tmp_path / str(number) / "brieven", format=FORMS)
        for kind in KINDS if SITES > 2 else KINDS[:2]:
            made |= {f"{kind}.{form}": data for form, data in written(work, kind, reader).items()}
        path = tmp_path / str(number) / "items.xlsx"
        done = repository.wijk("export", "--reader", reader, "-o", path)
        assert done.code == 0, done.text
        made[path.name] = path.read_bytes()
        files.append(made)
    assert files[0].keys() == files[1].keys()
    assert [name for name, data in files[0].items() if data != files[1][name]] == []
    everything = readable(files[0])
    for canary, one in canaries(talks[1]):
        if not one.is_for(reader):
            assert canary not in everything, (reader, one)
    needs = [data for name, data in files[0].items() if name.endswith("needs.json")]
    assert needs, "other tools read the items of a site"
    assert zipfile.is_zipfile(io.BytesIO(files[0]["items.xlsx"]))
