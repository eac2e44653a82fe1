"""Write the item by which an organisation consents to an edition, in the page where it belongs.

First a plan, that touches nothing; then the page is written, whole or not at all.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath
from shutil import copymode
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.access import Reader
from wijk_ext.model.consent import Answer
from wijk_ext.model.edition import EDITION_NAME
from wijk_ext.model.problem import Place
from wijk_ext.sources.blocks import parser, read_blocks
from wijk_ext.sources.explain import suggestion, unknown
from wijk_ext.sources.insertion import dialect_of, inserted, item_text, last_line, top_level
from wijk_ext.sources.items import ItemReader
from wijk_ext.sources.marks import page_marks
from wijk_ext.sources.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wijk_ext.sources.blocks import Dialect
    from wijk_ext.sources.source import Source

CONSENT: Final = "instemming"
NEW_PAGE: Final = "instemmingen"
"""The name of the page that is made when there is none to write on."""
_TITLES: Final = {
    Answer.GIVEN: N_("{organisation} consents to edition {edition}"),
    Answer.RESERVED: N_("{organisation} consents to edition {edition} with a reservation"),
    Answer.ASKED: N_("Asked of {organisation}: consent to edition {edition}"),
    Answer.REFUSED: N_("{organisation} does not consent to edition {edition}"),
}


class SigningError(Exception):
    """The item can't be written; the message says why, and what to do."""


@dataclass(frozen=True)
class NewConsent:
    """What is to be written."""

    organisation: str
    edition: str
    date: str = ""
    """An ISO date, or nothing."""
    body: str = ""
    """The deciding body: a reader, or a name."""
    reservation: str = ""
    fingerprint: str = ""
    answer: Answer | None = None
    """When None: with a reservation that, otherwise given."""


@dataclass(frozen=True)
class SigningPlan:
    """What would be written, and where."""

    path: PurePath
    """Path of the page from the source folder."""
    line: int
    """The line, from 1, on which the item begins in the new page."""
    id: str
    text: str
    """The item in Markdown, with line feeds and without one at the end."""
    before: bytes | None
    """The file as it was read; None for a new page, which an author must put in a toctree."""
    after: bytes

    @property
    def is_new_page(self) -> bool:
        """Whether the page does not exist yet."""
        return self.before is None


def plan_consent(
    source: Source,
    consent: NewConsent,
    dialect: Dialect,
    *,
    page: str = "",
    taken: Iterable[str] = (),
) -> SigningPlan:
    """Return where and how a consent would be written; nothing is.

    ``page`` is the name or path of a page to write on; without it the item comes behind the last
    one of its type, or on a page of its own. ``taken`` are ids that earlier editions used.
    Raises SigningError when the consent is not sound or can't be placed.
    """
    answer = _answer(consent)
    _check(source, consent, answer)
    id_ = _free_id(source, taken)
    options = _options(consent, id_, answer)
    name = source.wijk.readers()[consent.organisation]
    title = _(_TITLES[answer]).format(organisation=name, edition=consent.edition)
    chosen, behind = _place(source, consent.organisation, page)
    here = dialect_of(chosen, dialect)
    text = item_text(CONSENT, title, options, here)
    if chosen is None:
        plan = _on_new_page(source, id_, text)
    else:
        plan = _on_page(source, chosen, behind, id_, text)
    _check_reading(source, plan, here, title, options)
    return plan


class PagePlan(Protocol):
    """What is to become of one page."""

    @property
    def path(self) -> PurePath:
        """Path from the source folder."""

    @property
    def before(self) -> bytes | None:
        """The file as it was read; None for a new one."""

    @property
    def after(self) -> bytes:
        """The file as it is to be."""


def write_plan(folder: Path, plan: PagePlan) -> None:
    """Write what was planned in a source folder, whole or not at all.

    Raises SigningError when the page was changed in the meantime, OSError when it can't be written.
    """
    path = (folder / plan.path).resolve()
    found = path.read_bytes() if path.exists() else None
    if found != plan.before:
        raise SigningError(_changed_meanwhile(plan.path))
    with tempfile.TemporaryDirectory(prefix=".wijk-", dir=path.parent) as scratch:
        written = Path(scratch, path.name)
        written.write_bytes(plan.after)
        if found is not None:
            copymode(path, written)
        written.replace(path)


def _answer(consent: NewConsent) -> Answer:
    reserved = bool(consent.reservation.strip())
    answer = consent.answer or (Answer.RESERVED if reserved else Answer.GIVEN)
    if reserved != (answer is Answer.RESERVED):
        message = _("a reservation goes with the status “{status}”, and the other way round.")
        raise SigningError(message.format(status=Answer.RESERVED.value))
    return answer


