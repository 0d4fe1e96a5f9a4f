"""The command line: global options, a verb and its words (`tracker --help`, docs/user-guide.md).

Exit status: 0 done; 1 the input or the world is at fault; 2 wrong usage; 3 conflicts left for a person.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import gc
import importlib
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker import __version__
from tracker.domain.meetings.papers import MINUTES, NAMES
from tracker.errors import Conflict, UsageError, UserError

SELDOM = 50_000
"""New objects between two searches for garbage while a command runs."""
STATUS: dict[type[UserError], int] = {Conflict: 3, UsageError: 2}
"""The exit statuses of faults; every other fault of the input or the world is 1."""

Argument = tuple[tuple[str, ...], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: where its function stands, what it does in a line, and its words."""

    function: str
    help: str
    arguments: tuple[Argument, ...]


def word(*names: str, **details: object) -> Argument:
    """One argument of a verb, as argparse takes it."""
    return names, details


PLAN = word("plan", metavar="PLAN", help="a plan file or a database address")
JSON = word("--json", metavar="FILE", help="writes JSON to a file, or to standard output with -")
REASON = word("--reason", metavar="R", default="", help="why, kept in the change log")
ALLOW = word("--allow-identifiers", metavar="REASON", help="lets possible identifiers leave; the log keeps why")
PAPERS = tuple(name for name in NAMES if name != MINUTES)
REF = word("ref", metavar="REF", help="a reference such as A12")

