"""Help about each screen, and the list of all keys, in one window beside the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from tracker import __version__
from tracker.ui.core.commands import MENUS, Do
from tracker.ui.look.fitted import TitledDialog
from tracker.ui.look.parts import button

if TYPE_CHECKING:
    from tracker.ui.look.theme import Theme
    from tracker.ui.shell.main_window import MainWindow

START = """# Begin here

- **New plan from a report** reads an inspection letter or report (PDF or Word). You see the page beside what was read,
  and choose what to take.
- **Bring in an existing plan** takes in the table you keep today, in Excel, Word or PDF: you see what it becomes,
  answer what is not sure, press a heading where a column was taken for the wrong thing, and bring it in as one change.
- **Open a plan** opens a file ending in .plan. A plan is one file: it holds the report, the evidence and every change.
- **Open the sample plan** shows a plan in mid-life. Nothing you do there matters.
- You can also drop a report, a plan of any kind or (on a plan) a returned workbook anywhere on the window.
"""

TEXTS: dict[Do, str] = {
    Do.MY_WORK: """# My work

What waits for you, in the order in which it presses: late and yours, due in four weeks, waiting for your decision, sent
back, asked of you, yours for later, and what others changed since you last looked. Each is done under its own line,
and stays in its place until you leave.

- **Up and Down** go from line to line, **Tab** to the buttons of a line, **Enter** shows all of it where it stands.
- **U** writes an update, **V** attaches evidence, **D** asks for a new date; **Esc** puts the form away with its words.
- What waits for a decision is shown to whoever answers for the action, leads its recommendation or leads the plan; to
  everybody who may decide where nobody is named.
- Whoever leads the plan sees what stands in the way of the next meeting. Press a figure to list what it counts.
- Press your name above (or Ctrl+Alt+U) to say who you are.
""",
    Do.ACTIVITY: """# Activity

Every change of the plan, the latest first, with what was there before. Choose a person, fill in days, or type the
reference of a record to narrow it down; **Esc** shows everything again.

- **Enter** opens the record. **Take back** undoes the change in hand where it is yours and nothing was built on it.
- Fill in both days and press **Compare the two days** for what differs between the end of one and of the other.
""",
    Do.OVERVIEW: """# Overview

The board paper's first page: the same sentences, figures and charts. Press any figure, or any bar of a chart, to list
exactly what it counts. By keyboard: Tab to a chart, Left and Right from figure to figure, Enter to open.
""",
    Do.RECOMMENDATIONS: """# Recommendations

Each recommendation in the inspectors' words, with its actions under it. Everything is saved as you leave a field.

- **Up and Down** walk through the rows; **Left and Right** through an action's columns, and fold a recommendation.
- **Enter** edits the cell in hand. **Tab** goes on to the next one. **Esc** leaves it as it was.
- **N** adds an action under the recommendation in hand.
- Chips above the list filter it and combine; type words after **/** to filter further; **Esc** lists everything again.
- **Ctrl+Alt+K** shows what shapes and colours mean in this plan, and gives them other words and colours.
- Where the rules would say something else than you, they propose it under the forecast and the assurance: take it, or
  say why you know better. **Ctrl+Shift+C** closes an action.
- Press a heading to sort; a third press goes back to the plan's own order.
- **Ctrl+Alt+B** chooses the columns: start, forecast date, who is accountable, priority, times moved, days slipped,
  assurance, accepted evidence, last update, and whether a date was moved near a meeting. The choice is remembered.
- Drop a file on an action's row to attach it as evidence.
- A date that was agreed moves by asking: type the new one, say why, and someone else approves it. The first date stays,
  struck through, and the Deadline tab says who asked and who agreed. Ctrl+Alt+A decides on a date that waits.
- Press the statement's date at the foot of the window (or Ctrl+Alt+T) for the duty and the steps to it; Ctrl+Alt+P
  shows by what rule each inspection is answered, and takes another period.
- An action that is closed is checked again after 3, 6 and 12 months: Ctrl+Shift+H records what was found.
""",
    Do.ACTIONS: """# Actions

All actions in one list; what is said about recommendations holds here too. Choose several with Shift or Ctrl and edit
an owner, agency, priority or who is accountable: all of them get it, as one change that one undo takes back.

**Ctrl+Shift+M** (or **Edit together…** above the list) changes several fields of all selected actions with one note:
only what you fill or tick is changed, and where a date was agreed a new one is asked for.
""",
    Do.TIMELINE: """# Timeline

Actions along time, under their recommendations. A bar runs from the start to the last approved date, or to the day it
was done; the hatched strip under it ends where the action was first to end, so that a date that slipped stays seen.
What is overdue runs on to today. A dashed bar is a new date that was asked for and waits for approval; the pointer
above is the owner's own forecast. Milestones are diamonds: hollow while open, with a tick when done, with a stroke
when late.

- **Up and Down** walk through the rows, **Left and Right** along time, **Enter** opens the record beside.
- **+** and **-** show less or more time at once; **T** or **Home** brings today back into view.
- The row in hand shows by a thin arrow what it waits for. Point at a bar to read all of it in words.
- Chips and the words after **/** filter as they do in the list of recommendations; **Esc** lists everything again.
""",
    Do.CALENDAR: """# Calendar

