"""Searching everything in the window: typed, walked through and opened by keys alone."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QStyle, QStyleOptionViewItem

from support.builders import an_action, an_id
from support.clocks import an_act
from support.gateway import FakeGateway
from support.record_page import Shown
from support.window import Opened
from tracker.domain.lists.search import Group, Hit, Results
from tracker.domain.plan.records import Milestone
from tracker.ui.core.commands import Do
from tracker.ui.look.theme import Theme
from tracker.ui.page.page_view import PageView, Sought
from tracker.ui.search.search_list import FoundDelegate, FoundModel, Heading
from tracker.ui.search.search_view import SearchView

A1, A2 = an_id(501), an_id(502)
LETTER = b"%PDF-1.7 the letter"


def open_search(opened: Opened) -> SearchView:
    opened.do(Do.SEARCH)
    opened.settle()
    found = opened.work.pages.search_view
    assert found is not None
    return found


def type_in(opened: Opened, words: str) -> SearchView:
    view = open_search(opened)
    view.line.clear()
    opened.qtbot.keyClicks(view.line, words)
    opened.qtbot.waitUntil(lambda: view.results is not None and view.results.words == words, timeout=5000)
    opened.settle()
    return view


def keep_letter(opened: Opened) -> None:
    with opened.session.store.begin() as uow:
        digest = uow.add_file(LETTER)
        uow.put(replace(uow.snapshot().inspections[0], sha256=digest))
        uow.commit(an_act().stamp("edit"))
    opened.work.hub.refresh()
    opened.settle()


def rows(view: SearchView) -> list[str]:
    return [view.model.index(row).data() for row in range(view.model.rowCount())]


def test_what_holds_the_words_is_listed_by_kind_with_counts(on_plan: Opened) -> None:
    view = type_in(on_plan, "plans")
    listed = rows(view)
    assert listed[0] == "Recommendations  2"
    assert "Actions  1" in listed
    assert any(line.startswith("A2 Audit thirty plans, Title") for line in listed)
    assert view.state.text().startswith(f"{view.results.count if view.results else 0} found")
    assert not on_plan.work.panes.panel.isVisible()
    assert view.line.hasFocus()


def test_arrows_walk_past_headings_and_enter_opens(on_plan: Opened) -> None:
    view = type_in(on_plan, "template")
    first = view.list.currentIndex().data(Qt.ItemDataRole.UserRole)
    assert isinstance(first, Hit)
    assert first.ref == "A1"
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Down)
    second = view.list.currentIndex().data(Qt.ItemDataRole.UserRole)
    assert second.ref == "U1"
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Up)
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Up)
    assert view.list.currentIndex().data(Qt.ItemDataRole.UserRole).ref == "X2"
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Down)
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Return)
    on_plan.settle()
    assert on_plan.work.nav.current_id() == A1
    on_plan.do(Do.BACK)
    assert on_plan.work.pages.place is Do.SEARCH
    assert view.line.text() == "template"


def test_what_stands_in_no_list_is_opened_where_it_belongs(on_plan: Opened) -> None:
    view = type_in(on_plan, "shared with partners")
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Return)
    on_plan.settle()
    assert on_plan.work.nav.current_id() == A1


def test_the_plans_own_title_leads_to_the_overview(on_plan: Opened) -> None:
    view = type_in(on_plan, "response to the joint")
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Return)
    on_plan.settle()
    assert on_plan.work.nav.place is Do.OVERVIEW
    assert on_plan.work.pages.place is None


def test_what_belongs_to_nothing_listed_stays_where_it_is(on_plan: Opened) -> None:
    with on_plan.session.store.begin() as uow:
        uow.add(Milestone(id=an_id(7001), ref="S9", title="Orphaned step"))
        uow.commit(an_act().stamp("new"))
    on_plan.work.hub.refresh()
    view = type_in(on_plan, "orphaned")
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Return)
    on_plan.settle()
    assert on_plan.work.pages.place is Do.SEARCH


def test_escape_goes_back(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.show_record(A2)
    view = open_search(on_plan)
    assert view.empty.isVisible()
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Escape)
    on_plan.settle()
    assert on_plan.work.pages.place is None
    assert on_plan.work.nav.current_id() == A2


def test_the_palette_hands_its_words_on(on_plan: Opened) -> None:
    on_plan.do(Do.PALETTE)
    palette = on_plan.window.palette_list
    assert palette is not None
    on_plan.qtbot.keyClicks(palette.line, "health strategy")
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    on_plan.settle()
    view = on_plan.work.pages.search_view
    assert view is not None
    assert view.line.text() == "health strategy"
    assert "A4" in "".join(rows(view))


def test_nothing_found_says_what_to_try(on_plan: Opened) -> None:
    view = type_in(on_plan, "zebra")
    assert (
        view.empty.words
        == "Nothing holds “zebra” All the words must be there. Try fewer, or only the beginning of one."
    )
    view.line.clear()
    on_plan.settle()
    on_plan.qtbot.waitUntil(lambda: view.empty.words.startswith("Type a few words"), timeout=2000)


def test_pages_of_the_reports_are_found_and_opened(on_plan: Opened, gateway: FakeGateway) -> None:
    gateway.texts["letter.pdf"] = ("A letter.", "Health did not attend enough strategy meetings.")
    keep_letter(on_plan)
    view = type_in(on_plan, "did not attend")
    on_plan.qtbot.waitUntil(lambda: view.model.rowCount() > 0, timeout=5000)
    hit = view.list.currentIndex().data(Qt.ItemDataRole.UserRole)
    assert (hit.page, hit.where) == (2, "page 2")
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Return)
    on_plan.qtbot.waitUntil(lambda: on_plan.work.pages.on_page, timeout=5000)
    assert on_plan.work.pages.page.page.page == 2
    on_plan.qtbot.keyClick(on_plan.work.pages.page, Qt.Key.Key_Escape)
    on_plan.settle()
    assert on_plan.work.pages.place is Do.SEARCH


def test_a_report_that_cannot_be_read_is_named_and_the_rest_is_searched(on_plan: Opened, gateway: FakeGateway) -> None:
    gateway.unreadable.add("letter.pdf")
    keep_letter(on_plan)
    view = type_in(on_plan, "template")
    on_plan.qtbot.waitUntil(lambda: "without the pages of letter.pdf" in view.state.text(), timeout=5000)
    assert "A1" in "".join(rows(view))


def test_it_follows_what_is_written_and_keeps_what_is_chosen(on_plan: Opened) -> None:
    view = type_in(on_plan, "template")
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Down)
    held = view.list.currentIndex().data(Qt.ItemDataRole.UserRole)
    with on_plan.session.store.begin() as uow:
        uow.add(an_action(9, title="Template in use"))
        uow.commit(an_act().stamp("new"))
    on_plan.work.hub.refresh()
    on_plan.settle()
    on_plan.qtbot.waitUntil(lambda: any("A9" in line for line in rows(view)), timeout=5000)
    assert view.list.currentIndex().data(Qt.ItemDataRole.UserRole) == held


def test_fast_typing_ends_with_the_last_words(on_plan: Opened) -> None:
    view = open_search(on_plan)
    for letters in ("t", "th", "thi", "thir", "thirty"):
        view.line.setText(letters)
        view._search()
    on_plan.settle()
    on_plan.qtbot.waitUntil(lambda: view.results is not None and view.results.words == "thirty", timeout=5000)


def test_the_list_of_finds_is_a_sound_model_and_paints_marked_words(theme: Theme) -> None:
    hit = Hit(an_id(1), "A1", "Agree one template", "Title", "Agree one template now", ((10, 18),), None)
    long = Hit(an_id(2), "A2", "word " * 80, "Title", "word " * 80, ((0, 4), (5, 9)), None)
    model = FoundModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_results(Results("template", (Group("Actions", 41, (hit, long)),)))
    assert model.index(0).data() == "Actions  41, the best 2 are listed"
    assert isinstance(model.index(0).data(Qt.ItemDataRole.UserRole), Heading)
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.data(QModelIndex()) is None
    assert model.step(-1, 1) == model.step(2, 1) == 1
    assert FoundModel().step(-1, 1) == -1
    image = QImage(600, 120, QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    before = image.copy()
    painter = QPainter(image)
    option = QStyleOptionViewItem()
    delegate = FoundDelegate(theme, model)
    for row, state in enumerate(
        (QStyle.StateFlag.State_None, QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_None)
    ):
        option.rect.setRect(0, 40 * row, 600, 40)  # type: ignore[attr-defined]
        option.state = state  # type: ignore[attr-defined]
        delegate.paint(painter, option, model.index(row))
    painter.end()
    assert image != before
    colours = {image.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(0, 120, 2)}
    assert theme.colour("highlight").name() in colours


def open_page(opened: Opened, words: str) -> PageView:
    keep_letter(opened)
    type_in(opened, words)
    assert opened.work.pages.search_view is not None
    opened.qtbot.keyClick(opened.work.pages.search_view.line, Qt.Key.Key_Up)
    hit = opened.work.pages.search_view.held
    assert hit is not None
    assert hit.page == 2
    opened.qtbot.keyClick(opened.work.pages.search_view.line, Qt.Key.Key_Return)
    opened.settle()
    opened.settle()
    assert opened.work.pages.on_page
    found = opened.work.panes.stack.currentWidget().findChild(PageView)
    assert isinstance(found, PageView)
    return found


def test_a_page_of_the_report_marks_the_words_that_were_found(on_plan: Opened) -> None:
    page = open_page(on_plan, "specif plans")
    printed = on_plan.window.gateway.page_words(LETTER, 2)  # type: ignore[union-attr]
    marked = [word for word, box in printed if box in page.canvas.boxes]
    assert (page.page, marked) == (2, ["Plans", "specific"])
    assert "2 words marked" in [one.text() for one in page.findChildren(QLabel)]
    page.previous_page()
    on_plan.settle()
    on_plan.settle()
    assert page.canvas.boxes == ()
    page.next_page()
    assert len(page.canvas.boxes) == 2
    on_plan.qtbot.keyClick(page.canvas, Qt.Key.Key_Escape)
    on_plan.settle()
    assert on_plan.work.pages.place is Do.SEARCH


def test_a_report_without_pages_shows_its_words_with_what_was_found_marked(on_plan: Opened) -> None:
    view = PageView(on_plan.window.gateway, on_plan.work.hub.jobs, on_plan.window.theme)
    on_plan.qtbot.addWidget(view)
    text = "Early help is offered. Help comes early; plans are specific."
    view.show_place(b"PK a Word document", 1, (), None, Sought("“early help”", text))
    shown = view.findChild(QPlainTextEdit)
    assert isinstance(shown, QPlainTextEdit)
    assert shown.toPlainText() == text
    assert [one.cursor.selectedText() for one in shown.extraSelections()] == ["Early", "help"]


def test_a_record_is_opened_at_the_field_that_holds_the_words(on_plan: Opened) -> None:
    on_plan.work.panes.show_panel(True)
    type_in(on_plan, "template")
    view = on_plan.work.pages.search_view
    assert view is not None
    on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Return)
    on_plan.settle()
    panel = on_plan.work.panes.panel
    assert panel.record == A1
    assert Shown(panel.view).title.editor.textCursor().selectedText() == "template"
    assert not panel.isAncestorOf(on_plan.window.focusWidget())


def test_details_and_updates_are_brought_into_view(on_plan: Opened) -> None:
    with on_plan.session.store.begin() as uow:
        uow.put(replace(uow.snapshot().get(A2), success_measure="Fewer children wait for zebras"))
        uow.commit(an_act().stamp("edit"))
    on_plan.work.hub.refresh()
    on_plan.settle()
    for words, tab in (("zebras", "Details"), ("shared with partners", "Updates")):
        type_in(on_plan, words)
        view = on_plan.work.pages.search_view
        assert view is not None
        assert view.held is not None
        on_plan.qtbot.keyClick(view.line, Qt.Key.Key_Return)
        on_plan.settle()
        assert tab in Shown(on_plan.work.panes.panel.view).sections.opened(), words
