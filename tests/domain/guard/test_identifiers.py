"""Which words are identifiers of one person, which are ways to reach somebody, and which are neither."""

from datetime import date

import pytest

from tracker.domain.guard.identifiers import Identifier, identifiers, nhs_number_holds, pupil_number_holds

TODAY = date(2026, 11, 30)


def found(text: str) -> list[tuple[str, str]]:
    return [(str(one.kind), text[one.start : one.end]) for one in identifiers(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Audit case of T, NHS 943 476 5919", "NHS number", "943 476 5919"),
        ("read 9434765919.", "NHS number", "9434765919"),
        ("943-476-5919 was on the front page", "NHS number", "943-476-5919"),
        ("NHS no.943 476 5919 seen", "NHS number", "943 476 5919"),
        ("NHS number 9434 765919", "NHS number", "9434 765919"),
        ("NHS9434765919 and NHSno: x", "NHS number", "9434765919"),
        ("NHSNo 943 476 5919", "NHS number", "943 476 5919"),
        ("NHS９４３ ４７６ ５９１９", "NHS number", "９４３ ４７６ ５９１９"),
        ("17,9434765919,F,two visits", "NHS number", "9434765919"),
        ("9434765919_chronology.pdf", "NHS number", "9434765919"),
        ("UPN H 801 2000 01 001", "UPN", "H 801 2000 01 001"),
        ("PEP_H801200001001_autumn.docx", "UPN", "H801200001001"),
        ("NI number: AB 123 456 C", "national insurance number", "AB 123 456 C"),
        ("Sam Hale, d o b 28/10/2007", "date of birth", "28/10/2007"),
        ("Sam Hale born 01-Sep-2016", "date of birth", "01-Sep-2016"),
        ("Date of Birth 05 11 2013", "date of birth", "05 11 2013"),
        ("Born 2 March 2020, Elsie Hale was weighed", "date of birth", "2 March 2020"),
        ("Owen Hale (17 January 2013) moved", "date of birth", "17 January 2013"),
        ("HALE, Kyle; 29/01/2011; male", "date of birth", "29/01/2011"),
        ("Mosaic no. 734512: no oversight", "case number", "734512"),
        ("EHM 210934 stepped up", "case number", "210934"),
        ("1077120 in Liquidlogic, no plan", "case number", "1077120"),
        ("proceedings ZE26C50118 week 34", "case number", "ZE26C50118"),
        ("appeal EH380/26/00142 conceded", "case number", "EH380/26/00142"),
        ("Social care no. 330912", "case number", "330912"),
        ("UPN C123456789012", "UPN", "C123456789012"),
        ("listed as H801200001001", "UPN", "H801200001001"),
        ("temporary u80120000100a", "UPN", "u80120000100a"),
        ("the mother (AB123456C) was paid", "national insurance number", "AB123456C"),
        ("ab 12 34 56 d", "national insurance number", "ab 12 34 56 d"),
        ("NI number: QQ 12 34 56", "national insurance number", "QQ 12 34 56"),
        ("Tyler J, dob 12/03/2011", "date of birth", "12/03/2011"),
        ("date of birth: 2011-03-04", "date of birth", "2011-03-04"),
        ("D.O.B. 3rd May 2012", "date of birth", "3rd May 2012"),
        ("The child was born on 3 May 2012", "date of birth", "3 May 2012"),
        ("KT (b. 3.5.12)", "date of birth", "3.5.12"),
        ("Tyler Jones (12/03/2011) was seen", "date of birth", "12/03/2011"),
        ("case number: LB/12345", "case number", "LB/12345"),
        ("Child's ID: 445566", "case number", "445566"),
        ("client ref no. 90817", "case number", "90817"),
        ("on Mosaic 1234567", "case number", "1234567"),
        ("Liquidlogic ID 98765", "case number", "98765"),
        ("crime reference 06AA/1234/24", "case number", "06AA/1234/24"),
        ("case 123456 was reviewed", "case number", "123456"),
        ("write to ann.lee@example.gov.uk.", "e-mail", "ann.lee@example.gov.uk"),
        ("ring 0161 496 0000", "phone", "0161 496 0000"),
        ("ring (0161) 496 0000 ext 12", "phone", "(0161) 496 0000 ext 12"),
        ("ring +44 7700 900123", "phone", "+44 7700 900123"),
        ("at M1 1AE", "postcode", "M1 1AE"),
        ("at SW1A 2AA", "postcode", "SW1A 2AA"),
    ],
)
def test_an_identifier_is_found_in_its_words(text: str, kind: str, words: str) -> None:
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "By 31 March 2025, 12 of 40 plans (30%) were good.",
        "943 476 5918 fails the check",
        "4444444444 is one digit",
        "123 456 7881 is in no range",
        "part C123456789012 of the order",
        "tel 43255512341",
        "paragraph 943.476.59191",
        "case file audit 2024/25",
        "case reference 2024/25",
        "case no 12",
        "case 2024",
        "25 case records of 12345",
        "dip-sample of 1234567 records",
        "the date of birth was missing in 12 of 40 records",
        "The service was born in 2012",
        "born on 3 May 2012",
        "Ann Lee, 12/03/2025: done",
        "Working Together 12/03/2018",
        "Plan B4 2 steps",
        "BG123456C",
        "version 1.2.3, budget £1,234,567,890",
        "an invoice of 12345678901234",
        "someone @ home",
        "Purchase order 6905541249 raised for advocacy",
        "spend 412 318 2207 by team",
        "Mosaic 12345 records migrated",
        "Mosaic 20261104 extract",
        "Total case number 1204 at 30/9",
        "New Family Hub born 1 April 2014",
        "Children born 1 September 2015 to 31 August 2016, by Ann Price",
        "Paul Grant (01/09/2015 to 31/08/2019) was director",
        "Care Leavers Regulations (01/04/2011)",
        "Decision CY260914B published",
    ],
)
def test_ordinary_words_and_figures_are_none(text: str) -> None:
    assert found(text) == []


def test_several_come_in_the_order_of_the_text() -> None:
    text = "ann@example.org about NHS 943 476 5919, then case 123456"
    assert [kind for kind, _ in found(text)] == ["e-mail", "NHS number", "case number"]


def test_of_two_that_claim_the_same_words_the_one_that_names_a_person_is_told() -> None:
    assert found("patient number 9434765919") == [("NHS number", "9434765919")]


@pytest.mark.parametrize(("year", "told"), [("2021", True), ("2022", False)])
def test_a_date_beside_a_name_is_one_of_birth_where_it_is_old(year: str, told: bool) -> None:
    assert bool(found(f"Tyler Jones, 12/03/{year}")) is told


def test_the_check_of_an_nhs_number() -> None:
    assert nhs_number_holds("943 476 5919")
    assert not nhs_number_holds("943 476 591")
    assert not nhs_number_holds("943 476 5910")
    assert not nhs_number_holds("943 467 5919")


def test_the_check_letter_of_a_pupil_number() -> None:
    assert pupil_number_holds("H801200001001")
    assert not pupil_number_holds("J801200001001")


def test_only_ways_to_reach_somebody_name_no_one_person() -> None:
    assert [one for one in Identifier if not one.names_one_person] == [
        Identifier.EMAIL, Identifier.PHONE, Identifier.POSTCODE
    ]  # fmt: skip
