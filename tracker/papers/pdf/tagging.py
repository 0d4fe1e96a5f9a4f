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
    PDFObject,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from typing_extensions import override

LANGUAGE = "en-GB"
OPEN_ARTIFACT, CLOSE = "/Artifact BMC", "EMC"


@dataclass(eq=False, slots=True)
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
        names: dict[int, str] = {}
        place = document.Reference(root)
        top = self._enter(self._root, place.name, names)
        numbers: list[Any] = []
        for page, marks in enumerate(self._page_marks):
            if marks:
                numbers += [page, document.Reference(_References([names[id(element)] for element in marks]))]
        links = [(element, note) for element in _every(self._root) for _, note, _ in element.links]
        for number, (element, note) in enumerate(links, start=len(self._page_marks)):
            note.otherkw["StructParent"] = number
            numbers += [number, PDFObjectReference(names[id(element)])]
        root["K"] = PDFArray([PDFObjectReference(top)])
        root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root["ParentTreeNextKey"] = len(self._page_marks) + len(links)
        return root

    def _enter(self, element: Element, parent: str, names: dict[int, str]) -> str:
        """The name under which the document knows an element, with all that stands in it."""
        entry = _Entry(element, parent)
        name: str = self._doc.Reference(entry).name
        names[id(element)] = name
        entry.children = [self._enter(child, name, names) for child in element.children]
        return name


class _References(PDFObject):  # type: ignore[misc]
    """A list of references to objects."""

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def format(self, document: Any) -> bytes:
        return f"[{' '.join(_to(name, document) for name in self._names)}]".encode()


class _Entry(PDFObject):  # type: ignore[misc]
    """An element as it stands in the file, written straight: there are tens of thousands of them."""

    def __init__(self, element: Element, parent: str) -> None:
        self._element, self._parent = element, parent
        self.children: list[str] = []

    def format(self, document: Any) -> bytes:
        element = self._element
        parts = [f"<</Type/StructElem/S/{element.tag}/P {_to(self._parent, document)}"]
        page = element.marks[0][0] if element.marks else None
        if page is not None:
            parts.append(f"/Pg {_page(page, document)}")
        kids = [_mark(mark, page, document) for mark in element.marks]
        kids += [
            f"<</Type/OBJR/Pg {_page(on, document)}/Obj {_to(note.name, document)}>>" for on, _, note in element.links
        ]
        kids += [_to(name, document) for name in self.children]
        if kids:
            parts.append(f"/K[{' '.join(kids)}]")
        made = "".join(parts).encode()
        said = (("Alt", element.alt), ("ActualText", element.actual))
        made += b"".join(
            b"/%s %s" % (name.encode(), PDFString(words).format(document)) for name, words in said if words
        )
        return made + _attributes(element).encode() + b">>"


def _to(name: str, document: Any) -> str:
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def _page(page: int, document: Any) -> str:
    return _to(f"Page{page + 1}", document)


def _mark(mark: tuple[int, int], page: int | None, document: Any) -> str:
    """A mark on the element's own page is its number; one on another names the page."""
    on, number = mark
    return str(number) if on == page else f"<</Type/MCR/Pg {_page(on, document)}/MCID {number}>>"


def _every(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _every(child)


def _without_empty(code: list[str]) -> list[str]:
    """The page's operators without artifacts that hold nothing."""
    kept: list[str] = []
    for operator in code:
        if operator == CLOSE and kept and kept[-1] == OPEN_ARTIFACT:
            kept.pop()
        else:
            kept.append(operator)
    return kept


def _attributes(element: Element) -> str:
    if element.scope:
        return f"/A<</O/Table/Scope/{element.scope}>>"
    if element.column_span > 1:
        return f"/A<</O/Table/ColSpan {element.column_span}>>"
    if element.box is not None:
        return f"/A<</O/Layout/BBox[{' '.join(f'{number:.2f}' for number in element.box)}]/Placement/Block>>"
    return ""


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
