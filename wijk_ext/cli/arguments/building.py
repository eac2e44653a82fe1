"""Arguments of the commands that check and build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wijk_ext.cli.arguments.shared import (
    FORMATS,
    add_reader,
    add_source,
    add_strict,
    command,
    formats,
    port,
    positive,
)
from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from wijk_ext.cli.arguments.shared import Commands


def add_check(commands: Commands) -> None:
    """Add ``wijk check``."""
    check = command(
        commands,
        "check",
        _("tell everything that can be said about the sources without building"),
    )
    add_source(check)
    check.add_argument(
        "--format",
        choices=("text", "github", "gitlab", "sarif"),
        default="text",
        help=_("form of the remarks, for people or for a pipeline or editor"),
    )
    check.add_argument(
        "-o", "--out", metavar="FILE", type=Path, help=_("write it to this file, not to the screen")
    )
    add_strict(check)


def add_build(commands: Commands) -> None:
    """Add ``wijk build``."""
    build = command(commands, "build", _("build the document"))
    add_source(build)
    build.add_argument(
        "-o",
        "--out",
        metavar="OUT",
        type=Path,
        help=_("folder for the result (default: uit)"),
    )
    build.add_argument(
        "-j", "--jobs", metavar="N", type=positive, default=0, help=_("processes at the same time")
    )
    build.add_argument(
        "--reader",
        metavar="READER",
        action="append",
        help=_("build for this reader only; can be given more than once"),
    )
    build.add_argument(
        "--edition",
        metavar="EDITION",
        action="append",
        help=_(
            "build this edition, “werkversie” for the working version or “all” for every one; can "
            "be given more than once (default: werkversie)"
        ),
    )
    build.add_argument(
        "--format",
        metavar="FORMATS",
        type=formats(("html", *FORMATS)),
        default=(),
        help=_("what to make: html, pdf, docx, separated by commas; the site is always made"),
    )
    build.add_argument(
        "--docx-template",
        metavar="FILE",
        type=Path,
        help=_("Word document (.docx) whose styles, header and footer the handbook gets"),
    )
    build.add_argument(
        "--plan",
        choices=("json", "gitlab", "readers"),
        help=_("build nothing: print which sites there are to build, for a pipeline"),
    )
    build.add_argument(
        "--fresh", action="store_true", help=_("start from nothing, and use no earlier build")
    )
    add_strict(build)


def add_serve(commands: Commands) -> None:
    """Add ``wijk serve``."""
    serve = command(
        commands, "serve", _("show the document while you write, as one reader sees it")
    )
    add_source(serve)
    add_reader(serve)
    serve.add_argument(
        "--port",
        metavar="PORT",
        type=port,
        help=_("port on this machine (default: 8000, or the first free one after it)"),
    )
    serve.add_argument("--open", action="store_true", help=_("open it in your browser"))


def add_verify(commands: Commands) -> None:
    """Add ``wijk verify``."""
    verify = command(
        commands, "verify", _("search finished excerpts again for what the sources withhold")
    )
    verify.add_argument("out", metavar="OUT", type=Path, help=_("the folder that was built"))
    add_source(verify)


def add_join(commands: Commands) -> None:
    """Add ``wijk join``."""
    join = command(
        commands, "join", _("put together what several machines built, and search it again")
    )
    join.add_argument("out", metavar="OUT", type=Path, help=_("folder for the result"))
    join.add_argument(
        "parts", metavar="PART", nargs="+", type=Path, help=_("folders that wijk build made")
    )
    join.add_argument(
        "--source",
        metavar="DIR",
        type=Path,
        help=_("the source folder, with conf.py and wijk.toml (default: here, or docs/wijk)"),
    )
