"""The table of everything the window can be told to do: words, tip, keys, menu, picture, when it can be done, and how.

Menus, the command palette, help and tooltips all read this table, in its order. A command that is new is an entry here
and the function it names. A single letter works where no text is being typed; a setting turns letters off, and then
the other keys work alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

FILE_MENU, EDIT_MENU, PLAN_MENU, ACTION_MENU = "&File", "&Edit", "&Plan", "&Action"
REPORT_MENU, VIEW_MENU, HELP_MENU = "&Report", "&View", "&Help"


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
    """One thing to do. `keys` work always (the first stands in the menu), `letter` where no text is being typed.

    `menu` is a menu and a part of it; a line divides one part from the next. `run` names what does it: an attribute of
    the window ("files.open_sample"), or a function of a module under `tracker.ui` ("people.people_commands:hand_over").
    A function of the shell is given the window, any other the Context of the open plan; its module is read when it is
    first asked for, since the start of the program does not wait for it. A place has none: the window goes there.
    `also` are words that people use for it else; the palette finds it by them.
    """

    text: str
    tip: str
    keys: tuple[str, ...]
    menu: tuple[str, int]
    letter: str = ""
    icon: str = ""
    when: When = When.ALWAYS
    checkable: bool = False
    run: str = ""
    also: str = ""

    def shown_keys(self, letters: bool) -> tuple[str, ...]:
        """Its keys, the letter first where letters are keys."""
        return ((self.letter,) if self.letter and letters else ()) + self.keys


# fmt: off
class Do(StrEnum):
    """What can be done. The value names it in settings, so that it outlives other words."""

    spec: Spec

    def __new__(cls, value: str, spec: Spec | None = None) -> Do:
        """The command of this name; only its entry gives the rest of it."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.spec = spec or Spec("", "", (), ("", 0))
        return made

    @property
    def is_place(self) -> bool:
        """Whether it goes to a place of the plan."""
        return self.value.startswith("place ")

    # File
    NEW_FROM_REPORT = "new from report", Spec("New plan from a report…",
        "Read an inspection report and begin a plan with its recommendations", ("Ctrl+Alt+N",), (FILE_MENU, 1),
        icon="file-plus", run="files.ask_for_reports")
    NEW_PLAN = "new plan", Spec("New empty plan…", "Begin a plan without a report", ("Ctrl+Shift+N",), (FILE_MENU, 1),
        icon="plus", run="files.begin_empty")
    OPEN_PLAN = "open plan", Spec("Open plan…", "Open a plan file", ("Ctrl+O",), (FILE_MENU, 1), icon="folder-open",
        run="files.ask_for_plan")
    OPEN_SAMPLE = "open sample", Spec("Open the sample plan", "Open a plan in mid-life to look round in",
        ("Ctrl+Alt+S",), (FILE_MENU, 1), icon="book-open", run="files.open_sample")
    IMPORT = "import", Spec("Import report…", "Read a report and choose what to take into this plan", ("Ctrl+I",),
        (FILE_MENU, 2), icon="file-text", when=When.EDITING, run="files.ask_for_reports_here")
    BRING_IN = "bring in plan", Spec("Bring in an existing plan…",
        "Take in the plan you have today, from Excel, Word, PDF or a list: shown first, then added as one change",
        ("Ctrl+Shift+P",), (FILE_MENU, 2), icon="file-spreadsheet", run="files.ask_for_their_plan", also="import excel")
    JOIN_COPY = "join copy", Spec("Join another copy of this plan…",
        "Take in what was done in a copy of this plan since both parted", ("Ctrl+Alt+7",), (FILE_MENU, 2),
        icon="git-merge", when=When.EDITING, run="files.ask_for_copy", also="merge plans")
    SAVED = "saved", Spec("Save", "Everything is saved as you make it; this says so", ("Ctrl+S",), (FILE_MENU, 3),
        icon="check", when=When.PLAN, run="shell.plan_commands:saved")
    BACKUP = "backup", Spec("Backup…", "Write a checked copy of the whole plan", ("Ctrl+B",), (FILE_MENU, 3),
        icon="hard-drive", when=When.PLAN, run="shell.papers:backup")
    COPIES = "copies", Spec("Copies of this plan…",
        "The copies it keeps by itself: what has changed since each, and taking all of it or one record back",
        ("Ctrl+Alt+Z",), (FILE_MENU, 3), icon="hard-drive", when=When.PLAN, run="copies.watch:show_copies")
    VERIFY = "verify", Spec("Check the whole plan",
        "Walk every change and check every file, and say what was verified or what is broken", ("Ctrl+Alt+5",),
        (FILE_MENU, 3), icon="badge-check", when=When.PLAN, run="copies.watch:verify")
    CLOSE_PLAN = "close plan", Spec("Close plan", "Go back to the start screen", ("Ctrl+W",), (FILE_MENU, 3), icon="x",
        when=When.PLAN, run="close_plan")
    QUIT = "quit", Spec("Quit", "Close the window", ("Ctrl+Q",), (FILE_MENU, 3), icon="log-out", run="close")
    # Edit
    UNDO = "undo", Spec("Undo", "Take back your last change (text being typed first)", ("Ctrl+Z",), (EDIT_MENU, 1),
        icon="undo-2", when=When.EDITING, run="shell.plan_commands:undo")
    REDO = "redo", Spec("Redo", "Bring back what you undid", ("Ctrl+Shift+Z", "Ctrl+Y"), (EDIT_MENU, 1), icon="redo-2",
        when=When.EDITING, run="shell.plan_commands:redo")
    CUT = "cut", Spec("Cut", "Take the marked words away and onto the clipboard", ("Ctrl+X",), (EDIT_MENU, 2),
        icon="scissors", when=When.PLAN, run="plan_list.clipboard:cut")
    COPY = "copy", Spec("Copy", "Put the selected rows or marked words on the clipboard, for Excel and Word",
        ("Ctrl+C",), (EDIT_MENU, 2), icon="copy", when=When.PLAN, run="plan_list.clipboard:copy")
    PASTE = "paste", Spec("Paste", "Insert words; a block of cells from Excel is shown first and added as actions",
        ("Ctrl+V",), (EDIT_MENU, 2), icon="clipboard", when=When.EDITING, run="plan_list.clipboard:paste")
    DELETE = "delete", Spec("Delete…",
        "Say what is to become of it: take it back, superseded, or not adopted. Nothing is lost", ("Del",),
        (EDIT_MENU, 2), icon="trash", when=When.EDITING, run="plan_list.clipboard:delete", also="remove")
    PALETTE = "palette", Spec("Find or do anything…", "Jump to a record by reference or words, or run a command",
        ("Ctrl+K",), (EDIT_MENU, 3), icon="command", run="open_palette")
    SEARCH = "search", Spec("Search everything…",
        "Find words in every record, in evidence names and in the reports' own pages", ("Ctrl+Alt+F",), (EDIT_MENU, 3),
        icon="search", when=When.PLAN, run="shell.plan_commands:search")
    FILTER = "filter", Spec("Filter the list", "Type words that the list must hold", ("Ctrl+F",), (EDIT_MENU, 3),
        letter="/", icon="funnel", when=When.PLAN, run="shell.plan_commands:filter")
    FILTER_BY = "filter by", Spec("Filter by…", "List one agency, recommendation, outcome, owner or state",
        ("Ctrl+Shift+G",), (EDIT_MENU, 3), icon="funnel", when=When.PLAN, run="shell.plan_commands:filter_by")
    CLEAR_FILTERS = "clear filters", Spec("Clear filters", "List everything again", ("Ctrl+Shift+L",), (EDIT_MENU, 3),
        icon="x", when=When.PLAN, run="shell.plan_commands:clear_filters")
    SAVE_VIEW = "save view", Spec("Keep this view…", "Keep what the list shows under a name", ("Ctrl+Alt+V",),
        (EDIT_MENU, 3), icon="plus", when=When.PLAN, run="views.save")
    VIEWS = "views", Spec("Kept views…", "Choose a view that was kept", ("Ctrl+Shift+J",), (EDIT_MENU, 3), icon="list",
        when=When.PLAN, run="views.choose")
    EDIT_MANY = "edit many", Spec("Edit selected together…",
        "Change the same fields of all selected actions, with one note; one undo takes it back", ("Ctrl+Shift+M",),
        (EDIT_MENU, 4), icon="list-checks", when=When.EDITING, run="plan_list.bulk_commands:edit_many")
    # Plan
    RENAME = "rename", Spec("Rename plan…", "Change the plan's title", ("Shift+F2",), (PLAN_MENU, 1), icon="pencil",
        when=When.EDITING, run="shell.plan_commands:rename")
    AGREE = "agree", Spec("Agree the plan…",
        "Fix the original dates: from then on a deadline moves only by an approved extension", ("Ctrl+Alt+G",),
        (PLAN_MENU, 1), icon="badge-check", when=When.EDITING, run="plan_rules.agree_commands:agree_plan")
    STATEMENT = "statement", Spec("Written statement…",
        "When it is due, by what duty, and the steps planned back from that day", ("Ctrl+Alt+T",), (PLAN_MENU, 2),
        icon="calendar-clock", when=When.PLAN, run="record.date_commands:statement")
    PERIOD = "period", Spec("Change the period to answer…",
        "How long there is to answer each inspection, by what rule, and another period where you know better",
        ("Ctrl+Alt+P",), (PLAN_MENU, 2), icon="calendar-clock", when=When.PLAN, run="record.date_commands:period")
    KEY = "key", Spec("Key of this plan…", "What shapes and colours mean here, and other words and colours for them",
        ("Ctrl+Alt+K",), (PLAN_MENU, 3), icon="diamond", when=When.PLAN, run="record.state_commands:key")
    RULES = "rules", Spec("Rules of this plan…",
        "What makes evidence sufficient, when checks come, when silence counts", ("Ctrl+Alt+E",), (PLAN_MENU, 3),
        icon="list-checks", when=When.PLAN, run="record.state_commands:rules")
    ASK_ROUND = "ask round", Spec("Ask for updates…", "Begin a round: owners are asked for updates by a day",
        ("Ctrl+Shift+U",), (PLAN_MENU, 4), icon="message-square-plus", when=When.EDITING,
        run="rounds.round_commands:ask")
    NIL_RETURN = "nil return", Spec("Nil return…", "Say for somebody that there is nothing to report in this round",
        ("Ctrl+Alt+I",), (PLAN_MENU, 4), icon="circle", when=When.EDITING, run="rounds.round_commands:nil_return")
    HAND_OVER = "hand over", Spec("Hand over…",
        "Somebody leaves: give all that is still to do to another in one step", ("Ctrl+Alt+H",), (PLAN_MENU, 4),
        icon="user-plus", when=When.EDITING, run="people.people_commands:hand_over", also="leaver leaving")
    ACT_AS = "act as", Spec("Who you are…", "The name your changes are signed with", ("Ctrl+Alt+U",), (PLAN_MENU, 5),
        icon="user", when=When.PLAN, run="shell.plan_commands:act_as")
    AS_AT = "as at", Spec("As-at date…", "The day that overdue and figures are judged by", ("Ctrl+Alt+D",),
        (PLAN_MENU, 5), icon="calendar", when=When.PLAN, run="shell.plan_commands:judge_at")
    # Action
    NEW_ACTION = "new action", Spec("New action", "Add an action under what is in hand", ("Ctrl+N",), (ACTION_MENU, 1),
        letter="N", icon="plus", when=When.EDITING, run="shell.plan_commands:new_action")
    NEW_RECOMMENDATION = "new recommendation", Spec("New recommendation…",
        "Type in what a peer review, scrutiny or an audit recommends", ("Ctrl+Alt+J",), (ACTION_MENU, 1), icon="plus",
        when=When.EDITING, run="record.type_in_sheet:new_recommendation")
    NEW_FINDING = "new finding", Spec("New finding…", "Type in what was found, with the source it stands in",
        ("Ctrl+Alt+8",), (ACTION_MENU, 1), icon="plus", when=When.EDITING, run="record.type_in_sheet:new_finding")
    EDIT = "edit", Spec("Edit", "Edit the cell in hand, or the title", ("Ctrl+E",), (ACTION_MENU, 1), letter="E",
        icon="pencil", when=When.ACTION, run="shell.plan_commands:edit")
    ASSIGN = "assign", Spec("Assign owner", "Say who does it; a new name is added to the register", ("Ctrl+Shift+A",),
        (ACTION_MENU, 2), letter="A", icon="user-plus", when=When.ACTION, run="shell.plan_commands:assign")
    DEADLINE = "deadline", Spec("Deadline", "Set the due date, or ask for a new one once it was agreed", ("Ctrl+D",),
        (ACTION_MENU, 2), letter="D", icon="calendar-clock", when=When.ACTION, run="shell.plan_commands:deadline",
        also="new date extension due")
    DECIDE = "decide", Spec("Decide on the new date…", "Approve or refuse the new date that someone asked for",
        ("Ctrl+Alt+A",), (ACTION_MENU, 2), icon="badge-check", when=When.ACTION, run="record.date_commands:decide")
    COMPLETE = "complete", Spec("Mark complete", "Say that it is done, as of today", ("Ctrl+Shift+Return",),
        (ACTION_MENU, 2), icon="circle-check", when=When.ACTION, run="shell.plan_commands:complete")
    CLOSE_ACTION = "close action", Spec("Close action…", "Sign it off: what shows it, and what difference it made",
        ("Ctrl+Shift+C",), (ACTION_MENU, 2), icon="lock", when=When.ACTION, run="record.state_commands:close_action")
    CHECK = "check", Spec("Record a check…",
        "Say whether it was found done and still holds; its owner does not check it", ("Ctrl+Shift+H",), (ACTION_MENU,
        2),
        icon="circle-check", when=When.ACTION, run="record.date_commands:check")
    UPDATE = "update", Spec("Update…", "Say how it stands, dated today; for a measure, enter a reading", ("Ctrl+U",),
        (ACTION_MENU, 3), letter="U", icon="message-square-plus", when=When.TELLING, run="shell.plan_commands:update")
    ATTACH = "attach", Spec("Attach evidence…", "Attach a file that shows it was done", ("Ctrl+Shift+V",),
        (ACTION_MENU, 3), letter="V", icon="paperclip", when=When.EDITING, run="shell.plan_commands:attach")
    ATTACH_LINK = "attach link", Spec("Attach a link…", "Note a link as evidence", ("Ctrl+L",), (ACTION_MENU, 3),
        icon="link", when=When.SUBJECT, run="shell.plan_commands:attach_link")
    REVIEW = "review", Spec("Review evidence…",
        "Accept the evidence in hand, or the first not checked, or send it back", ("Ctrl+Shift+R",), (ACTION_MENU, 3),
        icon="badge-check", when=When.EDITING, run="record.state_commands:review")
    CHECK_LINKS = "check links", Spec("Check links",
        "Ask every link of the evidence whether it still leads somewhere", ("Ctrl+Shift+K",), (ACTION_MENU, 3),
        icon="unlink", when=When.EDITING, run="record.state_commands:check_links")
    QUESTION = "question", Spec("New question…", "Note what a board asked, about what is in hand", ("Ctrl+Shift+Q",),
        (ACTION_MENU, 4), icon="circle-question-mark", when=When.EDITING, run="questions.question_commands:ask")
    ANSWER = "answer", Spec("Answer the question…",
        "Say what the answer is, who gave it, and what evidence was offered", ("Ctrl+Alt+Y",), (ACTION_MENU, 4),
        icon="message-square-plus", when=When.EDITING, run="questions.question_commands:answer")
    CONTENT = "content", Spec("The asker is content…",
        "Settle the question in hand: whoever asked is content with its answer", ("Ctrl+Alt+Q",), (ACTION_MENU, 4),
        icon="circle-check", when=When.EDITING, run="questions.question_commands:content")
    REOPEN = "reopen", Spec("Not content: open again…",
        "Open the question in hand again, with a note of what is lacking", ("Ctrl+Alt+O",), (ACTION_MENU, 4),
        icon="undo-2", when=When.EDITING, run="questions.question_commands:reopen")
    ERASE = "erase", Spec("Erase words…", "Remove a name or a file that must not be there, for ever",
        ("Ctrl+Shift+Del",), (ACTION_MENU, 5), icon="x", when=When.RECORD, run="record.erase_sheet:erase_words")
    OPEN_PAGE = "open page", Spec("Open page", "Show the page the inspectors' words stand on", ("Ctrl+Shift+F",),
        (ACTION_MENU, 6), letter="F", icon="file-search", when=When.RECORD, run="shell.plan_commands:open_page")
    THREAD = "thread", Spec("Golden thread",
        "One recommendation on one page: words, actions, evidence, measures and the difference made", ("Ctrl+G",),
        (ACTION_MENU, 6), letter="G", icon="list-tree", when=When.PLAN,
        run="golden_thread.thread_commands:golden_thread")
    # Report
    REPORT = "report", Spec("Make a paper…",
        "The board paper and the others: seen as they will be, then saved, printed, issued to a meeting or e-mailed",
        ("Ctrl+P",), (REPORT_MENU, 1), icon="printer", when=When.PLAN, run="shell.papers:report",
        also="report board pdf print")
    EVIDENCE_PACK = "evidence pack", Spec("Evidence pack…",
        "The dossier with every accepted file, of the plan or of the recommendation in hand", ("Ctrl+Shift+X",),
        (REPORT_MENU, 1), icon="paperclip", when=When.PLAN, run="shell.papers:evidence_pack")
    SAVE_LIST = "save list", Spec("Save this list…",
        "Write the list in hand as filtered and sorted, for Excel or any program", ("Ctrl+Shift+S",), (REPORT_MENU, 1),
        icon="list", when=When.PLAN, run="shell.papers:save_list")
    EXPORT_CALENDAR = "export calendar", Spec("Export calendar…",
        "Write the dates still to be kept as a calendar file (.ics)", ("Ctrl+Shift+I",), (REPORT_MENU, 1),
        icon="calendar-days", when=When.PLAN, run="shell.papers:export_calendar")
    SEND_WORKBOOKS = "send workbooks", Spec("Send workbooks…",
        "Make a workbook of their own actions and a draft e-mail for each owner or agency you tick", ("Ctrl+Shift+O",),
        (REPORT_MENU, 2), icon="message-square-plus", when=When.EDITING, run="returns.return_commands:send")
    MERGE = "merge", Spec("Bring workbooks home…", "Choose workbooks, or messages with one attached, that came back",
        ("Ctrl+M",), (REPORT_MENU, 2), icon="git-merge", when=When.EDITING, run="files.ask_for_workbooks")
    MERGE_FOLDER = "merge folder", Spec("Bring a folder home…",
        "Choose a folder of workbooks and messages that came back", ("Ctrl+Alt+M",), (REPORT_MENU, 2),
        icon="folder-open", when=When.EDITING, run="files.ask_for_folder")
    EXPORT = "export", Spec("Export workbook…", "Write one workbook of the whole plan, to be filled in and sent back",
        ("Ctrl+Shift+E",), (REPORT_MENU, 2), icon="file-spreadsheet", when=When.PLAN,
        run="shell.papers:export_workbook")
    NEW_MEETING = "new meeting", Spec("New meeting…", "Add a meeting that this plan reports to, with its day",
        ("Ctrl+Alt+6",), (REPORT_MENU, 3), icon="plus", when=When.EDITING,
        run="papers.new_meeting:new_meeting")
    SHOWN = "shown", Spec("What a meeting was shown…", "Open the very paper that the meeting in hand was given",
        ("Ctrl+Shift+W",), (REPORT_MENU, 3), icon="file-search", when=When.PLAN,
        run="meetings.issued_papers:open_shown")
    MINUTES = "minutes", Spec("Draft minutes…",
        "What the meeting in hand decided, asked and added, drawn from the log", ("Ctrl+Alt+9",), (REPORT_MENU, 3),
        icon="list", when=When.PLAN, run="shell.papers:minutes")
    IDENTIFIERS = "identifiers", Spec("Possible identifiers…",
        "Decide what leaves of words that may name one person", ("Ctrl+Alt+X",), (REPORT_MENU, 4), icon="lock",
        when=When.PLAN, run="guard.identifier_sheet:show_identifiers")
    # View
    MY_WORK = "place my work", Spec("My work", "What waits for you, done where it stands", ("Ctrl+1",),
        (VIEW_MENU, 1), icon="user", when=When.PLAN)
    OVERVIEW = "place overview", Spec("Overview", "Figures and charts, as the board sees them", ("Ctrl+2",),
        (VIEW_MENU, 1), icon="layout-dashboard", when=When.PLAN)
    RECOMMENDATIONS = "place recommendations", Spec("Recommendations",
        "Recommendations with their actions under them", ("Ctrl+3",), (VIEW_MENU, 1), icon="list-tree", when=When.PLAN)
    ACTIONS = "place actions", Spec("Actions", "All actions in one list", ("Ctrl+4",), (VIEW_MENU, 1),
        icon="list-checks",
        when=When.PLAN)
    TIMELINE = "place timeline", Spec("Timeline", "Actions along time, with where they were first to end",
        ("Ctrl+5",), (VIEW_MENU, 1), icon="chart-gantt", when=When.PLAN)
    CALENDAR = "place calendar", Spec("Calendar", "What falls on each day of a month", ("Ctrl+Alt+C",), (VIEW_MENU, 1),
        icon="calendar", when=When.PLAN)
    WORKLOAD = "place workload", Spec("Workload", "Who has how much to do, month by month", ("Ctrl+Alt+W",),
        (VIEW_MENU, 1), icon="grid-3x3", when=When.PLAN)
    EVIDENCE = "place evidence", Spec("Evidence", "What shows that things were done", ("Ctrl+6",), (VIEW_MENU, 1),
        icon="paperclip", when=When.PLAN)
    MEASURES = "place measures", Spec("Measures", "Numbers that should move", ("Ctrl+7",), (VIEW_MENU, 1),
        icon="chart-line", when=When.PLAN)
    MEETINGS = "place meetings", Spec("Meetings", "Boards and what they asked", ("Ctrl+8",), (VIEW_MENU, 1),
        icon="calendar-days", when=When.PLAN)
    ROUNDS = "place rounds", Spec("Update rounds", "Who was asked for updates, and whose answers are in",
        ("Ctrl+Alt+R",), (VIEW_MENU, 1), icon="refresh-cw", when=When.PLAN)
    SOURCES = "place sources", Spec("Sources", "The reports this plan answers", ("Ctrl+9",), (VIEW_MENU, 1),
        icon="file-text", when=When.PLAN)
    PEOPLE = "place people", Spec("People", "Who owns what, and the agencies", ("Ctrl+0",), (VIEW_MENU, 1),
        icon="users", when=When.PLAN)
    ACTIVITY = "place activity", Spec("Activity", "Every change, by person, day and record; compare two days",
        ("Ctrl+H",), (VIEW_MENU, 1), icon="history", when=When.PLAN)
    BACK = "back", Spec("Back", "Where you were before", ("Alt+Left",), (VIEW_MENU, 2), icon="arrow-left",
        when=When.PLAN,
        run="shell.plan_commands:back")
    FORTH = "forth", Spec("Forward", "Where you were before going back", ("Alt+Right",), (VIEW_MENU, 2),
        icon="arrow-right", when=When.PLAN, run="shell.plan_commands:forth")
    PANEL = "panel", Spec("Show the side panel",
        "The whole record beside the list; folded away, Space opens it over the list", ("F9",), (VIEW_MENU, 3),
        icon="panel-right", when=When.PLAN, checkable=True, run="shell.looks:toggle_panel")
    SIDE_NAMES = "side names", Spec("Names in the side bar",
        "Show the places' names beside their icons, or the icons alone",
        ("Ctrl+Shift+B",), (VIEW_MENU, 3), icon="menu", when=When.PLAN, checkable=True, run="shell.looks:toggle_names")
    WIDEN = "widen", Spec("Widen the panel", "Give the record the whole window", ("F11",), (VIEW_MENU, 3),
        icon="maximize-2", when=When.PLAN, checkable=True, run="shell.looks:widen")
    COLUMNS = "columns", Spec("Choose columns…",
        "Choose which columns the list shows: start, priority, times moved and others", ("Ctrl+Alt+B",), (VIEW_MENU, 3),
        icon="grid-3x3", when=When.PLAN, run="shell.plan_commands:choose_columns")
    THEME_SYSTEM = "theme system", Spec("Colours of the system", "Follow the system's light or dark", ("Ctrl+Alt+0",),
        (VIEW_MENU, 4), icon="monitor", checkable=True, run="shell.looks:use_system_colours")
    THEME_LIGHT = "theme light", Spec("Light colours", "Always light", ("Ctrl+Alt+1",), (VIEW_MENU, 4), icon="sun",
        checkable=True, run="shell.looks:use_light_colours")
    THEME_DARK = "theme dark", Spec("Dark colours", "Always dark", ("Ctrl+Alt+2",), (VIEW_MENU, 4), icon="moon",
        checkable=True, run="shell.looks:use_dark_colours")
    LARGER = "larger", Spec("Larger text", "Make all text larger", ("Ctrl++", "Ctrl+="), (VIEW_MENU, 5), icon="plus",
        run="shell.looks:larger")
    SMALLER = "smaller", Spec("Smaller text", "Make all text smaller", ("Ctrl+-",), (VIEW_MENU, 5), icon="minimize-2",
        run="shell.looks:smaller")
    LETTERS = "letters", Spec("Single-letter keys",
        "N, E, D, U, V, A, F, G and / where no text is typed; off for dictation", ("Ctrl+Alt+L",), (VIEW_MENU, 6),
        icon="keyboard", checkable=True, run="shell.looks:toggle_letters")
    # Help
    HELP = "help", Spec("About this screen", "What this screen is for and how to use it", ("F1",), (HELP_MENU, 1),
        icon="circle-question-mark", run="shell.help:show_help")
    KEYS = "keys", Spec("All keys", "Every command with its key", ("Shift+F1",), (HELP_MENU, 1), icon="keyboard",
        run="shell.help:show_keys")
    ABOUT = "about", Spec("About this program", "Version and licences", ("Ctrl+Alt+F1",), (HELP_MENU, 1), icon="info",
        run="shell.help:show_about")
