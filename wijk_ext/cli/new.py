"""The step that makes a new wijkdocument."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wijk_ext.cli.ask import ask
from wijk_ext.cli.console import complain, say
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.start.errors import StartError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from wijk_ext.cli.work import Work
    from wijk_ext.start.questions import Answer


def make_document(work: Work) -> None:
    """Make a new document in a folder, put it in git, and say what comes next.

    Options: ``folder`` (a path), ``defaults`` (a yes or no), ``data`` (a list of
    ``question=answer``), ``updates_from`` (the address of the template's git repository, or
    nothing).
    """
    from wijk_ext.start.origin import installed_from, told  # noqa: PLC0415 - loads much
    from wijk_ext.start.project import SOURCE, new_document, usual_answers  # noqa: PLC0415
    from wijk_ext.start.repository import begin_history  # noqa: PLC0415

    options = work.options
    try:
        address = options.updates_from
        origin = told(address) if address else installed_from()
        usual = usual_answers(origin)
        new_document(options.folder, _answers(options, usual), usual, origin)
    except StartError as error:
        raise StopError(str(error), WRONG_USAGE) from error
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        place = error.filename or options.folder
        raise StopError(message.format(path=place, why=error.strerror)) from error
    folder = options.folder if options.folder.name else options.folder.resolve()
    say(_("The wijkdocument is made in {folder}.").format(folder=folder))
    if left := begin_history(options.folder):
        complain(left)
    place = options.folder.joinpath(*SOURCE)
    source = f'"{place}"' if " " in str(place) else place
    say(_("Check it with: wijk check {source}").format(source=source))
    say(_("Build it with: wijk build {source}").format(source=source))
    say(_("What to do first stands in {file}.").format(file=options.folder / "README.md"))


def _answers(options: Namespace, usual: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """Return the answers that were given, and those asked for unless there are defaults."""
    from wijk_ext.start.project import check_place, template_folder  # noqa: PLC0415
    from wijk_ext.start.questions import (  # noqa: PLC0415
        Rules,
        answers,
        check_answers,
        read_questions,
    )

    check_place(options.folder)
    questions = read_questions(template_folder())
    given = answers(options.data or (), questions)
    rules = Rules(template_folder())
    check_answers(given, questions, rules)
    if options.defaults:
        return given
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise StartError(
            _("there is no terminal to ask questions on; add --defaults, and --data for the rest.")
        )
    try:
        return ask(questions, rules, given, usual)
    except EOFError as error:
        raise KeyboardInterrupt from error
