"""The common pieces: a button that Enter presses, words that do not fit, labels as high as their width makes them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tracker.ui.look.line import Line
from tracker.ui.look.parts import WordsButton, button, label
from tracker.ui.look.theme import Theme


def test_enter_presses_the_button_that_has_the_keys(theme: Theme, qtbot: QtBot) -> None:
    made, pressed = button("Go on"), list[str]()
    qtbot.addWidget(made)
    made.clicked.connect(lambda: pressed.append("pressed"))
    qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.keyClick(made, Qt.Key.Key_Space)
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(made, Qt.Key.Key_A)
    assert pressed == ["pressed"] * 2


def picture(line: Line, words: str) -> QImage:
    line.set_value(words)
    return line.grab().toImage()


def test_words_that_do_not_fit_end_in_a_sign_that_more_follow(theme: Theme, qtbot: QtBot) -> None:
    line = Line("Agency")
    qtbot.addWidget(line)
    line.resize(90, line.sizeHint().height())
    line.ensurePolished()
    assert picture(line, "Safeguarding partnership") == picture(line, "Safeguarding people of all ages")
    assert picture(line, "Police") != picture(line, "Police!")


def test_a_label_is_as_high_as_its_width_makes_it(theme: Theme, qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    words = label("They say how far evidence stands up, on screen and in every report.", "", box, wrap=True)
    column.addWidget(words)
    line = words.fontMetrics().lineSpacing()
    assert column.heightForWidth(900) < 2 * line <= column.heightForWidth(240)


def test_a_link_runs_over_two_lines_where_one_is_too_short(theme: Theme, qtbot: QtBot) -> None:
    words = "For R1  Health & police agree how plans are made, reviewed and closed in every area"
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    made = WordsButton(theme, words, box)
    column.addWidget(made)
    column.addStretch(1)
    box.resize(700, 200)
    box.show()
    QApplication.processEvents()
    assert made.text() == words.replace("&", "&&")
    low = made.height()
    box.resize(300, 200)
    QApplication.processEvents()
    assert made.text().count("\n") == 1
    assert made.height() > low
    box.resize(160, 200)
    QApplication.processEvents()
    assert made.text().endswith("…")
    assert "reviewed and closed in every area" in made.toolTip()
