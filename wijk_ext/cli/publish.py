"""The steps that publish a build or take one back, and that say how a server guards it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from wijk_ext.cli.console import complain, say
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.publish.access import access_rules
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.plan import Wishes
from wijk_ext.publish.server import Server
from wijk_ext.publish.targets import publish, rollback

if TYPE_CHECKING:
    from wijk_ext.cli.work import Work
    from wijk_ext.publish.local import Published


def print_access_rules(work: Work) -> None:
    """Print the rules with which a web server lets each reader read what is theirs.

    Options: ``access``, ``auth`` and the fields of ``Server``.
    """
    options = work.options
    given = {one.name: getattr(options, one.name) for one in fields(Server)}
    given = {name: value for name, value in given.items() if value is not None}
    if "proxy" in given:
        given["proxy"] = tuple(given["proxy"])
    try:
        rules = access_rules(work.wijk, options.access, options.auth, Server(**given))
    except PublishError as error:
        raise StopError(str(error)) from error
    say(rules.rstrip("\n"))


def publish_build(work: Work) -> None:
    """Publish a build, or go back to what was published before it.

    Options: ``rollback`` (a target); or ``out`` and ``target`` with ``reader``, ``keep``,
    ``replace`` and ``withdraw``. The sources need not be there; ``source`` is where git is asked
    for the name of a remote.
    """
    options = work.options
    folder = options.source or Path()
    try:
        if options.rollback:
            _tell(rollback(options.rollback, folder=folder))
        elif options.out is None or options.target is None:
            message = _("name the folder that was built and where it goes: wijk publish OUT TARGET")
            raise StopError(message, WRONG_USAGE)
        else:
            _publish(work, folder)
    except PublishError as error:
        raise StopError(str(error)) from error


def _publish(work: Work, folder: Path) -> None:

    options = work.options
    work.stages.stage(_("Putting the site in place"))
    wishes = Wishes(options.replace, tuple(options.withdraw or ()), options.keep)
    done = publish(
        options.out,
        options.target,
        wishes,
        readers=options.reader,
        folder=folder,
        step=work.stages.step,
    )
    work.stages.finish()
    _tell(done)


def _tell(done: Published) -> None:
    for remark in done.remarks:
        complain(remark)
    message = (
        _("Online: release {name}.") if done.is_new else _("Release {name} is online already.")
    )
    say(message.format(name=done.release))
