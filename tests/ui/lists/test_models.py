"""The lists behind the views: what they hold, in what order, and that they change row by row."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from support.builders import a_plan_store, an_id
from support.clocks import an_act
from tracker.domain.log.changes import Changes
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.meetings.rounds import ask_round
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records import editing, placing
from tracker.ui.lists.cells import DRAFT, Look
from tracker.ui.lists.record_model import RegisterModel, Role
from tracker.ui.lists.steps import Insert, Move, Remove, steps
from tracker.ui.plan_list.plan_model import PlanModel
from tracker.ui.registers.register_columns import REGISTERS
from tracker.ui.shell.palette import matches

TODAY = date(2024, 3, 12)
Write = Callable[[UnitOfWork, Act], object]


class Plan:
    """A plan in memory that is written to while a list looks on."""

    def __init__(self) -> None:
        self.store = a_plan_store()

    def look(self) -> Look:
        return Look(self.store.snapshot(), TODAY, "Improvement Lead")

    def write(self, command: Write) -> Changes:
        before = self.store.snapshot()
        with self.store.begin() as uow:
            command(uow, an_act())
        return self.store.refresh(before)[1]


@pytest.fixture
def plan() -> Plan:
    return Plan()


@pytest.fixture
def model(plan: Plan, qtbot: QtBot) -> PlanModel:
    made = PlanModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.show_plan(plan.look())
    return made


def refs(model: PlanModel | RegisterModel) -> list[str]:
    return [str(model.data(model.places_of(one)[0])) for one in model.listed()]


def tree(model: PlanModel) -> dict[str, list[str]]:
    found = {}
    for row in range(model.rowCount()):
        top = model.index(row, 0)
        found[str(top.data())] = [str(model.index(r, 0, top).data()) for r in range(model.rowCount(top))]
    return found


def setting(refs: list[str], **fields: object) -> Write:
    def command(uow: UnitOfWork, act: Act) -> object:
        return editing.set_fields(uow, act, refs, fields)

    return command


def adding(**fields: object) -> Write:
    def command(uow: UnitOfWork, act: Act) -> object:
        return editing.add(uow, act, Kind.ACTION, fields)

    return command


def test_actions_stand_under_their_recommendations(model: PlanModel) -> None:
    assert tree(model) == {
        "R1": ["A1", "A2"], "R2": ["A2", "A3"], "R3": ["A4"], "R4": ["A5"], "R5": [], "R6": [], "F1": [],
    }  # fmt: skip
    assert model.count() == 5


def test_a_flat_list_holds_each_action_once(model: PlanModel) -> None:
    model.set_grouped(False)
    assert refs(model) == ["A1", "A2", "A3", "A4", "A5"]


def test_a_deadline_that_slipped_shows_the_first_date_struck_through(model: PlanModel) -> None:
    cell = model.cells(an_id(501))[model.column_of("due")]
    assert (cell.struck, cell.text, cell.quiet) == ("28 Feb 2024", "28 May 2024", "2nd extension, +90 days")


def test_status_is_a_shape_a_word_and_a_colour(model: PlanModel) -> None:
    cell = model.cells(an_id(502))[model.column_of("status")]
    assert cell.status is not None
    assert (cell.status.shape, cell.status.word, cell.status.tone) == ("triangle", "Overdue", "bad")


def test_a_row_reads_as_one_sentence(model: PlanModel) -> None:
    place = model.places_of(an_id(502))[0]
    said = str(place.data(Qt.ItemDataRole.AccessibleTextRole))
    for words in ("A2", "Audit thirty plans", "Owner Detective Superintendent", "Due 1 Mar 2024", "11 days late",
                  "Status Overdue"):  # fmt: skip
        assert words in said


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        (["overdue"], "", {"R1": ["A2"], "R2": ["A2"]}),
        (["overdue", "no owner"], "", {}),
        (["no owner"], "", {"R3": ["A4"]}),
        ([], "template", {"R1": ["A1"]}),
        ([], "strategy meetings", {"R3": ["A4"]}),
        ([], "detective", {"R1": ["A2"], "R2": ["A2"]}),
        ([], "AUDIT police", {"R1": ["A2"], "R2": ["A2"]}),
        ([], "nothing has this", {}),
        (["slipped twice"], "agree", {"R1": ["A1"]}),
    ],
)
def test_filters_combine(model: PlanModel, terms: list[str], text: str, expected: dict[str, list[str]]) -> None:
    model.set_filter(terms, text)
    assert tree(model) == expected
    model.set_filter((), "")
    assert len(tree(model)) == 7


def test_a_figure_lists_exactly_what_it_counts(model: PlanModel) -> None:
    model.set_only(["A3", "A5"])
    assert tree(model) == {"R2": ["A3"], "R4": ["A5"]}
    model.set_only(["R5"])
    assert tree(model) == {"R5": []}
    model.set_only(None)
    assert model.count() == 5


def test_dates_sort_as_dates_and_none_comes_last(model: PlanModel, plan: Plan) -> None:
    model.set_grouped(False)
    plan.write(setting(["A5"], delivery="not started"))
    model.show_plan(plan.look())
    model.sort(model.column_of("due"), Qt.SortOrder.AscendingOrder)
    assert refs(model) == ["A3", "A2", "A4", "A1", "A5"]
    model.sort(model.column_of("due"), Qt.SortOrder.DescendingOrder)
    assert refs(model) == ["A5", "A1", "A4", "A2", "A3"]
    model.sort(model.column_of("owner"), Qt.SortOrder.AscendingOrder)
    assert refs(model)[-1] == "A4"
    model.sort(-1)
    assert refs(model) == ["A1", "A2", "A3", "A4", "A5"]


def test_sorting_keeps_hold_of_rows(model: PlanModel) -> None:
    model.set_grouped(False)
    held = QPersistentModelIndex(model.places_of(an_id(504))[0])
    model.sort(model.column_of("due"), Qt.SortOrder.DescendingOrder)
    assert held.data(Role.RECORD) == an_id(504)


class Watch:
    """What a model tells its views."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.resets, self.inserted, self.removed, self.changed = 0, 0, 0, []
        model.modelReset.connect(self._reset)
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.dataChanged.connect(self._changed)

    def _reset(self) -> None:
        self.resets += 1

    def _inserted(self) -> None:
        self.inserted += 1

    def _removed(self) -> None:
        self.removed += 1

    def _changed(self, first: object, _last: object) -> None:
        self.changed.append(str(first.data()))


