"""The list of states shows every state it offers."""

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tracker.domain.actions.status import delivery_status
from tracker.domain.plan.records import DELIVERY
from tracker.ui.look.status_picker import StatusPicker
from tracker.ui.look.theme import Theme


def test_every_state_is_seen_when_the_list_opens(theme: Theme, qtbot: QtBot) -> None:
    picker = StatusPicker(theme, "Delivery", [(token, delivery_status(token, ())) for token in DELIVERY])
    qtbot.addWidget(picker)
    with qtbot.waitExposed(picker):
        picker.show()
    picker.move(QPoint(100, 200))
    picker.set_value(DELIVERY[2])
    picker.showPopup()
    view = picker.view()
    seen = view.viewport().rect()
    cut = [
        token for row, token in enumerate(DELIVERY)
        if not seen.contains(view.visualRect(picker.model().index(row, 0)))
    ]  # fmt: skip
    assert cut == []
    assert view.viewport().height() <= sum(view.sizeHintForRow(row) for row in range(len(DELIVERY))) + 8
    picker.hidePopup()
