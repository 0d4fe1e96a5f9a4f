"""The columns that can be chosen: what they say, how they sort, and how wide they are."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.gateway import FakeSession, ScriptedAsker
from support.window import editor_of, visible
from tracker.domain.actions.evidence import accepted
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Evidence, Extension, Kind, Meeting, Record, Update, kind_of
from tracker.ui.core.hub import Hub
from tracker.ui.lists.cells import Cell, Column, Look
from tracker.ui.lists.record_model import RegisterModel
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.action_columns import PLAN_COLUMNS
from tracker.ui.plan_list.plan_view import PlanView

A1, A2, A3, A4, A5 = (an_id(500 + n) for n in range(1, 6))
USUAL = ["ref", "title", "owner", "due", "status"]
MORE = [column.key for column in PLAN_COLUMNS if not column.usual]
HEADINGS = [
    "Agency", "Start", "Forecast date", "Accountable", "Priority", "Times moved", "Days slipped", "Assurance",
    "Accepted evidence", "Last update", "Re-dated near a meeting",
]  # fmt: skip


@pytest.fixture
def view(session: FakeSession, hub: Hub, asker: ScriptedAsker, theme: Theme, qtbot: QtBot) -> PlanView:
    """The flat list of a plan whose actions differ in everything that has a column."""
    hub.snapshot = with_all(hub.snapshot)
    made = PlanView(hub, asker, theme)
    made.flat.setChecked(True)
    made.resize(1400, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.tree.setFocus()
    return made


def with_all(snapshot: Any) -> Any:
    fields: dict[RecordId, dict[str, Any]] = {
        A1: {"start": date(2024, 1, 31), "forecast_due": date(2024, 10, 1), "priority": "low", "assurance": "evidenced",
             "accountable": an_id(202)},
        A2: {"start": date(2024, 2, 1), "forecast_due": date(2024, 3, 9), "priority": "high", "assurance": "embedded",
             "accountable": an_id(201)},
        A3: {"start": None, "priority": "medium"},
        A4: {"start": date(2023, 12, 5), "due": date(2024, 3, 23), "assurance": "done"},
        A5: {"start": None, "original_due": None, "due": None},
    }  # fmt: skip
    found: list[Record] = [replace(snapshot.get(one), **values) for one, values in fields.items()]
    for n in range(10):
        found.append(
            Extension(
                id=an_id(700 + n), ref=f"X{70 + n}", action=A2, old_due=date(2024, 1, 1), new_due=date(2024, 1, 2),
                asked_on=date(2024, 1, 1), state="approved",
            )
        )  # fmt: skip
    for n, (action, review) in enumerate([(A3, "accepted")] * 11 + [(A1, "accepted")] * 2 + [(A2, "returned")]):
        found.append(an_item(n, targets=(action,), review=review))
    found += [
        Update(id=an_id(750), ref="U70", target=A2, dated=date(2024, 3, 10), text="Begun", author="A Lead"),
        Update(id=an_id(751), ref="U71", target=A2, dated=date(2023, 10, 1), text="Entered late"),
        Update(id=an_id(752), ref="U72", target=A4, dated=date(2024, 2, 11), answer="nil return"),
        Meeting(id=an_id(760), ref="T70", name="Board", held_on=date(2024, 3, 6)),
    ]
    return snapshot.with_records(
        [(kind_of(one), one.id, one) for one in found], snapshot.number, snapshot.head
    ).warm()  # fmt: skip


def an_item(n: int, **fields: Any) -> Evidence:
    """A published page that somebody added and somebody else looked at."""
    return replace(
        Evidence(
            id=an_id(720 + n), ref=f"E{70 + n}", url="https://example.org/", added_by="A Lead", reviewed_by="B Lead"
        ),
        **fields,
    )  # fmt: skip


def texts(view: PlanView, key: str) -> dict[str, str]:
    at = view.model.column_of(key)
    return {view.model.lookup(one).ref: view.model.cell(one, at).text for one in view.model.listed()}


def refs(view: PlanView) -> list[str]:
    return [view.model.lookup(one).ref for one in view.model.listed()]


def test_the_usual_columns_stand_until_others_are_chosen(view: PlanView) -> None:
    assert visible(view.tree) == ["Ref", "Action", "Owner", "Due", "Status"]
    assert [heading for key, heading, on in view.tree.columns.choices() if not on] == HEADINGS
    view.tree.columns.show([*USUAL, "priority", "times_moved"])
    assert visible(view.tree)[-2:] == ["Priority", "Times moved"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("start", ["31 Jan 2024", "1 Feb 2024", "", "5 Dec 2023", ""]),
        ("forecast_due", ["1 Oct 2024", "9 Mar 2024", "", "", ""]),
        ("priority", ["Low", "High", "Medium", "", ""]),
        ("times_moved", ["2", "11", "0", "1", ""]),
        ("days_slipped", ["+90", "0", "0", "-10", ""]),
        ("assurance", ["Evidenced", "Embedded", "Done", "Done", ""]),
        ("accepted_evidence", ["2", "0", "11", "0", "0"]),
        ("last_update", ["4 Mar 2024", "10 Mar 2024", "", "11 Feb 2024", ""]),
        ("redated", ["Yes", "", "", "", ""]),
    ],
)
def test_what_a_column_says(view: PlanView, key: str, said: list[str]) -> None:
    assert list(texts(view, key).values()) == said


def test_a_column_says_more_in_quiet(view: PlanView) -> None:
    def quiet(action: RecordId, key: str) -> str:
        return view.model.cell(action, view.model.column_of(key)).quiet

    assert quiet(A1, "forecast_due") == "126 days after due"
    assert quiet(A2, "accepted_evidence") == "of 1"
    assert quiet(A2, "last_update") == "A Lead"
    assert quiet(A4, "last_update") == "nothing new"
    assert quiet(A1, "redated") in ("Board", "Safeguarding board")


@pytest.mark.parametrize(
    "fields",
    [{"refresh_by": date(2024, 1, 1)}, {"url": None}, {"reviewed_by": "A Lead"}, {}],
    ids=["past its refresh date", "erased", "accepted by who added it", "replaced"],
)
def test_evidence_that_closes_nothing_is_not_counted_as_accepted(
    view: PlanView, hub: Hub, fields: dict[str, Any]
) -> None:
    aside = an_item(20, targets=(A5,), review="accepted", **fields)
    newer = an_item(21, targets=(A5,), review="accepted", replaces=None if fields else aside.id)
    found: list[Record] = [aside, newer]
    snapshot = hub.snapshot.with_records(
        [(kind_of(one), one.id, one) for one in found], hub.snapshot.number, hub.snapshot.head
    )
    look = Look(snapshot, hub.today)
    column = PLAN_COLUMNS[view.model.column_of("accepted_evidence")]
    action = snapshot.get(A5)
    assert len(accepted(snapshot.evidence_for(A5), hub.today)) == 1
    assert column.cell(look, action) == Cell("1", "of 2")
    assert column.sort(look, action) == 1


@pytest.mark.parametrize(
    ("key", "up", "down"),
    [
        ("start", "A4 A1 A2 A3 A5", "A2 A1 A4 A3 A5"),
        ("forecast_due", "A2 A1 A3 A4 A5", "A1 A2 A3 A4 A5"),
        ("accountable", "", ""),
        ("priority", "A2 A3 A1 A4 A5", "A1 A3 A2 A4 A5"),
        ("times_moved", "A3 A4 A1 A2 A5", "A2 A1 A4 A3 A5"),
        ("days_slipped", "A4 A2 A3 A1 A5", "A1 A2 A3 A4 A5"),
        ("assurance", "A3 A4 A1 A2 A5", "A2 A1 A3 A4 A5"),
        ("accepted_evidence", "A2 A4 A5 A1 A3", "A3 A1 A2 A4 A5"),
        ("last_update", "A4 A1 A2 A3 A5", "A2 A1 A4 A3 A5"),
        ("redated", "A1 A2 A3 A4 A5", "A1 A2 A3 A4 A5"),
    ],
)
def test_each_sorts_by_what_it_means_and_blanks_come_last(view: PlanView, key: str, up: str, down: str) -> None:
    at = view.model.column_of(key)
    view.tree.columns.show([*USUAL, key])
    if key == "accountable":
        names = texts(view, key)
        both = sorted(("A1", "A2"), key=lambda ref: names[ref].casefold())
        up, down = (" ".join([*order, "A3", "A4", "A5"]) for order in (both, both[::-1]))
    view.tree.header().sectionClicked.emit(at)
    assert refs(view) == up.split()
    view.tree.header().sectionClicked.emit(at)
    assert refs(view) == down.split()
    view.tree.header().sectionClicked.emit(at)
    assert refs(view) == ["A1", "A2", "A3", "A4", "A5"]


def test_recommendations_have_nothing_in_the_columns_of_actions(view: PlanView) -> None:
    view.grouped.setChecked(True)
    group = view.model.record_id(view.model.index(0, 0))
    assert group is not None
    assert {view.model.cell(group, view.model.column_of(key)) for key in MORE} == {Cell()}
    view.tree.columns.show([*USUAL, *MORE])
    for key in MORE:
        view.tree.sort_by(view.model.column_of(key), True)
    view.grab()


def test_a_hidden_column_is_not_worked_out_until_it_is_shown(hub: Hub, theme: Theme, qtbot: QtBot) -> None:
    asked: list[RecordId] = []

    def costly(_look: Look, record: Any) -> Cell:
        asked.append(record.id)
        return Cell("dear")

    def order(_look: Look, record: Any) -> Any:
        return record.ref

    columns = [*PLAN_COLUMNS[:2], Column("dear", "Dear", 20, costly, order, usual=False)]
    model = RegisterModel([Kind.ACTION], columns)
    tree = RecordTree(model, theme, "Actions")
    qtbot.addWidget(tree)
    model.show_plan(Look(hub.snapshot, hub.today))
    tree.resize(600, 400)
    tree.show()
    tree.grab()
    assert "dear" not in model.spoken(A1)
    assert asked == []
    tree.columns.show(["dear"])
    tree.grab()
    assert sorted(set(asked)) == sorted(action.id for action in hub.snapshot.actions)
    assert "Dear dear" in model.spoken(A1)


def test_the_choice_is_kept_with_the_widths(view: PlanView) -> None:
    tree = view.tree
    tree.columns.show(["ref", "title", "due", "priority", "redated"])
    tree.header().resizeSection(view.model.column_of("priority"), 171)
    tree.header().moveSection(tree.header().visualIndex(view.model.column_of("priority")), 2)
    kept = tree.header_state()
    order = tree.columns.shown
    assert order == ["ref", "title", "priority", "due", "redated"]
    tree.columns.show_usual()
    assert visible(tree) == ["Ref", "Action", "Owner", "Due", "Status"]
    tree.restore_header(kept)
    assert tree.columns.shown == order
    assert tree.columnWidth(view.model.column_of("priority")) == 171


def test_what_was_kept_before_there_were_more_columns_still_holds(
    view: PlanView, hub: Hub, theme: Theme, qtbot: QtBot
) -> None:
    model = RegisterModel([Kind.ACTION], [one for one in PLAN_COLUMNS if one.usual or one.key == "agency"])
    old = RecordTree(model, theme, "Actions")
    qtbot.addWidget(old)
    model.show_plan(Look(hub.snapshot, hub.today))
    old.header().resizeSection(model.column_of("owner"), 222)
    old.setColumnHidden(model.column_of("status"), True)
    old.setColumnHidden(model.column_of("agency"), True)
    view.tree.restore_header(bytes(old.header().saveState().toBase64().data()).decode())
    assert view.tree.columns.shown == ["ref", "title", "owner", "due"]
    assert visible(view.tree) == ["Ref", "Action", "Owner", "Due"]
    assert view.tree.columnWidth(view.model.column_of("owner")) == 222
    view.tree.columns.show([*USUAL, "start"])
    assert view.tree.columnWidth(view.model.column_of("start")) == theme.space(30)


@pytest.mark.parametrize("damaged", ["", ";;", "x;nothing,known;here", ";ref,priority;ref,priority"])
def test_a_damaged_choice_leaves_a_list_that_can_be_read(view: PlanView, damaged: str) -> None:
    view.tree.restore_header(damaged)
    assert {"Ref", "Action"} <= set(visible(view.tree))


def test_owner_and_agency_share_a_column_until_the_agency_is_chosen(view: PlanView) -> None:
    owner = view.model.column_of("owner")
    assert view.model.cell(A1, owner).quiet == "Children's Services"
    view.tree.columns.show_also("agency")
    assert "Agency" in visible(view.tree)
    assert view.model.cell(A1, owner).quiet == ""
    view.tree.columns.show_usual()
    assert view.model.cell(A1, owner).quiet == "Children's Services"


def test_an_agency_that_stood_for_itself_once_is_folded_into_the_owners_column(view: PlanView) -> None:
    view.tree.columns.show([*USUAL, "agency", "priority"])
    kept = view.tree.header_state()
    view.tree.restore_header(";".join(kept.split(";")[:3]))
    assert view.tree.columns.shown == [*USUAL, "priority"]
    view.tree.restore_header(kept)
    assert "agency" in view.tree.columns.shown


def drag(view: PlanView, key: str, by: int, qtbot: QtBot) -> None:
    """Drags the right edge of a column's heading, as a hand does."""
    header = view.tree.header()
    at = view.model.column_of(key)
    edge = QPoint(header.sectionViewportPosition(at) + header.sectionSize(at) - 2, header.height() // 2)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    for step in (by // 2, by):
        qtbot.mouseMove(header.viewport(), edge + QPoint(step, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))


@pytest.mark.parametrize(("key", "beside"), [("ref", "title"), ("title", "owner"), ("owner", "due"), ("due", "status")])
def test_every_edge_follows_the_hand_and_the_list_stays_full(
    view: PlanView, qtbot: QtBot, key: str, beside: str
) -> None:
    width = {one.key: view.tree.columnWidth(at) for at, one in enumerate(PLAN_COLUMNS)}
    drag(view, key, 24, qtbot)
    after = {one.key: view.tree.columnWidth(at) for at, one in enumerate(PLAN_COLUMNS)}
    assert (after[key] - width[key], after[beside] - width[beside]) == (24, -24)
    assert sum(after.values()) == view.tree.viewport().width()


def test_no_column_is_dragged_away(view: PlanView, theme: Theme, qtbot: QtBot) -> None:
    drag(view, "owner", 900, qtbot)
    assert view.tree.columnWidth(view.model.column_of("due")) >= theme.space(10)
    assert view.tree.columnWidth(view.model.column_of("title")) >= theme.space(60)


def test_the_titles_keep_a_width_that_can_be_read(view: PlanView, theme: Theme, qtbot: QtBot) -> None:
    title = view.model.column_of("title")
    view.tree.columns.show([*USUAL, *MORE])
    qtbot.waitUntil(lambda: view.tree.columnWidth(title) >= theme.space(60))
    qtbot.waitUntil(lambda: view.tree.horizontalScrollBar().maximum() > 0)
    view.tree.columns.show_usual()
    qtbot.waitUntil(lambda: view.tree.horizontalScrollBar().maximum() == 0)
    width = view.tree.viewport().width()
    assert sum(view.tree.columnWidth(at) for at in range(len(PLAN_COLUMNS))) == width


def test_the_arrows_reach_a_column_out_of_sight(view: PlanView, qtbot: QtBot) -> None:
    view.tree.columns.show([*USUAL, *MORE])
    view.show_record(A2)
    for _ in range(len(PLAN_COLUMNS)):
        qtbot.keyClick(view.tree, Qt.Key.Key_Right)
    current = view.tree.currentIndex()
    assert view.model.columns[current.column()].key == "redated"
    place = view.tree.visualRect(current)
    assert view.tree.viewport().rect().contains(place.center())


def test_a_list_run_sideways_still_says_which_row_is_which(view: PlanView, qtbot: QtBot) -> None:
    pinned, tree = view.tree.pinned, view.tree
    assert not pinned.isVisible()
    tree.columns.show([*USUAL, *MORE])
    qtbot.waitUntil(lambda: tree.horizontalScrollBar().maximum() > 0)
    view.search.setFocus()
    before = tree.grab().toImage()
    tree.horizontalScrollBar().setValue(tree.horizontalScrollBar().maximum())
    assert pinned.isVisible()
    width = tree.columnWidth(0) - 1
    left = QRect(0, tree.header().height(), width, tree.visualRect(view.model.places_of(A4)[0]).bottom())
    assert ink_of(tree.grab().toImage(), left) == ink_of(before, left)
    tree.horizontalScrollBar().setValue(0)
    assert not pinned.isVisible()


def ink_of(image: QImage, place: QRect) -> int:
    """How many pixels are darker than the ground: the same words leave the same ink."""
    part = image.copy(place)
    return sum(QColor(part.pixel(x, y)).lightness() < 128 for x in range(part.width()) for y in range(part.height()))


def test_no_cell_in_hand_lies_under_the_references(view: PlanView, qtbot: QtBot) -> None:
    tree = view.tree
    tree.columns.show([*USUAL, *MORE])
    view.show_record(A2)
    for key, times in ((Qt.Key.Key_Right, len(PLAN_COLUMNS)), (Qt.Key.Key_Left, len(PLAN_COLUMNS) - 2)):
        for _ in range(times):
            qtbot.keyClick(tree, key)
            current = tree.currentIndex()
            if current.column() > 0:
                assert tree.visualRect(current).left() >= tree.pinned.covered, current.column()


def test_the_references_make_way_for_an_editor(view: PlanView, qtbot: QtBot) -> None:
    tree = view.tree
    tree.columns.show([*USUAL, *MORE])
    qtbot.waitUntil(lambda: tree.horizontalScrollBar().maximum() > 0)
    assert tree.edit_cell(A2, "priority")
    tree.horizontalScrollBar().setValue(300)
    assert not tree.pinned.isVisible()
    qtbot.keyClick(editor_of(view.tree), Qt.Key.Key_Escape)
    qtbot.waitUntil(tree.pinned.isVisible)


def test_hiding_what_the_list_is_sorted_by_goes_back_to_the_plans_order(view: PlanView) -> None:
    view.tree.columns.show([*USUAL, "start"])
    view.tree.sort_by(view.model.column_of("start"), True)
    assert refs(view)[0] == "A2"
    view.tree.columns.show(USUAL)
    assert refs(view) == ["A1", "A2", "A3", "A4", "A5"]
