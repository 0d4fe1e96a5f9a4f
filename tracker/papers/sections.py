"""The sections of a board paper. Each says in words where there is nothing to list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.domain.board.board import BoardData, ExceptionList
from tracker.domain.board.board_changes import ChangeGroup
from tracker.domain.board.board_rows import ActionRow, EvidenceRow, SubjectRow
from tracker.domain.dates.dates import show
from tracker.domain.text.words import how_many
from tracker.papers import cells
from tracker.papers.cells import day, listed, owner_cell, plain_cell, ref_cell, title_cell
from tracker.papers.paper import Cell, Paper, Row, markup

ACTION_HEADS = ("Ref", "Action", "Owner", "Due", "State")
REF = 45.0
"""Room for a reference of five characters."""
ACTION_WIDTHS = (REF, 162, 105, 100, 99)
NO_WORDS = "No words yet"
KEPT = 700
"""A text of up to so many characters is kept with what follows it."""
SHORT_REMARK = 420
"""How much of a remark stands in a list of exceptions."""
LOOSE = "no recommendation"


def what_changed(story: Paper, data: BoardData) -> None:
    """What is new, finished, re-opened, re-dated, moved on and overdue since the last meeting."""
    if data.changed is None:
        return
    story.heading(2, f"What changed since {data.changed.words}")
    if data.changed.nothing:
        story.text("Nothing has changed.")
        return
    for group in data.changed.groups:
        if group.items:
            _change_group(story, group)
    quiet = [group.label.lower() for group in data.changed.groups if not group.items]
    if quiet:
        story.text(markup(f"None: {'; '.join(quiet)}."))


def _change_group(story: Paper, group: ChangeGroup) -> None:
    story.heading(3, f"{group.label} ({len(group.items)})", bookmark=False)
    rows = [Row((ref_cell(item.ref), plain_cell(item.title), plain_cell(item.words))) for item in group.items]
    story.table(("Ref", "What", "Change"), (REF, 258, 208), rows)


def exceptions(story: Paper, data: BoardData) -> None:
    """The actions that ask for the board's attention, by reason."""
    story.heading(2, "Exceptions")
    listed_ones = [entry for entry in data.exceptions if entry.figure.count]
    if not listed_ones:
        story.text(
            "None: no open action is overdue, red, quiet, or without an owner or a date, and none was closed unproved."
        )
        return
    for entry in listed_ones:
        _exception(story, data, entry)
    none = [entry.figure.label.lower() for entry in data.exceptions if not entry.figure.count]
    if none:
        story.text(markup(f"None: {'; '.join(none)}."))


def _exception(story: Paper, data: BoardData, entry: ExceptionList) -> None:
    story.heading(3, f"{entry.figure.label} ({entry.figure.count})")
    story.text(markup(entry.figure.meaning), "quiet", keep=True)
    full = entry.figure.key in ("overdue", "red", "bare amber", "closed unproved")
    story.table(ACTION_HEADS, ACTION_WIDTHS, action_rows(data, entry.rows, remarks=full, quiet=entry.figure.key))


def action_rows(
    data: BoardData, actions: Sequence[ActionRow], *, here: str = "", remarks: bool = True, quiet: str = ""
) -> list[Row]:
    """The rows of a table of actions; with `remarks`, each with its latest update and reasons below it.

    Only under a recommendation (`here`) do they stand whole; elsewhere they are cut.
    """
    rows = []
    for action in actions:
        state = cells.state_cell(action, _colour(data, action))
        rows.append(
            Row((ref_cell(action.ref), title_cell(action, here), owner_cell(action), cells.due_cell(action), state))
        )
        if remarks:
            rows += cells.remark_rows(action, None if here else SHORT_REMARK)
        elif quiet == "quiet":
            rows.append(Row((Cell((markup(action.quiet),), style="note"),), joined=True))
    return rows


def _colour(data: BoardData, action: ActionRow) -> str | None:
    """The plan's own colour for the action's state."""
    token = "overdue" if action.days_overdue else action.delivery
    return next((row.colour for row in data.key if (row.axis, row.token) == ("delivery", token)), None)


