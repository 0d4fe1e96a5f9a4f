"""The verbs about a plan's own key and rules, and the links of its evidence: key, rules, links."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from tracker.commands.context import Context, emit, read_bytes, say, warn
from tracker.domain.plan.as_json import encode
from tracker.domain.plan.fields import EvidenceRule, KeyEntry
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.errors import UsageError, UserError
from tracker.services.context import Done


def key(words: Namespace, context: Context) -> int:
    """The plan's key; set from a preset or a file, or given up, where that is asked."""
    from tracker.services.plan.key import clear_key, set_key, use_preset

    if (words.preset is not None) + (words.file is not None) + words.clear > 1:
        raise UsageError("a key comes from one place", "give one of --preset, --from and --clear")
    with context.plan(words.plan) as store:
        if words.preset is not None or words.file is not None or words.clear:
            with store.begin() as uow:
                if words.preset is not None:
                    done = use_preset(uow, context.act, words.preset)
                elif words.file is not None:
                    done = set_key(uow, context.act, _entries(words.file))
                else:
                    done = clear_key(uow, context.act)
            _warn(done)
        found = _key(store.snapshot())
    emit(found, words.json)
    if words.json != "-":
        for row in found:
            told = "; ".join(row["remarks"])
            colour = row["colour"] or "as usual"
            say(f"{row['axis']:9}  {row['token']:12}  {row['label']:24}  {colour:8}  {told or row['meaning']}")
    return 0


def _key(snapshot: Snapshot) -> list[dict[str, Any]]:
    from tracker.domain.plan.key import GROUNDS, figure, remarks, whole_key

    own = snapshot.plan.key
    said = remarks(own)
    return [
        {
            "axis": entry.axis, "token": entry.token, "label": entry.label, "colour": entry.colour or None,
            "meaning": entry.meaning or None,
            "contrast": {g: round(figure(entry.colour, g), 1) for g in GROUNDS} if entry.colour else None,
            "remarks": [one.words for one in said if (one.axis, one.token) == (entry.axis, entry.token)],
        }
        for entry in whole_key(own)
    ]  # fmt: skip


def _entries(name: str) -> list[KeyEntry]:
    """The entries of a key in a JSON file, as `tracker key --json` writes it."""
    fault = UserError(f"{name} holds no key", "write a list of objects with axis, token, label, colour and meaning")
    try:
        rows = json.loads(read_bytes(Path(name)).decode("utf-8-sig"))
        return [
            KeyEntry(*(str(row[part]) for part in ("axis", "token")), *(str(row.get(p) or "") for p in _SAID))
            for row in rows
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise fault from error


_SAID = ("label", "colour", "meaning")


def rules(words: Namespace, context: Context) -> int:
    """The plan's rules of sufficiency, checks and silence; changed where that is asked."""
    from tracker.services.plan.rules import clear_rules, read_rule, set_rules

    given = [read_rule(text) for text in words.set]
    months = words.check_months.replace(",", ";").split(";") if words.check_months is not None else None
    with context.plan(words.plan) as store:
        if words.clear:
            with store.begin() as uow:
                clear_rules(uow, context.act)
        if given or months is not None or words.quiet_weeks is not None:
            with store.begin() as uow:
                set_rules(uow, context.act, given, check_months=months, quiet_weeks=words.quiet_weeks)
        found = _rules(store.snapshot())
    emit(found, words.json)
    if words.json != "-":
        _tell_rules(found)
    return 0


def _rules(snapshot: Snapshot) -> dict[str, Any]:
    from tracker.domain.actions.evidence import rule_words, rules_of
    from tracker.domain.dates.deadlines import QUIET_WEEKS

    def row(rule: EvidenceRule) -> dict[str, Any]:
        plain = encode(rule)
        assert isinstance(plain, dict)
        return {**plain, "words": rule_words(rule)}

    plan = snapshot.plan
    return {
        "rules": [row(rule) for rule in rules_of(plan.evidence_rules)],
        "check_months": list(plan.check_months),
        "quiet_weeks": plan.quiet_weeks or QUIET_WEEKS,
    }


def _tell_rules(found: dict[str, Any]) -> None:
    for rule in found["rules"]:
        say(f"{'on ' if rule['on'] else 'off'}  {rule['rule']:18}  {rule['words']}")
    if found["check_months"]:
        months = [one for one in found["check_months"] if one.isdecimal()]
        unit = "month" if months == ["1"] else "months"
        say(f"checks after closing: {', '.join(months)} {unit}" if months else "checks after closing: none")
    say(f"an action goes quiet after {found['quiet_weeks']} weeks")


def links(words: Namespace, context: Context) -> int:
    """Whether the links of evidence lead somewhere; what was found is kept in the plan."""
    from tracker.links import WebLinks
    from tracker.services.evidence.links import keep_findings, linked, look_up

    with context.plan(words.plan) as store:
        found = look_up(WebLinks(inside=words.inside), store.snapshot())
        if found:
            with store.begin() as uow:
                keep_findings(uow, context.act, found)
        rows = [
            {
                "ref": item.ref,
                "url": item.url,
                "checked": encode(item.link_checked),
                "fault": item.link_fault,
                "asked": item.url in found,
            }
            for item in linked(store.snapshot())
        ]
    emit(rows, words.json)
    if words.json != "-":
        for row in rows:
            state = row["fault"] or "found" if row["asked"] else "not asked: inside this network"
            say(f"{row['ref']}  {state}  {row['url']}")
        asked = [row for row in rows if row["asked"]]
        faulty = sum(row["fault"] is not None for row in asked)
        inside = f"; {len(rows) - len(asked)} not asked (--inside asks them too)" if len(asked) < len(rows) else ""
        checked = f"checked {how_many(len(asked), 'link')}, {faulty} at fault{inside}"
        say(checked if rows else "no evidence of this plan is a link to a page")
    return 0


def _warn(done: Done) -> None:
    for warning in done.warnings:
        warn(warning)
