"""What is said about a board's question, each on one sheet: asking, answering, and whether the asker is content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.meetings.questions import (
    answered_words,
    content_offered,
    find_meeting,
    latest_meetings,
    may_be_content,
    meeting_words,
    names_known,
)
from tracker.domain.people.people import same_person, tidy
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import title_of
from tracker.domain.plan.records import SERVED, Challenge, Kind
from tracker.domain.text.words import shortened
from tracker.services.meetings import questions
from tracker.ui.core.hub import Command, Hub, Told
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column
from tracker.ui.look.note import Note
from tracker.ui.look.parts import label
from tracker.ui.look.person_field import NameField
from tracker.ui.look.tag_field import TagField
from tracker.ui.look.theme import Theme

WIDE = 75
"""So many letters of a record stand under its reference."""


class QuestionSheet(Sheet):
    """What these sheets share; `said` carries what was done, in the words of `after`."""

    said = Signal(str)
    after = ""

    def __init__(self, hub: Hub, theme: Theme, words: SheetWords, parent: QWidget) -> None:
        super().__init__(hub, theme, words, parent)
        self._names = names_known(hub.snapshot, hub.today)

    def text(self, words: str, lines: int) -> GrowingText:
        """A box of its own line; Esc leaves the sheet."""
        made = self.box(words, lines)
        made.given_up.connect(self.reject)
        self.field(made)
        return made

    def name_field(self, words: str, nobody: str) -> NameField:
        """A field for a name, which may be new."""
        return NameField(words, self._names, self, nobody=nobody)

    def refs_field(self, words: str, kinds: Sequence[Kind]) -> RefsField:
        """A field for references of these kinds."""
        return RefsField(self.hub, self.theme, words, kinds, self)

    def ready(self, first: QWidget) -> None:
        """Takes what is typed from now on, from this field."""
        self.body.addStretch(1)
        self._look()
        self.resize(self.theme.space(130), self.sizeHint().height())
        first.setFocus()

    @Slot()
    def _look(self) -> None:
        """Says what follows from what is typed, and whether it can be written."""
        raise NotImplementedError

    @Slot(object)
    @override
    def _written(self, changes: Any) -> None:
        self.said.emit(self.after)
        super()._written(changes)


class RefsField(QWidget):
    """References as tags, and under them what each stands for."""

    def __init__(self, hub: Hub, theme: Theme, name: str, kinds: Sequence[Kind], parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setAccessibleName(name)
        offered = [record.ref for kind in kinds for record in hub.snapshot.of(kind)]
        self.tags = TagField(theme, name, offered, self, add=self.tr("a reference"))
        self.tags.committed.connect(self._tell)
        self.words = label("", "small", self, wrap=True)
        self.words.hide()
        in_column(theme, self.tags, self.words, on=self, gap=0.5, margins=0)
        self.setFocusProxy(self.tags)

    def set_value(self, refs: Sequence[str]) -> None:
        """Shows these references."""
        self.tags.set_value(refs)
        self._tell()

    def value(self) -> tuple[str, ...]:
        """The references, with what is being typed."""
        self.tags.commit()
        return self.tags.value()

    @Slot()
    @Slot(object)
    def _tell(self, _tags: object = None) -> None:
        found = [(ref, self._hub.snapshot.by_ref(ref)) for ref in self.tags.value()]
        lines = [
            f"{one.ref}  {shortened(title_of(one), WIDE)}" if one else f"{ref} is not in the plan" for ref, one in found
        ]
        self.words.setText("\n".join(lines))
        self.words.setVisible(bool(lines))


@dataclass(frozen=True, slots=True)
class About:
    """What a new question begins with: the references it is about, and the meeting it was asked at."""

    refs: tuple[str, ...] = ()
    meeting: RecordId | None = None


class AskSheet(QuestionSheet):
    """Notes a new question; `asked` carries its id once it is noted."""

    asked = Signal(object)

    def __init__(self, hub: Hub, theme: Theme, about: About, parent: QWidget) -> None:
        words = SheetWords(
            self.tr("New question"),
            self.tr("It stays open until whoever asked is content with the answer."),
            self.tr("Note the question"),
        )
        super().__init__(hub, theme, words, parent)
        self.question = self.text(self.tr("What was asked"), 3)
        self.asker = self.name_field(self.tr("Who asked"), self.tr("a name; empty where nobody knows"))
        self.meeting = NameField(
            self.tr("At which meeting, or where"), [meeting_words(one) for one in latest_meetings(hub.snapshot)], self,
            nobody=self.tr("a meeting of the plan, or a new one"),
        )  # fmt: skip
        self.day = self.day_field(self.tr("Asked on"), hub.today)
        self.about = self.refs_field(self.tr("What it is about"), SERVED)
        self.field(self.asker)
        self.field(self.meeting, self.day)
        self.new_meeting = Note(theme, "active", self)
        self.body.addWidget(self.new_meeting)
        self.field(self.about)
        self._offered = hub.today
        self.meeting.textChanged.connect(self._look)
        self.day.line.textChanged.connect(self._look)
        self.question.textChanged.connect(self._look)
        self.about.set_value(about.refs)
        meeting = hub.snapshot.get(about.meeting)
        if meeting is not None:
            self.meeting.set_value(meeting_words(meeting))
        self.ready(self.question)

    @Slot()
    @override
    def _look(self) -> None:
        """Offers the meeting's own day, says where a meeting is new, and whether there is anything to note."""
        typed = self.meeting.text()
        known = find_meeting(self.hub.snapshot, typed, self.hub.today)
        self._offer_day(known.held_on if known is not None and known.held_on is not None else self.hub.today)
        new_words = self.tr("“{0}” is new and is added to the meetings, held on {1}.")
        new = bool(tidy(typed)) and known is None
        self.new_meeting.say(new_words.format(tidy(typed), self.day.line.text().strip()) if new else "")
        self.save.setEnabled(bool(self.question.value()))

    def _offer_day(self, day: date) -> None:
        if self.day.line.text() == show(self._offered) and day <= self.hub.today and day != self._offered:
            self._offered = day
            self.day.set_value(day)

    @override
    def command(self) -> Command:
        return partial(
            questions.ask, question=self.question.value() or "", asked_by=tidy(self.asker.text()),
            at=tidy(self.meeting.text()), asked_on=self.day.typed(), about=self.about.value(),
        )  # fmt: skip

    @Slot(object)
    @override
    def _written(self, changes: Any) -> None:
        self.asked.emit(next(iter(changes.ids.get(Kind.CHALLENGE, ())), None))
        super()._written(changes)


