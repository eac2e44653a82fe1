"""The step that writes the items of one reader as a table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from wijk_ext.cli.console import say
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.model.access import readers_of
from wijk_ext.model.document import Document
from wijk_ext.output.export.columns import texts_of
from wijk_ext.output.export.csv_file import export_csv
from wijk_ext.output.export.json_file import export_json
from wijk_ext.sources.explain import suggestion

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.cli.work import Work

EXPORT_FORMATS: Final = ("csv", "xlsx", "json")


def export_items(work: Work) -> None:
    """Write the items that a reader may see as CSV, XLSX or JSON, to a file or standard output."""
    options, known = work.options, readers_of(work.wijk)
    if options.reader not in known:
        message = _("there is no reader “{name}”.").format(name=options.reader)
        raise StopError(message + suggestion(options.reader, known), WRONG_USAGE)
    form = _form(options.format, options.out)
    excerpt = work.projector.excerpt(known[options.reader])
    data = _exported(form, Document(work.wijk, excerpt.items), texts_of(excerpt.states))
    if options.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        options.out.write_bytes(data)
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        raise StopError(message.format(path=options.out, why=error.strerror)) from error
    say(_("Written: {path}").format(path=options.out))


def _form(asked: str | None, out: Path | None) -> str:
    """Return the format that was asked for, or that the name of the file tells, or CSV."""
    ending = out.suffix.removeprefix(".").casefold() if out else ""
    form = asked or ending or EXPORT_FORMATS[0]
    if form not in EXPORT_FORMATS:
        message = _("“{format}” can't be written; choose from: {formats}.")
        formats = ", ".join(EXPORT_FORMATS)
        raise StopError(message.format(format=form, formats=formats), WRONG_USAGE)
    if form == "xlsx" and out is None and sys.stdout.isatty():
        raise StopError(_("a workbook is no text: name a file with -o."), WRONG_USAGE)
    return form


def _exported(form: str, document: Document, texts: dict[str, str]) -> bytes:
    if form == "xlsx":
        from wijk_ext.output.export.xlsx_file import export_xlsx  # noqa: PLC0415 - loads openpyxl

        return export_xlsx(document, texts)
    return (export_json if form == "json" else export_csv)(document, texts)
