"""Dates, areas, people, framework tags and answers in the spellings that reports use."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.reading.reading import Addressee
from tracker.reading.facts.addressees import split_addressee
from tracker.reading.facts.answers import read_answer
from tracker.reading.facts.area_names import known_area
from tracker.reading.facts.areas import area_name, is_name
from tracker.reading.facts.dates import first_date, spans
from tracker.reading.facts.facts import Facts, inspection_periods, person, team_lead
from tracker.reading.facts.framework_tags import framework_tags
from tracker.reading.facts.titles import title_area
from tracker.reading.families.items import directs, time_heading
from tracker.reading.page.document import Line
from tracker.reading.page.layout import Block
from tracker.reading.page.marks import is_sign, split_number, split_sign


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("14 to 18 July 2025", "2025-07-14", "2025-07-18"),
        ("25 November 2019 to 6 December 2019", "2019-11-25", "2019-12-06"),
        ("28 February to 4 March 2022", "2022-02-28", "2022-03-04"),
        ("23 April–18 May 2018", "2018-04-23", "2018-05-18"),
        ("17-21 January 2022", "2022-01-17", "2022-01-21"),
        ("5 and 6 February 2020", "2020-02-05", "2020-02-06"),
        ("28 December to 5 January 2024", "2023-12-28", "2024-01-05"),
        ("Monday 3rd to Friday 7th June 2024", "2024-06-03", "2024-06-07"),
        ("9 March 2024", "2024-03-09", "2024-03-09"),
        ("15, 16 and 21 July 2025", "2025-07-15", "2025-07-21"),
        ("29 and 30 September, and 1 October 2020", "2020-09-29", "2020-10-01"),
        ("29, 30 and 1 October 2020", "2020-09-29", "2020-10-01"),
        ("30, 31 and 1 January 2020", "2019-12-30", "2020-01-01"),
        ("the 15 and 16 of May 2018", "2018-05-15", "2018-05-16"),
        ("24, 25 & 26 June 2019", "2019-06-24", "2019-06-26"),
        ("7 &8 February 2019", "2019-02-07", "2019-02-08"),
        ("2/3 May 2023", "2023-05-02", "2023-05-03"),
        ("1/06/2015 - 25/06/2015", "2015-06-01", "2015-06-25"),
        ("between 12 and 16 May 2020", "2020-05-12", "2020-05-16"),
    ],
)
def test_a_span_of_dates(printed: str, start: str, end: str) -> None:
    assert spans(printed) == ((date.fromisoformat(start), date.fromisoformat(end)),)


def test_two_periods_and_none() -> None:
    assert len(spans("23 September to 4 October 2024 and 13 to 17 January 2025")) == 2
    assert spans("7 to 11 and 14 to 18 March 2022") == (
        (date(2022, 3, 7), date(2022, 3, 11)),
        (date(2022, 3, 14), date(2022, 3, 18)),
    )
    assert spans("30 February 2024, or in the spring") == ()


def test_a_day_without_a_year_is_the_last_one_before_the_letter() -> None:
    assert spans("13 and 14 July", date(2021, 8, 2)) == ((date(2021, 7, 13), date(2021, 7, 14)),)
    assert spans("13 and 14 December", date(2021, 2, 1)) == ((date(2020, 12, 13), date(2020, 12, 14)),)
    assert spans("13 and 14 July") == spans("12 of 14 children") == spans("40/41/2020 and 3 June, 2 May 2020")[2:] == ()


def test_days_far_apart_are_two_visits() -> None:
    assert len(spans("12 May 2019 and 14 June 2020")) == len(spans("14 June 2020 and 12 May 2019")) == 2


def test_a_short_year_and_no_date() -> None:
    assert first_date("12 November 18") == date(2018, 11, 12)
    assert first_date("March 2018") is None


@pytest.mark.parametrize(
    ("printed", "area"),
    [
        ("Manchester City Council", "Manchester"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("London Borough of Richmond upon Thames", "Richmond upon Thames"),
        ("The Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("City of Bradford Metropolitan Borough Council local authority", "Bradford"),
        ("City of London", "City of London"),
        ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
        ("Wakefield District Metropolitan Council", "Wakefield"),
        ("Leicester City", "Leicester"),
        ("Bradford Children and Families Trust", "Bradford"),
        ("Oldham Local Area Partnership", "Oldham"),
        ("Telford & Wrekin Council", "Telford and Wrekin"),
        ("Lewisham’s", "Lewisham"),
        ("Stockton on Tees Borough Council", "Stockton-on-Tees"),
        ("St. Helens", "St Helens"),
        ("County Durham Local Area Partnership", "Durham"),
        ("Durham County Council", "Durham"),
        ("Hull City Council", "Kingston upon Hull"),
        ("BCP Council", "Bournemouth, Christchurch and Poole"),
    ],
)
def test_an_area_is_named_as_a_person_would_file_it(printed: str, area: str) -> None:
    assert area_name(printed) == area


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Inspection of Bedford local authority children’s services", "Bedford"),
        ("Joint targeted area inspection of Richmond upon Thames", "Richmond upon Thames"),
        ("Joint targeted area inspection of the multi-agency response to neglect in Cheshire West and Chester",
         "Cheshire West and Chester"),
        ("Joint targeted area inspection of the multi-agency response to sexual abuse in the family environment", None),
        ("Area SEND inspection of Suffolk Local Area Partnership", "Suffolk"),
        ("Focused visit to Kent children’s services", "Kent"),
        ("Inspection of progress made in the provision of safeguarding services in the London Borough of Haringey",
         "Haringey"),
    ],
)  # fmt: skip
def test_the_area_in_a_title(title: str, area: str | None) -> None:
    assert title_area(title) == area


@pytest.mark.parametrize(
    ("printed", "name", "role", "organisation"),
    [
        ("Stephen Watson, QPM, Chief Constable, Greater Manchester Police",
         "Stephen Watson", "Chief Constable", "Greater Manchester Police"),
        ("Sara Tough OBE, Executive Director Children’s Services, Norfolk County Council",
         "Sara Tough", "Executive Director Children’s Services", "Norfolk County Council"),
        ("Winton Keenan, Chief Constable of Northumbria Police", "Winton Keenan", "Chief Constable",
         "Northumbria Police"),
        ("Kate Green, Greater Manchester Deputy Mayor", "Kate Green", "Greater Manchester Deputy Mayor", None),
        ("Alan Kitt, Chief Officer NHS South West Lincolnshire CCG", "Alan Kitt", "Chief Officer",
         "NHS South West Lincolnshire CCG"),
        ("Mr Marc Jones, Police and Crime Commissioner", "Marc Jones", "Police and Crime Commissioner", None),
    ],
)  # fmt: skip
def test_name_role_and_organisation_apart(printed: str, name: str, role: str, organisation: str | None) -> None:
    assert split_addressee(printed) == Addressee(name, role, organisation)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Louise Hollick, Her Majesty’s Inspector", "Louise Hollick"),
        ("Neil Penswick HMI", "Neil Penswick"),
        ("Máire Atherton, Her Majesty’s Inspector", "Máire Atherton"),
        ("Mr Charlie Fordham, Ofsted lead inspector", "Charlie Fordham"),
        ("the team", None),
    ],
)
def test_a_person_without_title_and_office(printed: str, name: str | None) -> None:
    assert person(printed) == name


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Gareth Morgan, Ofsted Lead inspector Lesley Perry, CQC Lead inspector", "Gareth Morgan"),
        ("Lesley Perry, CQC Lead inspector Gareth Morgan, Ofsted Lead inspector", "Gareth Morgan"),
        ("Katherine Douglas, Ofsted HMI, lead inspector", "Katherine Douglas"),
        ("Pat Jones, His Majesty’s Inspector, Lead inspector", "Pat Jones"),
    ],
)
def test_the_lead_of_a_joint_team_is_ofsteds(row: str, name: str) -> None:
    blocks = [Block([Line("Inspection team", 7)]), Block([Line(row, 7)])]
    assert team_lead(blocks) == name


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Plans. (outcome 3, national framework)", ("outcome 3",)),
        ("Plans (national framework outcome four).", ("outcome 4",)),
        ("Plans. (enabler two)", ("enabler 2",)),
        ("Plans. (outcomes 1 and 3, enabler 2, national framework)", ("outcome 1", "outcome 3", "enabler 2")),
        ("Plans. (enabler: the workforce is equipped and effective, national framework)", ("enabler 3",)),
        ("Plans. (Principle 1)", ("principle 1",)),
        ("Plans that improve outcomes for 3 children (of 5).", ()),
        ("Plans. (outcome 9, national framework)", ()),
    ],
)
def test_framework_tags(text: str, tags: tuple[str, ...]) -> None:
    assert framework_tags(text) == tags


def test_who_must_answer_by_when() -> None:
    facts = Facts()
    steps = (
        "We have determined that the Anyshire ICB is the principal authority and should prepare a written statement. "
        "The director of children’s services should send the written statement of action to "
        "Someone@example.org by 9 March 2024. This statement will inform later work."
    )
    read_answer([Block([Line("Next steps", 9)]), Block([Line(steps, 9)])], facts)
    assert facts.principal_authority == "Anyshire ICB"
    assert facts.submitted_by == "Director of children’s services"
    assert facts.respond_to == "Someone@example.org"
    assert facts.respond_by == date(2024, 3, 9)


def test_markers() -> None:
    assert split_sign("◼ The quality") == ("◼", "The quality")
    assert split_sign("\uf06eThe quality") == ("\uf06e", "The quality")
    assert split_sign("well-known") == ("", "well-known")
    assert split_number("12. Ensure") == ("12.", "Ensure")
    assert split_number("10.Ensure") == ("10.", "Ensure")
    assert split_number("2.1 Adoption") == ("2.1", "Adoption")
    assert split_sign("\u23af the voice") == ("\u23af", "the voice")
    assert [is_sign(marker) for marker in ("◼", "2.1", "12.", "(a)")] == [True, False, False, False]


def test_what_directs_and_what_times() -> None:
    assert directs("Urgently review the front door.")
    assert directs("With partners, ensure that children are heard.")
    assert not directs("The board has lacked understanding of serious weaknesses.")
    assert time_heading("Within three months:") == "Within three months"
    assert time_heading("Leadership and management") is None


@pytest.mark.parametrize(
    ("printed", "name", "role", "organisation"),
    [
        ("Jo Bloggs Director of Children’s Services Anyshire County Council",
         "Jo Bloggs", "Director of Children’s Services", "Anyshire County Council"),
        ("Ann Other Chief Constable Anyshire Police", "Ann Other", "Chief Constable", "Anyshire Police"),
        ("Sam Smith, Chair, Anyshire Safeguarding Board", "Sam Smith", "Chair", "Anyshire Safeguarding Board"),
        ("Sam Smith Chair of the Anyshire Safeguarding Children Partnership",
         "Sam Smith", "Chair", "Anyshire Safeguarding Children Partnership"),
        ("Jo Bloggs Independent Scrutineer Anyshire Safeguarding Partnership",
         "Jo Bloggs", "Independent Scrutineer", "Anyshire Safeguarding Partnership"),
        ("T/Chief Constable Rob Nixon, Kent Police", "Rob Nixon", "T/Chief Constable", "Kent Police"),
        ("Jo Bloggs, Anyshire Council, Director of Children’s Services",
         "Jo Bloggs", "Director of Children’s Services", "Anyshire Council"),
        ("John Doe Police and Crime Commissioner for Norfolk", "John Doe", "Police and Crime Commissioner for Norfolk",
         None),
        ("Kim Brown, Head of Youth Justice Service", "Kim Brown", "Head of Youth Justice Service", None),
    ],
)  # fmt: skip
def test_an_address_without_commas(printed: str, name: str, role: str, organisation: str | None) -> None:
    assert split_addressee(printed) == Addressee(name, role, organisation)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("The inspection of services in Stockton-on-Tees and the police", "Stockton-on-Tees"),
        ("Ofsted, Piccadilly Gate, Store Street, Manchester. Children in Kent. Kent police.", "Kent"),
        ("Greater Manchester Police and Rochdale partners", "Rochdale"),
        ("Cheshire West and Chester Council", "Cheshire West and Chester"),
        ("Nobody is named", None),
    ],
)
def test_the_authority_a_text_names_most(text: str, area: str | None) -> None:
    assert known_area(text) == area


@pytest.mark.parametrize(
    ("words", "can_be"),
    [("St Helens", True), ("Bournemouth, Christchurch and Poole", True), ("Southend-on-Sea", True),
     ("Dear local partnership neglect in Bradford", False), ("Anyshire Inspection dates", False)],
)  # fmt: skip
def test_what_can_be_an_areas_name(words: str, can_be: bool) -> None:
    assert is_name(words) is can_be


def block(text: str, heading: int = 0) -> Block:
    return Block([Line(text, 1, heading=heading)])


@pytest.mark.parametrize(
    "text",
    [
        "From 16 to 20 May 2016, Ofsted and others carried out a joint inspection.",
        "Inspectors visited Anyshire from 16 May to 20 May 2016.",
        "Between Monday 16 May and Friday 20 May 2016, Ofsted carried out a joint inspection.",
        "This inspection, which took place on 16–20 May 2016, looked at the front door.",
    ],
)
def test_a_letters_days_in_any_wording(text: str) -> None:
    found = inspection_periods([block("Dear local partnership"), block(text)], letter=True)
    assert found == ((date(2016, 5, 16), date(2016, 5, 20)),)


def test_a_letters_history_is_not_its_fieldwork() -> None:
    text = "The council was inspected from 1 March 2014 to 30 June 2015."
    assert inspection_periods([block(text)], letter=True) == ()


@pytest.mark.parametrize(
    ("sender", "named"),
    [
        ("The National Probation Service should send the statement to X@example.org by Tuesday 3rd September 2019.",
         "National Probation Service"),
        ("Together for Children must submit the written statement to X@example.org no later than 3 September 2019.",
         "Together for Children"),
    ],
)  # fmt: skip
def test_the_heading_is_no_part_of_who_answers(sender: str, named: str) -> None:
    facts = Facts()
    read_answer([block("Next steps", 3), block(sender), block("Yours sincerely")], facts)
    assert (facts.submitted_by, facts.respond_by) == (named, date(2019, 9, 3))
