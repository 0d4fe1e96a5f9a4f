"""The table of everything the window can be told to do: words, tip, keys, picture, and when it can be done.

Menus, the command palette, help and tooltips all read this table. A single letter works where no text is being
typed; a setting turns letters off, and then the other keys work alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Do(StrEnum):
    """What can be done."""

    NEW_FROM_REPORT = "new from report"
    NEW_PLAN = "new plan"
    OPEN_PLAN = "open plan"
    OPEN_SAMPLE = "open sample"
    IMPORT = "import"
    EXPORT = "export"
    EXPORT_CALENDAR = "export calendar"
    MERGE = "merge"
    REPORT_PDF = "report pdf"
    REPORT_EXCEL = "report excel"
    REPORT_WORD = "report word"
    BACKUP = "backup"
    CLOSE_PLAN = "close plan"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    FILTER = "filter"
    CLEAR_FILTERS = "clear filters"
    PALETTE = "palette"
    FILTER_BY = "filter by"
    SAVE_VIEW = "save view"
    VIEWS = "views"
    RENAME = "rename"
    KEY = "key"
    RULES = "rules"
    AGREE = "agree"
    STATEMENT = "statement"
    PERIOD = "period"
    ACT_AS = "act as"
    AS_AT = "as at"
    NEW_ACTION = "new action"
    EDIT = "edit"
    ASSIGN = "assign"
    DEADLINE = "deadline"
    UPDATE = "update"
    ATTACH = "attach"
    ATTACH_LINK = "attach link"
    DECIDE = "decide"
    CHECK = "check"
    COMPLETE = "complete"
    EDIT_MANY = "edit many"
    ASK_ROUND = "ask round"
    NIL_RETURN = "nil return"
    HAND_OVER = "hand over"
    CLOSE_ACTION = "close action"
    REVIEW = "review"
    CHECK_LINKS = "check links"
    QUESTION = "question"
    ANSWER = "answer"
    CONTENT = "content"
    REOPEN = "reopen"
    OPEN_PAGE = "open page"
    THREAD = "thread"
    SEARCH = "search"
    OVERVIEW = "place overview"
    RECOMMENDATIONS = "place recommendations"
    ACTIONS = "place actions"
    TIMELINE = "place timeline"
    CALENDAR = "place calendar"
    WORKLOAD = "place workload"
    EVIDENCE = "place evidence"
    MEASURES = "place measures"
    MEETINGS = "place meetings"
    ROUNDS = "place rounds"
    SOURCES = "place sources"
    PEOPLE = "place people"
    BACK = "back"
    FORTH = "forth"
    PANEL = "panel"
    WIDEN = "widen"
    COLUMNS = "columns"
    THEME_SYSTEM = "theme system"
    THEME_LIGHT = "theme light"
    THEME_DARK = "theme dark"
    LARGER = "larger"
    SMALLER = "smaller"
    LETTERS = "letters"
    HELP = "help"
    KEYS = "keys"
    ABOUT = "about"


class When(StrEnum):
    """When something can be done."""

    ALWAYS = "always"
    PLAN = "a plan is open"
    EDITING = "a plan is open and may be edited"
    RECORD = "a record is in hand"
    SUBJECT = "an action or recommendation is in hand and may be edited"
    TELLING = "something that is reported on is in hand: an action, a recommendation or a measure"
    ACTION = "an action is in hand and may be edited"


@dataclass(frozen=True, slots=True)
class Spec:
    """One thing to do. `letter` is its single key, `keys` those that work always (the first stands in the menu)."""

    text: str
    tip: str
    keys: tuple[str, ...] = ()
    letter: str = ""
    icon: str = ""
    when: When = When.ALWAYS
    checkable: bool = False


SPECS: Final[Mapping[Do, Spec]] = {
    Do.NEW_FROM_REPORT: Spec("New plan from a report…",
        "Read an inspection report and begin a plan with its recommendations",
        ("Ctrl+Alt+N",), icon="file-plus"),
    Do.NEW_PLAN: Spec("New empty plan…", "Begin a plan without a report", ("Ctrl+Shift+N",), icon="plus"),
    Do.OPEN_PLAN: Spec("Open plan…", "Open a plan file", ("Ctrl+O",), icon="folder-open"),
    Do.OPEN_SAMPLE: Spec("Open the sample plan", "Open a plan in mid-life to look round in",
        ("Ctrl+Alt+S",), icon="book-open"),
    Do.IMPORT: Spec("Import report…", "Read a report and choose what to take into this plan",
        ("Ctrl+I",), icon="file-text", when=When.EDITING),
    Do.EXPORT: Spec("Export workbook…", "Write the workbook that colleagues fill in and send back",
        ("Ctrl+Shift+E",), icon="file-spreadsheet", when=When.PLAN),
    Do.EXPORT_CALENDAR: Spec("Export calendar…", "Write the dates still to be kept as a calendar file (.ics)",
        ("Ctrl+Shift+I",), icon="calendar-days", when=When.PLAN),
    Do.MERGE: Spec("Merge workbook…", "Bring a returned workbook's changes into this plan",
        ("Ctrl+M",), icon="git-merge", when=When.EDITING),
    Do.REPORT_PDF: Spec("Report as PDF…", "Make the board paper", ("Ctrl+P",), icon="printer", when=When.PLAN),
    Do.REPORT_EXCEL: Spec("Report as Excel…", "Make the progress workbook for reading",
        ("Ctrl+Shift+X",), icon="file-spreadsheet", when=When.PLAN),
    Do.REPORT_WORD: Spec("Report as Word…", "Make the board paper as a Word document",
        ("Ctrl+Shift+W",), icon="file-text", when=When.PLAN),
    Do.BACKUP: Spec("Backup…", "Write a checked copy of the whole plan",
        ("Ctrl+B",), icon="hard-drive", when=When.PLAN),
    Do.CLOSE_PLAN: Spec("Close plan", "Go back to the start screen", ("Ctrl+W",), icon="x", when=When.PLAN),
    Do.QUIT: Spec("Quit", "Close the window", ("Ctrl+Q",), icon="log-out"),
    Do.UNDO: Spec("Undo", "Take back your last change (text being typed first)",
        ("Ctrl+Z",), icon="undo-2", when=When.EDITING),
    Do.REDO: Spec("Redo", "Bring back what you undid", ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo-2", when=When.EDITING),
    Do.FILTER: Spec("Filter the list", "Type words that the list must hold", ("Ctrl+F",), "/", "funnel", When.PLAN),
    Do.CLEAR_FILTERS: Spec("Clear filters", "List everything again", ("Ctrl+Shift+L",), icon="x", when=When.PLAN),
    Do.FILTER_BY: Spec("Filter by…", "List one agency, recommendation, outcome, owner or state",
        ("Ctrl+Shift+G",), icon="funnel", when=When.PLAN),
    Do.SAVE_VIEW: Spec("Keep this view…", "Keep what the list shows under a name",
        ("Ctrl+Alt+V",), icon="plus", when=When.PLAN),
    Do.VIEWS: Spec("Kept views…", "Choose a view that was kept", ("Ctrl+Shift+J",), icon="list", when=When.PLAN),
    Do.PALETTE: Spec("Find or do anything…", "Jump to a record by reference or words, or run a command",
        ("Ctrl+K",), icon="command"),
    Do.RENAME: Spec("Rename plan…", "Change the plan's title", ("Shift+F2",), icon="pencil", when=When.EDITING),
    Do.AGREE: Spec("Agree the plan…",
        "Fix the original dates: from then on a deadline moves only by an approved extension",
        ("Ctrl+Alt+G",), icon="badge-check", when=When.EDITING),
    Do.STATEMENT: Spec("Written statement…", "When it is due, by what duty, and the steps planned back from that day",
        ("Ctrl+Alt+T",), icon="calendar-clock", when=When.PLAN),
    Do.PERIOD: Spec("Change the period to answer…",
        "How long there is to answer each inspection, by what rule, and another period where you know better",
        ("Ctrl+Alt+P",), icon="calendar-clock", when=When.PLAN),
    Do.ACT_AS: Spec("Who you are…", "The name your changes are signed with",
        ("Ctrl+Alt+U",), icon="user", when=When.PLAN),
    Do.AS_AT: Spec("As-at date…", "The day that overdue and figures are judged by",
        ("Ctrl+Alt+D",), icon="calendar", when=When.PLAN),
    Do.NEW_ACTION: Spec("New action", "Add an action under what is in hand", ("Ctrl+N",), "N", "plus", When.EDITING),
    Do.EDIT: Spec("Edit", "Edit the cell in hand, or the title", ("Ctrl+E",), "E", "pencil", When.ACTION),
    Do.ASSIGN: Spec("Assign owner", "Say who does it; a new name is added to the register",
        ("Ctrl+Shift+A",), "A", "user-plus", When.ACTION),
    Do.DEADLINE: Spec("Deadline", "Set the due date, or ask for a new one once it was agreed",
        ("Ctrl+D",), "D", "calendar-clock", When.ACTION),
    Do.UPDATE: Spec("Update…", "Say how it stands, dated today; for a measure, enter a reading",
        ("Ctrl+U",), "U", "message-square-plus", When.TELLING),
    Do.ATTACH: Spec("Attach evidence…", "Attach a file that shows it was done",
        ("Ctrl+Shift+V",), "V", "paperclip", When.SUBJECT),
    Do.ATTACH_LINK: Spec("Attach a link…", "Note a link as evidence", ("Ctrl+L",), icon="link", when=When.SUBJECT),
    Do.DECIDE: Spec("Decide on the new date…", "Approve or refuse the new date that someone asked for",
        ("Ctrl+Alt+A",), icon="badge-check", when=When.ACTION),
    Do.CHECK: Spec("Record a check…", "Say whether it was found done and still holds; its owner does not check it",
        ("Ctrl+Shift+H",), icon="circle-check", when=When.ACTION),
    Do.COMPLETE: Spec("Mark complete", "Say that it is done, as of today",
        ("Ctrl+Shift+Return",), icon="circle-check", when=When.ACTION),
    Do.EDIT_MANY: Spec("Edit selected together…",
        "Change the same fields of all selected actions, with one note; one undo takes it back",
        ("Ctrl+Shift+M",), icon="list-checks", when=When.EDITING),
    Do.ASK_ROUND: Spec("Ask for updates…", "Begin a round: owners are asked for updates by a day",
        ("Ctrl+Shift+U",), icon="message-square-plus", when=When.EDITING),
    Do.NIL_RETURN: Spec("Nil return…", "Say for somebody that there is nothing to report in this round",
        ("Ctrl+Alt+I",), icon="circle", when=When.EDITING),
    Do.HAND_OVER: Spec("Hand over…", "Somebody leaves: give all that is still to do to another in one step",
        ("Ctrl+Alt+H",), icon="user-plus", when=When.EDITING),
    Do.CLOSE_ACTION: Spec("Close action…", "Sign it off: what shows it, and what difference it made",
        ("Ctrl+Shift+C",), icon="lock", when=When.ACTION),
    Do.REVIEW: Spec("Review evidence…", "Accept the evidence in hand, or the first not checked, or send it back",
        ("Ctrl+Shift+R",), icon="badge-check", when=When.EDITING),
    Do.CHECK_LINKS: Spec("Check links", "Ask every link of the evidence whether it still leads somewhere",
        ("Ctrl+Shift+K",), icon="unlink", when=When.EDITING),
    Do.KEY: Spec("Key of this plan…", "What shapes and colours mean here, and other words and colours for them",
        ("Ctrl+Alt+K",), icon="diamond", when=When.PLAN),
    Do.RULES: Spec("Rules of this plan…", "What makes evidence sufficient, when checks come, when silence counts",
        ("Ctrl+Alt+E",), icon="list-checks", when=When.PLAN),
    Do.QUESTION: Spec("New question…", "Note what a board asked, about what is in hand",
        ("Ctrl+Shift+Q",), icon="circle-question-mark", when=When.EDITING),
    Do.ANSWER: Spec("Answer the question…", "Say what the answer is, who gave it, and what evidence was offered",
        ("Ctrl+Alt+Y",), icon="message-square-plus", when=When.EDITING),
    Do.CONTENT: Spec("The asker is content…", "Settle the question in hand: whoever asked is content with its answer",
        ("Ctrl+Alt+Q",), icon="circle-check", when=When.EDITING),
    Do.REOPEN: Spec("Not content: open again…", "Open the question in hand again, with a note of what is lacking",
        ("Ctrl+Alt+O",), icon="undo-2", when=When.EDITING),
    Do.OPEN_PAGE: Spec("Open page", "Show the page the inspectors' words stand on",
        ("Ctrl+Shift+F",), "F", "file-search", When.RECORD),
    Do.THREAD: Spec("Golden thread",
        "One recommendation on one page: words, actions, evidence, measures and the difference made",
        ("Ctrl+G",), "G", "list-tree", When.PLAN),
    Do.SEARCH: Spec("Search everything…", "Find words in every record, in evidence names and in the reports' own pages",
        ("Ctrl+Alt+F",), icon="search", when=When.PLAN),
    Do.OVERVIEW: Spec("Overview", "Figures and charts, as the board sees them",
        ("Ctrl+1",), icon="layout-dashboard", when=When.PLAN),
    Do.RECOMMENDATIONS: Spec("Recommendations", "Recommendations with their actions under them",
        ("Ctrl+2",), icon="list-tree", when=When.PLAN),
    Do.ACTIONS: Spec("Actions", "All actions in one list", ("Ctrl+3",), icon="list-checks", when=When.PLAN),
    Do.TIMELINE: Spec("Timeline", "Actions along time, with where they were first to end",
        ("Ctrl+4",), icon="chart-gantt", when=When.PLAN),
    Do.CALENDAR: Spec("Calendar", "What falls on each day of a month",
        ("Ctrl+Alt+C",), icon="calendar", when=When.PLAN),
    Do.WORKLOAD: Spec("Workload", "Who has how much to do, month by month",
        ("Ctrl+Alt+W",), icon="grid-3x3", when=When.PLAN),
    Do.EVIDENCE: Spec("Evidence", "What shows that things were done", ("Ctrl+5",), icon="paperclip", when=When.PLAN),
    Do.MEASURES: Spec("Measures", "Numbers that should move", ("Ctrl+6",), icon="chart-line", when=When.PLAN),
    Do.MEETINGS: Spec("Meetings", "Boards and what they asked", ("Ctrl+7",), icon="calendar-days", when=When.PLAN),
    Do.ROUNDS: Spec("Update rounds", "Who was asked for updates, and whose answers are in",
        ("Ctrl+Alt+R",), icon="list-checks", when=When.PLAN),
    Do.SOURCES: Spec("Sources", "The reports this plan answers", ("Ctrl+8",), icon="file-text", when=When.PLAN),
    Do.PEOPLE: Spec("People", "Who owns what, and the agencies", ("Ctrl+9",), icon="users", when=When.PLAN),
    Do.BACK: Spec("Back", "Where you were before", ("Alt+Left",), icon="arrow-left", when=When.PLAN),
    Do.FORTH: Spec("Forward", "Where you were before going back", ("Alt+Right",), icon="arrow-right", when=When.PLAN),
    Do.PANEL: Spec("Show the side panel", "The whole record beside the list",
        ("F8",), icon="panel-right", when=When.PLAN, checkable=True),
    Do.WIDEN: Spec("Widen the panel", "Give the record the whole window",
        ("F11",), icon="maximize-2", when=When.PLAN, checkable=True),
    Do.COLUMNS: Spec("Choose columns…", "Choose which columns the list shows: start, priority, times moved and others",
        ("Ctrl+Alt+B",), icon="grid-3x3", when=When.PLAN),
    Do.THEME_SYSTEM: Spec("Colours of the system", "Follow the system's light or dark",
        ("Ctrl+Alt+0",), icon="monitor", checkable=True),
    Do.THEME_LIGHT: Spec("Light colours", "Always light", ("Ctrl+Alt+1",), icon="sun", checkable=True),
    Do.THEME_DARK: Spec("Dark colours", "Always dark", ("Ctrl+Alt+2",), icon="moon", checkable=True),
    Do.LARGER: Spec("Larger text", "Make all text larger", ("Ctrl++", "Ctrl+="), icon="plus"),
    Do.SMALLER: Spec("Smaller text", "Make all text smaller", ("Ctrl+-",), icon="minimize-2"),
    Do.LETTERS: Spec("Single-letter keys", "N, E, D, U, V, A, F, G and / where no text is typed; off for dictation",
        ("Ctrl+Alt+L",), icon="keyboard", checkable=True),
    Do.HELP: Spec("About this screen", "What this screen is for and how to use it",
        ("F1",), icon="circle-question-mark"),
    Do.KEYS: Spec("All keys", "Every command with its key", ("Shift+F1",), icon="keyboard"),
    Do.ABOUT: Spec("About this program", "Version and licences", ("Ctrl+Alt+F1",), icon="info"),
}  # fmt: skip

RECENT: Final = "recent"
MENUS: Final[tuple[tuple[str, tuple[Do | str | None, ...]], ...]] = (
    ("&File", (Do.NEW_FROM_REPORT, Do.NEW_PLAN, Do.OPEN_PLAN, RECENT, Do.OPEN_SAMPLE, None, Do.IMPORT, Do.EXPORT,
               Do.MERGE, None, Do.REPORT_PDF, Do.REPORT_EXCEL, Do.REPORT_WORD, Do.EXPORT_CALENDAR, None, Do.BACKUP,
               Do.CLOSE_PLAN, Do.QUIT)),
    ("&Edit", (Do.UNDO, Do.REDO, None, Do.PALETTE, Do.SEARCH, Do.FILTER, Do.FILTER_BY, Do.CLEAR_FILTERS,
               Do.SAVE_VIEW, Do.VIEWS, None, Do.EDIT_MANY, None, Do.RENAME, Do.AGREE, Do.STATEMENT, Do.PERIOD,
               Do.KEY, Do.RULES, None, Do.ACT_AS, Do.AS_AT)),
    ("&Action", (Do.NEW_ACTION, Do.EDIT, None, Do.ASSIGN, Do.DEADLINE, Do.DECIDE, Do.COMPLETE, Do.CLOSE_ACTION,
                 Do.CHECK, None, Do.UPDATE, Do.ATTACH, Do.ATTACH_LINK, Do.REVIEW, Do.CHECK_LINKS, None, Do.QUESTION,
                 Do.ANSWER, Do.CONTENT, Do.REOPEN, None, Do.ASK_ROUND, Do.NIL_RETURN, Do.HAND_OVER, None,
                 Do.OPEN_PAGE, Do.THREAD)),
    ("&View", (Do.OVERVIEW, Do.RECOMMENDATIONS, Do.ACTIONS, Do.TIMELINE, Do.CALENDAR, Do.WORKLOAD, Do.EVIDENCE,
               Do.MEASURES, Do.MEETINGS, Do.ROUNDS, Do.SOURCES, Do.PEOPLE, None, Do.BACK, Do.FORTH, None, Do.PANEL,
               Do.WIDEN, Do.COLUMNS, None, Do.THEME_SYSTEM, Do.THEME_LIGHT, Do.THEME_DARK, None, Do.LARGER,
               Do.SMALLER, None, Do.LETTERS)),
    ("&Help", (Do.HELP, Do.KEYS, Do.ABOUT)),
)  # fmt: skip


def key_of(do: Do, letters: bool) -> str:
    """The key that stands for a Do in tips and help."""
    spec = SPECS[do]
    return spec.letter if spec.letter and letters else (spec.keys[0] if spec.keys else "")
