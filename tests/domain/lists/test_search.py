from dataclasses import replace
from datetime import date
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan, a_plan_store, an_action, an_id
from tracker.domain.lists.search import (
    PAGES,
    Hit,
    Results,
    SearchIndex,
    document_text,
    fold,
    query_of,
    search_all,
    snippet_of,
    texts_of,
)
from tracker.domain.plan.records import Action, Evidence, Inspection, Kind, Point, Recommendation, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.reading import Addressee, Box

PLAN = a_plan_store().snapshot()


def found(text: str, snapshot: Snapshot = PLAN) -> Results:
    return search_all(SearchIndex(), snapshot, (), text)


def refs(results: Results) -> list[str]:
    return [hit.ref for group in results.groups for hit in group.hits]


def labelled(kind: Kind, record: Inspection | Recommendation) -> dict[str, str]:
    return {label: text for _, label, text in texts_of(kind, record)}


def first(results: Results) -> Hit:
    return results.groups[0].hits[0]


def with_records(*records: Action | Evidence | Recommendation | Point, snapshot: Snapshot = PLAN) -> Snapshot:
    return snapshot.with_records([(kind_of(r), r.id, r) for r in records], snapshot.number + 1, "x")


def test_all_words_must_be_there_each_by_its_beginning() -> None:
    assert refs(found("plan templ")) == ["A1"]
    assert refs(found("AUDIT thirty")) == ["A2", "E1"]
    assert found("audit nothing").count == 0
    assert found("emplate").count == 0
    assert found("  ").groups == found("%%").groups == ()


def test_words_in_quotation_marks_stand_together_and_whole() -> None:
    assert refs(found('"one plan template"')) == ["A1"]
    assert refs(found("“plan one template”")) == []
    assert refs(found('"one plan temp"')) == []
    assert refs(found('"thirty plans" audit')) == ["A2", "E1"]


def test_case_accents_and_punctuation_do_not_matter() -> None:
    plan = with_records(an_action(9, title="Séance at the Café: re-dated, O’Hara’s (2024)"))
    for words in ("seance", "CAFÉ", "cafe", "re-dated", "redated re", "o'hara", "2024"):
        assert ("A9" in refs(found(words, plan))) is (words != "redated re")
    assert fold("Straße ﬁn") == " strasse fin "


def test_names_of_files_links_updates_and_reasons_are_found() -> None:
    plan = with_records(
        Evidence(id=an_id(7001), ref="E9", file="evaluation_framework-v2.pdf", url="https://example.org/minutes")
    )
    assert refs(found("evaluation v2", plan)) == ["E9"]
    assert refs(found("framework.pdf minutes", plan)) == []
    assert refs(found("minutes", plan)) == ["E9"]
    assert refs(found("template board may")) == ["X2"]
    assert refs(found("shared partners")) == ["U1"]
    assert refs(found("Director of Children's")) == []
    assert found("Sampleton").groups[0].name == "Inspections"


def test_a_reference_comes_first_then_titles_then_the_newest() -> None:
    plan = with_records(
        an_action(7, title="Other", description="About A4 and visits"),
        an_action(8, title="Visits begin"), an_action(9, title="Visits again"),
    )  # fmt: skip
    assert refs(found("a4", plan))[:2] == ["A4", "A7"]
    assert refs(found("visits", plan)) == ["A9", "A8", "A7"]


def test_the_words_round_a_find_are_shown_with_their_places() -> None:
    long = "word " * 60 + "the Café audit was read " + "more " * 60
    hit = first(found("cafe aud", with_records(an_action(9, title="Long", description=long))))
    assert hit.where == "Description"
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["Café", "audit"]
    assert first(found("A4")).snippet == "Health attends every strategy meeting"
    assert first(found("A4")).marks == ()
    unbroken = "x" * 400
    assert len(snippet_of(f"{unbroken} audit {unbroken}", query_of("audit"))[0]) < 700
    empty = first(found("D9", with_records(Point(id=an_id(7002), ref="D9", measure=an_id(641)))))
    assert (empty.title, empty.snippet, empty.where) == ("", "", "")


def test_many_finds_are_counted_and_some_shown() -> None:
    plan = with_records(*(an_action(n, title=f"Visit {n}") for n in range(10, 80)))
    (group,) = found("visit", plan).groups
    assert (group.name, group.count, len(group.hits)) == ("Actions", 70, 40)
    assert found("visit", plan).count == 70


