"""The step that makes a new wijkdocument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.cli.console import complain, say
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.start.errors import StartError

if TYPE_CHECKING:
    from wijk_ext.cli.work import Work


def make_document(work: Work) -> None:
    """Make a new document in a folder, put it in git, and say what comes next.

    Options: ``folder`` (a path), ``defaults`` (a yes or no), ``data`` (a list of
    ``question=answer``), ``updates_from`` (the address of the template's git repository, or
    nothing).
    """
    from wijk_ext.start.origin import installed_from, told  # noqa: PLC0415 - loads much
    from wijk_ext.start.project import SOURCE, new_document  # noqa: PLC0415
    from wijk_ext.start.repository import begin_history  # noqa: PLC0415

    options = work.options
    try:
        address = options.updates_from
        origin = told(address) if address else installed_from()
        new_document(options.folder, options.data or (), ask=not options.defaults, origin=origin)
    except StartError as error:
        raise StopError(str(error), WRONG_USAGE) from error
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        place = error.filename or options.folder
        raise StopError(message.format(path=place, why=error.strerror)) from error
    say(_("The wijkdocument is made in {folder}.").format(folder=options.folder))
    if left := begin_history(options.folder):
        complain(left)
    source = options.folder.joinpath(*SOURCE)
    say(_("Check it with: wijk check {source}").format(source=source))
    say(_("Build it with: wijk build {source}").format(source=source))
    say(_("What to do first stands in {file}.").format(file=options.folder / "README.md"))
