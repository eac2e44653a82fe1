"""Arguments of the commands that carry the document home, and bring questions back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wijk_ext.cli.arguments.shared import (
    add_consent_to_act,
    add_reader,
    add_source,
    command,
    formats,
)
from wijk_ext.locale import gettext as _
from wijk_ext.output.letters.kinds import FORMS, KINDS

if TYPE_CHECKING:
    from wijk_ext.cli.arguments.shared import Commands


def add_letter(commands: Commands) -> None:
    """Add ``wijk letter``."""
    letter = command(commands, "letter", _("write a letter, filled from what a reader may see"))
    letter.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    add_source(letter)
    letter.add_argument(
        "--reader", metavar="READER", help=_("for whom it is (default for an agenda: projectteam)")
    )
    letter.add_argument(
        "--format",
        metavar="FORMATS",
        type=formats(FORMS),
        default=("md",),
        help=_("what to make: md, pdf, docx, separated by commas (default: md)"),
    )
    letter.add_argument(
        "-o", "--out", metavar="DIR", type=Path, help=_("folder for the letter (default: brieven)")
    )


def add_import(commands: Commands) -> None:
    """Add ``wijk import``."""
    intake = command(commands, "import", _("write the questions in a table as items"))
    intake.add_argument("file", metavar="FILE", type=Path, help=_("a CSV or Excel file"))
    add_source(intake)
    intake.add_argument("--sheet", metavar="NAME", help=_("the sheet of an Excel file"))
    intake.add_argument(
        "--page",
        metavar="PAGE",
        help=_("the page to write them on (default: as wijk.toml says)"),
    )
    intake.add_argument(
        "--keep-personal",
        action="store_true",
        help=_("keep e-mail addresses, phone numbers and names"),
    )
    add_consent_to_act(intake)


def add_export(commands: Commands) -> None:
    """Add ``wijk export``."""
    export = command(commands, "export", _("write the items that a reader may see as a table"))
    add_source(export)
    add_reader(export)
    export.add_argument(
        "--format",
        choices=("csv", "xlsx", "json"),
        help=_("form of the table (default: as the name of the file says, or csv)"),
    )
    export.add_argument(
        "-o", "--out", metavar="FILE", type=Path, help=_("write it to this file, not to the screen")
    )
    export.add_argument(
        "--archive",
        metavar="E",
        help=_("write one zip file of this edition for the records department; -o is its folder"),
    )
    export.add_argument(
        "--built",
        metavar="OUT",
        type=Path,
        help=_("with --archive: the folder that was built (default: uit)"),
    )
