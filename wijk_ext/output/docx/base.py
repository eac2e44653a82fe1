"""Our own empty document: A4, our styles, no theme, nothing of the machine that made it."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from wijk_ext.output.docx.xml import NAMESPACES

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPC: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = NAMESPACES["r"]
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W: Final = f'xmlns:w="{NAMESPACES["w"]}"'
_PARTS: Final = ("styles", "settings", "numbering", "fontTable", "theme")


def base_document(styles: str, theme: str) -> bytes:
    """Return the document to start from when there is no template, with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in _contents(styles, theme).items():
            archive.writestr(name, content)
    return made.getvalue()


def _contents(styles: str, theme: str) -> dict[str, str]:
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>'
        for number, part in enumerate(_PARTS, 1)
    )
    return {
        "[Content_Types].xml": _HEAD + _types(),
        "_rels/.rels": _HEAD
        + f'<Relationships xmlns="{_OPC}/relationships">'
        + f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        + f'<Relationship Id="rId2" Type="{_OPC}/relationships/metadata/core-properties"'
        + ' Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": _HEAD
        + f'<Relationships xmlns="{_OPC}/relationships">{related}</Relationships>',
        "word/document.xml": f"{_HEAD}<w:document {_W}><w:body>{_SECTION}</w:body></w:document>",
        "word/styles.xml": styles,
        "word/theme.xml": theme,
        "word/settings.xml": f"{_HEAD}<w:settings {_W}>{_SETTINGS}</w:settings>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {_W}/>",
        "word/fontTable.xml": f"{_HEAD}<w:fonts {_W}>{_FONTS}</w:fonts>",
        "docProps/core.xml": _HEAD + _CORE,
    }


def _types() -> str:
    parts = {
        "document": f"{_WORD}.document.main+xml",
        **{part: f"{_WORD}.{part}+xml" for part in _PARTS},
        "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    }
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/>'
        for part, kind in parts.items()
    )
    package = "application/vnd.openxmlformats-package"
    return (
        f'<Types xmlns="{_OPC}/content-types">'
        f'<Default Extension="rels" ContentType="{package}.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        f'<Override PartName="/docProps/core.xml" ContentType="{package}.core-properties+xml"/>'
        "</Types>"
    )


# A4, with room in the margins for a hole punch and a pen
_SECTION: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1588" w:right="1418" w:bottom="1474" w:left="1418" w:header="709"'
    ' w:footer="624" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
)
_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:autoHyphenation/>'
    '<w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="283"/>'
    '<w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)
_FONTS: Final = (
    '<w:font w:name="Source Sans 3"><w:altName w:val="Source Sans Pro,Calibri"/>'
    '<w:panose1 w:val="020B0503030403020204"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
)
_CORE: Final = (
    f'<cp:coreProperties xmlns:cp="{_OPC}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