VERBS: dict[str, Verb] = {
    "read": Verb("reading:read", "what the reader takes out of documents; writes nothing", (
        word("documents", metavar="DOC", nargs="+"), JSON)),
    "new": Verb("reading:new", "an empty plan", (PLAN, word("--title", required=True))),
    "seed": Verb("reading:seed", "adds documents with their recommendations and the original files", (
        PLAN, word("documents", metavar="DOC", nargs="+"), JSON)),
    "sample": Verb("reading:sample", "a sample plan in mid-life, made afresh", (PLAN,)),
    "add": Verb("editing:add", "adds a record and prints its reference", (
        word("kind", metavar="KIND"), PLAN, word("fields", metavar="field=value", nargs="*"), REASON)),
    "set": Verb("editing:set_", "edits records, all in one changeset", (
        PLAN, word("words", metavar="REF... field=value", nargs="+"), REASON)),
    "agree": Verb("editing:agree", "agrees the plan or these actions: original dates are fixed", (
        PLAN, word("refs", metavar="REF", nargs="*"),
        word("--withdraw", action="store_true", help="takes an agreement back, on the record"), REASON)),
    "extend": Verb("editing:extend", "asks for a new deadline", (
        PLAN, REF, word("--to", required=True, metavar="DATE"), word("--reason", required=True, metavar="R"))),
    "approve": Verb("editing:approve", "agrees a new deadline that someone else asked for", (
        PLAN, REF, word("--refuse", action="store_true", help="refuses it instead"),
        word("--withdraw", action="store_true", help="takes the request or the approval back"),
        word("--meeting", metavar="T3", help="the meeting that decided; whoever runs this records it"),
        word("--note", default="", metavar="T"))),
    "update": Verb("editing:update", "adds a dated progress update", (
        PLAN, REF, word("--text", required=True, metavar="T"),
        word("--forecast", choices=("green", "amber", "red")), word("--reason", default="", metavar="R"))),
    "attach": Verb("editing:attach", "attaches evidence: a file or a link", (
        PLAN, word("words", metavar="REF... (FILE|URL)", nargs="+"), word("--kind", required=True, metavar="K"),
        word("--shows", required=True, metavar="T"), word("--dated", metavar="D"),
        word("--restricted", action="store_true", help="stays out of every public paper"))),
    "review": Verb("editing:review", "accepts evidence, or returns it with a note", (
        PLAN, REF, word("--accept", action="store_true"), word("--return", dest="return_", action="store_true"),
        word("--withdraw", action="store_true", help="takes a review back"), word("--note", default="", metavar="T"))),
    "round": Verb("rounds:round_", "update rounds: who was asked for updates and whose answers are in", (
        PLAN, word("ref", metavar="ROUND", nargs="?", help="a round such as Q2 (else the open or latest)"),
        word("--ask", metavar="DATE", help="asks for updates by this day"),
        word("--name", metavar="T", help="what the new round is called"),
        word("--to", metavar="NAME", action="append", default=[], help="asks this person (several times: several)"),
        word("--nil", metavar="NAME", help="a nil return: nothing to report, for this person"),
        word("--close", action="store_true", help="takes no more answers"), JSON)),
    "handover": Verb("people:handover", "gives everything of a leaver that is still to do to somebody else", (
        PLAN, word("name", metavar="NAME", help="who leaves: a person, role or team, by name or reference"),
        word("--to", required=True, metavar="NAME", help="who takes over; a new name is added to the register"),
        word("--from", dest="from_day", metavar="DATE", help="the last day (else the one known, or today)"), REASON)),
    "joinagencies": Verb("people:joinagencies", "joins two agencies that are one: the first under the second's name", (
        PLAN, word("gone", metavar="FROM", help="the agency whose name goes, by name or reference"),
        word("into", metavar="INTO", help="the agency that stays"), REASON)),
    "check": Verb("dates:check", "records a check of an action; a failed one re-opens it", (
        PLAN, word("ref", metavar="REF", help="a check such as V1, or an action for its next check"),
        word("--passed", action="store_true"), word("--failed", action="store_true"),
        word("--note", default="", metavar="T", help="what was found"))),
    "clock": Verb("dates:clock", "when the written statement is due, and the steps to it", (
        PLAN, word("--set", action="append", default=[], metavar="NAME=DAYS|DATE",
                   help="plans a step so many working days before, or on a day of its own"),
        word("--done", action="append", default=[], metavar="NAME"),
        word("--undone", action="append", default=[], metavar="NAME"),
        word("--remove", action="append", default=[], metavar="NAME"),
        word("--restore", action="store_true", help="brings the usual steps back"), JSON)),
    "calendar": Verb("dates:calendar", "the dates still to be kept, as a calendar file", (
        PLAN, word("out", metavar="OUT.ics"), word("--for", dest="for_name", metavar="NAME"),
        word("--alarm", type=int, metavar="DAYS", help="a reminder so many days before each"))),
    "lint": Verb("asking:lint", "wording, measures and dates worth a look; nothing is held up", (PLAN, JSON)),
    "list": Verb("asking:list_", "records of one kind", (
        PLAN, word("kind", metavar="KIND"), word("--filter", metavar="EXPR", default=""), JSON)),
    "show": Verb("asking:show", "one record with its links, history and sufficiency", (PLAN, REF, JSON)),
    "history": Verb("asking:history", "changes of the plan or of one record", (
        PLAN, word("ref", metavar="REF", nargs="?"),
        word("--since", metavar="X", help="a meeting, a date or a change number"),
        word("--net", action="store_true", help="what it came to"), JSON)),
    "thread": Verb("finding:thread", "the golden thread of one recommendation", (PLAN, REF, JSON)),
    "search": Verb("finding:search", "finds words in every record and in the reports' own pages", (
        PLAN, word("words", metavar="WORDS", nargs="+"), JSON)),
    "work": Verb("work:work", "what waits for one person (--as NAME), and what is next", (
        PLAN, word("--lead", action="store_true", help="as whoever leads the plan: what is in the next meeting's way"),
        word("--since", metavar="X", help="what others changed since a meeting, a date or a change number"), JSON)),
    "undo": Verb("editing:undo", "takes this person's last changeset back", (PLAN,)),
    "redo": Verb("editing:redo", "does again what was taken back", (PLAN,)),
    "erase": Verb("editing:erase", "removes words or a file for ever", (
        PLAN, REF, word("--reason", required=True, metavar="R"))),
    "export": Verb("files:export", "the workbook that comes home, or a folder of returns with drafts to send", (
        PLAN, word("out", metavar="OUT.xlsx|FOLDER"), word("--for", dest="for_name", metavar="NAME"),
        word("--round", metavar="ROUND", help="a folder for those whom this round asks; the round is marked"),
        word("--by", choices=("owner", "agency"), default="owner", help="one return an owner, or an agency"),
        word("--calendar", action="store_true", help="puts each person's dates into the draft, as a calendar"), ALLOW)),
    "merge": Verb("returns:merge", "brings edits back from workbooks, a folder of them, or another copy of the plan", (
        PLAN, word("others", metavar="WORKBOOK|PLAN2|FOLDER", nargs="+"), word("--dry-run", action="store_true"),
        word("--prefer", choices=("ours", "theirs"), help="settles every conflict for one side"),
        word("--answers", metavar="FILE", help="answers to questions by cell, as JSON: "
             '{"Actions!F12": "2027-03-31"}; take, leave, new, a reference or a value'), JSON)),
    "import": Verb("importing:import_", "brings in a plan that somebody has: Excel, CSV, Word, PDF or web page", (
        PLAN, word("file", metavar="FILE"),
        word("--preset", metavar="P", help="reads the columns as one of these layouts has them: herefordshire, torbay, "
             "brag, send, standards, poam"),
        word("--map", metavar="FILE", help='what headings stand for, as JSON: {"By when": "due", "Who": "owner"}'),
        word("--sheet", metavar="S", action="append", default=[], help="only this sheet or table; may be repeated"),
        word("--answers", metavar="FILE", help='answers to questions by cell, as JSON: {"F9": "2027-03-31"}; leave, '
             "new, take or a value"),
        word("--dry-run", action="store_true"), JSON)),
    "report": Verb("papers:report", "a board paper (.pdf, .docx, .html) or a workbook for reading (.xlsx)", (
        PLAN, word("out", metavar="OUT"),
        word("--paper", choices=PAPERS, help="without one, the template's, or the board paper"),
        word("--template", metavar="NAME", help="as a template of the plan says"),
        word("--since", metavar="MEETING|DATE"),
        word("--public", action="store_true", help="without names, notes and small numbers; as .html the public page"),
        word("--small-numbers", type=int, default=5, metavar="N",
             help="a public paper tells no number of people under this (5)"),
        word("--left-out", metavar="FILE", help="what a public paper leaves out, as JSON"),
        word("--appendices", choices=("all", "none"), default="all", help="the board paper whole, or its body"),
        word("--issue", metavar="MEETING", help="keeps this paper, file and all, as one that the meeting was given"),
        ALLOW)),
    "minutes": Verb("minutes:minutes", "draft minutes: dates decided, questions, actions added, each with who", (
        PLAN, word("meeting", metavar="MEETING"), word("out", metavar="OUT.docx|.pdf|.html", nargs="?"),
        word("--from", dest="since", metavar="DATE", help="the first day whose changes count (else from its paper)"),
        word("--to", dest="until", metavar="DATE", help="the last one (else the day of the meeting)"), ALLOW, JSON)),
    "pack": Verb("files:pack", "the evidence pack: dossier, accepted files and an index of them, as one .zip", (
        PLAN, word("out", metavar="OUT.zip"),
        word("--for", dest="for_ref", metavar="R3", help="of one recommendation or finding"), ALLOW)),
    "guard": Verb("guard:guard", "possible identifiers in what would leave, and what was decided about each", (
        PLAN, word("--keep", metavar="REF.FIELD", help="lets those of a field leave; needs a reason"),
        word("--blank", metavar="REF.FIELD", help="leaves those of a field out of whatever leaves"),
        word("--public", action="store_true", help="for a public paper: e-mail, phone and postcode count too"),
        REASON, JSON)),
    "template": Verb("papers:template", "templates of papers: sections, columns, marking, recipients, logo", (
        PLAN, word("name", metavar="NAME", nargs="?", help="keeps this template, with what is given; else lists all"),
        word("--paper", choices=PAPERS), word("--sections", metavar="A;B", help="their titles; empty for all"),
        word("--columns", metavar="A;B", help="what is shown of an action; empty for all"),
        word("--marking", metavar="WORDS"), word("--recipients", metavar="A;B"),
        word("--logo", metavar="FILE", help="a .png or .jpg picture"),
        word("--report-number", metavar="WORDS", help="as the council counts its papers"),
        word("--exempt", metavar="REASON", help="by virtue of what it is not for publication: 2 is paragraph 2 of "
             "Schedule 12A; else in words"),
        word("--lead-officer", metavar="NAME"), word("--cabinet-member", metavar="NAME"),
        word("--cleared", metavar="A;B", help="who cleared it and when"),
        word("--text", action="append", default=[], metavar="HEADING=WORDS",
             help="what it says under a heading (Risks, Consultation, Financial implications, Background papers ...); "
             "no words take it out"),
        word("--remove", action="store_true", help="takes the template out"), JSON)),
    "issued": Verb("papers:issued_", "the papers that meetings were given; with ISSUE and OUT, the very file again", (
        PLAN, word("paper", metavar="ISSUE", nargs="?"), word("out", metavar="OUT", nargs="?"), JSON)),
    "key": Verb("plan_rules:key", "the plan's own words and colours for states, and presets", (
        PLAN, word("--preset", metavar="NAME"), word("--from", dest="file", metavar="FILE", help="a key as JSON"),
        word("--clear", action="store_true", help="the program's own words again"), JSON)),
    "rules": Verb("plan_rules:rules", "what makes evidence sufficient, when checks come, when silence counts", (
        PLAN, word("--set", action="append", default=[], metavar="RULE=on|off,N"),
        word("--check-months", metavar="3,6,12"), word("--quiet-weeks", type=int, metavar="N"),
        word("--clear", action="store_true", help="the usual rules again"), JSON)),
    "links": Verb("plan_rules:links", "whether the links of evidence lead somewhere", (
        PLAN, word("--inside", action="store_true", help="asks addresses of this machine and its network too"), JSON,
    )),
    "verify": Verb("files:verify", "walks the change log and checks every file", (
        PLAN, word("--against", metavar="FILE",
                   help="a paper, workbook or copy: whether the state printed there is in this plan's chain"))),
    "backup": Verb("copies:backup", "a checked copy of the whole plan, and the copies that are kept by themselves", (
        PLAN, word("out", metavar="OUT", nargs="?"),
        word("--list", action="store_true", help="lists the automatic copies, newest first"),
        word("--folder", metavar="FOLDER", help="keeps the automatic copies of every plan there from now on"),
        word("--limit", type=int, metavar="MB", help="how much room the copies of one plan may take"),
        word("--rewrite", action="store_true", help="takes words that were erased out of older copies too"), JSON)),
    "salvage": Verb("files:salvage", "what can be had of a damaged plan, as a new one; the damaged file is only read", (
        word("damaged", metavar="DAMAGED"), word("out", metavar="OUT.plan"))),
    "restore": Verb("copies:restore", "a plan from a backup or copy, or one record of it into the plan", (
        word("backup", metavar="BACKUP"), PLAN,
        word("ref", metavar="REF", nargs="?", help="takes only this record back, into a plan that is there"))),
    "upgrade": Verb("copies:upgrade", "brings a plan of an older version up to date, also in a shared folder", (PLAN,)),
}  # fmt: skip


