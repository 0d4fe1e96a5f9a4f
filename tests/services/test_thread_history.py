from support.builders import an_id
from support.team import Team
from tracker.domain.golden_thread import golden_thread
from tracker.services.history import history_of_all
from tracker.services.records import set_fields


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
