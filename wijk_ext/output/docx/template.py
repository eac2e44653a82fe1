"""What a handbook starts from: the template of an organisation, or our own empty document."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.exceptions import InvalidXmlError
from docx.parts.numbering import NumberingPart
from docx.shared import Mm
from lxml.etree import LxmlError

from wijk_ext.locale import gettext as _
from wijk_ext.output.docx.base import base_document
from wijk_ext.output.docx.xml import NAMESPACES, attribute, is_tag, qualified, w

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from docx.opc.part import Part
    from docx.parts.document import DocumentPart

_DOCUMENT_TYPE: Final = CT.WML_DOCUMENT_MAIN.encode()
_TEMPLATE_TYPE: Final = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
)
_TYPES: Final = "[Content_Types].xml"
_KEPT: Final = frozenset(
    {
        *(RT.STYLES, RT.NUMBERING, RT.SETTINGS, RT.FONT_TABLE, RT.THEME, RT.WEB_SETTINGS),
        *(RT.HEADER, RT.FOOTER, RT.ENDNOTES),
    }
)
"""What a template lends to a handbook. The rest belongs to its text, which is not used."""
_KEPT_OF_PACKAGE: Final = frozenset({RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES})
"""Extended and own properties name a company, a manager, or a path."""
_DROPPED_SETTINGS: Final = frozenset(
    {
        *("writeProtection", "attachedTemplate", "mailMerge", "revisionView", "trackRevisions"),
        *("documentProtection", "docVars", "rsids", "saveThroughXslt", "schemaLibrary"),
        *("updateFields", "footnotePr", "removePersonalInformation", "doNotTrackMoves"),
        *("linkStyles", "attachedSchema", "captions"),
    }
)
"""Settings that name a path or a person, ask something on opening, or are about its old text."""
_AFTER_NOTES: Final = (
    *("endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang"),
    *("clrSchemeMapping", "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol"),
    "listSeparator",
)


class TemplateError(Exception):
    """A template that can't be used, with a readable sentence in ``args``."""


def open_template(path: Path | None, styles: str, theme: str) -> Document:
    """Return an empty document with the styles, page, headers and footers of a template.

    Without a template it is our own, with ``styles`` and ``theme`` as its parts of that kind.

    Raises :class:`TemplateError` when the file is no Word document that can be used.
    """
    if path is None:
        return docx.Document(io.BytesIO(base_document(styles, theme)))
    data = _as_document(path)
    try:
        document = docx.Document(io.BytesIO(data))
        _empty(document)
    except (OpcError, InvalidXmlError, LxmlError, zipfile.BadZipFile, *_LOOKUPS) as error:
        raise TemplateError(_no_document(path)) from error
    return document


_LOOKUPS: Final = (KeyError, ValueError, AttributeError, IndexError, TypeError, EOFError)
"""What python-docx raises at a part that is missing or of another kind."""


def _no_document(path: Path) -> str:
    message = _("the template {name} is no Word document; save it in Word as .docx.")
    return message.format(name=path.name)


def _as_document(path: Path) -> bytes:
    """Return the bytes of a document; a Word template (.dotx) is made one."""
    try:
        data = path.read_bytes()
    except OSError as error:
        message = _("the template {name} can't be read.")
        raise TemplateError(message.format(name=path.name)) from error
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = _("the template {name} has a password, or is of an old Word; save it as .docx.")
        raise TemplateError(message.format(name=path.name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            types = archive.read(_TYPES)
            if b"macroEnabled" in types:
                message = _("the template {name} holds macros; save it as .docx, without them.")
                raise TemplateError(message.format(name=path.name))
            if _TEMPLATE_TYPE not in types:
                return data
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError) as error:
        raise TemplateError(_no_document(path)) from error
    parts[_TYPES] = types.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _empty(document: Document) -> None:
    """Take out the text of a template, and all that only its text needs."""
    body = document.element.body
    for element in list(body):
        if not is_tag(element, "sectPr"):
            body.remove(element)
    for background in [one for one in document.element if is_tag(one, "background")]:
        document.element.remove(background)
    if body.sectPr is None:
        body.append(w("sectPr"))
    section = document.sections[0]
    section.page_width = section.page_width or Mm(210)
    section.page_height = section.page_height or Mm(297)
    section.left_margin = section.left_margin or Mm(25)
    section.right_margin = section.right_margin or Mm(25)
    used = {one.get(key) for one in body.sectPr for key in one.attrib if key.endswith("}id")}
    _keep(document.part, _KEPT, used)
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype not in _KEPT_OF_PACKAGE]:
        del rels[key]
    _clean_settings(document)
    _add_numbering(document.part)


def highest_ids(document: Document) -> tuple[int, int]:
    """Return the highest ids of a drawing and of a bookmark in the heads and feet."""
    drawings, bookmarks = [0], [-1]
    for rel in document.part.rels.values():
        if rel.reltype in {RT.HEADER, RT.FOOTER}:
            root = rel.target_part.element
            drawings += [_whole(one.get("id")) for one in root.iter(qualified("wp:docPr"))]
            marks = root.iter(qualified("w:bookmarkStart"))
            bookmarks += [_whole(attribute(one, "id")) for one in marks]
    return max(drawings), max(bookmarks)


def _whole(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0


def _add_numbering(part: DocumentPart) -> None:
    """Give a document without lists the part that they need; python-docx can't."""
    if all(rel.reltype != RT.NUMBERING for rel in part.rels.values()):
        name = PackURI("/word/numbering.xml")
        root = parse_xml(f'<w:numbering xmlns:w="{NAMESPACES["w"]}"/>')
        part.relate_to(NumberingPart(name, CT.WML_NUMBERING, root, part.package), RT.NUMBERING)


def _keep(part: Part, kinds: frozenset[str], used: set[str | None]) -> None:
    """Drop the relationships of a part that are not of these kinds, or not used."""
    for key, rel in list(part.rels.items()):
        optional = rel.reltype in {RT.HEADER, RT.FOOTER}
        if rel.is_external or rel.reltype not in kinds or (optional and key not in used):
            del part.rels[key]


def _clean_settings(document: Document) -> None:
    settings = document.settings.element
    for element in list(settings):
        if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in _DROPPED_SETTINGS:
            settings.remove(element)
    document.part.part_related_by(RT.SETTINGS).rels.clear()
    notes = w("footnotePr", w("footnote", id=-1), w("footnote", id=0))
    for index, element in enumerate(settings):
        if any(is_tag(element, tag) for tag in _AFTER_NOTES) or "math" in element.tag:
            settings.insert(index, notes)
            return
    settings.append(notes)
