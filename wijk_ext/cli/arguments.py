"""The commands of ``wijk`` and their options."""

from __future__ import annotations

import argparse
from pathlib import Path

from wijk_ext import __version__
from wijk_ext.locale import gettext as _
from wijk_ext.model.edition import ADOPTED, EDITION_STATUSES
from wijk_ext.model.wijk import PROJECT_TEAM

FORMATS = ("pdf", "docx")
"""The handbooks that can be made beside a site."""
Commands = argparse._SubParsersAction  # argparse has no public name for it


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    found = argparse.ArgumentParser(
        prog="wijk",
        description=_("Check and build the shared document of a neighbourhood."),
        epilog=_("Each command explains itself: wijk COMMAND --help."),
    )
    found.add_argument("--version", action="version", version=f"wijk_ext {__version__}")
    commands = found.add_subparsers(title=_("commands"), metavar="COMMAND")
    for add in (_add_check, _add_build, _add_verify, _add_diff, _add_release, _add_sign):
        add(commands)
    return found


def _add_check(commands: Commands[argparse.ArgumentParser]) -> None:
    check = _command(
        commands,
        "check",
        _("tell everything that can be said about the sources without building"),
    )
    _add_source(check)
    _add_strict(check)


def _add_build(commands: Commands[argparse.ArgumentParser]) -> None:
    build = _command(commands, "build", _("build the document"))
    _add_source(build)
    build.add_argument(
        "-o",
        "--out",
        metavar="OUT",
        type=Path,
        help=_("folder for the result (default: uit)"),
    )
    build.add_argument(
        "-j", "--jobs", metavar="N", type=_positive, default=0, help=_("processes at the same time")
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
        type=_formats,
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
        "--fresh", action="store_true", help=_("start from nothing, and use no earlier build")
    )
    _add_strict(build)


def _add_verify(commands: Commands[argparse.ArgumentParser]) -> None:
    verify = _command(
        commands, "verify", _("search finished excerpts again for what the sources withhold")
    )
    verify.add_argument("out", metavar="OUT", type=Path, help=_("the folder that was built"))
    _add_source(verify)


def _add_diff(commands: Commands[argparse.ArgumentParser]) -> None:
    diff = _command(commands, "diff", _("show what changed between two editions"))
    diff.add_argument("older", metavar="A", help=_("the older edition"))
    diff.add_argument("newer", metavar="B", help=_("the newer edition, or werkversie"))
    _add_source(diff)
    diff.add_argument(
        "--reader",
        metavar="READER",
        default=PROJECT_TEAM,
        help=_("as this reader may see it (default: projectteam)"),
    )
    diff.add_argument(
        "--format", choices=("text", "md", "html"), default="text", help=_("form of the answer")
    )
    diff.add_argument(
        "-o", "--out", metavar="FILE", type=Path, help=_("write it to this file, not to the screen")
    )


def _add_release(commands: Commands[argparse.ArgumentParser]) -> None:
    release = _command(commands, "release", _("check the sources, and tag them as an edition"))
    release.add_argument("edition", metavar="E", help=_("the number of the edition, such as 1.1"))
    _add_source(release)
    release.add_argument(
        "--status",
        choices=EDITION_STATUSES,
        default=ADOPTED,
        help=_("what the edition is (default: vastgesteld)"),
    )
    _add_consent_to_act(release)
    _add_strict(release)


def _add_sign(commands: Commands[argparse.ArgumentParser]) -> None:
    sign = _command(commands, "sign", _("write down the consent of an organisation to an edition"))
    sign.add_argument("organisation", metavar="ORGANISATION", help=_("the id of the organisation"))
    sign.add_argument("edition", metavar="E", help=_("the edition"))
    _add_source(sign)
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
    _add_consent_to_act(sign)


def _add_consent_to_act(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help=_("do it without asking"))
    command.add_argument(
        "--dry-run", action="store_true", help=_("show what would be done, and do nothing")
    )


def _command(
    commands: Commands[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}."
    )
    command.set_defaults(command=name)
    return command


def _add_source(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "source",
        metavar="DIR",
        nargs="?",
        type=Path,
        help=_("the source folder, with conf.py and wijk.toml (default: here, or docs/wijk)"),
    )


def _add_strict(command: argparse.ArgumentParser) -> None:
    command.add_argument("--strict", action="store_true", help=_("treat warnings as errors"))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _formats(text: str) -> tuple[str, ...]:
    names = [name.strip().lower() for name in text.split(",")]
    for name in names:
        if name not in {"html", *FORMATS}:
            message = _("there is no format “{name}”; choose from html, pdf and docx.")
            raise argparse.ArgumentTypeError(message.format(name=name))
    return tuple(name for name in FORMATS if name in names)
