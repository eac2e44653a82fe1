"""The pages and the bar that the preview itself shows; nothing of them is in a site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from wijk_ext.locale import gettext as _
from wijk_ext.locale import language, ngettext
from wijk_ext.model.wijk import PROJECT_TEAM

if TYPE_CHECKING:
    from wijk_ext.output.preview.built import Remark
    from wijk_ext.output.preview.previews import Previews

OWN: Final = "/_wijk"
"""Below this address stands what is of the preview; no reader can have this name."""
STATIC: Final = Path(__file__).parent / "static"
HOUSE_STYLE: Final = Path(__file__).parents[1] / "html" / "static"
"""For the fonts of the pages that are not of a site."""
_TEMPLATES: Final = Path(__file__).parent / "templates"
_HEAD: Final = f'<link rel="stylesheet" href="{OWN}/static/preview.css">\n'


@dataclass(frozen=True)
class Looking:
    """Who looks at what."""

    previews: Previews
    reader: str
    page: str = ""
    """The path of the page from the root of the site."""

    @property
    def name(self) -> str:
        """The name of the reader."""
        if self.reader == PROJECT_TEAM:
            return _("project team")
        return self.previews.readers.get(self.reader) or self.reader

    @property
    def start(self) -> str:
        """The address of the start page of the reader."""
        return address_of(self.reader, "index.html")


def address_of(reader: str, page: str) -> str:
    """Return the address of a page in the preview of a reader."""
    return f"/{reader.replace('/', '.')}/werkversie/{page}"


def with_bar(page: bytes, looking: Looking) -> bytes:
    """Return a page of a site with the bar of the preview below it."""
    head, _end, rest = page.partition(b"</head>")
    if not _end:
        head, rest = b"", page
    body, end, after = rest.rpartition(b"</body>")
    if not end:
        body, after = rest, b""
    bar = render_bar(looking).encode()
    return b"".join((head, _HEAD.encode(), _end, body, bar, end, after))


def render_bar(looking: Looking) -> str:
    """Return the bar: who looks, how far the preview is and what is wrong with the sources."""
    previews, reader = looking.previews, looking.reader
    built = previews.built(reader)
    errors = built.errors if built and built.site else ()
    remarks = built.remarks if built and reader == PROJECT_TEAM else ()
    return _filled(
        "bar.html",
        looking=looking,
        own=OWN,
        readers=[
            (one, name or _("Project team, who sees everything"))
            for one, name in previews.readers.items()
        ],
        version=built.version if built else "",
        status=previews.words(reader),
        errors=errors,
        remarks=remarks,
        words={
            "preview": _("Preview"),
            "reader": _("Seen by"),
            "show": _("Show"),
            "gone": _("The preview has stopped. Start it again with wijk serve."),
            "errors": _("{errors}. You see the version before.").format(errors=_how_many(errors)),
            "remarks": ngettext("{number} remark", "{number} remarks", len(remarks)).format(
                number=len(remarks)
            ),
        },
    )


def waiting(looking: Looking) -> str:
    """Return the page that is there until a first build is ready."""
    title = _("One moment: the pages for {reader} are being made").format(reader=looking.name)
    note = _("This page shows them as soon as they are ready.")
    return _message(looking, title, note, refresh=True)


def failed(looking: Looking, errors: tuple[Remark, ...]) -> str:
    """Return the page that tells why there is no site, and no earlier one either."""
    note = _("Mend the text and save it; this page shows the result by itself.")
    return _message(looking, _how_many(errors), note, errors=errors)


def no_page(looking: Looking) -> str:
    """Return the page for an address where a reader has none."""
    title = _("This page is not among the pages of {reader}").format(reader=looking.name)
    link = (looking.start, _("To the start page"))
    return _message(looking, title, _("Perhaps it has another name, or is for others."), link=link)


def no_reader(looking: Looking) -> str:
    """Return the page for a reader that is not in the settings."""
    title = _("There is no reader “{name}”").format(name=looking.reader)
    link = (address_of(PROJECT_TEAM, "index.html"), _("To what the project team sees"))
    return _message(looking, title, _("The readers are those in wijk.toml."), link=link)


def _how_many(errors: tuple[Remark, ...]) -> str:
    text = ngettext(
        "{number} error: nothing new can be shown",
        "{number} errors: nothing new can be shown",
        len(errors),
    )
    return text.format(number=len(errors))


def _message(looking: Looking, title: str, note: str, **more: Any) -> str:
    values = {"errors": (), "link": None, "refresh": False} | more
    bar = Markup(render_bar(looking))  # noqa: S704 - its template escapes what it is filled with
    return _filled(
        "message.html", language=language(), own=OWN, title=title, note=note, bar=bar, **values
    )


def _filled(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
