"""Tagged PDF (PDF/UA-1): a structure tree beside the pages, so that a screen reader reads what the eye reads.

Flowables claim an element of the tree; what nobody claims (rules, backgrounds, page furniture, a header row drawn
again on the next page) is an artifact. An element that runs over several pages stays one element.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    XMP,
    LinkAnnotation,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from typing_extensions import override

LANGUAGE = "en-GB"
OPEN_ARTIFACT, CLOSE = "/Artifact BMC", "EMC"


@dataclass(eq=False)
class Element:
    """One element of the structure: its role, its children and, as it is drawn, the marks that show it."""

    tag: str
    children: list[Element] = field(default_factory=list)
    alt: str = ""
    actual: str = ""
    """What is to be read instead of what is drawn, where that is more."""
    scope: str = ""
    column_span: int = 1
    box: tuple[float, float, float, float] | None = None
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Page number (from 0) and mark on that page, in the order drawn."""
    links: list[tuple[int, Any, Any]] = field(default_factory=list)
    """Page number, annotation and reference of each place on a page that leads elsewhere when it is clicked."""

    def add(self, tag: str, **details: Any) -> Element:
        """A new child at the end."""
        child = Element(tag, **details)
        self.children.append(child)
        return child


class SpacedText(PDFTextObject):  # type: ignore[misc]
    """Text whose wrapped lines end in a space, so that copying or reading aloud does not join two words."""

    def _textOut(self, text: Any, TStar: int = 0) -> None:  # noqa: N802, N803 - the library's names
        super()._textOut(f"{text} " if TStar and text and not str(text).endswith(" ") else text, TStar)


class _Link(LinkAnnotation):  # type: ignore[misc]
    """A place to click that knows which element of the structure it belongs to."""

    permitted = (*LinkAnnotation.permitted, "StructParent")


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that writes marked content and, when saved, the structure tree over it."""

    def __init__(self, *args: Any, root: Element, title: str, **kwargs: Any) -> None:
        kwargs["lang"] = LANGUAGE
        super().__init__(*args, **kwargs)
        self._root = root
        self._document_title = title
        self._page_marks: list[list[Element]] = [[]]
        self._code: list[str]
        self.pages_of_headings: dict[str, int] = {}

    @contextmanager
    def mark(self, element: Element, spoken: str = "") -> Iterator[None]:
        """What is drawn inside belongs to the element; `spoken` are its words where they are drawn in another order."""
        page, number = len(self._page_marks) - 1, len(self._page_marks[-1])
        self._page_marks[-1].append(element)
        element.marks.append((page, number))
        said = f" /ActualText <FEFF{spoken.encode('utf-16-be').hex().upper()}>" if spoken else ""
        self._code += [CLOSE, f"/{element.tag} <</MCID {number}{said}>> BDC"]
        yield
        self._code += [CLOSE, OPEN_ARTIFACT]

    @contextmanager
    def running(self, place: str) -> Iterator[None]:
        """What is drawn inside stands at the head ("Header") or foot ("Footer") of every page (ISO 14289-1, 7.8)."""
        self._code += [CLOSE, f"/Artifact <</Type /Pagination /Subtype /{place}>> BDC"]
        yield
        self._code += [CLOSE, OPEN_ARTIFACT]

    def link(self, element: Element, key: str, words: str, width: float, height: float) -> None:
        """The rectangle from here so wide and high leads to the bookmark of this key; `words` say where that is."""
        corners = (*self.absolutePosition(0, 0), *self.absolutePosition(width, height))
        note = _Link(corners, words, self._bookmarkReference(key), "[0 0 0]", F=4)
        self._addAnnotation(note)
        element.links.append((len(self._page_marks) - 1, note, self._annotationrefs[-1]))

    @override
    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> SpacedText:
        return SpacedText(self, x, y, direction=direction)

    @override
    def showPage(self) -> None:
        self._code = _without_empty([OPEN_ARTIFACT, *self._code, CLOSE])
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._page_marks) - 1
        page.Tabs = PDFName("S")
        self._page_marks.append([])

    @override
    def save(self) -> None:
        if self._code:
            self.showPage()
        self.setTitle(self._document_title)
        self.setViewerPreference("DisplayDocTitle", "true")
        catalog = self._doc.Catalog
        catalog.Lang = PDFString(LANGUAGE)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Metadata = XMP(creator=self._metadata)
        catalog.StructTreeRoot = self._tree()
        super().save()

    def _metadata(self, _document: Any) -> bytes:
        return METADATA.format(title=escape(self._document_title), language=LANGUAGE).encode()

    def _tree(self) -> Any:
        """The structure as PDF objects: the root, every element, and the way back from each mark to its element."""
        document = self._doc
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        place = document.Reference(root)
        references: dict[int, Any] = {}
        top = self._write(self._root, place, references)
        numbers: list[Any] = []
        for page, marks in enumerate(self._page_marks):
            if marks:
                numbers += [page, document.Reference(PDFArray([references[id(element)] for element in marks]))]
        links = [(element, note) for element in _every(self._root) for _, note, _ in element.links]
        for number, (element, note) in enumerate(links, start=len(self._page_marks)):
            note.otherkw["StructParent"] = number
            numbers += [number, references[id(element)]]
        root["K"] = PDFArray([top])
        root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root["ParentTreeNextKey"] = len(self._page_marks) + len(links)
        return root

    def _write(self, element: Element, parent: Any, references: dict[int, Any]) -> Any:
        entry = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent})
        place = references[id(element)] = self._doc.Reference(entry)
        kids = [self._mark(page, number) for page, number in element.marks]
        kids += [_annotation(page, note) for page, _, note in element.links]
        kids += [self._write(child, place, references) for child in element.children]
        if kids:
            entry["K"] = PDFArray(kids)
        if element.alt:
            entry["Alt"] = PDFString(element.alt)
        if element.actual:
            entry["ActualText"] = PDFString(element.actual)
        attributes = _attributes(element)
        if attributes is not None:
            entry["A"] = attributes
        return place

    def _mark(self, page: int, number: int) -> Any:
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": PDFObjectReference(f"Page{page + 1}"), "MCID": number})


def _every(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _every(child)


def _annotation(page: int, note: Any) -> Any:
    return PDFDictionary({"Type": PDFName("OBJR"), "Pg": PDFObjectReference(f"Page{page + 1}"), "Obj": note})


def _without_empty(code: list[str]) -> list[str]:
    """The page's operators without artifacts that hold nothing."""
    kept: list[str] = []
    for operator in code:
        if operator == CLOSE and kept and kept[-1] == OPEN_ARTIFACT:
            kept.pop()
        else:
            kept.append(operator)
    return kept


def _attributes(element: Element) -> Any:
    if element.scope:
        return PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(element.scope)})
    if element.column_span > 1:
        return PDFDictionary({"O": PDFName("Table"), "ColSpan": element.column_span})
    if element.box is not None:
        box = PDFArray([round(number, 2) for number in element.box])
        return PDFDictionary({"O": PDFName("Layout"), "BBox": box, "Placement": PDFName("Block")})
    return None


METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