def completed(story: Paper, data: BoardData) -> None:
    """What was finished, with its evidence; what is finished without; what evidence waits to be checked."""
    period = f"since {data.changed.words}" if data.changed else "so far"
    story.heading(2, f"Finished {period}")
    if data.completed:
        rows = [_done_row(data, action) for action in data.completed]
        story.table(("Ref", "Action", "Done", "State", "Evidence"), (REF, 194, 80, 115, 77), rows)
    else:
        story.text("None.")
    story.heading(2, "Finished but not evidenced")
    if data.unevidenced:
        story.text(markup("Finished, with assurance still at none or done."), "quiet", keep=True)
        rows = [_done_row(data, action) for action in data.unevidenced]
        story.table(("Ref", "Action", "Done", "State", "Evidence"), (REF, 194, 80, 115, 77), rows)
    else:
        story.text("None.")
    story.heading(2, "Evidence waiting to be checked")
    if data.awaiting_review:
        rows = [_evidence_row(item) for item in data.awaiting_review]
        story.table(("Ref", "Kind and what it shows", "Dated", "For"), (REF, 316, 80, 70), rows)
    else:
        story.text("None.")


def _done_row(data: BoardData, action: ActionRow) -> Row:
    evidence = plain_cell(", ".join(action.evidence) or "none")
    assured = f"<br/>assurance: {markup(action.assurance.word.lower())}" if action.assured else ""
    state = Cell(
        (f"<b>{markup(action.status.word)}</b>{assured}",),
        action.status,
        _colour(data, action),
    )
    return Row((ref_cell(action.ref), title_cell(action), Cell((day(action.done, "not given"),)), state, evidence))


def _evidence_row(item: EvidenceRow) -> Row:
    shows = Cell(tuple(markup(words) for words in (item.kind or "No kind given", item.shows) if words))
    return Row((ref_cell(item.ref), shows, Cell((day(item.dated, "no date"),)), plain_cell(", ".join(item.targets))))


def measures(story: Paper, data: BoardData) -> None:
    """Whether it made a difference: each measure from its baseline to its target."""
    story.heading(2, "Measures")
    if not data.measures:
        story.text("None: no measure has been set, so no difference can be shown yet.")
        return
    rows = []
    for row in data.measures:
        name = Cell(tuple(markup(words) for words in (row.name or "No name", f"for {', '.join(row.targets)}")))
        values = ((row.baseline, row.baseline_on), (row.latest, row.latest_on), (row.target, row.target_by))
        state = Cell((f"<b>{row.status.word}</b>",), row.status)
        rows.append(Row((ref_cell(row.ref), name, *(_value(value, when) for value, when in values), state)))
    story.table(("Ref", "Measure", "Baseline", "Latest", "Target", "State"), (REF, 138, 78, 78, 80, 92), rows)


def _value(value: str, when: date | None) -> Cell:
    words = [f"<b>{markup(value)}</b>" if value else "none"]
    if when is not None:
        words.append(day(when))
    return Cell(tuple(words))


def challenges(story: Paper, data: BoardData) -> None:
    """The board's questions that are still open."""
    story.heading(2, "Questions still open")
    if not data.challenges:
        story.text("None.")
    elif data.title.public:
        story.text(markup(f"{how_many(len(data.challenges), 'question')} to be answered."))
    else:
        for row in data.challenges:
            asked = listed((row.asked_by, show(row.asked_on)))
            story.text(f"<b>{markup(row.ref)}</b> {markup(row.question)}", keep=True)
            answer = f"Answer: {row.answer}" if row.answer else "No answer yet."
            story.text(
                markup(" ".join(part for part in (f"Asked by {asked}." if asked else "", answer) if part)), "quiet"
            )


def dates(story: Paper, data: BoardData) -> None:
    """What must be handed in when, and the meetings ahead."""
    story.heading(2, "Dates")
    rows = []
    for row in data.statutory:
        about = tuple(markup(words) for words in (row.label, row.source, *row.notes) if words)
        rows.append(Row((Cell((day(row.on),), header=True), Cell(about), plain_cell(row.words))))
    for meeting in data.meetings:
        words = Cell((markup(f"Meeting: {meeting.name}"),))
        rows.append(Row((Cell((day(meeting.held_on),), header=True), words, plain_cell(meeting.words))))
    if rows:
        story.table(("Date", "What", "How long"), (90, 291, 130), rows)
    else:
        story.text("None: no date for a statement and no meeting is entered.")