def test_an_edit_changes_its_own_rows_and_nothing_else(model: PlanModel, plan: Plan) -> None:
    for row in model.listed():
        model.cells(row)
    for row in range(model.rowCount()):
        model.cells(model.record_id(model.index(row, 0)))
    watch = Watch(model)
    changes = plan.write(setting(["A2"], title="Audit forty plans"))
    model.follow(plan.look(), changes)
    assert watch.resets == watch.inserted == watch.removed == 0
    assert sorted(watch.changed) == ["A2", "A2", "R1", "R2"]
    assert model.cells(an_id(502))[1].text == "Audit forty plans"


def test_a_new_action_is_put_in_where_it_belongs(model: PlanModel, plan: Plan) -> None:
    watch = Watch(model)
    held = QPersistentModelIndex(model.places_of(an_id(504))[0])
    changes = plan.write(adding(**{"title": "Publish the template", "for": ["R1"]}))
    model.follow(plan.look(), changes)
    assert (watch.resets, watch.inserted) == (0, 1)
    assert tree(model)["R1"] == ["A1", "A2", "A6"]
    assert held.data() == "A4"


def test_a_row_that_no_longer_holds_the_filter_leaves(model: PlanModel, plan: Plan) -> None:
    model.set_filter(["no owner"], "")
    changes = plan.write(setting(["A4"], owner="Designated Nurse"))
    model.follow(plan.look(), changes)
    assert tree(model) == {}


def test_another_recommendation_brings_its_group(model: PlanModel, plan: Plan) -> None:
    changes = plan.write(setting(["A4"], **{"for": ["R5"]}))
    model.follow(plan.look(), changes)
    assert tree(model)["R5"] == ["A4"]
    assert tree(model)["R3"] == []


