"""One item of evidence as a card: what it is and shows, how it was checked, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tracker.domain.actions.evidence import is_stale
from tracker.domain.actions.status import Status
from tracker.domain.dates.dates import show
from tracker.domain.people.signed import Accounts, signed_by
from tracker.domain.plan.records import Evidence
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.file_names import shown_name
from tracker.ui.core.hub import Hub
from tracker.ui.forms.cards import Card, Press
from tracker.ui.forms.signed_line import SignedLine
from tracker.ui.look.theme import Theme

SOON_DAYS = 28
"""Days ahead within which a refresh date is pointed at."""
REVIEWS = {
    "none": Status("ring", "Not checked yet", "neutral"),
    "accepted": Status("tick", "Accepted", "good"),
    "returned": Status("cross", "Sent back", "warning"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as its card shows it: whether `who` looks may check it, its versions, which other buttons it has."""

    item: Evidence
    may_check: bool
    earlier: str = ""
    replaced_by: str = ""
    newer: bool = True
    details: bool = True
    who: str = ""


def evidence_card(theme: Theme, shown: Shown, hub: Hub, parent: QWidget) -> Card:
    """The card of one item; its buttons are open, accept, return, newer and details."""
    item = shown.item
    made = Card(theme, item.id, item.ref, parent)
    made.head(f"{item.ref}  {item.kind or ''}", REVIEWS[item.review])
    made.say(item.shows)
    made.column.addWidget(SignedLine(hub, theme, item.id, partial(_facts, item), made))
    made.say(f"“{item.review_note}”" if item.review_note else "", "quiet")
    for words, tone in _remarks(shown, hub.today):
        made.remark(words, tone)
    name = shown_name(item.file or item.url or "")
    if name:
        opener = _tr("Open {0}").format(name)
        made.link(Press("open", opener, "link", name, opener))
    made.buttons(*_offered(shown))
    made.end()
    return made


def _offered(shown: Shown) -> Iterator[Press]:
    ref, review = shown.item.ref, shown.item.review
    if shown.may_check and review != "accepted":
        tip = _tr("It shows what it says it shows")
        yield Press("accept", _tr("Accept"), tip=tip, spoken=_tr("Accept {0}").format(ref))
    if shown.may_check and review != "returned":
        spoken = _tr("Send {0} back").format(ref)
        yield Press("return", _tr("Send back…"), "quiet", _tr("Say what is lacking"), spoken)
    if shown.newer and not shown.replaced_by:
        tip, spoken = _tr("Add what takes its place; both are kept"), _tr("Add a newer version of {0}").format(ref)
        yield Press("newer", _tr("Newer version…"), "quiet", tip, spoken)
    if shown.details:
        yield Press("details", _tr("Details"), "quiet", spoken=_tr("Details of {0}").format(ref))


def _tr(words: str) -> str:
    return QCoreApplication.translate("EvidenceCard", words)


def versions_words(item: Evidence, snapshot: Snapshot) -> tuple[str, str]:
    """The earlier versions of an item, newest first ("E3, E1"), and the one that took its place ("" for none)."""
    chain: list[str] = []
    before = snapshot.get(item.replaces)
    while before is not None and before.ref not in chain:
        chain.append(before.ref)
        before = snapshot.get(before.replaces)
    newer = next((one.ref for one in snapshot.evidence if one.replaces == item.id), "")
    return ", ".join(chain), newer


def _remarks(shown: Shown, today: date) -> list[tuple[str, str]]:
    """What is to be known of an item, each with its tone."""
    item, said = shown.item, []
    if shown.replaced_by:
        said.append((f"Replaced by {shown.replaced_by}: it does not count any more.", "neutral"))
    if shown.earlier:
        said.append((f"Newer version of {shown.earlier}.", "neutral"))
    if item.restricted == "yes":
        said.append(("Restricted: it stays out of every public paper.", "neutral"))
    if is_stale(item, today):
        said.append((f"Past its refresh date of {show(item.refresh_by)}: it does not count.", "warning"))
    elif item.refresh_by is not None and (item.refresh_by - today).days <= SOON_DAYS:
        said.append((f"To be refreshed by {show(item.refresh_by)}.", "active"))
    if item.link_fault:
        said.append((f"Link fault on {show(item.link_checked)}: {item.link_fault}.", "bad"))
    return said


def _facts(item: Evidence, accounts: Accounts) -> str:
    parts = []
    if item.dated:
        parts.append(f"dated {show(item.dated)}")
    if item.added_by:
        parts.append(f"added by {signed_by(item, 'added_by', accounts)} on {show(item.added_on)}")
    if item.reviewed_by:
        parts.append(f"checked by {signed_by(item, 'reviewed_by', accounts)} on {show(item.reviewed_on)}")
    if item.refresh_by:
        parts.append(f"refresh by {show(item.refresh_by)}")
    if item.link_checked and not item.link_fault:
        parts.append(f"link checked {show(item.link_checked)}")
    return "  ·  ".join(parts)
