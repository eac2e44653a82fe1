"""Arguments of the commands about editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wijk_ext.cli.arguments.shared import (
    add_consent_to_act,
    add_reader,
    add_source,
    add_strict,
    command,
)
from wijk_ext.locale import gettext as _
from wijk_ext.model.names import ADOPTED, EDITION_STATUSES

if TYPE_CHECKING:
    from wijk_ext.cli.arguments.shared import Commands


def add_diff(commands: Commands) -> None:
    """Add ``wijk diff``."""
    diff = command(commands, "diff", _("show what changed between two editions"))
    diff.add_argument("older", metavar="A", help=_("the older edition"))
    diff.add_argument("newer", metavar="B", help=_("the newer edition, or werkversie"))
    add_source(diff)
    add_reader(diff)
    diff.add_argument(
        "--format", choices=("text", "md", "html"), default="text", help=_("form of the answer")
    )
    diff.add_argument(
        "-o", "--out", metavar="FILE", type=Path, help=_("write it to this file, not to the screen")
    )


def add_release(commands: Commands) -> None:
    """Add ``wijk release``."""
    release = command(commands, "release", _("check the sources, and tag them as an edition"))
    release.add_argument("edition", metavar="E", help=_("the number of the edition, such as 1.1"))
    add_source(release)
    release.add_argument(
        "--status",
        choices=EDITION_STATUSES,
        default=ADOPTED,
        help=_("what the edition is (default: vastgesteld)"),
    )
    add_consent_to_act(release)
    add_strict(release)


def add_sign(commands: Commands) -> None:
    """Add ``wijk sign``."""
    sign = command(commands, "sign", _("write down the consent of an organisation to an edition"))
    sign.add_argument("organisation", metavar="ORGANISATION", help=_("the id of the organisation"))
    sign.add_argument("edition", metavar="E", help=_("the edition"))
    add_source(sign)
    sign.add_argument(
        "--status",
        choices=("gevraagd", "gegeven", "onder-voorbehoud", "geweigerd"),
        help=_("what was answered (default: gegeven)"),
    )
    sign.add_argument(
        "--date", metavar="DATE", help=_("the day of it, as 2027-03-03 (default: today)")
    )
    sign.add_argument("--body", metavar="BODY", default="", help=_("the body that decided"))
    sign.add_argument(
        "--reservation", metavar="TEXT", default="", help=_("under which reservation it consents")
    )
    sign.add_argument(
        "--page",
        metavar="PAGE",
        type=Path,
        help=_("the page to write it on, such as instemming.md"),
    )
    add_consent_to_act(sign)