What falls on each day: actions on their last approved date, milestones, verifications, evidence to refresh, meetings,
update rounds, the statement and its steps. Days on which offices are closed are shaded; bank holidays and the plan's
own closure days are named.

- **Arrows** go from day to day, **Page Up and Page Down** from month to month, **T** or **Home** to today.
- **Enter** goes into the day's list, or opens the one thing that falls on it; **Esc** comes back to the days.
- "+3 more" means that the list under the month holds the rest.
- Chips above the month show only those kinds of entry, and combine.
""",
    Do.WORKLOAD: """# Workload

Open actions by owner, or by agency, and by the month of their last approved date. Every open action stands in exactly
one cell. Those who have left, or have a day on which they leave, are marked; what nobody owns stands last.

- **Arrows** go from cell to cell; **Enter**, or a click, opens the list that a number counts.
""",
    Do.THREAD: """# Golden thread

One recommendation on one page: what the inspectors wrote, what was done, what shows it, the measure before and after,
what is still to do, the difference it made, what was asked, and every change.

- **Alt+Up and Alt+Down** go to the recommendation before and after; arrows, Page keys and Space scroll.
- **Tab** goes from item to item, **Enter** opens one; **Alt+Left** comes back here.
- **F** shows the page the words stand on. **Ctrl+C** copies the whole page as text. **Esc** or **G** goes back.
""",
    Do.SEARCH: """# Search everything

Type a few words: each must be there, as the beginning of a word; words in quotation marks stand together. Records are
searched with all their words, the names of evidence too, and every page of the reports. Up and Down walk, Enter opens
the record or the page, Esc goes back.
""",
    Do.EVIDENCE: """# Evidence

What shows that things were done: its kind, what it shows, its own date, and who checked it (never the owner or whoever
added it). Choose an action and press V to attach more, or drop a file on its row.

- **Ctrl+Shift+R** checks the evidence in hand: accept it, or send it back with a note.
- **Ctrl+Shift+K** asks every link whether it still leads somewhere; type “broken link” to list those that do not.
- **Ctrl+Alt+E** sets what makes evidence sufficient in this plan.
- **Enter** (or F2, or a double click) edits the cell in hand; where it only shows something, Enter opens the record.
""",
    Do.MEASURES: """# Measures

Numbers that should move: baseline, target and dated readings. The shape before the latest reading says whether it is at
its target, improving, unchanged or worsening. In the panel, green means at the target or on course for it, amber within
tolerance of the course, red behind it; the sentence says why. Type a reading and press Enter; the next can follow.

**Enter** (or F2, or a double click) edits the cell in hand; where a cell only shows something, Enter opens the record.
""",
    Do.MEETINGS: """# Meetings

Boards this plan reports to, what they were shown, and what they asked. A question stays open until whoever asked is
content with the answer.

- **Ctrl+P** makes a paper for the meeting in hand: see its pages, save or print it, and issue it to the meeting.
- **Ctrl+Shift+W** opens what the meeting in hand was shown, as the very file; a corrected paper stands beside it.
- **Ctrl+Shift+Q** notes a question, who asked it, at which meeting, and what it is about: the record in hand, or the
  meeting in hand. A meeting that is new is added.
- **Ctrl+Alt+Y** answers the question in hand, with the evidence that was offered. **Ctrl+Alt+Q** notes who said that
  the asker is content: the asker, or somebody who speaks for them, and never whoever answered. **Ctrl+Alt+O** opens it
  again, with a note of what is lacking.
- Open questions also stand on the actions and recommendations they are about, with the days they are open.

**Enter** (or F2, or a double click) edits the cell in hand; where a cell only shows something, Enter opens the record.
""",
    Do.ROUNDS: """# Update rounds

Ask every owner of an open action for an update by a day (**Ctrl+Shift+U**). The round shows whose answers are in, in
late or awaited. A **nil return** (**Ctrl+Alt+I**) answers the round, but an action nobody says anything about still
goes quiet. Copy a reminder to send by e-mail; close the round when no more answers are wanted.

