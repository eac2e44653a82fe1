"""Arguments of the commands for whoever installs and publishes a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wijk_ext.cli.arguments.shared import command, positive
from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    import argparse

    from wijk_ext.cli.arguments.shared import Commands


def add_new(commands: Commands) -> None:
    """Add ``wijk new``."""
    new = command(commands, "new", _("make a new wijkdocument"))
    new.add_argument("folder", metavar="DIR", type=Path, help=_("a new or empty folder"))
    new.add_argument(
        "--defaults", action="store_true", help=_("ask nothing, and take the usual answers")
    )
    new.add_argument(
        "--data",
        metavar="QUESTION=ANSWER",
        action="append",
        help=_("the answer to one question; can be given more than once"),
    )
    new.add_argument(
        "--updates-from",
        metavar="ADDRESS",
        help=_("the git repository of the template, from which updates come later"),
    )


def add_publish(commands: Commands) -> None:
    """Add ``wijk publish``."""
    publish = command(
        commands, "publish", _("put a verified build in place, in one step; or what guards it")
    )
    publish.add_argument(
        "out", metavar="OUT", nargs="?", type=Path, help=_("the folder that was built")
    )
    publish.add_argument(
        "target",
        metavar="TARGET",
        nargs="?",
        help=_("a folder, user@host:/path, or git:REMOTE#BRANCH"),
    )
    publish.add_argument(
        "--source",
        metavar="DIR",
        type=Path,
        help=_("the source folder, with conf.py and wijk.toml (default: here, or docs/wijk)"),
    )
    publish.add_argument(
        "--reader",
        metavar="READER",
        action="append",
        help=_("publish for this reader only; can be given more than once"),
    )
    publish.add_argument(
        "--keep",
        metavar="N",
        type=positive,
        default=5,
        help=_("how many releases stay, to go back to (default: 5)"),
    )
    publish.add_argument(
        "--replace",
        action="store_true",
        help=_("let an edition that was published before read otherwise"),
    )
    publish.add_argument(
        "--withdraw",
        metavar="WHAT",
        action="append",
        help=_("take an edition or a reader offline: 1.0, gemeente/1.0 or gemeente/financien"),
    )
    publish.add_argument(
        "--rollback",
        metavar="TARGET",
        help=_("serve the release before the present one again"),
    )
    publish.add_argument(
        "--access",
        choices=("nginx", "caddy"),
        help=_("print the rules for a web server: who may read what"),
    )
    _add_server(publish)


def _add_server(publish: argparse.ArgumentParser) -> None:
    """Add what the rules for a web server depend on; without a value, that of ``Server``."""
    server = publish.add_argument_group(_("with --access"))
    server.add_argument(
        "--auth",
        choices=("basic", "header"),
        default="basic",
        help=_("who a reader is: by password, or as the single sign-on says (default: basic)"),
    )
    options = (
        ("address", "NAME", _("the address of the site (default: wijk.example)")),
        ("root", "FOLDER", _("what is served (default: /srv/wijk/current)")),
        ("listen", "PORT", _("plain HTTP on this port, or ADDRESS:PORT, behind another server")),
        ("passwords", "FOLDER", _("where the files with passwords are (default: /etc/wijk)")),
        ("header", "NAME", _("where the sign-on names groups (default: X-Remote-Groups)")),
        ("prefix", "TEXT", _("how the name of a group begins (default: wijk-)")),
    )
    for name, metavar, text in options:
        server.add_argument(f"--{name}", metavar=metavar, help=text)
    server.add_argument(
        "--proxy",
        metavar="ADDRESS",
        action="append",
        help=_("from where the sign-on calls (default: this machine); more than once if needed"),
    )
