"""The steps that make an edition, and write down who consents to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.analysis.consent import covered
from wijk_ext.analysis.differences import differences
from wijk_ext.cli.console import agreed, complain, say
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.model.consent import Answer
from wijk_ext.model.edition import Edition
from wijk_ext.model.fingerprint import fingerprint
from wijk_ext.model.snapshot import Snapshot
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.output.changes.words import marks, summary
from wijk_ext.sources.signing import NewConsent, SigningError, plan_consent, write_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.cli.work import Work
    from wijk_ext.model.change import Changes

MOST_PATHS = 10


def release(work: Work) -> None:
    """Tag the sources as an edition, after a yes."""
    repository, number = work.editions.repository, work.options.edition
    commit = repository.head()
    repository.check_tag(number)
    _refuse_unclean(work)
    edition = Edition(number, today(), work.options.status)
    message = "\n".join(_message(work, edition))
    say(message)
    _remark_on_order(work, edition)
    question = _("Make edition {edition} of this? [y/N]").format(edition=number)
    if not _may_act(work, question):
        return
    repository.tag(number, message, at=commit)
    done = _("Edition {edition} is made. Share it with: git push origin v{edition}")
    say(done.format(edition=number))


def _refuse_unclean(work: Work) -> None:
    repository = work.editions.repository
    if busy := repository.in_progress():
        message = _("git is in the middle of a {work}: finish that first.")
        raise StopError(message.format(work=busy))
    if paths := repository.changes_in_the_way():
        shown = [str(path) for path in paths[:MOST_PATHS]]
        shown += ["…"] if len(paths) > MOST_PATHS else []
        message = _("these files are not committed yet, so the edition would not hold them:")
        raise StopError("\n  ".join([message, *shown]))


def _remark_on_order(work: Work, edition: Edition) -> None:
    """Say so when a number is lower than one that is there: it is rarely meant."""
    newest = work.editions.all[-1].edition if work.editions.all else edition
    if newest.order > edition.order:
        message = _(
            "note: there is an edition {newest} already, with a higher number. Edition {edition} "
            "will stand before it."
        )
        complain(message.format(newest=newest.name, edition=edition.name))


def _message(work: Work, edition: Edition) -> Iterator[str]:
    """Yield the lines of the message of a tag: what changed, for each organisation, and status."""
    before = [one for one in work.editions.usable if one.edition.order < edition.order]
    yield _("Edition {edition}").format(edition=edition.name)
    yield ""
    if not before:
        yield _("This is the first edition.")
    else:
        older = before[-1]
        yield _("Changes since edition {edition}:").format(edition=older.edition.name)
        names = work.wijk.readers()
        organisations = [one.id for one in work.wijk.organisations]
        for reader in (PROJECT_TEAM, *organisations):
            now = work.snapshot(WORKING_EDITION, reader)
            then = work.editions.snapshot(older, reader) or Snapshot(older.edition, {})
            assert now is not None  # noqa: S101 - these are readers of the working version
            sees_all = reader == PROJECT_TEAM
            types = tuple(work.wijk.vocabulary.types)
            changes = differences(then, now, sees_all=sees_all, types=types)
            yield ""
            told = summary(changes, work.wijk, sees_all=sees_all)
            name = names[reader] or _("The project team")
            yield f"{name}: {told}"
            yield from _changed_items(work, changes, sees_all=sees_all)
    yield ""
    yield f"Status: {edition.status}"


def _changed_items(work: Work, changes: Changes, *, sees_all: bool) -> Iterator[str]:
    for change in changes.items:
        what = ", ".join(marks(change, work.wijk, {}, sees_all=sees_all))
        title = f" {change.after.title}" if change.after else ""
        yield f"- {change.name}{title}: {what}"


def sign(work: Work) -> None:
    """Write the consent of an organisation to an edition into the sources, after a yes."""
    options = work.options
    tagged = work.editions.find(options.edition)
    snapshot = work.editions.snapshot(tagged, options.organisation)
    if snapshot is None and work.wijk.organisation(options.organisation):
        message = _("edition {edition} has no reader “{name}”.")
        raise StopError(
            message.format(edition=options.edition, name=options.organisation), WRONG_USAGE
        )
    items = covered(snapshot, options.organisation) if snapshot else ()
    consent = NewConsent(
        organisation=options.organisation,
        edition=options.edition,
        date=options.date or today().isoformat(),
        body=options.body,
        reservation=options.reservation,
        fingerprint=fingerprint(items),
        answer=Answer(options.status) if options.status else None,
    )
    taken = {
        id_
        for one in work.editions.all
        if (past := work.editions.snapshot(one, PROJECT_TEAM))
        for id_ in past.items
    }
    source, dialect = work.reading.source, work.reading.project.dialect
    try:
        plan = plan_consent(source, consent, dialect, page=str(options.page or ""), taken=taken)
        say(f"{work.folder / plan.path}:{plan.line}")
        say(plan.text)
        covers = _("It covers: {items}.")
        say(covers.format(items=", ".join(item.id for item in items) or _("nothing")))
        if not _may_act(work, _("Write this? [y/N]")):
            return
        write_plan(work.folder, plan)
    except SigningError as error:
        raise StopError(str(error), WRONG_USAGE) from error
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        raise StopError(message.format(path=plan.path, why=error.strerror)) from error
    say(_("Written. Look it over, and commit it."))
    if plan.is_new_page:
        complain(_("{page} is new: put it in a toctree.").format(page=plan.path))


def _may_act(work: Work, question: str) -> bool:
    """Return whether to go on: with --yes, or after a yes."""
    if work.options.dry_run:
        say(_("Nothing was done, as you asked."))
        return False
    if work.options.yes or agreed(question):
        return True
    raise StopError(_("Nothing was done. Add --yes to do it without being asked."))