- **Ctrl+Shift+O** makes a workbook of their own actions and a draft e-mail for each whom you tick.
- **Ctrl+M** brings workbooks home, or e-mails with one attached; **Ctrl+Alt+M** a folder of them. Each is listed with
  how it stands: **Enter** decides on one, **Ctrl+Enter** brings in all that leave nothing to decide.
- **Ctrl+Shift+S** saves any list as it stands, for Excel or any other program.
""",
    Do.SOURCES: """# Sources

The reports this plan answers, with their facts. Press F to see the document; from a recommendation, F opens the page it
stands on with its words highlighted.

**Enter** (or F2, or a double click) edits the cell in hand; where a cell only shows something, Enter opens the record.
""",
    Do.PEOPLE: """# People

Everyone who owns something, and the agencies. Names are added as they are typed as owners.

**Enter** (or F2, or a double click) edits the cell in hand; where a cell only shows something, Enter opens the record.

- **Ctrl+Alt+H** (or **Is leaving…** in the panel) hands all that is still to do over to somebody else: open actions,
  leads, measures, roles held and open update rounds. What is finished keeps its owner. One undo takes it back.
- A warning stands where someone has left and still owns something; the chip **Owner has left** lists those actions.
- **Join with another…** in an agency's panel makes two agencies one; the name that goes is kept as a former name. Names
  such as CCG, LSCB or YOT are understood where one agency of the plan took their place.
""",
}


def show_help(window: MainWindow) -> None:
    """Help about the screen on show, or the start screen."""
    work = window.workspace
    place = (work.pages.place or work.nav.place) if work is not None else None
    name = window.actions_table[place].text() if place is not None else window.tr("the start screen")
    title, text = name[:1].upper() + name[1:], about_screen(place, window.actions_table.letters)
    HelpWindow(title, text, window.theme, window).show()


def show_keys(window: MainWindow) -> None:
    """Every command with its key."""
    HelpWindow(window.tr("All keys"), all_keys(window.actions_table.letters), window.theme, window).show()


def show_about(window: MainWindow) -> None:
    """Version and licences."""
    HelpWindow(window.tr("About this program"), about_program(), window.theme, window).show()


class HelpWindow(TitledDialog):
    """One page of help; it stays beside the window until it is closed."""

    def __init__(self, title: str, markdown: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, title, parent)
        self.setModal(False)
        self.page = QTextBrowser(self)
        self.page.setOpenExternalLinks(False)
        self.page.setMarkdown(markdown)
        self.page.setAccessibleName(title)
        leave = button(self.tr("Close"), "", self)
        leave.clicked.connect(self.close)
        self.foot.addWidget(leave)
        self.hold((self.page, 1))
        metrics = self.fontMetrics()
        wide = metrics.averageCharWidth() * 88
        text = QTextDocument()
        text.setDefaultFont(self.font())
        text.setMarkdown(markdown)
        text.setTextWidth(wide - theme.space(16))
        self.page.setMinimumHeight(theme.space(20))
        self.resize(wide, min(round(text.size().height()) + theme.space(40), metrics.height() * 36))


def about_screen(place: Do | None, letters: bool) -> str:
    """Help about a screen (None: the start screen), with the keys that matter there."""
    text = (TEXTS.get(place, START) if place is not None else START).partition("\n\n")[2]
    wanted = (Do.NEW_ACTION, Do.EDIT, Do.ASSIGN, Do.DEADLINE, Do.UPDATE, Do.ATTACH, Do.OPEN_PAGE, Do.FILTER,
              Do.PALETTE, Do.UNDO, Do.REPORT)  # fmt: skip
    shown = wanted if place is not None else (Do.NEW_FROM_REPORT, Do.BRING_IN, Do.OPEN_PLAN, Do.OPEN_SAMPLE, Do.PALETTE)
    return text + "\n## Keys\n\n" + _table(shown, letters)


def all_keys(letters: bool) -> str:
    """Every command with its keys, menu by menu."""
    parts = []
    for title, dos in MENUS:
        parts.append(f"## {title.replace('&', '')}\n\n{_table(dos, letters)}")
    return "\n".join(parts)


def about_program() -> str:
    """Version and licences."""
    return (
        f"Improvement tracker {__version__} turns an inspection report into an action plan that gets done.\n\n"
        "Made with Qt for Python (LGPL), SQLAlchemy, ReportLab, openpyxl and pypdfium2. "
        "Icons: Lucide (ISC). Font: IBM Plex Sans (SIL Open Font License)."
    )


def _table(dos: tuple[Do, ...], letters: bool) -> str:
    rows = ["| Command | Keys | What it does |", "|---|---|---|"]
    for do in dos:
        spec = do.spec
        keys = ", ".join(spec.shown_keys(letters))
        rows.append(f"| {spec.text} | {keys} | {spec.tip} |")
    return "\n".join(rows) + "\n"