def run(words: Sequence[str]) -> int:
    """The exit status of the command line; no traceback reaches the person."""
    parser = global_parser()
    first, rest = _parted(words)
    options = parser.parse_args(first)
    if options.self_test:
        from tracker.self_test import self_test

        return _guarded(self_test)
    if rest and rest[0] in VERBS:
        verb = VERBS[rest[0]]
        arguments = verb_parser(rest[0], verb).parse_intermixed_args(rest[1:])

        def work() -> int:
            from tracker.commands.context import make_context
            from tracker.paths import spare_plans

            if "" in (getattr(arguments, "json", None), getattr(arguments, "out", None)):
                raise UsageError("a name is empty", "name the file to be written")
            if getattr(arguments, "json", None):
                spare_plans(Path(arguments.json))
            with _garbage_seldom():
                return int(_function(verb)(arguments, make_context(_name(options.who), _day(options.as_at))))

        return _guarded(work, getattr(arguments, "plan", None))
    if len(rest) > 1 or (rest and not _may_be_a_plan(rest[0])):
        parser.error(f"there is no verb '{rest[0]}' (see tracker --help)")

    def window() -> int:
        from tracker.app import run_window

        return run_window(rest[0] if rest else None, _name(options.who), _day(options.as_at))

    return _guarded(window)


