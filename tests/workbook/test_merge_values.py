"""Three-way merge of single values: nobody's change is lost, and what says the same is no change."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.log.merge import Clash, Merged, fold_text, merge_links, merge_value, same_value
from tracker.domain.plan.fields import FieldType, Spec


def a_spec(type_: FieldType) -> Spec:
    return Spec(name="x", type=type_, label="X", external="x")


REFS = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=5).map(lambda found: tuple(sorted(found)))
TEXTS = st.one_of(st.none(), st.sampled_from(["", "a", "a ", "a\nb", "a\r\nb", "b", " b"]), st.text(max_size=6))
DATES = st.one_of(st.none(), st.integers(0, 3).map(lambda n: date(2024, 1, 1) + timedelta(days=n)))
WORDS = st.lists(st.sampled_from(["outcome 1", "outcome 2", "outcome 2 "]), max_size=2).map(tuple)
NUMBERS = st.one_of(st.none(), st.integers(0, 2))
VALUES = {
    FieldType.TEXT: TEXTS, FieldType.NOTE: TEXTS, FieldType.DATE: DATES, FieldType.LINKS: REFS,
    FieldType.WORDS: WORDS, FieldType.WHOLE: NUMBERS,
}  # fmt: skip


@st.composite
def sides(draw: Any) -> tuple[Spec, Any, Any, Any]:
    type_ = draw(st.sampled_from(sorted(VALUES)))
    return a_spec(type_), draw(VALUES[type_]), draw(VALUES[type_]), draw(VALUES[type_])


def agree(spec: Spec, one: Merged | Clash, other: Merged | Clash) -> bool:
    if isinstance(one, Clash) or isinstance(other, Clash):
        return isinstance(one, Clash) and isinstance(other, Clash)
    return same_value(spec, one.value, other.value)


@given(sides())
def test_it_does_not_matter_who_is_called_ours(given_sides: tuple[Spec, Any, Any, Any]) -> None:
    spec, base, ours, theirs = given_sides
    assert agree(spec, merge_value(spec, base, ours, theirs), merge_value(spec, base, theirs, ours))


@given(sides())
def test_a_side_that_changed_nothing_leaves_the_other_as_it_is(given_sides: tuple[Spec, Any, Any, Any]) -> None:
    spec, base, ours, _ = given_sides
    assert agree(spec, merge_value(spec, base, ours, base), Merged(ours))
    assert agree(spec, merge_value(spec, base, base, ours), Merged(ours))
    assert merge_value(spec, base, ours, ours) == Merged(ours)


@given(sides())
def test_merging_the_same_again_changes_nothing(given_sides: tuple[Spec, Any, Any, Any]) -> None:
    spec, base, ours, theirs = given_sides
    first = merge_value(spec, base, ours, theirs)
    if isinstance(first, Merged):
        assert agree(spec, merge_value(spec, base, first.value, theirs), first)


@given(sides())
def test_a_clash_is_only_seen_where_both_changed_and_differ(given_sides: tuple[Spec, Any, Any, Any]) -> None:
    spec, base, ours, theirs = given_sides
    if isinstance(merge_value(spec, base, ours, theirs), Clash):
        assert not same_value(spec, base, ours)
        assert not same_value(spec, base, theirs)
        assert not same_value(spec, ours, theirs)


@given(REFS, REFS, REFS)
def test_links_keep_what_either_added_and_drop_what_either_took_out(base: Any, ours: Any, theirs: Any) -> None:
    merged = set(merge_links(base, ours, theirs))
    for ref in {*base, *ours, *theirs}:
        if ref in base:
            assert (ref in merged) == (ref in ours and ref in theirs)
        else:
            assert ref in merged
    assert merge_links(base, ours, theirs) == tuple(sorted(merged))


@pytest.mark.parametrize(
    ("one", "other"),
    [("a\r\nb", "a\nb"), ("a ", "a"), ("a  \nb", "a\nb"), (None, ""), ("a\u00a0b", "a b"), (" \n", None)],
)
def test_what_programs_change_on_their_own_is_no_change(one: str | None, other: str | None) -> None:
    assert same_value(a_spec(FieldType.NOTE), one, other)


def test_words_that_differ_in_case_or_within_are_different() -> None:
    assert not same_value(a_spec(FieldType.TEXT), "police", "Police")
    assert not same_value(a_spec(FieldType.TEXT), "a b", "a  b")
    assert fold_text("  Keep  inner\tspace \r\n\r\nand lines ") == "Keep  inner\tspace\n\nand lines"


def test_the_clash_carries_all_three() -> None:
    clash = merge_value(a_spec(FieldType.DATE), date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1))
    assert clash == Clash(date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1))
