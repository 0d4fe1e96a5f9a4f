"""What a person may do to a reading before accepting it loses no words and changes nothing else."""

from collections.abc import Callable
from datetime import date
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_reading
from tracker.domain.reading import draft as drafts
from tracker.domain.reading.draft import Item, Section, Steps
from tracker.domain.reading.reading import Box, ListedInspection, ReadRecommendation, ReportedAction

words = st.lists(st.text(alphabet="abcdef(),.’-é", min_size=1, max_size=9), min_size=2, max_size=25).map(" ".join)


def a_draft(*texts: str) -> drafts.ImportDraft:
    draft = drafts.draft_of(a_reading(recommendations=(), findings=()))
    for text in texts:
        draft = drafts.add_by_hand(draft, Section.FORMAL, text)
    return draft


def texts(draft: drafts.ImportDraft, section: Section = Section.FORMAL) -> list[str]:
    return [item.text for item in draft.of(section)]


@given(words, st.integers(0, 200))
def test_a_join_after_a_split_gives_the_words_back(text: str, cursor: int) -> None:
    draft = a_draft("before", text, "after")
    parted = drafts.split(draft, 2, cursor)
    assert " ".join(texts(parted)).split() == " ".join(texts(draft)).split()
    if parted is not draft:
        assert texts(drafts.join(parted, 2)) == ["before", text, "after"]


@given(words, st.integers(1, 60), st.lists(st.tuples(st.integers(50, 200), st.integers(201, 500)), max_size=5))
def test_a_split_parts_the_place_without_losing_any_of_it(text: str, cursor: int, lines: list[tuple[int, int]]) -> None:
    boxes = tuple(Box(2, x0, 10.0 * n, x1, 10.0 * n + 9) for n, (x0, x1) in enumerate(lines))
    draft = drafts.add_by_hand(a_draft(), Section.FORMAL, text, 2, boxes)
    parted = drafts.split(draft, 1, cursor)
    after = [box for item in parted.of(Section.FORMAL) for box in item.boxes]
    assert abs(sum(b.x1 - b.x0 for b in after) - sum(b.x1 - b.x0 for b in boxes)) < 0.01


DEEDS: dict[str, Callable[[drafts.ImportDraft, int], drafts.ImportDraft]] = {
    "tick": partial(drafts.tick, ticked=True),
    "untick": partial(drafts.tick, ticked=False),
    "up": partial(drafts.move, step=-1),
    "down": partial(drafts.move, step=1),
    "join": drafts.join,
    "split": partial(drafts.split, cursor=20),
    "remove": drafts.remove,
}


@given(st.lists(st.sampled_from([*DEEDS, "undo", "redo"]), max_size=25), st.data())
def test_whatever_is_done_the_words_stay_and_can_be_brought_back(deeds: list[str], data: st.DataObject) -> None:
    first = drafts.draft_of(a_reading())
    everything = sorted(" ".join(texts(first)).split())
    steps = Steps(first)
    for deed in deeds:
        key = data.draw(st.sampled_from([item.key for item in steps.now.of(Section.FORMAL)]))
        if deed in DEEDS:
            steps = steps.went(DEEDS[deed](steps.now, key))
        else:
            steps = steps.undone() if deed == "undo" else steps.redone()
        assert sorted(" ".join(texts(steps.now)).split()) == everything
        assert len({item.key for item in steps.now.items}) == len(steps.now.items)
    while steps.past:
        steps = steps.undone()
    assert steps.now == first


def test_a_split_never_cuts_a_word() -> None:
    assert texts(drafts.split(a_draft("Alpha beta gamma"), 1, 8)) == ["Alpha beta", "gamma"]
    assert texts(drafts.split(a_draft("Alpha beta gamma"), 1, 0)) == ["Alpha beta gamma"]
    assert texts(drafts.split(a_draft("Alpha"), 1, 3)) == ["Alpha"]


def test_a_tag_stays_with_the_words_that_carry_it() -> None:
    text = "Oversight of plans. Response to neglect. (outcome 3, national framework)"
    item = Item(1, Section.FORMAL, "needs to improve", text, national_framework=("outcome 3",))
    draft = drafts.ImportDraft(a_reading(), (item,), next_key=2)
    one, two = drafts.split(draft, 1, 19).items
    assert (one.national_framework, two.national_framework) == ((), ("outcome 3",))


def test_formal_items_are_ticked_and_everything_else_is_only_offered() -> None:
    draft = drafts.draft_of(a_reading())
    assert draft.ticked(Section.FORMAL) == 6
    assert draft.ticked(Section.FINDINGS) == 0
    reading = drafts.accepted_reading(draft)
    assert len(reading.recommendations) == 6
    assert reading.findings == ()
    taken = drafts.accepted_reading(drafts.tick_all(draft, Section.FINDINGS, True))
    assert [finding.text for finding in taken.findings] == ["Plans are not always specific."]