def test_the_index_reads_again_only_what_changed() -> None:
    index = SearchIndex()
    assert refs(search_all(index, PLAN, (), "template"))[0] == "A1"
    changed = with_records(replace(PLAN.get(an_id(501)), title="Agree one form"))
    assert "A1" not in refs(search_all(index, changed, (), "template"))
    assert refs(search_all(index, changed, (), "one form")) == ["A1"]
    gone = changed.with_records([(Kind.ACTION, an_id(501), None)], changed.number + 1, "y")
    assert refs(search_all(index, gone, (), "one form")) == []
    index.follow(gone)


def test_pages_of_the_reports_are_found_with_their_number() -> None:
    pages = document_text("0" * 64, ("A letter.", "Children wait too long for health\nassessments in care."))
    results = search_all(SearchIndex(), PLAN, (pages, document_text("1" * 64, ("health",))), "health assess")
    (group,) = results.groups
    assert (group.name, group.count) == (PAGES, 1)
    hit = group.hits[0]
    assert (hit.id, hit.ref, hit.page, hit.where) == (an_id(300), "I1", 2, "page 2")
    assert hit.snippet == "Children wait too long for health assessments in care."
    assert search_all(SearchIndex(), PLAN, (pages,), "").groups == ()


def test_small_structured_values_are_words_too() -> None:
    (inspection,) = PLAN.inspections
    assert isinstance(inspection, Inspection)

    whole = replace(
        inspection, addressees=(Addressee("", "Director of Health", ""),), fieldwork_periods=((date.min,) * 2,)
    )
    labels = labelled(Kind.INSPECTION, whole)
    assert labels["Addressees"] == "Director of Health"
    assert "Fieldwork periods" not in labels
    boxed = replace(PLAN.recommendations[0], boxes=(Box(1, 0, 0, 1, 1),), themes=("Voice", "Plans"))
    assert labelled(Kind.RECOMMENDATION, boxed)["Themes"] == "Voice; Plans"
    assert "Place on the page" not in labelled(Kind.RECOMMENDATION, boxed)


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_word_of_a_record_finds_it(text: str, data: st.DataObject) -> None:
    words = [word for word in text.split() if fold(word).strip() and not set(word) & set('"“”')]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    record = an_action(9, title="Said", description=text)
    results = found(word, with_records(record))
    hit = next((h for group in results.groups if group.name == "Actions" for h in group.hits if h.ref == "A9"), None)
    assert hit is not None, (word, text)
    for start, end in hit.marks:
        assert 0 <= start < end <= len(hit.snippet)


def test_twenty_thousand_actions_answer_before_a_key_is_let_go() -> None:
    said = "Partners agree what they will do and by when, and tell each other what they saw in practice. "
    many = tuple(
        Action(id=an_id(n), ref=f"A{n}", title=f"Task {n} of the plan", description=said * 3) for n in range(10, 20010)
    )
    plan = Snapshot(a_plan(), {Kind.ACTION: {a.id: a for a in many}}, 1, "h")
    index = SearchIndex()
    index.follow(plan)
    times = []
    for words in ("task 1999", "practice", "partners agree nothing", '"saw in practice"', "a15000"):
        begun = process_time()
        search_all(index, plan, (), words)
        times.append(process_time() - begun)
    assert sorted(times)[2] < 0.05


def test_of_a_long_text_only_what_stands_round_the_word_is_shown() -> None:
    text = f"{'before ' * 40}needle {'after ' * 60}"
    shown, places = snippet_of(text, query_of("needle"))
    assert shown.startswith("… before")
    assert shown.endswith("after …")
    assert "needle after after" in shown
    assert [shown[first:last] for first, last in places] == ["needle"]
    assert 180 < len(shown) < 230


def test_letters_with_a_stroke_and_tied_letters_are_found_as_they_are_typed() -> None:
    plan = with_records(an_action(990, title="Łódź, Øresund, Ætna, Đurđa and Zoe\u0308"))
    for words in ("lodz", "oresund", "aetna", "durda", "zoe", "Łódź", "ZOË"):
        assert refs(found(words, plan)) == ["A990"], words
