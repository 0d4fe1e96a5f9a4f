"""What is done from menus and keys about states and evidence: key, rules, closing, reviewing, checking links."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tracker.domain.people.people import owners_of_evidence, same_hands
from tracker.domain.plan.records import Action, Evidence, Finding, Recommendation
from tracker.errors import UserError
from tracker.services.evidence import evidence
from tracker.services.evidence.links import keep_findings, linked
from tracker.ui.core.context import Context
from tracker.ui.core.jobs import Lane, Ticket


def key(context: Context) -> None:
    """Opens the key."""
    from tracker.ui.plan_rules.key_dialog import KeyDialog

    KeyDialog(context.hub, context.asker, context.theme, context.window).open()


def rules(context: Context) -> None:
    """Opens the rules."""
    from tracker.ui.plan_rules.rules_dialog import RulesDialog

    RulesDialog(context.hub, context.theme, context.window).open()


def close_action(context: Context) -> None:
    """Opens what closing asks for."""
    from tracker.ui.record.closing_sheet import ClosingSheet

    action = context.screen.current()
    if not isinstance(action, Action):
        context.notice.say(context.tr("Choose an action to close."))
    elif action.delivery == "closed":
        hint = context.tr("Set its delivery to In progress to open it again.")
        context.notice.say(context.tr("{0} is closed already.").format(action.ref), hint=hint)
    else:
        ClosingSheet(context.hub, context.theme, action, context.window).open()


# Reviewing


def review(context: Context) -> None:
    """Asks whether the evidence in hand, or the first not checked, is accepted."""
    item = _to_review(context)
    if item is None:
        hint = context.tr("Evidence → filter “not reviewed” lists what waits; press V to attach evidence.")
        context.notice.say(context.tr("Nothing here waits to be checked."), hint=hint)
        return
    mine = [item.added_by, *owners_of_evidence(context.hub.snapshot, item)]
    if any(same_hands(context.hub.snapshot, name, context.hub.who) for name in mine):
        said = context.tr("{0} is checked by someone who neither added it nor owns what it is for.").format(item.ref)
        context.notice.say(said, hint=context.tr("Ask a colleague to check it."))
        return
    accept, back = context.tr("Accept"), context.tr("Send back…")

    def reviewed(choice: str) -> None:
        if choice == accept:
            _write(context, item, accept=True)
            return
        title, question = context.tr("Send {0} back").format(item.ref), context.tr("What is lacking?")
        context.asker.text(context.window, title, question, sent_back, lines=True)

    def sent_back(note: str) -> None:
        _write(context, item, accept=False, note=note)

    facts = (f"{item.ref}  {item.kind or ''}", item.shows or "", item.file or item.url or "")
    what = "\n".join(fact for fact in facts if fact)
    context.asker.choose(context.window, context.tr("Check evidence"), what, [accept, back], reviewed)


def _write(context: Context, item: Evidence, *, accept: bool, note: str | None = None) -> None:
    how = context.tr("accepted") if accept else context.tr("sent back")
    said = context.tr("{0} is {1}.").format(item.ref, how)
    command = partial(evidence.review, ref=item.id, accept=accept, note=note)
    context.hub.write(command, lambda _changes: context.notice.say(said))


def _to_review(context: Context) -> Evidence | None:
    record = context.screen.current()
    if isinstance(record, Evidence):
        return record
    if isinstance(record, Action | Recommendation | Finding):
        held = context.hub.snapshot.evidence_for(record.id)
        return next((item for item in held if item.review == "none"), None)
    return None


# Links


def check_links(context: Context) -> None:
    """Asks every link whether it still leads somewhere, and keeps what was found."""
    addresses = [item.url for item in linked(context.hub.snapshot) if item.url]
    if not addresses:
        context.notice.say(context.tr("No evidence of this plan is a link, so there is nothing to check."))
        return
    gateway = context.gateway

    def work(ticket: Ticket) -> Mapping[str, str]:
        return gateway.check_links(addresses, ticket.step, ticket.cancelled)

    context.hub.jobs.run_with_ticket(
        work, partial(_found, context), context.notice.fail, lane=Lane.FILES, what=context.tr("Checking links")
    )


def _found(context: Context, found: Mapping[str, str]) -> None:
    context.hub.write(partial(keep_findings, found=found), partial(_kept, context, len(found)), context.notice.fail)


def _kept(context: Context, asked: int, _changes: object) -> None:
    items = linked(context.hub.snapshot)
    faulty = [item.ref for item in items if item.link_fault]
    if not faulty:
        said = context.tr("All {0} links lead somewhere.").format(asked)
        left = len({item.url for item in items}) - asked
        inside = context.tr("{0} inside this network were not asked.").format(left) if left > 0 else ""
        context.notice.say(said, hint=inside)
        return
    said = context.tr("Links at fault: {2} ({0} of {1}).").format(len(faulty), len(items), ", ".join(faulty[:8]))
    context.notice.fail(
        UserError(
            said,
            context.tr("What is wrong stands beside each in the evidence list; the filter “broken link” lists them."),
        )
    )
