"""Who signed a record, with the account of the computer behind the name: a name is only typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.domain.people.people import fold
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind

Accounts = Mapping[tuple[RecordId, str], str]
"""The account that wrote a name, by record and the field in which the name stands."""

SIGNED: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.EXTENSION: {"asked_by": ("asked_by",), "decided_by": ("decided_by", "state")},
    Kind.EVIDENCE: {"added_by": ("added_by",), "reviewed_by": ("reviewed_by", "review")},
    Kind.UPDATE: {"author": ("author",)},
    Kind.CHALLENGE: {"asked_by": ("asked_by",), "answered_by": ("answered_by", "answer")},
}
"""The fields of each kind that hold who signed, with those whose last change was the signing."""


def with_account(who: str | None, account: str | None) -> str:
    """A name, with the account of the computer where that goes by another name."""
    return who or "" if not account or fold(account) == fold(who) else f"{who} (account {account})"


def signed_by(record: Any, field: str, accounts: Accounts) -> str:
    """The name in a record's field, with the account that wrote it where that goes by another name."""
    return with_account(getattr(record, field), accounts.get((record.id, field)))
