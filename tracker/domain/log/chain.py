"""The hash chain over the change log: salted digests of values, never the values, so that erasing leaves it whole."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.log.changes import Stamp
from tracker.domain.plan.fields import JsonValue
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind

GENESIS = "0" * 64
_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


@dataclass(frozen=True, slots=True)
class SealedChange:
    """One change as the chain sees it: digests in the place of values."""

    record: RecordId
    kind: Kind
    field: str
    old_digest: str
    new_digest: str


def canonical(value: JsonValue) -> bytes:
    """The one way a value is written for hashing: sorted keys, no spaces, UTF-8."""
    return _WRITER.encode(value).encode()


def new_salt() -> str:
    """Sixteen fresh random bytes, as hex."""
    return secrets.token_hex(16)


def digest(salt: str, value: JsonValue) -> str:
    """The salted SHA-256 of a value, as hex."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(value)).hexdigest()


def link(number: int, parent: str, stamp: Stamp, why_digest: str, changes: Sequence[SealedChange]) -> str:
    """The hash of a changeset, as hex: over its number, its parent's hash, its stamp and its changes' digests.

    The reason is free text and may have to be erased, so only its salted digest takes part.
    """
    sealed: JsonValue = [[c.record, c.kind.value, c.field, c.old_digest, c.new_digest] for c in changes]
    body: JsonValue = {
        "number": number, "parent": parent, "who": stamp.who, "system_user": stamp.system_user,
        "at": stamp.at.isoformat(), "verb": stamp.verb, "why": why_digest, "undoes": stamp.undoes,
        "redoes": stamp.redoes, "joined": stamp.joined, "changes": sealed,
    }  # fmt: skip
    return hashlib.sha256(canonical(body)).hexdigest()
