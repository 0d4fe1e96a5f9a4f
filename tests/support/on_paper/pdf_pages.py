"""What stands on the pages of a PDF: its text, each run with its place, and the structure over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Words:
    """One run of text as it stands on a page."""

    page: int
    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float
    marks: tuple[str, ...]


def pages_of(data: bytes) -> list[str]:
    """The text of each page, line ends as single spaces."""
    document = pypdfium2.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def text_of(data: bytes) -> str:
    """The whole text without what stands in the head and foot of each page."""
    furniture = re.compile(r"As at \d+ \w+ \d+ · change \d+ · \w+ Page \d+ of \d+")
    return " ".join(furniture.sub("", page) for page in pages_of(data))


def links_of(data: bytes) -> Iterator[int]:
    """The page (from 0) that each link leads to, in order."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        place, link = pdfium.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(page, place, link):
            yield pdfium.FPDFDest_GetDestPageIndex(document, pdfium.FPDFLink_GetDest(document, link))


def filled_of(data: bytes, top: float, bottom: float) -> list[float]:
    """How much of the height between its margins each page fills, from 0 to 1."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        _, height = page.get_size()
        edges = [item.get_bounds()[1] for item in page.get_objects(max_depth=2)]
        lowest = min((edge for edge in edges if bottom - 4 <= edge <= height - top), default=height)
        found.append((height - top - lowest) / (height - top - bottom))
    return found


def runs_of(data: bytes) -> Iterator[Words]:
    """Every run of text with its size and place."""
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        texts = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1, textpage=texts):
            left, bottom, right, top = item.get_bounds()
            words = texts.get_text_bounded(left, bottom, right, top)
            yield Words(number, words, item.get_font_size(), left, bottom, right, top, tuple(marks_of(item)))


def marks_of(item: pypdfium2.PdfObject) -> Iterator[str]:
    """The names of the marks that a run of text stands in."""
    for place in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, place)
        buffer, size = (pdfium.FPDF_WCHAR * 40)(), pdfium.c_ulong()
        pdfium.FPDFPageObjMark_GetName(mark, buffer, 80, size)
        yield bytes(buffer)[: size.value].decode("utf-16-le").rstrip("\0")


def tags_of(data: bytes) -> list[str]:
    """The roles of all elements, page by page, parents before children."""
    found: list[str] = []

    def walk(element: object) -> None:
        size = pdfium.FPDF_StructElement_GetType(element, None, 0)
        buffer = (pdfium.c_char * size)()
        pdfium.FPDF_StructElement_GetType(element, buffer, size)
        found.append(bytes(buffer).decode("utf-16-le").rstrip("\0"))
        for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
            if child:
                walk(child)

    for page in pypdfium2.PdfDocument(data):
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place))
        pdfium.FPDF_StructTree_Close(tree)
    return found