class AnswerSheet(QuestionSheet):
    """Answers a question."""

    def __init__(self, hub: Hub, theme: Theme, question: Challenge, parent: QWidget) -> None:
        words = SheetWords(
            self.tr("Answer {0}").format(question.ref), question.question, self.tr("Note the answer")
        )  # fmt: skip
        super().__init__(hub, theme, words, parent)
        self.record = question
        self.after = self.tr("{0} is answered. It stays open until its asker is content.").format(question.ref)
        offered = hub.snapshot.refs_of(question.evidence)
        self._seen = {
            **_seen(question), "answered_by": question.answered_by, "answered_on": question.answered_on,
            "evidence": list(offered),
        }  # fmt: skip
        self.answer = self.text(self.tr("Answer"), 4)
        self.answer.set_value(question.answer)
        self.by = self.name_field(self.tr("Who answered"), self.tr("a name"))
        self.by.set_value(hub.who)
        self.day = self.day_field(self.tr("Answered on"), hub.today)
        self.evidence = self.refs_field(self.tr("Evidence offered"), (Kind.EVIDENCE,))
        self.evidence.set_value(offered)
        self.field(self.by, self.day)
        self.field(self.evidence)
        self.answer.textChanged.connect(self._look)
        self.by.textChanged.connect(self._look)
        self.ready(self.answer)

    @Slot()
    @override
    def _look(self) -> None:
        self.save.setEnabled(bool(self.answer.value()) and bool(tidy(self.by.text())))

    @override
    def command(self) -> Command:
        return partial(
            questions.answer, ref=self.record.ref, words=self.answer.value() or "", answered_by=tidy(self.by.text()),
            answered_on=self.day.typed(), evidence=self.evidence.value(), expected=self._seen,
        )  # fmt: skip


