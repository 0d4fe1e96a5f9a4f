"""The hash chain over the change log: salted digests of values, never the values, so that erasing leaves it whole."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tracker.domain.log.changes import Stamp
from tracker.domain.plan.as_json import JsonValue
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind

GENESIS = "0" * 64
_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_NOTHING = b"null"
_CHANGES = b'"changes":['


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
    return _NOTHING if value is None else _WRITER.encode(value).encode()


@lru_cache(maxsize=1024)
def _word(text: str) -> bytes:
    """A word in its canonical form: a large changeset has the same ones again and again."""
    return canonical(text)


def new_salt() -> str:
    """Sixteen fresh random bytes, as hex."""
    return secrets.token_hex(16)


def digest(salt: str, value: JsonValue) -> str:
    """The salted SHA-256 of a value, as hex."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(value)).hexdigest()


def link(number: int, parent: str, stamp: Stamp, why_digest: str, changes: Iterable[SealedChange]) -> str:
    """The hash of a changeset, as hex: over its number, its parent's hash, its stamp and its changes' digests.

    The reason is free text and may have to be erased, so only its salted digest takes part. The changes are taken one
    by one, so that a changeset of any size needs no more memory than one of them.
    """
    body: JsonValue = {
        "number": number, "parent": parent, "who": stamp.who, "system_user": stamp.system_user,
        "at": stamp.at.isoformat(), "verb": stamp.verb, "why": why_digest, "undoes": stamp.undoes,
        "redoes": stamp.redoes, "joined": stamp.joined, "changes": [],
    }  # fmt: skip
    before, mark, after = canonical(body).partition(_CHANGES)  # only the time stands before it
    hashed = hashlib.sha256(before + mark)
    comma = b""
    for one in changes:
        words = b",".join(map(_word, (one.record, one.kind.value, one.field)))
        digests = f',"{one.old_digest}","{one.new_digest}"]'  # hex needs no escaping
        hashed.update(comma + b"[" + words + digests.encode())
        comma = b","
    hashed.update(after)
    return hashed.hexdigest()
