"""A mapping with a few entries changed is as good as one made anew, and copies nothing of what lies under it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from support.builders import a_plan, an_action, an_id
from tracker.domain.plan.overlay import FEW, Overlay, flat, laid_over
from tracker.domain.plan.records import Kind, Recommendation
from tracker.domain.plan.snapshot import Snapshot

keys = st.integers(0, 6)
changes = st.dictionaries(keys, st.none() | st.text(max_size=2), max_size=5)


@given(st.dictionaries(keys, st.text(max_size=2)), st.lists(changes, max_size=5))
def test_laying_over_is_as_good_as_changing_a_copy(first: dict[int, str], steps: list[dict[int, str | None]]) -> None:
    found: Mapping[int, str] = first
    model = dict(first)
    for step in steps:
        found = laid_over(found, step)
        model |= {key: value for key, value in step.items() if value is not None}
        model = {key: value for key, value in model.items() if step.get(key, value) is not None}
        assert dict(found) == model
        assert (len(found), sorted(found), bool(found)) == (len(model), sorted(model), bool(model))
        assert [key in found for key in range(7)] == [key in model for key in range(7)]
    assert flat(found) == model
    assert not isinstance(flat(found), Overlay)


def test_an_entry_keeps_its_place_and_a_new_one_comes_last() -> None:
    found = laid_over(laid_over({1: "a", 2: "b", 3: "c"}, {4: "d", 2: "B"}), {1: None})
    assert list(found.items()) == [(2, "B"), (3, "c"), (4, "d")]
    with pytest.raises(KeyError):
        found[1]


def test_many_entries_are_copied_so_that_looking_one_up_stays_quick() -> None:
    few = laid_over({}, dict.fromkeys(range(FEW), "x"))
    assert isinstance(few, Overlay)
    assert not isinstance(laid_over(few, {FEW: "x"}), Overlay)


class Unread(Mapping[Any, Any]):
    """A mapping that may be asked for an entry, but not read through."""

    def __init__(self, entries: Mapping[Any, Any]) -> None:
        self._entries = MappingProxyType(dict(entries))

    @override
    def __getitem__(self, key: Any) -> Any:
        return self._entries[key]

    @override
    def __iter__(self) -> Iterator[Any]:
        raise AssertionError("all of it is read")

    @override
    def __len__(self) -> int:
        return len(self._entries)


def test_a_record_is_judged_without_reading_all_others_of_its_kind() -> None:
    subject = Recommendation(id=an_id(1), ref="R1")
    actions = {one.id: one for one in (an_action(n, targets=(subject.id,)) for n in range(1, 9))}
    plan = Snapshot(a_plan(), {Kind.ACTION: actions, Kind.RECOMMENDATION: {subject.id: subject}}).warm()
    unread = Snapshot(plan.plan, {kind: Unread(table) for kind, table in plan.records.items()})
    index = plan._index
    linked = {name: Unread(ways) for name, ways in index.linked.items()}
    unread.__dict__["_index"] = replace(index, kinds=Unread(index.kinds), refs=Unread(index.refs), linked=linked)
    new = an_action(9, targets=(subject.id,))
    after = unread.with_records([(Kind.ACTION, new.id, new)], 1, "x")
    assert (after.get(new.id), after.by_ref("a9"), after.actions_for(subject.id)[-1]) == (new, new, new)
    assert [one.ref for one in after.actions][-2:] == ["A8", "A9"]