class ContentSheet(QuestionSheet):
    """Ends a question on the word of its asker, or of somebody who speaks for them, and offers to take that back."""

    def __init__(self, hub: Hub, theme: Theme, question: Challenge, parent: QWidget) -> None:
        words = SheetWords(
            self.tr("Is the asker of {0} content?").format(question.ref), question.question, self.tr("They are content")
        )
        super().__init__(hub, theme, words, parent)
        self.record = question
        self.body.addWidget(label(question.answer or "", "", self, wrap=True))
        self.body.addWidget(label(answered_words(question), "small", self, wrap=True))
        self.by = self.name_field(
            self.tr("Who said that they are content"), self.tr("whoever asked, or speaks for them")
        )
        self.by.set_value(content_offered(self.hub.snapshot, question))
        self.day = self.day_field(self.tr("Content on"), hub.today)
        self.field(self.by, self.day)
        self.whose = Note(theme, "active", self)
        self.body.addWidget(self.whose)
        self.by.textChanged.connect(self._look)
        self.ready(self.by)

    @Slot()
    @override
    def _look(self) -> None:
        name, asker = tidy(self.by.text()), self.record.asked_by
        may = may_be_content(self.hub.snapshot, self.record, name)
        self.save.setEnabled(may)
        if name and not may:
            refusal = self.tr(
                "{0} answered it: whoever asked says that they are content, or somebody who speaks for them."
            )
            self.whose.say(refusal.format(name), "bad")
        elif name and asker and not same_person(name, asker):
            self.whose.say(self.tr("Noted as said for {0}, who asked.").format(asker), "active")
        elif not asker:
            self.whose.say(self.tr("Nobody is named as having asked it."), "warning")
        else:
            self.whose.say("")

    @override
    def command(self) -> Command:
        return partial(
            questions.content, ref=self.record.ref, said_by=tidy(self.by.text()), said_on=self.day.typed(),
            expected=_seen(self.record),
        )  # fmt: skip

    @Slot(object)
    @override
    def _written(self, changes: object) -> None:
        said = self.tr("{0} is settled.").format(self.record.ref)
        self.hub.told.emit(Told(said, self.tr("An undo opens it again.")))
        super()._written(changes)


class ReopenSheet(QuestionSheet):
    """Opens a question again, with a note saying why."""

    def __init__(self, hub: Hub, theme: Theme, question: Challenge, parent: QWidget) -> None:
        words = SheetWords(
            self.tr("The asker of {0} is not content").format(question.ref), question.question, self.tr("Open it again")
        )  # fmt: skip
        super().__init__(hub, theme, words, parent)
        self.record = question
        self.after = self.tr("{0} is open again and waits for a better answer.").format(question.ref)
        self.why = self.text(self.tr("What are they not content with? (kept in the history)"), 3)
        self.why.textChanged.connect(self._look)
        self.ready(self.why)

    @Slot()
    @override
    def _look(self) -> None:
        self.save.setEnabled(bool(self.why.value()))

    @override
    def command(self) -> Command:
        return partial(
            questions.reopen, ref=self.record.ref, note=self.why.value() or "", expected=_seen(self.record),
        )  # fmt: skip


def _seen(question: Challenge) -> dict[str, Any]:
    return {"state": question.state, "answer": question.answer}
