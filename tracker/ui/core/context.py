"""What a command of a place is given: the open plan, what is in hand, and whom to ask and to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.look.theme import Theme

if TYPE_CHECKING:
    from tracker.domain.plan.records import Subject


class Screen(Protocol):
    """Where the window is, as far as commands of places ask."""

    def current(self) -> Any:
        """The record in hand, None for none."""

    def subject(self) -> Any:
        """The recommendation whose golden thread is on show, else the record in hand."""

    def chosen_actions(self) -> list[Action]:
        """The actions selected in the list, else the one in hand."""

    def jump(self, record_id: RecordId) -> None:
        """Shows a record where it stands."""

    def show_only(self, name: str, refs: Sequence[str]) -> None:
        """Opens the list that a figure counts."""

    def record_check(self) -> None:
        """Brings up the panel where a check of the record in hand is recorded."""

    def in_hand(self) -> RecordId | None:
        """The record in hand where a list is on show; None over a page or the search."""

    def leave_thread(self) -> bool:
        """Goes back from a golden thread; False where none is on show."""

    def show_thread(self, subject: Subject) -> None:
        """Shows the golden thread of a recommendation or finding."""


@dataclass(frozen=True, slots=True)
class Context:
    """`window` is what sheets stand over, `work` what goes with the plan; `do` does another command, `opener` opens
    a file or folder.
    """

    hub: Hub
    gateway: Gateway
    asker: Asker
    theme: Theme
    notice: NoticeStrip
    screen: Screen
    window: QWidget
    work: QWidget
    do: Callable[[Do], object]
    opener: Callable[[Path], object]
    bring_back: Callable[[Path, Callable[[Path], object]], object]
    """Asks where, makes a plan file there, and opens it; the path is what it is to be called."""

    def tr(self, words: str) -> str:
        """The words in the language of the window."""
        return QCoreApplication.translate("commands", words)
