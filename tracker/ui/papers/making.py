"""Making a paper off the main thread, the latest that was asked for; one that waits for a decision is made after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tracker.services.meetings.wanted import Material, Wanted, material
from tracker.services.plan.guard import Undecided
from tracker.services.ports import Act
from tracker.ui.core.gateway import Gateway, PaperMade
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Lane, Ticket
from tracker.ui.guard.identifier_sheet import IdentifierSheet
from tracker.ui.look.theme import Theme

Done = Callable[[PaperMade, Material], object]
Failed = Callable[[Any], object]


class Making(QObject):
    """One paper under way at a time. `progressed` carries how far it is, as (done, total)."""

    progressed = Signal(object)

    def __init__(self, hub: Hub, gateway: Gateway, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._gateway = hub, gateway
        self._turn = 0
        self._ticket: Ticket | None = None

    @property
    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._ticket is not None

    def stop(self) -> bool:
        """Gives up what is being made; nobody hears of it any more. Whether anything was."""
        self._turn += 1
        if self._ticket is None:
            return False
        self._ticket.cancel()
        self._ticket = None
        return True

    def make(self, wanted: Wanted, done: Done, failed: Failed, what: str) -> None:
        """Makes a paper of the plan as it stands, signed by whoever asks now; what was under way is given up."""
        self.stop()
        turn, act = self._turn, self._hub.session.act()

        def refused(fault: Any) -> None:
            if turn == self._turn:
                self._ticket = None
                failed(fault)

        def taken(of: Material) -> None:
            if turn != self._turn:
                return

            def made(paper: PaperMade) -> None:
                if turn == self._turn:
                    self._ticket = None
                    done(paper, of)

            work = partial(self._work, act, wanted, of)
            self._ticket = self._hub.jobs.run_with_ticket(work, made, refused, lane=Lane.FILES, what=what)
            self._ticket.progressed.connect(self.progressed)

        self._ticket = self._hub.ask(partial(material, wanted=wanted), taken, refused)

    def _work(self, act: Act, wanted: Wanted, of: Material, ticket: Ticket) -> PaperMade:
        return self._gateway.make_paper(act, wanted, of, ticket.step, ticket.cancelled)


def ask_about_identifiers(fault: Any, hub: Hub, theme: Theme, window: QWidget, again: Callable[[], object]) -> bool:
    """Whether something waits for a decision about identifiers: then asks for it, and goes on once it is taken."""
    if not isinstance(fault, Undecided):
        return False
    sheet = IdentifierSheet(hub, theme, window)
    sheet.accepted.connect(again)
    sheet.open()
    return True
