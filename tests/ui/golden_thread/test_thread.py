"""The golden thread in the window: reached, read, left and followed by keys alone."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from support.builders import an_id
from support.clocks import an_act
from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.domain.plan.records import Evidence, Measure, Record
from tracker.services.records import editing
from tracker.ui.core.commands import Do
from tracker.ui.golden_thread.thread_cards import MeasureThreadCard, ThreadCard
from tracker.ui.golden_thread.thread_view import ThreadView
from tracker.ui.shell.help import HelpWindow

R1, R2, R3, A1, A2 = an_id(401), an_id(402), an_id(403), an_id(501), an_id(502)


def view_of(opened: Opened) -> ThreadView:
    found = opened.work.pages.thread_view
    assert found is not None
    return found


def open_thread(opened: Opened, record: object) -> ThreadView:
    assert opened.work.nav.plan_view.show_record(record)  # type: ignore[arg-type]
    opened.settle()
    opened.do(Do.THREAD)
    opened.settle()
    return view_of(opened)


def said(view: ThreadView) -> str:
    return "\n".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())


def put(opened: Opened, *changed: Record) -> None:
    with opened.session.store.begin() as uow:
        for record in changed:
            (uow.put if uow.snapshot().get(record.id) else uow.add)(record)
        uow.commit(an_act().stamp("edit"))
    opened.work.hub.refresh()
    opened.settle()


def card(view: ThreadView, record: object) -> ThreadCard:
    assert view.area is not None
    return next(one for one in view.area.findChildren(ThreadCard) if one.property("record") == record)


def test_the_whole_thread_stands_on_one_page_that_takes_the_window(on_plan: Opened) -> None:
    view = open_thread(on_plan, R1)
    assert on_plan.work.panes.stack.currentWidget() is view
    assert not on_plan.work.panes.panel.isVisible()
    words = said(view)
    assert "“The specificity and measurability of plans" in words
    assert "0 of 2 finished" in words
    assert "due 28 May 2024 (first agreed 28 Feb 2024; 2nd extension, +90 days)" in words
    assert "No evidence accepted yet. Press V on an action to attach some." in words
    assert (
        "Up 11 points since 1 Dec 2023, the right way. 52% on 1 Feb 2024 is on course for 75% by 30 Sep 2024." in words
    )
    assert "A2  Audit thirty plans (Detective Superintendent, 11 days overdue)" in words
    assert "R1 was added" in words
    assert view.accessibleName().startswith("Golden thread of R1. 0 of 2 actions finished, 1 overdue")


def test_what_difference_it_made_is_answered_in_one_key(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.show_record(R1)
    on_plan.work.nav.plan_view.tree.setFocus()
    on_plan.qtbot.keyClick(on_plan.work.nav.plan_view.tree, Qt.Key.Key_G)
    on_plan.settle()
    assert on_plan.work.pages.place is Do.THREAD
    measure = view_of(on_plan).findChildren(MeasureThreadCard)[0]
    assert measure.accessibleName().startswith("M1  Plans rated good, Improving. from 41% to 52%")
    assert measure.picture.chart is not None
    assert measure.picture.chart.accessibleDescription() == "from 41% to 52%"


def test_proving_that_a_recommendation_made_a_difference_takes_five_keys(on_plan: Opened) -> None:
    window, qtbot = on_plan.window, on_plan.qtbot
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_list is not None
    qtbot.keyClicks(window.palette_list.line, "r3")
    qtbot.keyClick(window.palette_list.line, Qt.Key.Key_Return)
    on_plan.settle()
    qtbot.keyClick(on_plan.work.nav.plan_view.tree, Qt.Key.Key_G)
    on_plan.settle()
    view = view_of(on_plan)
    assert (view.subject, view.isVisible()) == (R3, True)
    assert "The difference it made" in said(view)


def test_escape_and_the_same_key_go_back_to_where_one_was(on_plan: Opened) -> None:
    for leave in ("escape", "key", "back"):
        view = open_thread(on_plan, R2)
        if leave == "escape":
            on_plan.qtbot.keyClick(view, Qt.Key.Key_Escape)
        else:
            on_plan.do(Do.THREAD if leave == "key" else Do.BACK)
        on_plan.settle()
        assert on_plan.work.pages.place is None
        assert on_plan.work.nav.current_id() == R2


def test_alt_with_arrows_goes_from_recommendation_to_recommendation(on_plan: Opened) -> None:
    view = open_thread(on_plan, R1)
    alt = Qt.KeyboardModifier.AltModifier
    on_plan.qtbot.keyClick(view, Qt.Key.Key_Down, alt)
    on_plan.settle()
    assert view.subject == R2
    on_plan.qtbot.keyClick(view, Qt.Key.Key_Up, alt)
    on_plan.qtbot.keyClick(view, Qt.Key.Key_Up, alt)
    on_plan.settle()
    assert view.subject == an_id(450)
    assert "Golden thread of F1" in said(view)
    assert "7 of 7" in said(view)


def test_an_action_leads_to_its_recommendation_and_asks_where_it_serves_several(
    on_plan: Opened, asker: ScriptedAsker
) -> None:
    assert open_thread(on_plan, A1).subject == R1
    on_plan.do(Do.BACK)
    asker.answers = ["R2"]
    assert open_thread(on_plan, A2).subject == R2
    assert asker.asked[-1] == ("choose", "Golden thread")


def test_with_nothing_in_hand_it_begins_at_the_first_and_people_have_none(on_plan: Opened) -> None:
    on_plan.do(Do.OVERVIEW)
    on_plan.do(Do.THREAD)
    assert view_of(on_plan).subject == R1
    on_plan.do(Do.PEOPLE)
    on_plan.work.nav.jump(an_id(201))
    on_plan.settle()
    on_plan.do(Do.THREAD)
    assert on_plan.work.pages.place is not Do.THREAD
    assert "serves no recommendation" in on_plan.window.notice.words


def test_widening_a_recommendation_shows_its_thread(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.show_record(R3)
    on_plan.settle()
    on_plan.do(Do.WIDEN)
    assert view_of(on_plan).subject == R3
    assert on_plan.window.actions_table[Do.WIDEN].isChecked()
    on_plan.do(Do.WIDEN)
    assert on_plan.work.nav.current_id() == R3
    assert not on_plan.work.nav.widened


def test_every_item_leads_to_its_record_and_back(on_plan: Opened) -> None:
    view = open_thread(on_plan, R1)
    card(view, A1).setFocus()
    on_plan.qtbot.keyClick(card(view, A1), Qt.Key.Key_Return)
    on_plan.settle()
    assert on_plan.work.nav.current_id() == A1
    on_plan.do(Do.BACK)
    assert on_plan.work.pages.place is Do.THREAD
    assert view.subject == R1
    on_plan.qtbot.keyClick(card(view, an_id(641)), Qt.Key.Key_Space)
    on_plan.settle()
    assert on_plan.work.nav.place is Do.MEASURES


def test_a_click_on_the_chart_opens_the_action_it_marks(on_plan: Opened) -> None:
    view = open_thread(on_plan, R1)
    chart = view.findChildren(MeasureThreadCard)[0].picture.chart
    assert chart is not None
    on_plan.qtbot.keyClick(chart, Qt.Key.Key_Right)
    on_plan.qtbot.keyClick(chart, Qt.Key.Key_Return)
    on_plan.settle()
    assert on_plan.work.nav.current_id() == A1


def test_it_follows_what_is_written_and_keeps_its_place(on_plan: Opened) -> None:
    view = open_thread(on_plan, R1)
    card(view, A1).setFocus()
    shown = Evidence(id=an_id(7001), ref="E9", targets=(A1,), shows="Plans re-read", kind="Audit", review="accepted", url="https://example.org",
                     reviewed_by="Chair", reviewed_on=date(2024, 3, 11), added_by="Nurse")  # fmt: skip
    put(on_plan, shown, replace(on_plan.work.hub.snapshot.get(R1), impact="Families understand their plans."))
    words = said(view)
    assert "Accepted by Chair on 11 Mar 2024" in words
    assert "Families understand their plans." in words
    assert "E9 was added: Plans re-read" in words
    on_plan.qtbot.waitUntil(lambda: view.focusWidget() is card(view, A1), timeout=2000)


def test_another_day_judges_the_thread_again(on_plan: Opened, asker: ScriptedAsker) -> None:
    view = open_thread(on_plan, R1)
    asker.answers = ["1 Jun 2025"]
    on_plan.do(Do.AS_AT)
    on_plan.settle()
    assert "52% on 1 Feb 2024 is behind the target of 75% by 30 Sep 2024." in said(view)
    assert "A1  Agree one plan template (Head of Early Help, 369 days overdue)" in said(view)


def test_a_recommendation_that_is_taken_back_leaves_the_page(on_plan: Opened) -> None:
    on_plan.work.hub.write(lambda uow, act: editing.add(uow, act, "finding", {"text": "New"}))  # type: ignore[arg-type]
    on_plan.settle()
    new = on_plan.work.hub.snapshot.findings[-1]
    view = open_thread(on_plan, new.id)
    assert view.subject == new.id
    on_plan.do(Do.UNDO)
    on_plan.settle()
    assert on_plan.work.pages.place is not Do.THREAD


def test_help_tells_of_the_page_on_show(on_plan: Opened) -> None:
    open_thread(on_plan, R1)
    on_plan.do(Do.HELP)
    shown = on_plan.window.findChildren(HelpWindow)[-1]
    assert "what is still to do" in shown.page.toPlainText()
    shown.close()
    on_plan.do(Do.SEARCH)
    on_plan.do(Do.HELP)
    shown = on_plan.window.findChildren(HelpWindow)[-1]
    assert "as the beginning of a word" in shown.page.toPlainText()
    shown.close()


def test_it_is_copied_as_text_for_an_e_mail(on_plan: Opened) -> None:
    view = open_thread(on_plan, R1)
    on_plan.qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("R1 (needs to improve): Overdue")
    assert "THE DIFFERENCE IT MADE" in text
    assert "is copied" in on_plan.window.notice.words


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_Down])
def test_the_page_scrolls_by_keys(on_plan: Opened, key: Qt.Key) -> None:
    view = open_thread(on_plan, R1)
    assert view.area is not None
    bar = view.area.verticalScrollBar()
    on_plan.qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=2000)
    on_plan.qtbot.keyClick(view, key)
    assert bar.value() > 0
    on_plan.qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_f_shows_the_page_of_the_words_and_esc_comes_back_to_the_thread(on_plan: Opened) -> None:
    data = b"%PDF-1.7 the letter"
    with on_plan.session.store.begin() as uow:
        digest = uow.add_file(data)
        uow.put(replace(uow.snapshot().inspections[0], sha256=digest))
        uow.commit(an_act().stamp("edit"))
    on_plan.work.hub.refresh()
    on_plan.settle()
    view = open_thread(on_plan, R1)
    assert on_plan.window.actions_table[Do.OPEN_PAGE].isEnabled()
    on_plan.qtbot.keyClick(view, Qt.Key.Key_F)
    on_plan.qtbot.waitUntil(lambda: on_plan.work.pages.on_page, timeout=5000)
    on_plan.qtbot.keyClick(on_plan.work.pages.page, Qt.Key.Key_Escape)
    on_plan.settle()
    assert on_plan.work.pages.place is Do.THREAD


def test_an_empty_recommendation_says_what_to_do_next(on_plan: Opened) -> None:
    words = said(open_thread(on_plan, an_id(405)))
    assert "Nothing yet: no action answers it. Go back and press N to add one." in words
    assert "No measure yet: name the number that should move." in words
    assert "Nobody has asked about it yet." in words


def test_a_long_history_comes_in_parts(on_plan: Opened) -> None:
    for number in range(30):
        on_plan.work.hub.write(lambda uow, act, n=number: editing.set_fields(uow, act, ["R1"], {"response": f"No {n}"}))
    on_plan.settle()
    view = open_thread(on_plan, R1)
    more = next(one for one in view.findChildren(QPushButton) if one.text() == "Show earlier changes")
    assert more.isVisible()
    assert "R1 was added" not in said(view)
    more.click()
    on_plan.settle()
    assert "R1 was added" in said(view)


def test_long_words_and_a_bare_measure_do_not_break_it(on_plan: Opened) -> None:
    long = "Whatever was agreed between partners " * 40
    put(on_plan, replace(on_plan.work.hub.snapshot.get(R1), response=long),
        Measure(id=an_id(7002), ref="M9", name=long, targets=(R1,)))  # fmt: skip
    words = said(open_thread(on_plan, R1))
    assert long.strip() in words
    assert "No reading yet: enter the latest figure." in words
    assert "Nothing to draw yet" in words
