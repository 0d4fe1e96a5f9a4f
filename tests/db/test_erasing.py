"""Erased words and files are nowhere in the plan, and its chain still holds."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from support.builders import an_action, an_id
from support.clocks import an_act
from tracker.db import sqlite_file
from tracker.db.sqlite_file import journal_of
from tracker.db.store import PlanStore
from tracker.domain.log.changes import ERASED, Changes
from tracker.domain.plan.records import Evidence, Inspection, Kind
from tracker.errors import UserError

NAME = "Zebedee Quillfeather"


@pytest.fixture
def erase() -> Callable[..., Changes]:
    """Erases fields and files as one changeset of somebody else."""

    def erased(store: PlanStore, *fields: tuple[Any, str], files: tuple[str, ...] = ()) -> Changes:
        with store.begin() as uow:
            return uow.erase(fields, files, an_act("Caldicott Guardian").stamp("erase", why="a child was named"))

    return erased


@pytest.fixture
def absent(path: Path) -> Callable[[str | bytes], bool]:
    """Whether words stand nowhere: not in the file, nor in its log, nor in anything beside it."""

    def gone(words: str | bytes) -> bool:
        data = words.encode() if isinstance(words, str) else words
        return not any(data in item.read_bytes() for item in path.parent.iterdir())

    return gone


def test_erased_words_are_nowhere(store: PlanStore, edit: Any, erase: Any, absent: Any, path: Path) -> None:
    edit(store, "A1", description=f"Talked to {NAME}")
    edit(store, "A1", description=f"Talked to {NAME} again")
    edit(store, "A1", description="Talked to the child")
    assert not absent(NAME)
    changes = erase(store, (an_id(501), "description"))
    assert changes.ids == {Kind.ACTION: frozenset({an_id(501)})}
    assert absent(NAME)
    assert absent("Talked to the child")
    assert not journal_of(path).exists()
    assert store.snapshot().by_ref("A1").description is None  # type: ignore[union-attr]
    assert store.verify().faults == ()


def test_the_log_keeps_who_why_and_when(store: PlanStore, edit: Any, erase: Any) -> None:
    edit(store, "A1", description=NAME)
    number = erase(store, (an_id(501), "description")).number
    with store.begin() as uow:
        *_, written, erased = [c for c, _ in uow.changes_of(an_id(501))]
        assert uow.as_of(number).get(an_id(501)) == store.snapshot().get(an_id(501))
        assert uow.as_of(number - 1).get(an_id(501)).description is None
    assert (erased.stamp.who, erased.stamp.verb, erased.stamp.why) == (
        "Caldicott Guardian", "erase", "a child was named",
    )  # fmt: skip
    assert [(c.field, c.old, c.new) for c in written.changes] == [("description", None, ERASED)]
    assert [(c.field, c.old, c.new) for c in erased.changes] == [("description", ERASED, None)]


def test_salts_go_with_the_words(store: PlanStore, edit: Any, erase: Any) -> None:
    edit(store, "A1", description="yes")
    erase(store, (an_id(501), "description"))
    rows = store.connection.exec_driver_sql(
        "SELECT old, old_salt, new, new_salt FROM change WHERE field = 'description' ORDER BY changeset"
    ).all()
    store.connection.rollback()
    assert [(old is None, new is None) for old, _, new, _ in rows] == [(False, True), (True, False)]
    assert all((text is None) == (salt is None) for row in rows for text, salt in (row[:2], row[2:]))


def test_a_required_text_becomes_empty(store: PlanStore, erase: Any, absent: Any, reopen: Any, path: Path) -> None:
    erase(store, (an_id(501), "title"), (an_id(401), "text"))
    assert absent("Agree one plan template")
    assert store.snapshot().by_ref("A1").title == ""  # type: ignore[union-attr]
    assert store.verify().faults == ()
    assert reopen(path).snapshot().records == store.snapshot().records


def test_words_written_after_an_erasure_stay(store: PlanStore, edit: Any, erase: Any) -> None:
    erase(store, (an_id(501), "title"))
    edit(store, "A1", title="A new title")
    assert store.verify().faults == ()
    assert store.snapshot().by_ref("A1").title == "A new title"  # type: ignore[union-attr]
    erase(store, (an_id(501), "title"))
    assert store.verify().faults == ()


def test_a_reason_can_be_erased(store: PlanStore, edit: Any, erase: Any, absent: Any) -> None:
    number = edit(store, "A1", why=f"because {NAME} rang", title="x").number
    changes = erase(store, (an_id(1), f"why:{number}"))
    assert changes.ids == {Kind.PLAN: frozenset({an_id(1)})}
    assert absent(NAME)
    assert store.verify().faults == ()
    with store.begin() as uow:
        assert uow.changesets(number - 1, number)[0].stamp.why == ""
    edit(store, "A2", title="goes on")
    assert store.verify().faults == ()


def test_words_of_a_record_that_was_taken_out_can_be_erased(
    store: PlanStore, erase: Any, absent: Any, add: Any
) -> None:
    (action,) = add(store, an_action(9, ref="", title=NAME))
    with store.begin() as uow:
        uow.remove(Kind.ACTION, action.id)
        uow.commit(an_act().stamp("undo"))
    erase(store, (action.id, "title"))
    assert absent(NAME)
    assert store.verify().faults == ()


def test_fields_that_hold_nothing_may_be_named(store: PlanStore, erase: Any) -> None:
    erase(store, (an_id(504), "description"), (an_id(504), "supporting"), (an_id(504), "description"))
    assert store.verify().faults == ()
    with store.begin() as uow:
        assert [c.field for c in uow.changes_of(an_id(504))[-1][1]] == ["description", "supporting"]


def test_links_can_be_erased(store: PlanStore, erase: Any) -> None:
    erase(store, (an_id(502), "supporting"), (an_id(502), "owner"))
    action = store.snapshot().get(an_id(502))
    assert (action.supporting, action.owner) == ((), None)
    assert store.verify().faults == ()


def test_an_erased_file_is_nowhere(store: PlanStore, erase: Any, absent: Any, reopen: Any, path: Path) -> None:
    data = os.urandom(700_000)
    with store.begin() as uow:
        sha256 = uow.add_file(data)
        uow.add(Evidence(id=an_id(1000), file=f"{NAME}.pdf", sha256=sha256, targets=(an_id(501),)))
        uow.commit(an_act().stamp("attach"))
    erase(store, (an_id(1000), "file"), files=(sha256,))
    assert absent(NAME)
    assert absent(data[300_000:300_064])
    assert store.snapshot().get(an_id(1000)).sha256 == sha256
    with pytest.raises(UserError, match="erased from the plan for good by change 5"):
        store.read_file(sha256)
    with store.begin() as uow:
        assert not uow.has_file(sha256)
    verdict = reopen(path).verify()
    assert (verdict.files, verdict.faults) == (1, ())


def test_an_erased_file_may_be_kept_again(store: PlanStore, erase: Any) -> None:
    sha256 = store.snapshot().get(an_id(300)).sha256
    erase(store, files=(sha256,))
    with store.begin() as uow:
        assert uow.add_file(b"the letter as it was sent") == sha256
        uow.put(replace(uow.snapshot().get(an_id(300)), note="sent again"))
        uow.commit(an_act().stamp())
    assert store.read_file(sha256) == b"the letter as it was sent"
    assert store.verify().faults == ()


def test_a_file_that_another_record_needs_is_not_erased(store: PlanStore, erase: Any) -> None:
    before = store.snapshot()
    sha256 = before.get(an_id(300)).sha256
    with store.begin() as uow:
        uow.add(Evidence(id=an_id(1000), file="letter.pdf", sha256=sha256))
        uow.commit(an_act().stamp("attach"))
    with pytest.raises(UserError, match="the file is also the file of I1"):
        erase(store, (an_id(1000), "file"), files=(sha256,))
    assert store.read_file(sha256)
    erase(store, (an_id(1000), "file"), (an_id(300), "file"), files=(sha256,))
    assert store.verify().faults == ()


def test_a_file_that_no_record_names_can_be_erased(store: PlanStore, erase: Any, absent: Any) -> None:
    with store.begin() as uow:
        sha256 = uow.add_file(NAME.encode())
        uow.add(Inspection(id=an_id(1000), sha256=sha256))
        uow.commit(an_act().stamp("seed"))
    with store.begin() as uow:
        uow.remove(Kind.INSPECTION, an_id(1000))
        uow.commit(an_act().stamp("undo"))
    erase(store, files=(sha256,))
    assert absent(NAME)
    assert store.verify().faults == ()


def test_erasing_nothing_writes_nothing(store: PlanStore, erase: Any) -> None:
    number = store.snapshot().number
    assert erase(store).nothing
    assert store.snapshot().number == number


def test_a_file_that_was_never_kept_is_said(store: PlanStore, erase: Any) -> None:
    with pytest.raises(UserError, match="not in the plan"):
        erase(store, files=("f" * 64,))


def test_misuse_is_a_defect(store: PlanStore, erase: Any) -> None:
    with pytest.raises(ValueError, match="has no field"):
        erase(store, (an_id(501), "colour"))
    with pytest.raises(ValueError, match="never in the plan"):
        erase(store, (an_id(9999), "title"))
    with store.begin() as uow:
        uow.add(an_action(9))
        with pytest.raises(ValueError, match="stands alone"):
            uow.erase([(an_id(501), "title")], [], an_act().stamp("erase"))


def test_somebody_who_reads_meanwhile_is_said(
    store: PlanStore, edit: Any, erase: Any, path: Path, absent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
    edit(store, "A1", description=NAME)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM action").fetchone()
    with pytest.raises(UserError, match="in use by someone else"):
        erase(store, (an_id(501), "description"))
    assert store.snapshot().get(an_id(501)).description == NAME
    reader.close()
    erase(store, (an_id(501), "description"))
    assert store.snapshot().get(an_id(501)).description is None
    store.close()
    assert absent(NAME)


def test_a_full_disk_while_tidying_is_said(store: PlanStore, edit: Any, erase: Any, small_files: Any) -> None:
    with store.begin() as uow:
        uow.put(replace(uow.snapshot().get(an_id(300)), sha256=uow.add_file(os.urandom(6_000_000))))
        uow.commit(an_act().stamp())
    edit(store, "A1", description=NAME)
    small_files(1_000_000)
    with pytest.raises(UserError, match="could not be tidied"):
        erase(store, (an_id(501), "description"))
    assert store.snapshot().get(an_id(501)).description is None
