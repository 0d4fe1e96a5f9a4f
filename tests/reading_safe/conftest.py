"""Files of every format, built here word by word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def pack() -> Callable[[dict[str, str | bytes]], bytes]:
    """Makes a zip archive of parts by name."""
    return zipped


@pytest.fixture(scope="session")
def word() -> Callable[[str], bytes]:
    """Makes a Word file of the XML of its body, with three styles and two lists."""

    def make(body: str) -> bytes:
        return zipped(
            {
                "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
                "word/styles.xml": f'<w:styles xmlns:w="{W}">'
                '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
                '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
                '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Below"/><w:basedOn w:val="H2"/></w:style>'
                "</w:styles>",
                "word/numbering.xml": f'<w:numbering xmlns:w="{W}">'
                '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
                '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
                '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="decimal"/>'
                '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
                '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
                '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
            }
        )

    return make


@pytest.fixture(scope="session")
def open_text_package() -> Callable[[str], bytes]:
    """Makes an OpenDocument text of the XML of its body."""

    def make(body: str) -> bytes:
        spaces = " ".join(
            f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
        )
        return zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}"
                "</office:text></office:body></office:document-content>",
            }
        )

    return make