def test_an_untouched_draft_accepts_what_was_read() -> None:
    reading = a_reading(findings=())
    assert drafts.accepted_reading(drafts.draft_of(reading)) == reading


def test_an_item_is_never_left_without_words() -> None:
    draft = a_draft("Alpha")
    assert drafts.edit(draft, 1, text="   ") is draft
    assert drafts.add_by_hand(draft, Section.FORMAL, " \n") is draft


def test_an_item_without_words_is_left_out_until_they_are_typed() -> None:
    draft = drafts.add_blank(a_draft("Alpha"), Section.FORMAL, 2)
    key = draft.items[-1].key
    assert drafts.tick(draft, key, True).ticked() == draft.ticked()
    assert drafts.tick_all(draft, Section.FORMAL, True).ticked() == draft.ticked()
    assert "" not in [one.text for one in drafts.accepted_reading(draft).recommendations]
    typed = drafts.edit(draft, key, text="Its words")
    assert drafts.accepted_reading(typed).recommendations[-1].text == "Its words"
    assert drafts.edit(typed, key, page=3).item(key).page == 3  # type: ignore[union-attr]


def test_words_that_are_taken_already_are_found() -> None:
    draft = a_draft("Alpha  beta")
    found = drafts.same_words(draft, Section.FORMAL, "alpha\nBeta")
    assert found is not None
    assert found.text == "Alpha beta"
    assert drafts.same_words(draft, Section.FINDINGS, "alpha beta") is None


def test_a_marked_passage_takes_its_place_by_where_it_stands() -> None:
    draft = a_draft()
    for top in (100.0, 300.0):
        draft = drafts.add_by_hand(draft, Section.FORMAL, f"at {top:.0f}", 2, (Box(2, 72, top, 300, top + 9),))
    draft = drafts.add_by_hand(draft, Section.FORMAL, "at 200", 2, (Box(2, 72, 200, 300, 209),))
    assert texts(draft) == ["at 100", "at 200", "at 300"]
    assert draft.of(Section.FORMAL)[1].ticked


def test_what_the_reader_found_is_unticked_rather_than_removed() -> None:
    draft = drafts.remove(drafts.draft_of(a_reading()), 1)
    assert draft.item(1) is not None
    assert draft.ticked(Section.FORMAL) == 5
    assert texts(drafts.remove(a_draft("Alpha", "Beta"), 1)) == ["Beta"]


def test_what_is_not_there_leaves_the_draft_as_it_was() -> None:
    draft = a_draft("One thing", "Another thing")
    for step in (
        drafts.split(draft, 99, 2), drafts.join(draft, 99), drafts.move(draft, 99, 1), drafts.remove(draft, 99),
    ):  # fmt: skip
        assert step == draft
    assert drafts.set_fact(draft, "area", "Elsewhere").reading.area == "Elsewhere"


def test_reported_actions_and_listed_inspections_go_through_untouched() -> None:
    reading = a_reading(
        reported_actions=(ReportedAction("Training was held.", "done", page=4),),
        inspections_listed=(ListedInspection("Sampleton", "ILACS", "1 to 5 May 2023", "2023-06-30", 9),),
    )
    draft = drafts.draft_of(reading)
    for section in (Section.REPORTED, Section.LISTED):
        draft = drafts.tick_all(draft, section, True)
    accepted = drafts.accepted_reading(draft)
    assert accepted.reported_actions == reading.reported_actions
    assert accepted.inspections_listed == reading.inspections_listed


def test_there_is_no_step_back_from_the_first() -> None:
    steps = Steps(a_draft("One thing"))
    assert steps.undone() == steps.redone() == steps


def test_the_day_it_was_received_stands_beside_the_reading() -> None:
    draft = drafts.set_fact(a_draft("One thing"), "received", date(2023, 12, 1))
    assert draft.received == date(2023, 12, 1)
    assert drafts.edit(draft, 1, kind="recommendation").of(Section.FORMAL)[0].kind == "recommendation"


def test_words_are_edited_on_one_line() -> None:
    assert texts(drafts.edit(a_draft("One thing"), 1, text=" Another \n thing ")) == ["Another thing"]


def test_an_item_added_by_hand_is_of_the_kind_of_most_of_its_neighbours() -> None:
    kinds = ("priority action", "needs to improve", "priority action")
    read = tuple(ReadRecommendation(kind=kind, text=f"Item {n}") for n, kind in enumerate(kinds))
    assert drafts.usual_kind(drafts.draft_of(a_reading(recommendations=read)), Section.FORMAL) == "priority action"
    nothing = drafts.draft_of(a_reading(recommendations=(), findings=(), strengths=()))
    sections = (Section.FORMAL, Section.FINDINGS, Section.STRENGTHS)
    found = {section: drafts.usual_kind(nothing, section) for section in sections}
    assert found == {Section.FORMAL: "recommendation", Section.FINDINGS: "weakness", Section.STRENGTHS: "strength"}