def _check(source: Source, consent: NewConsent, answer: Answer) -> None:
    known = [one.id for one in source.wijk.organisations]
    if consent.organisation not in known:
        message = _("there is no organisation “{name}”.").format(name=consent.organisation)
        raise SigningError(message + unknown(consent.organisation, known))
    if not EDITION_NAME.fullmatch(consent.edition):
        message = _("“{edition}” is no name of an edition; write a number, as in 1.0.")
        raise SigningError(message.format(edition=consent.edition))
    written = (consent.date, consent.body, consent.reservation, consent.fingerprint)
    for value in written:
        if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in value):
            message = _("“{value}” must be on one line, without tabs.")
            raise SigningError(message.format(value=" ".join(value.split())))
    for item in source.document.of_type(CONSENT):
        same = (item.text("organisatie"), item.text("editie"), item.status)
        if same == (consent.organisation, consent.edition, answer.value):
            message = _(
                "{place}: {organisation} has this answer to edition {edition} already: {id}."
            )
            raise SigningError(
                message.format(
                    place=Place(source.folder / item.place.path, item.place.line),
                    organisation=source.wijk.readers()[consent.organisation],
                    edition=consent.edition,
                    id=item.id,
                )
            )


def _free_id(source: Source, taken: Iterable[str]) -> str:
    prefix = source.wijk.vocabulary.types[CONSENT].prefix
    ids = (*taken, *(item.id for item in source.document.items))
    numbers = (id_.removeprefix(prefix) for id_ in ids if id_.startswith(prefix))
    highest = max((int(number) for number in numbers if re.fullmatch("[0-9]+", number)), default=0)
    return f"{prefix}{highest + 1:03d}"


def _options(consent: NewConsent, id_: str, answer: Answer) -> dict[str, str]:
    options = {
        "id": id_,
        "status": answer.value,
        "organisatie": consent.organisation,
        "editie": consent.edition,
        "datum": consent.date,
        "orgaan": consent.body,
        "voorbehoud": consent.reservation,
        "vingerafdruk": consent.fingerprint,
    }
    return {name: value.strip() for name, value in options.items() if value.strip()}


def _place(source: Source, organisation: str, page: str) -> tuple[Page | None, int]:
    """Return the page to write on, None for a new one, and the line to write behind."""
    if page:
        name = PurePath(page).as_posix().removesuffix(".md")
        if name not in source.pages:
            message = _("there is no page “{name}”.").format(name=page)
            raise SigningError(message + suggestion(name, source.pages))
        return _behind_the_last(source.pages[name])
    reader = Reader(organisation)
    for item in reversed(source.document.of_type(CONSENT)):
        chosen = source.pages[item.page]
        ends = {block.first_line: block.last_line for block in top_level(chosen, CONSENT)}
        # where the organisation can't read what it said, its consent does not belong
        if item.place.line in ends and reader.may_see(page_marks(chosen, source.wijk)):
            return chosen, ends[item.place.line]
    if NEW_PAGE in source.pages:
        return _behind_the_last(source.pages[NEW_PAGE])
    return None, 0


def _behind_the_last(page: Page) -> tuple[Page, int]:
    ends = (block.last_line for block in top_level(page, CONSENT))
    return page, max(ends, default=last_line(page))


def _on_new_page(source: Source, id_: str, text: str) -> SigningPlan:
    path = PurePath(f"{NEW_PAGE}.md")
    if (source.folder / path).exists():
        message = _("{page} is no page of this document; name another page to write on.")
        raise SigningError(message.format(page=path))
    heading = _("Consents")
    whole = f"# {heading}\n\n{text}\n"
    return SigningPlan(path, 3, id_, text, None, whole.encode())


def _on_page(source: Source, page: Page, behind: int, id_: str, text: str) -> SigningPlan:
    path = page.place.path
    before = (source.folder / path).read_bytes()
    raw = before.decode(errors="replace")
    if raw.replace("\r\n", "\n").replace("\r", "\n") != page.text:
        raise SigningError(_changed_meanwhile(path))
    whole, line = inserted(raw, behind, text)
    return SigningPlan(path, line, id_, text, before, whole.encode())


def _check_reading(
    source: Source, plan: SigningPlan, dialect: Dialect, title: str, options: Mapping[str, str]
) -> None:
    """Read the new page as a build would; refuse what comes back otherwise than it was meant."""
    text = plan.after.decode().replace("\r\n", "\n").replace("\r", "\n")
    blocks = read_blocks(text, dialect, parser(dialect, inline=False))
    page = Page(
        str(plan.path.with_suffix("")), Place(plan.path), text, MappingProxyType({}), blocks
    )
    found = [one for one in top_level(page, CONSENT) if one.first_line == plan.line]
    if not found:
        message = _("{page}: nothing can be written there; something above it is not closed.")
        raise SigningError(message.format(page=Place(plan.path, plan.line)))
    if found[0].argument != title or dict(found[0].options) != options or found[0].body:
        changed = [value for name, value in options.items() if found[0].options.get(name) != value]
        message = _("“{value}” can't be written in an item; say it in other words.")
        raise SigningError(message.format(value=changed[0] if changed else title))
    problems = ItemReader(source.wijk).read(page)[1]
    last = plan.line + plan.text.count("\n")
    for problem in problems:
        if plan.line <= problem.place.line <= last:
            raise SigningError(problem.message)


def _changed_meanwhile(path: PurePath) -> str:
    message = _("{page} was changed in the meantime; nothing was written. Run the command again.")
    return message.format(page=path)
