from datetime import date

import pytest

from support.builders import a_reading
from support.on_paper.comparing import a_paper
from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.dates.extend import ask
from tracker.services.evidence.evidence import About, attach_file
from tracker.services.log.erase import erase, may_be_erased
from tracker.services.log.history import history_of, log
from tracker.services.log.undo import redo, undo
from tracker.services.meetings.meetings import issue
from tracker.services.meetings.updates import add_update
from tracker.services.plan.seed import seed
from tracker.services.records.editing import add, set_fields

NAME = "a child's name"


def everything_kept(team: Team) -> str:
    """All words the store holds, in records, log and files."""
    book = team.store.book  # type: ignore[attr-defined]
    return repr((book.records, [page.entries for page in book.pages], book.files))


def test_an_updates_words_are_gone_throughout_and_the_chain_holds(team: Team) -> None:
    team.do(OWNER, add_update, "A1", f"We met {NAME} today.", forecast="green")
    assert NAME in everything_kept(team)
    done = team.do(NURSE, erase, "U2", "Personal data")
    assert done.refs == ("U2",)
    assert NAME not in everything_kept(team)
    assert team.get("U2").text == ""
    assert (team.get("U2").author, team.get("U2").forecast) == (OWNER, "green")
    assert team.store.verify().faults == ()
    told = team.do(LEAD, history_of, "U2")
    assert (told[-1].who, told[-1].verb, told[-1].why) == (NURSE, "erase", "Personal data")
    assert "(erased)" in {line.new for entry in told for line in entry.lines}


def test_a_file_goes_with_its_name(team: Team) -> None:
    team.do(OWNER, attach_file, ["A1"], NAME.encode(), f"{NAME}.txt", about=About("Dip sample", f"About {NAME}"))
    sha256 = team.get("E2").sha256
    team.do(NURSE, erase, "E2", "Sent in error")
    assert NAME not in everything_kept(team)
    with pytest.raises(UserError, match="erased"):
        team.store.read_file(sha256)
    assert team.get("E2").added_by == OWNER
    assert team.store.verify().faults == ()


def test_what_was_added_and_undone_is_erased_too(team: Team) -> None:
    team.do(OWNER, add_update, "A1", f"We met {NAME} today.")
    team.do(OWNER, undo)
    team.do(OWNER, attach_file, ["A1"], NAME.encode(), f"{NAME}.txt", about=About("Dip sample", f"About {NAME}"))
    sha256 = team.get("E2").sha256
    team.do(OWNER, undo)
    for ref in ("u2", "E2"):
        with pytest.raises(UserError, match="was added by"):
            team.do(OWNER, erase, ref, "Personal data")
        team.do(NURSE, erase, ref, "Personal data")
    assert NAME not in everything_kept(team)
    with pytest.raises(UserError, match="erased"):
        team.store.read_file(sha256)
    assert team.store.verify().faults == ()
    erased = [line for entry in team.do(LEAD, lambda uow, _: log(uow)) if entry.verb == "erase" for line in entry.lines]
    assert [(line.ref, line.label, line.old) for line in erased if line.ref == "U2"] == [("U2", "Update", "(erased)")]
    with pytest.raises(UserError, match="nothing is left to erase of U2"):
        team.do(NURSE, erase, "U2", "Personal data")


def test_only_the_fields_named_are_erased(team: Team) -> None:
    team.do(OWNER, attach_file, ["A1"], b"x", "audit.txt", about=About("Dip sample", NAME))
    team.do(NURSE, erase, "E2", "Personal data", ["shows"])
    assert (team.get("E2").shows, team.get("E2").file) == (None, "audit.txt")
    assert team.store.read_file(team.get("E2").sha256) == b"x"
    with pytest.raises(UserError, match="not all of these hold words of E2: due") as caught:
        team.do(NURSE, erase, "E2", "Personal data", ["due"])
    assert "there are: file" in caught.value.hint


def test_words_that_were_edited_away_are_erased_from_the_past(team: Team) -> None:
    team.do(OWNER, add, Kind.ACTION, {"title": "x", "description": NAME})
    team.do(OWNER, set_fields, ["A6"], {"description": ""})
    assert NAME in everything_kept(team)
    team.do(NURSE, erase, "A6", "Personal data", ["Description"])
    assert NAME not in everything_kept(team)
    assert team.get("A6").title == "x"


def test_who_added_it_does_not_erase_it(team: Team) -> None:
    team.do(OWNER, add_update, "A1", NAME)
    with pytest.raises(UserError, match="U2 was added by Head of Early Help and is erased by someone else"):
        team.do("head of early HELP", erase, "U2", "Personal data")
    with pytest.raises(UserError, match="E1 was added by Designated Nurse"):
        team.do(NURSE, erase, "E1", "Personal data")
    assert team.get("U2").text == NAME


def test_erasing_needs_a_reason_and_something_to_erase(team: Team) -> None:
    with pytest.raises(UserError, match="a reason for erasing is needed"):
        team.do(NURSE, erase, "U1", " ")
    with pytest.raises(UserError, match="there is no U99"):
        team.do(NURSE, erase, "U99", "Personal data")
    team.do(LEAD, add, Kind.POINT, {"measure": "M1", "value": "3"})
    with pytest.raises(UserError, match="D2 has no words and no file"):
        team.do(NURSE, erase, "D2", "Personal data")


def test_others_with_the_same_file_are_told(team: Team) -> None:
    for ref in ("A1", "A2"):
        team.do(OWNER, attach_file, [ref], b"same", "same.txt", about=About("Dip sample", "x"))
    done = team.do(NURSE, erase, "E2", "Sent in error")
    assert done.warnings == ("the same file stood in E3 and is gone there too",)


