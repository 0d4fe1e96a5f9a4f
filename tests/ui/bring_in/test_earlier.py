"""What a person sees where a new report says again what an earlier one said."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from support.builders import ITEMS, a_plan_store, a_reading
from support.gateway import FakeGateway
from tracker.domain.reading.reading import ReadFinding, ReadRecommendation, ReportedAction
from tracker.domain.text.words import shortened
from tracker.ui.bring_in.import_view import ImportView
from tracker.ui.bring_in.items_model import MARK_ROLE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform

AGAIN = f"{ITEMS[0]} This was said before."
NEW = "The number of foster carers recruited in the borough."
Open = Callable[..., ImportView]


@pytest.fixture
def second(gateway: FakeGateway) -> Path:
    items = (ReadRecommendation("recommendation", NEW), ReadRecommendation("recommendation", AGAIN, page=4))
    gateway.readings["second.pdf"] = a_reading(
        file="second.pdf", sha256="1" * 64, recommendations=items, findings=(ReadFinding("weakness", ITEMS[1]),),
        strengths=(ReadFinding("strength", ITEMS[1]),), reported_actions=(ReportedAction(ITEMS[1], "done"),),
    )  # fmt: skip
    return Path("second.pdf")


def marks(view: ImportView) -> list[str]:
    model = view.review.list.items_model
    return [str(model.index(row).data(MARK_ROLE)) for row in range(model.rowCount())]


def test_an_item_said_before_is_marked_in_words(open_import: Open, second: Path) -> None:
    view = open_import(second, earlier=a_plan_store().snapshot())
    assert marks(view) == ["", "Much like R1 of the 2023 JTAI"]
    plan = a_plan_store().snapshot().plan
    assert view.add_button.text() == f"Add 2 recommendations to {shortened(plan.title, 40)}"
    spoken = view.review.list.items_model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Much like R1 of the 2023 JTAI" in spoken


def test_in_hand_both_texts_stand_side_by_side_with_what_came_of_the_first(
    qtbot: QtBot, open_import: Open, second: Path
) -> None:
    view = open_import(second, earlier=a_plan_store().snapshot())
    earlier = view.review.editor.earlier
    assert not earlier.isVisible()
    qtbot.keyClick(view.review.list, Qt.Key.Key_Down)
    assert earlier.isVisible()
    assert view.review.editor.words.toPlainText() == AGAIN
    said = earlier.words
    assert said[:4] == ("R1 of the 2023 JTAI", "Overdue", ITEMS[0], "On page 2")
    assert "0 of 2 actions finished" in said
    assert said[said.index("A1  Agree one plan template") + 1] == "In progress"
    assert said[said.index("A2  Audit thirty plans") + 1] == "Overdue"
    qtbot.keyClick(view.review.list, Qt.Key.Key_Up)
    assert not earlier.isVisible()


def test_findings_are_compared_but_not_praise_or_what_is_reported_done(open_import: Open, second: Path) -> None:
    view = open_import(second, earlier=a_plan_store().snapshot())
    found = {}
    for place in (1, 2, 3):
        view.review.show_section(place)
        found[place] = marks(view)
    assert found == {1: ["Much like R2 of the 2023 JTAI"], 2: [""], 3: [""]}


def test_an_edited_item_is_compared_anew(qtbot: QtBot, open_import: Open, second: Path) -> None:
    view = open_import(second, earlier=a_plan_store().snapshot())
    view.review.edit_words()
    view.review.editor.words.selectAll()
    qtbot.keyClicks(view.review.editor.words, ITEMS[0])
    qtbot.keyClick(view.review.editor.words, Qt.Key.Key_Tab)
    assert marks(view)[0] == "Much like R1 of the 2023 JTAI"
    assert view.review.editor.earlier.isVisible()


def test_a_new_plan_has_nothing_earlier(open_import: Open, second: Path) -> None:
    view = open_import(second)
    assert marks(view) == ["", ""]
    assert not view.review.editor.earlier.isVisible()
