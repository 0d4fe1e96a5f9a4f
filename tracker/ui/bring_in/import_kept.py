"""What is being checked of a document outlasts the window: it is taken up where it was left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from tracker.domain.reading.draft import ImportDraft, Steps
from tracker.domain.reading.draft_kept import as_text, from_text
from tracker.ui.bring_in.documents import Document
from tracker.ui.core.drafts import Drafts

PAUSE_MS = 400
FACT = "fact "
"""What the name of a fact that is being typed begins with, among the words of a draft."""


class ImportKept(QObject):
    """`in_hand` gives the document under review and its draft with what is being typed taken in."""

    def __init__(
        self, drafts: Drafts, in_hand: Callable[[], tuple[Document, ImportDraft] | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._drafts, self._in_hand = drafts, in_hand
        self.plan = ""
        """The id of the plan that the documents are read into; "" for a new one."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.note)

    def take_up(self, documents: Sequence[Document]) -> list[str]:
        """Puts back what was mended in these documents before; undo leads to what was read. The names of those."""
        found = []
        for document in documents:
            if document.steps is None or document.twin:
                continue
            kept = self._drafts.words(place_of(document), "")
            document.begun = {name[len(FACT) :]: words for name, words in kept.items() if name.startswith(FACT)}
            draft = from_text(kept["draft"], document.steps.now) if "draft" in kept else None
            if draft is not None and draft != document.steps.now:
                document.steps = Steps(draft, (document.steps.now,))
            if document.begun or len(document.steps.past) > 0:
                found.append(document.path.name)
        return found

    @Slot()
    def later(self) -> None:
        """Notes what stands there in a moment."""
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def note(self) -> None:
        """Keeps what stands there, where it is other than what was read."""
        found = self._in_hand()
        if found is None:
            return
        document, draft = found
        assert document.steps is not None
        first = document.steps.past[0] if document.steps.past else document.steps.now
        if draft == first and not document.begun:
            self._drafts.forget(place_of(document), "")
            return
        facts = {f"{FACT}{name}": words for name, words in document.begun.items()}
        words = {"path": str(document.path.absolute()), "plan": self.plan, "draft": as_text(draft), **facts}
        self._drafts.note(place_of(document), "", self.tr("Import of {0}").format(document.path.name), words)

    def forget(self, documents: Sequence[Document]) -> None:
        """What was mended is not wanted any more."""
        self._pause.stop()
        for document in documents:
            if document.steps is not None:
                self._drafts.forget(place_of(document), "")


def place_of(document: Document) -> str:
    """Under which name a document's draft is kept: by its bytes, wherever the file lies now."""
    return place_by(document.steps.now.reading.sha256 if document.steps is not None else "")


def place_by(sha256: str) -> str:
    """Under which name the draft of a document with this SHA-256 is kept."""
    return f"import {sha256}"
