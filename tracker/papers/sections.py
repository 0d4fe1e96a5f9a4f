"""The appendices of a paper: the whole plan, its evidence, the key and the words used."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.board.board import BoardData
from tracker.domain.board.board_rows import ActionRow, EvidenceRow, SubjectRow
from tracker.domain.board.dressing import BACKGROUND, SAID_BESIDE
from tracker.domain.dates.dates import show
from tracker.papers import cells
from tracker.papers.body import colour
from tracker.papers.cells import day, listed, owner_cell, plain_cell, ref_cell, title_cell
from tracker.papers.paper import Cell, Paper, Row, markup

ACTION_HEADS = ("Ref", "Action", "Owner", "Due", "State")
REF = 45.0
"""Room for a reference of five characters."""
ACTION_WIDTHS = (REF, 162, 105, 100, 99)
NO_WORDS = "No words yet"
KEPT = 700
"""A text of up to so many characters is kept with what follows it."""
LOOSE = "no recommendation"


def actions_table(story: Paper, data: BoardData, actions: Sequence[ActionRow], *, here: str = "") -> None:
    """A table of actions, each with all that is wanted and known of it below."""
    wanted = [place for place, head in enumerate(ACTION_HEADS) if place < 2 or not data.columns or head in data.columns]
    rows = []
    for action in actions:
        state = cells.state_cell(action, colour(data, action))
        row = (ref_cell(action.ref), title_cell(action, here), owner_cell(action), cells.due_cell(action), state)
        rows.append(Row(tuple(row[place] for place in wanted)))
        rows += cells.detail_rows(action, data.columns)
        rows += cells.remark_rows(action, columns=data.columns)
    story.table([ACTION_HEADS[place] for place in wanted], [ACTION_WIDTHS[place] for place in wanted], rows)


def _evidence_row(item: EvidenceRow) -> Row:
    shows = Cell(tuple(markup(words) for words in (item.kind or "No kind given", item.shows) if words))
    return Row((ref_cell(item.ref), shows, Cell((day(item.dated, "no date"),)), plain_cell(", ".join(item.targets))))


def recommendations(story: Paper, data: BoardData) -> None:
    """Every recommendation in the inspectors' words, with its actions."""
    if not data.subjects:
        story.text("The plan holds no recommendations yet.")
    for subject in data.subjects:
        _subject(story, data, subject)
    if data.loose:
        story.heading(3, "Actions not under a recommendation")
        actions_table(story, data, data.loose, here=LOOSE)


def _subject(story: Paper, data: BoardData, subject: SubjectRow) -> None:
    story.heading(3, subject_title(subject))
    quotation(story, subject)
    if subject.update and subject.update.text:
        story.text(markup(cells.remark("Update", subject.update)))
    if subject.actions:
        actions_table(story, data, subject.actions, here=subject.ref)
    else:
        story.text("No action yet." if not subject.status.word.startswith("Not adopted") else "No action is planned.")


def subject_title(subject: SubjectRow) -> str:
    """What a recommendation is headed by: its reference, state and how far it is."""
    done = f"{subject.finished} of {subject.in_force} finished" if subject.in_force else ""
    return " · ".join(part for part in (subject.ref, subject.status.word, done) if part)


def quotation(story: Paper, subject: SubjectRow) -> None:
    """The inspectors' words with their place, and what the partnership says to them."""
    words = subject.quoted or NO_WORDS
    story.text(markup(words), "quote", keep=len(words) < KEPT)
    story.text(markup(cells.subject_words(subject)), "quiet", keep=True)
    if subject.reworded:
        story.text(markup(subject.reworded), "quiet", keep=len(subject.reworded) < KEPT)
    said = (("What we will do", subject.response), ("Difference made", subject.impact), ("Reason", subject.reason))
    for label, text in said:
        if text.strip():
            story.text(f"<b>{label}:</b> {markup(text)}")


def evidence(story: Paper, data: BoardData) -> None:
    """Every piece of evidence: what it shows, of which day, for what, and who checked it."""
    if not data.evidence:
        story.text("None.")
        return
    rows = [Row((*_evidence_row(item).cells, plain_cell(item.checked))) for item in data.evidence]
    story.table(("Ref", "Kind and what it shows", "Dated", "For", "Check"), (REF, 211, 80, 70, 105), rows)


def key(story: Paper, data: BoardData) -> None:
    """What each state means, in shape, word and sentence."""
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
    rows = [Row((Cell((markup(term.term),), header=True), plain_cell(term.meaning))) for term in data.glossary]
    story.table(("Word", "Meaning"), (130, 381), rows)


def texts(story: Paper, data: BoardData) -> None:
    """What the paper's maker says beside what is in the plan, each under its own heading."""
    if data.texts:
        story.heading(2, SAID_BESIDE)
    for one in data.texts:
        story.heading(3, one.heading, bookmark=False)
        lines = [line.strip() for line in one.text.splitlines() if line.strip()]
        if len(lines) > 1 and one.heading == BACKGROUND:
            story.items([markup(line) for line in lines])
        else:
            for line in lines:
                story.text(markup(line))


def state(story: Paper, data: BoardData) -> None:
    """Where this paper's figures come from."""
    story.text(
        markup(
            f"Every figure in this paper was counted from the plan as it stood on {show(data.title.made_on)} at "
            f"{data.title.seal}{_judged_by(data)}. The change log shows each change with its author and date."
        ),
        "quiet",
    )


def _judged_by(data: BoardData) -> str:
    """What to say where the paper's day is not the plan's own."""
    if data.title.as_at == data.title.made_on:
        return ""
    return f", and judged by {show(data.title.as_at)}; it is not the plan as it stood on that day"


def sources(story: Paper, data: BoardData) -> None:
    """Where this paper's figures come from, and the documents the plan answers."""
    state(story, data)
    rows = []
    for row in data.sources:
        details = listed((
            row.document_type, f"published {show(row.published)}" if row.published else "",
            f"{row.pages} pages" if row.pages else "", row.file,
        ))  # fmt: skip
        rows.append(
            Row((ref_cell(row.ref), Cell(tuple(markup(words) for words in (row.title, details, *row.facts) if words))))
        )
    if rows:
        story.table(("Ref", "Document"), (REF, 466), rows)
    else:
        story.text("No source document is kept in the plan.")