@pytest.mark.parametrize(("terms", "text"), [((), ""), ((), "a"), (["open"], "")])
def test_a_list_that_followed_is_one_that_was_listed_anew(
    plan: Plan, model: PlanModel, terms: list[str], text: str
) -> None:
    writes: tuple[Write, ...] = (
        setting(["A2"], title="Audit forty plans"),
        setting(["A4"], **{"for": ["R5", "R1"]}),
        setting(["A1"], description="Said at length"),
        setting(["R2"], text="Answer the telephone"),
        adding(title="Of nothing in the plan"),
        setting(["A3"], **{"for": []}),
        setting(["A3"], title="Answers nothing still"),
        lambda uow, act: placing.move(uow, act, ["A2"], before="A1"),
        setting(["A3"], **{"for": ["R2"]}),
    )
    model.set_filter(terms, text)
    for write in writes:
        changes = plan.write(write)
        model.follow(plan.look(), changes)
        anew = PlanModel()
        anew.set_filter(terms, text)
        anew.show_plan(plan.look())
        assert tree(model) == tree(anew)
        assert model.count() == anew.count()


def test_the_row_being_typed_comes_and_goes(model: PlanModel) -> None:
    model.start_draft((an_id(405),))
    assert model.listed()[-1] == DRAFT
    assert model.can_edit(model.places_of(DRAFT, 1)[0])
    assert not model.can_edit(model.places_of(DRAFT, 2)[0])
    model.end_draft()
    assert DRAFT not in model.listed()


@pytest.mark.parametrize("key", REGISTERS)
def test_registers_are_sound_models(key: str, plan: Plan, qtbot: QtBot) -> None:
    kinds, columns = REGISTERS[key]
    plan.write(lambda uow, act: ask_round(uow, act, "20 Mar 2024"))
    model = RegisterModel(kinds, columns)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show_plan(plan.look())
    assert model.rowCount() == sum(len(plan.look().snapshot.of(kind)) for kind in kinds)
    for column in range(model.columnCount()):
        model.sort(column, Qt.SortOrder.DescendingOrder)
        model.sort(column, Qt.SortOrder.AscendingOrder)
    model.search("zzz")
    assert model.rowCount() == 0
    model.search("")
    assert model.rowCount() > 0
    changes = plan.write(setting(["P1"], name="Director of Early Help"))
    model.follow(plan.look(), changes)


def test_lists_and_the_palette_find_names_without_their_accents(model: PlanModel, plan: Plan) -> None:
    plan.write(setting(["P1"], name="Zoë Łódź"))
    plan.write(setting(["A1"], owner="P1"))
    plan.write(setting(["M1"], name="Café visits"))
    snapshot = plan.look().snapshot
    model.show_plan(plan.look())
    model.set_filter((), "ZOE lodz")
    assert "A1" in refs(model)
    measures = RegisterModel(*REGISTERS["measures"])
    measures.show_plan(plan.look())
    measures.search("cafe")
    assert measures.rowCount() == 1
    found = matches("zoe lodz", snapshot, lambda _do: True, letters=True)
    assert snapshot.by_ref("P1").id in [one.target for one in found]


@given(st.lists(st.integers(0, 12), unique=True), st.lists(st.integers(0, 12), unique=True))
def test_steps_turn_any_list_into_any_other(old: list[int], new: list[int]) -> None:
    at = list(old)
    for step in steps(old, new):
        match step:
            case Remove(place):
                del at[place]
            case Insert(place, item):
                at.insert(place, item)
            case Move(place, to):
                assert to < place
                at.insert(to, at.pop(place))
    assert at == new


def test_many_rows_list_and_filter_quickly(qtbot: QtBot, plan: Plan) -> None:
    import time

    from support.builders import an_action

    snapshot = plan.store.snapshot()
    many = [
        an_action(n, targets=(an_id(401 + n % 6),), due=date(2024, 1 + n % 12, 1 + n % 28)) for n in range(10, 5010)
    ]
    full: Snapshot = snapshot.with_records([(Kind.ACTION, a.id, a) for a in many], 99, "head")
    model = PlanModel()
    model.show_plan(Look(full, TODAY))
    started = time.perf_counter()
    model.set_filter(["overdue"], "task 12")
    model.set_grouped(False)
    model.sort(model.column_of("due"), Qt.SortOrder.AscendingOrder)
    assert time.perf_counter() - started < 2.0
    assert model.count() > 0
