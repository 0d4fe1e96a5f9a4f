"""What is done from menus and keys about states and evidence: key, rules, closing, reviewing, checking links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.people.people import owners_of_evidence, same_hands
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Evidence, Finding, Recommendation
from tracker.errors import UserError
from tracker.services.evidence.evidence import review
from tracker.services.evidence.links import keep_findings, linked
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Lane, Ticket
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.look.theme import Theme
from tracker.ui.shell.workspace import Workspace


class StateCommands(QObject):
    """`table` says which function does which Do."""

    def __init__(self, workspace: Workspace, asker: Asker, notice: NoticeStrip, parent: QWidget) -> None:
        super().__init__(workspace)
        self._work, self._asker, self._notice, self._window = workspace, asker, notice, parent
        self._review_of: RecordId | None = None
        self.table: dict[Do, Callable[[], object]] = {
            Do.KEY: self.key,
            Do.RULES: self.rules,
            Do.CLOSE_ACTION: self.close_action,
            Do.REVIEW: self.review,
            Do.CHECK_LINKS: self.check_links,
        }

    @property
    def _hub(self) -> Hub:
        return self._work.hub

    @property
    def _theme(self) -> Theme:
        return self._work.means.theme

    @property
    def _gateway(self) -> Gateway:
        return self._work.means.gateway

    def key(self) -> None:
        """Opens the key."""
        from tracker.ui.plan_rules.key_dialog import KeyDialog

        KeyDialog(self._hub, self._asker, self._theme, self._window).open()

    def rules(self) -> None:
        """Opens the rules."""
        from tracker.ui.plan_rules.rules_dialog import RulesDialog

        RulesDialog(self._hub, self._theme, self._window).open()

    def close_action(self) -> None:
        """Opens what closing asks for."""
        from tracker.ui.record.closing_sheet import ClosingSheet

        action = self._work.current()
        if not isinstance(action, Action):
            self._notice.say(self.tr("Choose an action to close."))
        elif action.delivery == "closed":
            hint = self.tr("Set its delivery to In progress to open it again.")
            self._notice.say(self.tr("{0} is closed already.").format(action.ref), hint=hint)
        else:
            ClosingSheet(self._hub, self._theme, action, self._window).open()

    # Reviewing

    def review(self) -> None:
        """Asks whether the evidence in hand, or the first not checked, is accepted."""
        item = self._to_review()
        if item is None:
            hint = self.tr("Evidence → filter “not reviewed” lists what waits; press V to attach evidence.")
            self._notice.say(self.tr("Nothing here waits to be checked."), hint=hint)
            return
        mine = [item.added_by, *owners_of_evidence(self._hub.snapshot, item)]
        if any(same_hands(self._hub.snapshot, name, self._hub.who) for name in mine):
            said = self.tr("{0} is checked by someone who neither added it nor owns what it is for.").format(item.ref)
            self._notice.say(said, hint=self.tr("Ask a colleague to check it."))
            return
        self._review_of = item.id
        accept, back = self.tr("Accept"), self.tr("Send back…")
        what = "\n".join(
            part for part in (f"{item.ref}  {item.kind or ''}", item.shows or "", item.file or item.url or "") if part
        )
        self._asker.choose(self._window, self.tr("Check evidence"), what, [accept, back], self._reviewed)

    def _to_review(self) -> Evidence | None:
        record = self._work.current()
        if isinstance(record, Evidence):
            return record
        if isinstance(record, Action | Recommendation | Finding):
            held = self._hub.snapshot.evidence_for(record.id)
            return next((item for item in held if item.review == "none"), None)
        return None

    def _reviewed(self, choice: str) -> None:
        item = self._hub.snapshot.get(self._review_of)
        if item is None:
            return
        if choice == self.tr("Accept"):
            self._hub.write(partial(review, ref=item.id, accept=True), self._settled)
            return
        title = self.tr("Send {0} back").format(item.ref)
        self._asker.text(self._window, title, self.tr("What is lacking?"), self._sent_back, lines=True)

    def _sent_back(self, note: str) -> None:
        if self._review_of is not None:
            command = partial(review, ref=self._review_of, accept=False, note=note)
            self._hub.write(command, self._settled, self._refused)

    @Slot(object)
    def _settled(self, _changes: object) -> None:
        item = self._hub.snapshot.get(self._review_of)
        if item is not None:
            how = self.tr("accepted") if item.review == "accepted" else self.tr("sent back")
            self._notice.say(self.tr("{0} is {1}.").format(item.ref, how))

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self._notice.fail(error)

    # Links

    def check_links(self) -> None:
        """Asks every link whether it still leads somewhere, and keeps what was found."""
        addresses = [item.url for item in linked(self._hub.snapshot) if item.url]
        if not addresses:
            self._notice.say(self.tr("No evidence of this plan is a link, so there is nothing to check."))
            return
        gateway = self._gateway

        def work(ticket: Ticket) -> Mapping[str, str]:
            return gateway.check_links(addresses, ticket.step, ticket.cancelled)

        self._hub.jobs.run_with_ticket(
            work, self._found, self._refused, lane=Lane.FILES, what=self.tr("Checking links")
        )

    @Slot(object)
    def _found(self, found: Mapping[str, str]) -> None:
        self._hub.write(partial(keep_findings, found=found), self._kept, self._refused)

    @Slot(object)
    def _kept(self, _changes: object) -> None:
        items = linked(self._hub.snapshot)
        faulty = [item.ref for item in items if item.link_fault]
        if not faulty:
            self._notice.say(self.tr("All {0} links lead somewhere.").format(len(items)))
            return
        said = self.tr("Links at fault: {2} ({0} of {1}).").format(len(faulty), len(items), ", ".join(faulty[:8]))
        self._notice.fail(
            UserError(
                said,
                self.tr("What is wrong stands beside each in the evidence list; the filter “broken link” lists them."),
            )
        )
