"""The step that reads questions from a table and writes them into the sources, after a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.analysis.suggestions import suggestions
from wijk_ext.cli.console import agreed, complain, say
from wijk_ext.cli.work import SOURCES_AT_FAULT, WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.locale.dates import today
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.sources.intake.plan import Wanted, plan_import, write_import
from wijk_ext.sources.intake.reading import read_table
from wijk_ext.sources.intake.table import IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.cli.work import Work
    from wijk_ext.sources.intake.plan import ImportPlan


def import_questions(work: Work) -> None:
    """Write the questions in a file as items, and say what a person should look at."""
    options, source = work.options, work.reading.source
    wanted = Wanted(
        today=today(),
        page=options.page or "",
        keep_personal=options.keep_personal,
        taken=_taken(work),
        suggest=suggestions,
    )
    try:
        table = read_table(options.file, options.sheet or work.wijk.intake.sheet)
        plan = plan_import(source, work.reading.project.dialect, table, wanted)
        for line in _told(work, plan):
            say(line)
        if plan.items and _may_write(work):
            write_import(work.folder, plan)
            say(_("Written. Look it over, and commit it."))
            if plan.is_new_page:
                complain(_("{page} is new: put it in a toctree.").format(page=plan.path))
    except IntakeError as error:
        raise StopError(str(error), WRONG_USAGE) from error
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        path = plan.path
        raise StopError(message.format(path=path, why=error.strerror)) from error
    _tell_refused(plan, table.name)


def _taken(work: Work) -> frozenset[str]:
    editions = work.known_editions
    if editions is None:
        return frozenset()
    snapshots = (editions.snapshot(one, PROJECT_TEAM) for one in editions.all)
    return frozenset(id_ for past in snapshots if past for id_ in past.items)


def _told(work: Work, plan: ImportPlan) -> Iterator[str]:
    used = ", ".join(f"{role} = “{heading}”" for role, heading in plan.columns.items())
    yield _("Columns: {columns}.").format(columns=used)
    if plan.left_out:
        names = ", ".join(f"“{heading}”" for heading in plan.left_out)
        yield _("Left out, as personal data: {columns}.").format(columns=names)
    for item in plan.items:
        yield ""
        yield _("Row {row}: {id} {title}").format(row=item.row, id=item.id, title=item.title)
        yield from (f"  - {remark}" for remark in item.remarks)
    yield ""
    known = len(plan.known)
    if known:
        message = ngettext(
            "{number} row was imported before.", "{number} rows were imported before.", known
        )
        yield message.format(number=known)
    if plan.items:
        message = ngettext(
            "{number} new item in {page}.", "{number} new items in {page}.", len(plan.items)
        )
        place = f"{work.folder / plan.path}:{plan.line}"
        yield message.format(number=len(plan.items), page=place)
    else:
        yield _("There is nothing new.")


def _may_write(work: Work) -> bool:
    if work.options.dry_run:
        say(_("Nothing was done, as you asked."))
        return False
    if work.options.yes or agreed(_("Write this? [y/N]")):
        return True
    raise StopError(_("Nothing was done. Add --yes to do it without being asked."))


def _tell_refused(plan: ImportPlan, name: str) -> None:
    for row, why in plan.refused:
        message = _("{file}, row {row}: {why}.")
        complain(message.format(file=name, row=row, why=why))
    if plan.refused:
        number = len(plan.refused)
        message = ngettext(
            "{number} row was not imported.", "{number} rows were not imported.", number
        )
        raise StopError(message.format(number=number), SOURCES_AT_FAULT)
