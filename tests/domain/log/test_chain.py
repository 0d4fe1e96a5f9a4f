"""The hashes that plans written long ago are verified by never change."""

import hashlib
import json
from datetime import date

from support.builders import an_id
from support.on_paper.comparing import a_stamp
from tracker.domain.log.chain import SealedChange, canonical, digest, link, new_salt
from tracker.domain.plan.records import Kind

CHANGES = [SealedChange(an_id(501), Kind.ACTION, name, "a" * 64, "b" * 64) for name in ("title", "due")]


def test_a_salt_is_sixteen_bytes_and_another_each_time() -> None:
    salts = {new_salt() for _ in range(20)}
    assert {len(bytes.fromhex(salt)) for salt in salts} == {16}
    assert len(salts) == 20


def test_a_value_is_written_in_one_way() -> None:
    assert canonical({"b": 1, "a": ["é", None, 1.5]}) == '{"a":["é",null,1.5],"b":1}'.encode()
    assert canonical(None) == b"null"
    assert digest("00ff", "é") == hashlib.sha256(b'\x00\xff"\xc3\xa9"').hexdigest()


def test_a_changeset_is_hashed_as_the_json_of_all_of_it() -> None:
    stamp = a_stamp(date(2024, 3, 1), "undo", undoes=6)
    body = {
        "number": 7, "parent": "c" * 64, "who": "Ann", "system_user": "ann", "at": stamp.at.isoformat(), "verb": "undo",
        "why": "d" * 64, "undoes": 6, "redoes": None, "joined": None,
    }  # fmt: skip
    for changes in ([], CHANGES[:1], CHANGES):
        told = [[one.record, one.kind.value, one.field, one.old_digest, one.new_digest] for one in changes]
        whole = json.dumps({**body, "changes": told}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert link(7, "c" * 64, stamp, "d" * 64, changes) == hashlib.sha256(whole.encode()).hexdigest()