# fmt: on


def _menu_of(do: Do) -> str:
    return do.spec.menu[0]


ON_EVERY_ROW: Final = (Do.COPY, Do.PASTE, Do.DELETE)
ON_ROWS: Final[Mapping[str, tuple[Do, ...]]] = {
    "action": (
        Do.NEW_ACTION, Do.EDIT, Do.ASSIGN, Do.DEADLINE, Do.DECIDE, Do.COMPLETE, Do.CLOSE_ACTION, Do.CHECK, Do.UPDATE,
        Do.ATTACH, Do.ATTACH_LINK, Do.QUESTION, Do.EDIT_MANY, Do.OPEN_PAGE, Do.THREAD,
    ),
    "recommendation": (
        Do.NEW_ACTION, Do.UPDATE, Do.ATTACH, Do.ATTACH_LINK, Do.QUESTION, Do.OPEN_PAGE, Do.THREAD, Do.EVIDENCE_PACK,
    ),
    "finding": (Do.NEW_ACTION, Do.UPDATE, Do.ATTACH, Do.ATTACH_LINK, Do.QUESTION, Do.OPEN_PAGE, Do.THREAD),
    "measure": (Do.UPDATE,),
    "evidence": (Do.REVIEW, Do.ATTACH, Do.CHECK_LINKS),
    "challenge": (Do.ANSWER, Do.CONTENT, Do.REOPEN),
    "round": (Do.ASK_ROUND, Do.NIL_RETURN),
    "person": (Do.HAND_OVER,),
    "meeting": (Do.REPORT, Do.SHOWN, Do.MINUTES, Do.QUESTION),
    "inspection": (Do.OPEN_PAGE, Do.PERIOD),
}  # fmt: skip
"""What the right button offers on a row, by the kind of record that stands in it."""
MENUS: Final = tuple((title, tuple(dos)) for title, dos in groupby(Do, _menu_of))
"""The commands of each menu."""


def key_of(do: Do, letters: bool) -> str:
    """The key that stands for a Do in tips and help."""
    keys = do.spec.shown_keys(letters)
    return keys[0] if keys else ""