def recommendations(story: Paper, data: BoardData) -> None:
    """Every recommendation in the inspectors' words, with its actions."""
    story.heading(2, "The plan, recommendation by recommendation")
    if not data.subjects:
        story.text("The plan holds no recommendations yet.")
    for subject in data.subjects:
        _subject(story, data, subject)
    if data.loose:
        story.heading(3, "Actions not under a recommendation")
        story.table(ACTION_HEADS, ACTION_WIDTHS, action_rows(data, data.loose, here=LOOSE))


def _subject(story: Paper, data: BoardData, subject: SubjectRow) -> None:
    done = f"{subject.finished} of {subject.in_force} finished" if subject.in_force else ""
    story.heading(3, " · ".join(part for part in (subject.ref, subject.status.word, done) if part))
    quotation(story, subject)
    if subject.actions:
        story.table(ACTION_HEADS, ACTION_WIDTHS, action_rows(data, subject.actions, here=subject.ref))
    else:
        story.text("No action yet." if not subject.status.word.startswith("Not adopted") else "No action is planned.")


def quotation(story: Paper, subject: SubjectRow) -> None:
    """The inspectors' words with their place, and what the partnership says to them."""
    words = subject.text.strip() or NO_WORDS
    story.text(f"“{markup(words)}”", "quote", keep=len(words) < KEPT)
    story.text(markup(cells.subject_words(subject)), "quiet", keep=True)
    said = (("What we will do", subject.response), ("Difference made", subject.impact), ("Reason", subject.reason))
    for label, text in said:
        if text.strip():
            story.text(f"<b>{label}:</b> {markup(text)}")


def evidence(story: Paper, data: BoardData) -> None:
    """Every piece of evidence: what it shows, of which day, for what, and who checked it."""
    story.heading(2, "Evidence")
    if not data.evidence:
        story.text("None.")
        return
    rows = [Row((*_evidence_row(item).cells, plain_cell(item.checked))) for item in data.evidence]
    story.table(("Ref", "Kind and what it shows", "Dated", "For", "Check"), (REF, 211, 80, 70, 105), rows)


def key(story: Paper, data: BoardData) -> None:
    """What each state means, in shape, word and sentence."""
    story.heading(2, "Key")
    names = {"delivery": "Delivery", "forecast": "Forecast", "assurance": "Assurance"}
    notes = {
        "delivery": "What has been done. Overdue is worked out from the last agreed date.",
        "forecast": "What the owner of an open action expects.",
        "assurance": "How sure it is that it was done and that it made a difference.",
    }
    for axis, name in names.items():
        story.heading(3, name, bookmark=False)
        story.text(markup(notes[axis]), "quiet", keep=True)
        rows = [
            Row((Cell((markup(row.status.word),), row.status, row.colour, header=True), plain_cell(row.meaning)))
            for row in data.key
            if row.axis == axis
        ]
        story.table(("State", "Meaning"), (130, 381), rows)


def glossary(story: Paper, data: BoardData) -> None:
    """The short forms and words of the paper."""
    story.heading(2, "Words and short forms")
    rows = [Row((Cell((markup(term.term),), header=True), plain_cell(term.meaning))) for term in data.glossary]
    story.table(("Word", "Meaning"), (130, 381), rows)


def _judged_by(data: BoardData) -> str:
    """What to say where the paper's day is not the plan's own."""
    if data.title.as_at == data.title.made_on:
        return ""
    return f", and judged by {show(data.title.as_at)}; it is not the plan as it stood on that day"


def sources(story: Paper, data: BoardData) -> None:
    """Where this paper's figures come from, and the documents the plan answers."""
    story.heading(2, "Sources")
    story.text(
        markup(
            f"Every figure in this paper was counted from the plan as it stood on {show(data.title.made_on)} at "
            f"{data.title.seal}{_judged_by(data)}. The change log shows each change with its author and date."
        ),
        "quiet",
        keep=True,
    )
    rows = []
    for row in data.sources:
        details = listed((
            row.document_type, f"published {show(row.published)}" if row.published else "",
            f"{row.pages} pages" if row.pages else "", row.file,
        ))  # fmt: skip
        rows.append(Row((ref_cell(row.ref), Cell(tuple(markup(words) for words in (row.title, details) if words)))))
    if rows:
        story.table(("Ref", "Document"), (REF, 466), rows)
    else:
        story.text("No source document is kept in the plan.")
