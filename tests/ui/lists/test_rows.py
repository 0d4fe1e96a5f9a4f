"""Rows under groups: whatever the list was and is to be, what stands in each row is known, and a held row is kept."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from support.builders import an_empty_store
from tracker.domain.plan.ids import RecordId
from tracker.ui.lists.cells import Cell, Column, Look
from tracker.ui.lists.record_model import RecordModel
from tracker.ui.lists.rows import STEPWISE, Run, Structure

COLUMNS = tuple(Column(key, key, 10, lambda _look, _record: Cell(), lambda _look, _record: None) for key in "ab")
LOOK = Look(an_empty_store().snapshot(), date(2024, 3, 12))


class Listed(RecordModel):
    """Lists what it is told to."""

    def __init__(self, wanted: Structure) -> None:
        super().__init__(COLUMNS)
        self.wanted = wanted
        self.resets = 0
        self.modelReset.connect(self._count)
        QAbstractItemModelTester(self, QAbstractItemModelTester.FailureReportingMode.Fatal, self)
        self.show_plan(LOOK)

    def _count(self) -> None:
        self.resets += 1

    def structure(self, look: Look) -> Structure:
        return self.wanted

    def shown(self) -> dict[str | None, list[str | None]]:
        """What stands where, asked as a view asks."""
        found: dict[str | None, list[str | None]] = {None: ids(self, QModelIndex())}
        for row in range(self.rowCount()):
            top = self.index(row, 0)
            if self.is_group(self.record_id(top)):
                found[self.record_id(top)] = ids(self, top)
        return found


def ids(model: Listed, parent: QModelIndex) -> list[str | None]:
    return [model.record_id(model.index(row, 1, parent)) for row in range(model.rowCount(parent))]


def a_structure(groups: list[str], loose: list[int], under: list[list[int]]) -> Structure:
    rows = {RecordId(group): [RecordId(f"a{n}") for n in found] for group, found in zip(groups, under, strict=False)}
    return {None: [*rows, *(RecordId(f"a{n}") for n in loose)], **rows}


numbers = st.lists(st.integers(0, 9), unique=True, max_size=6)
structures = st.builds(
    a_structure, st.lists(st.sampled_from(["g1", "g2", "g3", "g4"]), unique=True), numbers,
    st.lists(numbers, min_size=4, max_size=4),
)  # fmt: skip


@given(structures, structures)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_list_becomes_any_other(qtbot: QtBot, before: Structure, after: Structure) -> None:
    model = Listed(before)
    held = [QPersistentModelIndex(place) for one in ("a1", "a5", "g1") for place in model.places_of(RecordId(one))]
    named = [(one, model.record_id(one), model.group_id(one)) for one in held]
    model.wanted = after
    model.restructure()
    assert model.shown() == dict(after)
    for place, record_id, group in named:
        if model.resets == 1 and record_id in after.get(group, ()) and (group is None or group in after):
            assert (model.record_id(place), model.group_id(place)) == (record_id, group)


def test_a_group_that_comes_back_is_one_again(qtbot: QtBot) -> None:
    model = Listed(a_structure(["g1", "g2"], [], [[1, 2], [3]]))
    for groups, under in ((["g2"], [[3]]), (["g1", "g2"], [[4, 5], [3]]), (["g3", "g2"], [[6], [3, 7]])):
        model.wanted = a_structure(groups, [], under)
        model.restructure()
        assert model.shown() == dict(model.wanted)
    assert model.resets == 1


def test_too_many_steps_lay_the_list_out_anew(qtbot: QtBot) -> None:
    model = Listed(a_structure([], list(range(STEPWISE + 2)), []))
    model.wanted = a_structure([], list(range(STEPWISE + 1, -1, -1)), [])
    model.restructure()
    assert (model.resets, model.shown()) == (2, dict(model.wanted))


def test_rows_that_stand_together_are_told_as_one(qtbot: QtBot) -> None:
    model = Listed(a_structure(["g1", "g2"], [9], [[1, 2, 3, 4], [2, 5]]))
    runs = list(model.runs_of([RecordId(one) for one in ("g1", "a1", "a2", "a4", "a5", "gone")]))
    assert runs == [Run(None, 0, 0), Run(RecordId("g1"), 0, 1), Run(RecordId("g1"), 3, 3), Run(RecordId("g2"), 1, 1)]
    assert [one for run in runs for one in model.records_in(run)] == ["g1", "a1", "a2", "a4", "a5"]


def test_a_list_is_never_written_to(qtbot: QtBot) -> None:
    model = Listed(a_structure(["g1"], [2], [[1]]))
    assert not model.setData(model.index(1, 0), "typed", Qt.ItemDataRole.EditRole)
    assert model.shown() == dict(model.wanted)
