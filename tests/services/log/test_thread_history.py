import pytest

from support.builders import an_id
from support.team import LEAD, OWNER, Team
from tracker.domain.board.golden_thread import golden_thread
from tracker.domain.plan.records import Kind
from tracker.services.log.history import entry_words, history_of, history_of_all
from tracker.services.records.editing import add, set_fields


def test_a_threads_history_is_that_of_all_its_records_newest_first(team: Team) -> None:
    with team.store.begin() as uow:
        set_fields(uow, team.act("Improvement Lead"), ["R1"], {"response": "One template"})
    with team.store.begin() as uow:
        set_fields(uow, team.act("Improvement Lead"), ["A1", "A4"], {"priority": "high"})
    with team.store.begin() as uow:
        act = team.act("Improvement Lead")
        thread = golden_thread(uow.snapshot(), an_id(401), act.today)
        page = history_of_all(uow, act, thread.records, most=2)
        assert [[line.ref for line in entry.lines] for entry in page.entries] == [["A1"], ["R1"]]
        assert page.total == 3
        assert len(history_of_all(uow, act, thread.records).entries) == 3


def test_a_changeset_is_told_in_a_few_sentences(team: Team) -> None:
    with team.store.begin() as uow:
        add(uow, team.act("Improvement Lead"), Kind.POINT, {"measure": "M1", "value": "58", "dated": "2024-03-01"})
    with team.store.begin() as uow:
        set_fields(uow, team.act("Improvement Lead"), ["A1", "A2", "A3"], {"priority": "high", "impact": "Felt"})
    with team.store.begin() as uow:
        act = team.act("Improvement Lead")
        thread = golden_thread(uow.snapshot(), an_id(401), act.today)
        entries = history_of_all(uow, act, thread.records).entries
    assert entry_words(entries[1]) == ("D2 was added: 58",)
    assert len(entry_words(entries[0])) == 4
    assert entry_words(entries[0], 3)[-1] == "and 1 more"


def test_a_new_title_is_told_once_and_what_is_added_by_its_name(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"title": "Another"})
    assert entry_words(team.do(LEAD, history_of, "A1")[-1]) == ("A1 Title: Agree one plan template → Another",)
    (ref,) = team.do(LEAD, add, Kind.ACTION, {"title": "New thing", "owner": OWNER}).refs
    assert entry_words(team.do(LEAD, history_of, ref)[-1]) == (f"{ref} was added: New thing",)


@pytest.mark.parametrize(("fields", "said"), [(6, 6), (7, 7)])
def test_six_sentences_tell_a_change_and_the_rest_is_counted(team: Team, fields: int, said: int) -> None:
    names = ("priority", "description", "success_measure", "evidence_needed", "impact", "start", "forecast_due")
    values = {name: "2024-04-02" if name in ("start", "forecast_due") else f"New {name}" for name in names}
    values["priority"] = "high"
    team.do(LEAD, set_fields, ["A4"], {name: values[name] for name in names[:fields]})
    with team.store.begin(writing=False) as uow:
        *_, entry = history_of(uow, team.act(LEAD), "A4")
    told = entry_words(entry)
    assert (len(entry.lines), len(told)) == (fields, said)
    assert (told[-1] == "and 1 more") == (fields == 7)
