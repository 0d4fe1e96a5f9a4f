"""The only place that asks a person something modal; tests script the answers.

Every dialog has a parent, deletes itself on close, is opened without blocking, and answers by a call. What can be
undone is not asked about. The dialogs themselves are loaded when the first one opens: the window is painted before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tracker.overriding import override
from tracker.settings import LAST_FOLDER, Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tracker.ui.core.drafts import Drafts
    from tracker.ui.look.theme import Theme

Answer = Callable[[str], object]
DayAnswer = Callable[[date | None], object]
PathAnswer = Callable[[Path], object]
PrinterAnswer = Callable[[Any], object]
"""Is given a QPrinter: what it needs is read when something is printed, not when the program starts."""
PathsAnswer = Callable[[Sequence[Path]], object]


class Asker(Protocol):
    """How the window asks. `answer` is called only where the person went on; a cancelled dialog calls nothing."""

    def open_files(self, parent: QWidget, title: str, filters: str, answer: PathsAnswer, *, many: bool = False) -> None:
        """Which files to open."""
        ...

    def save_file(self, parent: QWidget, title: str, suggested: Path, filters: str, answer: PathAnswer) -> None:
        """Where to write."""
        ...

    def folder(self, parent: QWidget, title: str, answer: PathAnswer, *, start: Path | None = None) -> None:
        """Which folder."""
        ...

    def printer(self, parent: QWidget, name: str, pages: int, answer: PrinterAnswer) -> None:
        """Which printer, for something of this name with so many pages."""
        ...

    def text(
        self, parent: QWidget, title: str, label: str, answer: Answer, *, initial: str = "", lines: bool = False,
        go: str = "",
    ) -> None:  # fmt: skip
        """Some words. `go` is what the button does; the title says it where it is left out.

        Where `answer` raises UserError the dialog stays open with the words, and says why.
        """
        ...

    def day(
        self, parent: QWidget, title: str, label: str, answer: DayAnswer, *, initial: date, go: str = "",
        empty: bool = False,
    ) -> None:  # fmt: skip
        """A day, or None where `empty` allows it; the rest as for words."""
        ...

    def secret(self, parent: QWidget, title: str, label: str, answer: Answer) -> None:
        """A password, which is neither shown nor kept."""
        ...

    def choose(self, parent: QWidget, title: str, question: str, choices: Sequence[str], answer: Answer) -> None:
        """One of several answers, each a verb on a button."""
        ...

    def colour(self, parent: QWidget, title: str, answer: Answer, *, initial: str = "") -> None:
        """A colour, as `#rrggbb`."""
        ...

    def keep_in(self, drafts: Drafts | None) -> None:
        """Keeps what is being answered in several lines among these drafts from now on; None for nowhere."""
        ...


class WindowAsker(Asker):
    """Asks with dialogs that look like the rest of the program; for files and colours with those people know."""

    def __init__(self, theme: Theme, settings: Settings | None = None) -> None:
        self._theme, self._settings = theme, settings or Settings()
        self._drafts: Drafts | None = None

    @override
    def keep_in(self, drafts: Drafts | None) -> None:
        self._drafts = drafts

    @property
    def _folder(self) -> str:
        """Where files were chosen last."""
        from tracker.ui.core.folders import last_folder

        return str(last_folder(self._settings))

    def _keep(self, folder: Path) -> None:
        self._settings.set(LAST_FOLDER, str(folder))

    @override
    def open_files(self, parent: QWidget, title: str, filters: str, answer: PathsAnswer, *, many: bool = False) -> None:
        from tracker.ui.core import file_dialogs

        def chosen(names: list[str]) -> None:
            paths = [Path(name) for name in names]
            if paths:
                self._keep(paths[0].parent)
            answer(paths)

        file_dialogs.ask_what_to_open(parent, title, self._folder, filters, chosen, many=many)

    @override
    def save_file(self, parent: QWidget, title: str, suggested: Path, filters: str, answer: PathAnswer) -> None:
        from tracker.ui.core import file_dialogs

        def chosen(name: str) -> None:
            self._keep(Path(name).parent)
            answer(Path(name))

        file_dialogs.ask_where_to_save(parent, title, suggested, filters, chosen)

    @override
    def folder(self, parent: QWidget, title: str, answer: PathAnswer, *, start: Path | None = None) -> None:
        from tracker.ui.core import file_dialogs

        def chosen(name: str) -> None:
            self._keep(Path(name))
            answer(Path(name))

        file_dialogs.ask_which_folder(parent, title, str(start) if start is not None else self._folder, chosen)

    @override
    def printer(self, parent: QWidget, name: str, pages: int, answer: PrinterAnswer) -> None:
        from tracker.ui.core import file_dialogs

        file_dialogs.ask_for_printer(parent, name, pages, answer)

    @override
    def text(
        self, parent: QWidget, title: str, label: str, answer: Answer, *, initial: str = "", lines: bool = False,
        go: str = "",
    ) -> None:  # fmt: skip
        from tracker.ui.core.questions import WordsQuestion

        asked = WordsQuestion(self._theme, title, label, answer, parent, initial=initial, lines=lines, go=go)
        if lines and self._drafts is not None:
            asked.keep_in(self._drafts)
        asked.open()

    @override
    def day(
        self, parent: QWidget, title: str, label: str, answer: DayAnswer, *, initial: date, go: str = "",
        empty: bool = False,
    ) -> None:  # fmt: skip
        from tracker.ui.core.questions import DayQuestion

        DayQuestion(self._theme, title, label, answer, parent, initial=initial, go=go, empty=empty).open()

    @override
    def secret(self, parent: QWidget, title: str, label: str, answer: Answer) -> None:
        from tracker.ui.core.questions import SecretQuestion

        SecretQuestion(self._theme, title, label, answer, parent).open()

    @override
    def choose(self, parent: QWidget, title: str, question: str, choices: Sequence[str], answer: Answer) -> None:
        from tracker.ui.core.questions import ChoiceQuestion

        ChoiceQuestion(self._theme, title, question, choices, answer=answer, parent=parent).open()

    @override
    def colour(self, parent: QWidget, title: str, answer: Answer, *, initial: str = "") -> None:
        from tracker.ui.core import file_dialogs

        file_dialogs.ask_for_colour(parent, title, answer, initial)
