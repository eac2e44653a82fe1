"""What Word demands of a document: it refuses a file for less than LibreOffice shows."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr "
    "tcPr tblStylePr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "settings": "writeProtection view zoom mirrorMargins defaultTabStop autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps characterSpacingControl footnotePr "
    "endnotePr compat themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}


def problems(data: bytes) -> list[str]:
    """Return what Word would not accept, or would show as less than it is."""
    return list(_Checker(data).all())


class _Checker:
    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.files = {name: archive.read(name) for name in self.names}
        self.parts: dict[str, Any] = {
            name: etree.fromstring(content)
            for name, content in self.files.items()
            if name.endswith((".xml", ".rels"))
        }
        self.document = self.parts["word/document.xml"]

    def all(self) -> Iterator[str]:
        for check in (
            self.names_are_unique,
            self.content_types,
            self.relationships,
            self.unique_ids,
            self.references,
            self.order,
            self.tables,
            self.fields,
            self.runs,
        ):
            for problem in check():
                yield f"{check.__name__}: {problem}"

    def texts(self) -> Iterator[tuple[str, Any]]:
        for name, root in self.parts.items():
            if re.fullmatch(r"word/(document|footnotes|header\d*|footer\d*)\.xml", name):
                yield name, root

    def names_are_unique(self) -> Iterator[str]:
        yield from (name for name, count in Counter(self.names).items() if count > 1)

    def content_types(self) -> Iterator[str]:
        types = self.parts["[Content_Types].xml"]
        endings = {one.get("Extension") for one in types if one.tag.endswith("Default")}
        named = {one.get("PartName") for one in types if one.tag.endswith("Override")}
        for name in self.names:
            if f"/{name}" not in named and name.rpartition(".")[2] not in endings:
                yield f"{name} has no content type"
        yield from (f"{name} is not there" for name in named if name[1:] not in self.names)

    def relations(self, part: str) -> dict[str, Any]:
        folder, name = posixpath.split(part)
        root = self.parts.get(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        return {} if root is None else {one.get("Id"): one for one in root}

    def relationships(self) -> Iterator[str]:
        reached = {"[Content_Types].xml"}
        for name in self.names:
            if not name.endswith(".rels"):
                continue
            reached.add(name)
            folder = posixpath.dirname(posixpath.dirname(name))
            for one in self.parts[name]:
                target = one.get("Target")
                if one.get("TargetMode") == "External":
                    if not re.fullmatch(r"(https?|mailto|tel):[!-~]+", target):
                        yield f"{target!r} is no address"
                    continue
                path = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
                path = target[1:] if target.startswith("/") else path
                reached.add(path)
                if path not in self.names:
                    yield f"{name} names {target}"
        yield from (f"nothing leads to {name}" for name in self.names if name not in reached)
        for name, root in self.texts():
            known = self.relations(name)
            for element in root.iter():
                for key, value in element.attrib.items():
                    if key.startswith(R) and value not in known:
                        yield f"{name}: {value} is no relationship"

    def unique_ids(self) -> Iterator[str]:
        drawings: list[str] = []
        bookmarks: list[str] = []
        names: list[str] = []
        for _name, root in self.texts():
            drawings += [one.get("id") for one in root.iter(f"{WP}docPr")]
            marks = list(root.iter(f"{W}bookmarkStart"))
            bookmarks += [one.get(f"{W}id") for one in marks]
            names += [one.get(f"{W}name").lower() for one in marks]
            ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
            if sorted(ends) != sorted(one.get(f"{W}id") for one in marks):
                yield "a bookmark does not end"
        for kind, values in (("docPr", drawings), ("bookmark", bookmarks), ("name", names)):
            yield from (f"{kind} {one} twice" for one, n in Counter(values).items() if n > 1)
        yield from (f"name {one}" for one in names if not re.fullmatch(r"[a-z_]\w{0,39}", one))
        for name in ("word/styles.xml", "word/numbering.xml"):
            for tag, key in (
                ("style", "styleId"),
                ("num", "numId"),
                ("abstractNum", "abstractNumId"),
            ):
                values = [one.get(W + key) for one in self.parts[name].findall(W + tag)]
                yield from (f"{tag} {one} twice" for one, n in Counter(values).items() if n > 1)

    def references(self) -> Iterator[str]:
        numbering = self.parts["word/numbering.xml"]
        kinds = {one.get(f"{W}abstractNumId") for one in numbering.findall(f"{W}abstractNum")}
        for one in numbering.iter(f"{W}abstractNumId"):
            if one.get(f"{W}val") not in kinds:
                yield f"no kind of list {one.get(f'{W}val')}"
        cited = [one.get(f"{W}id") for one in self.document.iter(f"{W}footnoteReference")]
        yield from (f"footnote {one} twice" for one, n in Counter(cited).items() if n > 1)
        known = self.known()
        roots = [root for _name, root in self.texts()] + [self.parts["word/styles.xml"]]
        for root in roots:
            for tag, (key, values) in known.items():
                for one in root.iter(W + tag):
                    if one.get(W + key, "") not in values:
                        yield f"no {tag} {one.get(W + key)}"
            yield from self.links(root)

    def known(self) -> dict[str, tuple[str, set[str]]]:
        """Return what may be referred to: the element, its attribute, and the values."""
        styles = {one.get(f"{W}styleId") for one in self.parts["word/styles.xml"].iter(f"{W}style")}
        numbers = self.parts["word/numbering.xml"].findall(f"{W}num")
        notes = {one.get(f"{W}id") for one in self.parts["word/footnotes.xml"]}
        named = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
        return {
            **dict.fromkeys(named, ("val", styles)),
            "numId": ("val", {"0", *(one.get(f"{W}numId") for one in numbers)}),
            "footnoteReference": ("id", notes),
        }

    def links(self, root: Any) -> Iterator[str]:
        marks = {one.get(f"{W}name") for one in self.document.iter(f"{W}bookmarkStart")}
        for one in root.iter(f"{W}hyperlink"):
            anchor = one.get(f"{W}anchor")
            if anchor is not None and anchor not in marks:
                yield f"no bookmark {anchor}"
            if anchor is None and one.get(f"{R}id") is None:
                yield "a link to nothing"
            if next(one.iterancestors(f"{W}hyperlink"), None) is not None:
                yield "a link in a link"
        for one in root.iter(f"{W}instrText"):
            named = re.match(r" NOTEREF (\w+)", one.text or "")
            if named and named[1] not in marks:
                yield f"no bookmark {named[1]}"

    def order(self) -> Iterator[str]:
        for name, root in self.parts.items():
            for element in root.iter(*(W + tag for tag in ORDER)):
                tag = element.tag.removeprefix(W)
                known = ORDER[tag].split()
                found = [one.tag.removeprefix(W) for one in element]
                strange = [one for one in found if one not in known]
                if strange and tag != "settings":
                    yield f"{name}: {strange} in {tag}"
                places = [known.index(one) for one in found if one in known]
                if places != sorted(places):
                    yield f"{name}: {found} in {tag}"

    def tables(self) -> Iterator[str]:
        for name, root in self.texts():
            for cell in root.iter(f"{W}tc"):
                if not len(cell) or cell[-1].tag != f"{W}p":
                    yield f"{name}: a cell does not end with a paragraph"
            for table in root.iter(f"{W}tbl"):
                columns = len(table.find(f"{W}tblGrid"))
                rows = table.findall(f"{W}tr")
                for row in rows:
                    spans = (one.find(f"{W}tcPr/{W}gridSpan") for one in row.findall(f"{W}tc"))
                    width = sum(1 if one is None else int(one.get(f"{W}val")) for one in spans)
                    if width != columns:
                        yield f"{name}: a row of {width} of {columns} columns"
                following = table.getnext()
                if following is not None and following.tag == f"{W}tbl":
                    yield f"{name}: two tables would be one"
                heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
                if heads != sorted(heads, reverse=True):
                    yield f"{name}: a head below the body"

    def fields(self) -> Iterator[str]:
        for name, root in self.texts():
            kinds = [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")]
            if kinds != ["begin", "separate", "end"] * (len(kinds) // 3):
                yield f"{name}: {kinds}"

    def runs(self) -> Iterator[str]:
        for name, root in self.texts():
            for paragraph in root.iter(f"{W}p"):
                properties = paragraph.findall(f"{W}pPr")
                if len(properties) > 1 or (properties and paragraph[0] is not properties[0]):
                    yield f"{name}: the properties of a paragraph do not come first"
            for text in root.iter(f"{W}t"):
                if text.text and text.text != text.text.strip() and len(text.attrib) == 0:
                    yield f"{name}: spaces are lost in {text.text!r}"