@contextlib.contextmanager
def _garbage_seldom() -> Iterator[None]:
    """What a command makes lives to its end, which is near: there is little to find in it."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def global_parser() -> argparse.ArgumentParser:
    """What stands before the verb."""
    listed = "\n".join(f"  {name:9} {verb.help}" for name, verb in VERBS.items())
    parser = argparse.ArgumentParser(
        prog="tracker",
        usage="tracker [--as NAME] [--as-at DATE] [PLAN | VERB ...]",
        description="Opens the app, on PLAN where one is given, or does one thing:\n\n" + listed,
        epilog="tracker VERB --help tells a verb's words.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--as", dest="who", metavar="NAME", help="who is acting (default: the system user)")
    parser.add_argument("--as-at", metavar="DATE", help="the reporting date, in the place of today")
    parser.add_argument("--version", action="version", version=f"tracker {__version__}")
    parser.add_argument("--self-test", action="store_true", help=argparse.SUPPRESS)
    return parser


def verb_parser(name: str, verb: Verb) -> argparse.ArgumentParser:
    """The parser of one verb's words."""
    parser = argparse.ArgumentParser(prog=f"tracker {name}", description=verb.help, allow_abbrev=False)
    for names, details in verb.arguments:
        parser.add_argument(*names, **details)  # type: ignore[arg-type]
    return parser