def test_an_embargoed_report_can_be_erased_with_its_file(starters: Team) -> None:
    starters.do(LEAD, seed, a_reading(), NAME.encode(), "letter.pdf")
    starters.do(NURSE, erase, "I1", "Embargoed copy")
    assert NAME not in everything_kept(starters)
    assert starters.get("I1").document_type == "JTAI"
    assert starters.store.verify().faults == ()


def test_copies_and_reasons_go_with_the_words(team: Team) -> None:
    team.do(OWNER, add_update, "A1", "Slower than hoped", forecast="amber", reason=f"Waiting for {NAME}")
    assert team.get("A1").forecast_reason == f"Waiting for {NAME}"
    done = team.do(NURSE, erase, "U2", "Personal data")
    assert NAME not in everything_kept(team)
    assert "A1" in done.warnings[0]
    asked = team.do(OWNER, ask, "A1", date(2031, 1, 6), f"{NAME} moved away").refs[0]
    team.do(NURSE, erase, asked, "Personal data")
    assert NAME not in everything_kept(team)
    assert team.store.verify().faults == ()


def reasons(team: Team) -> list[str]:
    with team.store.begin() as uow:
        return [stamp.why for _, stamp in uow.stamps()]


def test_a_reason_that_the_program_wrote_round_the_words_goes_too(team: Team) -> None:
    meeting = team.do(LEAD, add, Kind.MEETING, {"name": f"Board on {NAME}", "held_on": "2024-03-01"}).refs[0]
    team.do(LEAD, issue, meeting, a_paper(team.now, team.clock.today()))
    assert f"paper for Board on {NAME}" in reasons(team)
    team.do(NURSE, erase, meeting, "Personal data")
    assert not [why for why in reasons(team) if NAME in why]
    assert team.store.verify().faults == ()


def test_a_files_name_goes_from_the_reason_of_seeding(starters: Team) -> None:
    starters.do(LEAD, seed, a_reading(), b"letter", f"{NAME}.pdf")
    assert f"From {NAME}.pdf" in reasons(starters)
    starters.do(NURSE, erase, "I1", "Wrong name")
    assert not [why for why in reasons(starters) if NAME in why]
    assert starters.store.verify().faults == ()


def test_the_reason_that_an_undo_repeats_goes_too(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"}, reason=f"{NAME} is waiting")
    team.do(OWNER, undo)
    team.do(OWNER, redo)
    team.do(NURSE, erase, "A1", "Personal data")
    assert not [why for why in reasons(team) if NAME in why]
    assert team.store.verify().faults == ()


def test_a_second_erasure_takes_no_other_records_words(team: Team) -> None:
    for ref in ("A1", "A2"):
        team.do(OWNER, add_update, ref, "The same words.")
    first, second = team.refs(Kind.UPDATE)[-2:]
    team.do(LEAD, erase, first, "It names a child")
    team.do(LEAD, set_fields, ["A2"], {"description": "Live words"})
    with pytest.raises(UserError, match="not all of these hold words of U2"):
        team.do(CHAIR, erase, first, "Again", ["description"])
    with pytest.raises(UserError, match="nothing is left to erase of U2"):
        team.do(CHAIR, erase, first, "Once more")
    assert (team.get(second).text, team.get("A2").description) == ("The same words.", "Live words")


def test_other_records_that_hold_the_same_words_are_named(team: Team) -> None:
    """A name stands in many places; whoever erases it in one is told of the others, which stay."""
    team.do(LEAD, add, Kind.PERSON, {"name": "Zoë Łódź", "role": "x"})
    person = team.refs(Kind.PERSON)[-1]
    team.do(LEAD, set_fields, ["A2"], {"description": "Agreed with ZOE LODZ and others"})
    team.do(LEAD, set_fields, ["A3"], {"description": "Agreed with Zoë Łódźka"})
    team.do("Zoë Łódź", add_update, "A1", "Slower")
    done = team.do(NURSE, erase, person, "Personal data", ["name"])
    update = team.refs(Kind.UPDATE)[-1]
    said = [one for one in done.warnings if "still stand" in one]
    assert said == [
        f"the same words still stand in A2 (Description) and {update} (By): erase them there too if they must go"
    ]
    assert done.remarks == done.warnings
    assert team.get("A2").description == "Agreed with ZOE LODZ and others"
    assert not [one for one in team.do(NURSE, erase, "M1", "Personal data").warnings if "still stand" in one]


def test_what_was_erased_is_not_erased_again(team: Team) -> None:
    team.do(NURSE, attach_file, ["A1"], b"Jo Bloggs", "minutes.txt", about=About("minutes", "Jo Bloggs"))
    team.do(CHAIR, erase, "E2", "sent in error")
    before = team.now.number
    for _ in range(2):
        with pytest.raises(UserError, match="nothing is left to erase of E2: Board Chair did it on 12 Mar 2024"):
            team.do(CHAIR, erase, "E2", "once more")
    assert team.now.number == before
    team.do(LEAD, set_fields, ["E2"], {"shows": "Jo Bloggs again"})
    team.do(CHAIR, erase, "E2", "named again")
    assert team.get("E2").shows is None


def test_what_may_be_erased_is_offered_by_the_names_it_is_known_by(team: Team) -> None:
    assert team.do(NURSE, may_be_erased, "U1") == (("text", "Update"), ("reason", "Reason"))
