"""The step that writes a letter for a reader."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from wijk_ext.cli.console import complain, say
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.model.access import readers_of
from wijk_ext.model.document import Document
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import Snapshot
from wijk_ext.model.timeline import Timeline
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.output.book.facts import facts_of
from wijk_ext.output.docx.template import TemplateError
from wijk_ext.output.letters.kinds import AGENDA, FLYER, PAGES_OF_A_FLYER
from wijk_ext.output.letters.render import Paper, number_of_pages, render
from wijk_ext.output.letters.text import letter
from wijk_ext.output.pdf.errors import RenderError
from wijk_ext.projection.excerpt import MarkLeftError
from wijk_ext.projection.templates import OWN_TEMPLATES, TemplateFaultError
from wijk_ext.sources.explain import suggestion
from wijk_ext.verify.check import Verifier

if TYPE_CHECKING:
    from wijk_ext.cli.work import Work
    from wijk_ext.model.access import Reader
    from wijk_ext.projection.excerpt import Excerpt

DEFAULT_FOLDER: Final = "brieven"


def write_letter(work: Work) -> None:
    """Write a letter of one kind for one reader, in every form that was asked for."""
    options = work.options
    reader = _reader(work)
    folder = _folder(work)
    try:
        excerpt = work.projector.excerpt(reader)
        timeline = _timeline(work, reader, excerpt)
        document = Document(work.wijk, excerpt.items)
        text = letter(options.kind, document, reader, timeline, work.folder)
        _verify(work, reader, timeline, text)
        paper = _paper(work, reader)
        made = {form: render(text, form, paper) for form in options.format}
        if options.kind == FLYER and (pages := number_of_pages(text, paper)) > PAGES_OF_A_FLYER:
            message = _("this leaflet has {pages} pages; leave something out to make it two.")
            complain(message.format(pages=pages))
    except (MarkLeftError, TemplateFaultError) as error:
        work.problems.append(error.problem)
        return
    except (RenderError, TemplateError) as error:
        raise StopError(str(error)) from error
    name = f"{options.kind}-{reader.folder}-{timeline.current.edition.date}"
    for form, content in made.items():
        _write(folder / f"{name}.{form}", content)


def _reader(work: Work) -> Reader:
    known = readers_of(work.wijk)
    name = work.options.reader
    if name is None and work.options.kind != AGENDA:
        # the project team sees all, and these letters are for others
        message = _("say with --reader for whom it is; choose from: {readers}.")
        raise StopError(message.format(readers=", ".join(known)), WRONG_USAGE)
    name = name or PROJECT_TEAM
    if name not in known:
        message = _("there is no reader “{name}”.").format(name=name)
        raise StopError(message + suggestion(name, known), WRONG_USAGE)
    return known[name]


def _folder(work: Work) -> Path:
    """Return the folder to write in: never the sources, where a letter would be a page for all."""
    source = work.folder.resolve()
    folder = Path(work.options.out or DEFAULT_FOLDER)
    if work.options.out is None and folder.resolve().is_relative_to(source):
        folder = source.parent / f"{source.name}-{DEFAULT_FOLDER}"
    if folder.resolve().is_relative_to(source):
        message = _("{out}: choose a folder that is not inside the source folder.")
        raise StopError(message.format(out=folder), WRONG_USAGE)
    return folder


def _timeline(work: Work, reader: Reader, excerpt: Excerpt) -> Timeline:
    edition = Edition(WORKING_EDITION, today(), "")
    if work.known_editions is not None:
        return work.known_editions.timeline(edition, reader.id, excerpt.states)
    return Timeline((), Snapshot(edition, excerpt.states), reader.id == PROJECT_TEAM)


def _verify(work: Work, reader: Reader, timeline: Timeline, text: str) -> None:
    """Search the letter for what the reader may not see, as a finished excerpt is searched.

    Raises StopError when something is found: a template of the team may name it.
    """
    if reader.id == PROJECT_TEAM:
        return
    verifier = Verifier.of(work.folder, work.wijk)
    verifier.told(reader, timeline.past)
    with TemporaryDirectory(prefix="wijk-") as scratch:
        Path(scratch, "brief.md").write_text(text, encoding="utf-8")
        found = verifier.verify(Path(scratch), reader, WORKING_EDITION).findings
    if found:
        message = _(
            "the letter to {reader} would hold something of {source}, so it is not written."
        )
        raise StopError(message.format(reader=reader.id, source=found[0].source))


def _paper(work: Work, reader: Reader) -> Paper:
    own = work.wijk.organisation(reader.organisation)
    style = work.folder / OWN_TEMPLATES / "handboek"
    return Paper(
        facts=facts_of(work.wijk, reader, Edition(WORKING_EDITION, today(), ""), work.folder),
        source=work.folder,
        house_style=style if style.is_dir() else None,
        docx_template=work.folder / own.word_template if own and own.word_template else None,
    )


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        raise StopError(message.format(path=path, why=error.strerror)) from error
    say(_("Written: {path}").format(path=path))