def _parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The global options, and the rest from the verb (or the plan to open) on."""
    position = 0
    while position < len(words) and words[position].startswith("-"):
        position += 2 if words[position] in ("--as", "--as-at") else 1
    return list(words[:position]), list(words[position:])


def _may_be_a_plan(name: str) -> bool:
    """Whether a lone word names a plan to open, rather than being a verb misspelt."""
    return "." in name or "/" in name or os.sep in name or Path(name).exists()


def _name(who: str | None) -> str | None:
    """Who is to act. Raises UsageError for a name of nothing: a variable that was never set signs for nobody."""
    if who is not None and not who.strip():
        raise UsageError("--as needs a name", "leave it out to act as the user of this computer")
    return who


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    from tracker.domain.dates.dates import parse

    return parse(text)


def _function(verb: Verb) -> Callable[[argparse.Namespace, object], int]:
    module, name = verb.function.split(":")
    found: Callable[[argparse.Namespace, object], int] = getattr(
        importlib.import_module(f"tracker.commands.{module}"), name
    )
    return found


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What standard output answers where a full disk is behind it; files that are written say it in words of their own."""


def _flushed(status: int) -> int:
    """The status, once all that was answered is out."""
    sys.stdout.flush()
    return status


def _unheard(error: OSError) -> int:
    """Says that the answer could not be written, and keeps Python from trying it again at its end."""
    from tracker.commands.context import complain

    complain(UserError(f"the answer could not be written: {error.strerror}", "make room, or send it somewhere else"))
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _guarded(work: Callable[[], int], plan: str | None = None) -> int:
    """The exit status of `work` on a plan, faults said in a line and a hint."""
    from tracker.commands.context import complain

    try:
        return _flushed(work())
    except UserError as error:
        complain(error)
        return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 1)
    except BrokenPipeError:
        # The reader of our output went away: nothing is left to say, and Python must not complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return _unheard(error) if error.errno in _NO_ROOM and error.filename is None else _defect(error, plan)
    except Exception as error:  # noqa: BLE001 - the one place where a defect is kept from the person as a traceback
        return _defect(error, plan)


def _defect(error: Exception, plan: str | None) -> int:
    """Says that the plan is damaged, where it is, or else that the program is at fault; the details are in the log."""
    from tracker import logs
    from tracker.commands.context import complain
    from tracker.paths import home

    logs.start()
    logging.getLogger("tracker.cli").error("a command failed", exc_info=error)
    details = f"{type(error).__name__}; nothing was written. The details are in {home() / 'tracker.log'}"
    complain(_damage(plan) or UserError(f"The program failed: {details}", "please report it with that file"))
    return 1


def _damage(plan: str | None) -> UserError | None:
    """What is wrong with a plan on which the program failed, and the way on; None where nothing is."""
    from tracker.commands.context import damage_of

    with suppress(Exception):  # what fails on looking is the failure that is told already
        return damage_of(plan) if plan else None
    return None
