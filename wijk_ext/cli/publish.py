"""The step that publishes a build, takes one back, or says how a server guards it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from wijk_ext.cli.console import complain, say
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.model.access import readers_of
from wijk_ext.publish.errors import PublishError
from wijk_ext.sources.explain import suggestion

if TYPE_CHECKING:
    from wijk_ext.cli.work import Work
    from wijk_ext.publish.local import Published


def publish_build(work: Work) -> None:
    """Do one of three: print the rules for a server, go back a release, or publish.

    Options: ``access`` with ``auth`` and the fields of ``Server``; ``rollback`` (a target); or
    ``out`` and ``target`` with ``reader``, ``keep``, ``replace`` and ``withdraw``.
    """
    from wijk_ext.publish.targets import rollback  # noqa: PLC0415

    options = work.options
    try:
        if options.access:
            _print_rules(work)
        elif options.rollback:
            _tell(rollback(options.rollback, folder=work.folder))
        elif options.out is None or options.target is None:
            message = _("name the folder that was built and where it goes: wijk publish OUT TARGET")
            raise StopError(message, WRONG_USAGE)
        else:
            _publish(work)
    except PublishError as error:
        raise StopError(str(error)) from error


def _print_rules(work: Work) -> None:
    from wijk_ext.publish.access import access_rules  # noqa: PLC0415 - loads much
    from wijk_ext.publish.server import Server  # noqa: PLC0415

    options = work.options
    given = {one.name: getattr(options, one.name) for one in fields(Server)}
    given = {name: value for name, value in given.items() if value is not None}
    if "proxy" in given:
        given["proxy"] = tuple(given["proxy"])
    rules = access_rules(work.wijk, options.access, options.auth, Server(**given))
    say(rules.rstrip("\n"))


def _publish(work: Work) -> None:
    from wijk_ext.publish.plan import Wishes  # noqa: PLC0415 - loads much
    from wijk_ext.publish.targets import publish  # noqa: PLC0415

    options, known = work.options, readers_of(work.wijk)
    for name in options.reader or ():
        if name not in known:
            message = _("there is no reader “{name}”.").format(name=name)
            raise StopError(message + suggestion(name, known), WRONG_USAGE)
    work.stages.stage(_("Putting the site in place"))
    wishes = Wishes(options.replace, tuple(options.withdraw or ()), options.keep)
    done = publish(
        options.out,
        options.target,
        wishes,
        readers=options.reader,
        folder=work.folder,
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
