"""The sample plan's contents: roles, actions and what happened to them, in days around the day it is made.

The letter and its recommendations are real (Open Government Licence); everything that answers them here is invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

LEAD = "Improvement Lead"
CHAIR = "Partnership Board Chair"
SCRUTINEER = "Independent Scrutineer"
ANALYST = "Partnership Analyst"
EARLY_HELP = "Head of Early Help"
POLICE = "Detective Superintendent, Vulnerability"
HEALTH = "Designated Nurse for Safeguarding"
YOUTH = "Head of Youth Justice"
EDUCATION = "Head of Access and Inclusion"
HUB = "Complex Safeguarding Hub Manager"
CAMHS = "CAMHS General Manager"
WORKFORCE = "Workforce Development Team"

COUNCIL, FORCE, BOARD_OF_HEALTH = "City council", "Police", "Integrated care board"
TRUST, SERVICE, PARTNERSHIP = "Hospital trust", "Youth justice service", "Safeguarding partnership"

AGENCIES: dict[str, str] = {
    COUNCIL: "Local authority", FORCE: "", BOARD_OF_HEALTH: "ICB; CCG", TRUST: "",
    SERVICE: "YOT; YOS", PARTNERSHIP: "LSCB; MSP",
}  # fmt: skip

PEOPLE: tuple[tuple[str, str, str], ...] = (
    (LEAD, "Leads the plan", PARTNERSHIP), (CHAIR, "Chairs the board", PARTNERSHIP),
    (SCRUTINEER, "Scrutinises", PARTNERSHIP), (ANALYST, "Performance and insight", PARTNERSHIP),
    (EARLY_HELP, "Service manager", COUNCIL), (POLICE, "Agency lead", FORCE),
    (HEALTH, "Agency lead", BOARD_OF_HEALTH), (YOUTH, "Service manager", SERVICE),
    (EDUCATION, "Service manager", COUNCIL), (HUB, "Service manager", COUNCIL),
    (CAMHS, "Service manager", TRUST), (WORKFORCE, "Team", PARTNERSHIP),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One action: the recommendation it answers (from 1), and its days as offsets from the day of making."""

    recommendation: int
    title: str
    owner: str | None
    agency: str
    due: int | None
    success: str = ""
    also: tuple[int, ...] = ()
    accountable: str | None = CHAIR
    priority: str = "medium"


ACTIONS: tuple[Piece, ...] = (
    Piece(1, "Agree one evaluation framework for all serious youth violence projects", ANALYST, PARTNERSHIP, -120,
          "One framework in use by every funded project", priority="high"),
    Piece(1, "Set a baseline for each funded project", ANALYST, PARTNERSHIP, -62, "Baseline agreed for all projects"),
    Piece(1, "Report outcomes of all projects to the board every quarter", LEAD, PARTNERSHIP, 24,
          "Two quarterly reports considered by the board"),
    Piece(1, "Commission an independent evaluation of the strategy's second year", CHAIR, PARTNERSHIP, 150),
    Piece(2, "Publish data on disproportionality to every board meeting", ANALYST, PARTNERSHIP, -90,
          "Data by ethnicity and SEND in each paper", priority="high"),
    Piece(2, "Hold listening sessions with children and parents from affected communities", YOUTH, SERVICE, -20,
          "At least 60 children and 40 parents heard"),
    Piece(2, "Train referrers in adultification and unconscious bias", WORKFORCE, PARTNERSHIP, 10,
          "90 % of referrers trained", also=(5,)),
    Piece(2, "Review exclusions of children known to the complex safeguarding hub", EDUCATION, COUNCIL, -8,
          "Every exclusion reviewed within ten school days", priority="high"),
    Piece(3, "Introduce one multi-agency plan template with dated, named actions", HUB, COUNCIL, -75,
          "Template used in 95 % of plans audited", priority="high"),
    Piece(3, "Audit 40 plans across agencies every quarter", LEAD, PARTNERSHIP, -15,
          "Share of plans judged good or better rises to 80 %", also=(5,)),
    Piece(3, "Run reflective supervision on plan quality in each team", HUB, COUNCIL, 45),
    Piece(3, "Give children a copy of their plan in words they helped to choose", YOUTH, SERVICE, 60,
          "Children say they know what their plan is for"),
    Piece(4, "Add siblings and peers to the assessment prompt in all systems", HUB, COUNCIL, -48,
          "Siblings and peers named in 90 % of assessments"),
    Piece(4, "Map peer groups jointly every fortnight", POLICE, FORCE, -30, "Every group of concern mapped and owned"),
    Piece(4, "Brief health visitors and school nurses on wider risks", HEALTH, BOARD_OF_HEALTH, 18,
          "All teams briefed"),
    Piece(5, "Agree one recording standard for strategy discussions", POLICE, FORCE, -100,
          "Standard met in 95 % of records sampled", priority="high"),
    Piece(5, "Share minutes of strategy discussions within two working days", POLICE, FORCE, -40,
          "Minutes shared in time in 90 % of cases"),
    Piece(5, "Give youth justice read access to hub records", YOUTH, SERVICE, -12),
    Piece(5, "Dip-sample information-sharing each month", SCRUTINEER, PARTNERSHIP, 75),
    Piece(6, "Publish one directory of emotional and mental health support", HEALTH, BOARD_OF_HEALTH, -55,
          "Directory opened by 500 professionals a month"),
    Piece(6, "Agree a priority pathway into core CAMHS for children at risk of exploitation", CAMHS, TRUST, -25,
          "First treatment within eight weeks", priority="high"),
    Piece(6, "Bring waiting times for therapeutic treatment to the board monthly", CAMHS, TRUST, None),
    Piece(6, "Place a mental health practitioner in the hub", None, BOARD_OF_HEALTH, 90, accountable=HEALTH),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: on which day (offset), who did it, what, to which action (from 1), and its details."""

    day: int
    who: str
    what: str
    action: int
    details: dict[str, Any] = field(default_factory=dict)


def happened(day: int, who: str, what: str, action: int, /, **details: Any) -> Event:
    """An event, as the table below is written."""
    return Event(day, who, what, action, details)


EVENTS: tuple[Event, ...] = (
    happened(
        -200, ANALYST, "update", 1, text="Draft framework shared with the eleven funded projects.", forecast="green"
    ),
    happened(
        -188, POLICE, "update", 16, text="Recording standard drafted with children's social care.", forecast="green"
    ),
    happened(
        -180,
        ANALYST,
        "attach",
        5,
        name="disproportionality-dashboard.csv",
        kind="Performance indicator / dataset",
        shows="Referrals, hub entries and exclusions by ethnicity and SEND",
        dated=-182,
    ),
    happened(
        -165,
        HUB,
        "update",
        9,
        text="Template tested with 12 families; two questions reworded by children.",
        forecast="green",
    ),
    happened(-150, ANALYST, "extend", 2, to=-20, reason="Two projects could not share data before a new agreement."),
    happened(-148, CHAIR, "approve", 2),
    happened(-130, ANALYST, "set", 1, delivery="complete"),
    happened(
        -129,
        ANALYST,
        "attach",
        1,
        name="evaluation-framework-v1.txt",
        kind="Policy, procedure or protocol",
        shows="The framework as agreed by the board",
        dated=-131,
    ),
    happened(-126, SCRUTINEER, "review", 1, accept=True, note="Read in full; all projects are covered."),
    happened(-118, POLICE, "set", 16, delivery="complete"),
    happened(
        -115,
        POLICE,
        "attach",
        16,
        name="recording-standard.txt",
        kind="Policy, procedure or protocol",
        shows="The standard for recording strategy discussions",
        dated=-119,
    ),
    happened(-112, SCRUTINEER, "review", 16, accept=False, note="Says nothing on who records decisions made by phone."),
    happened(
        -110,
        POLICE,
        "update",
        16,
        text="Paragraph on telephone decisions added; second version to follow.",
        forecast="amber",
        reason="A second version is needed after the scrutineer's comments.",
    ),
    happened(-95, ANALYST, "set", 5, delivery="complete"),
    happened(-92, SCRUTINEER, "review", 5, accept=True, note="Matches the figures in the source system."),
    happened(-85, HUB, "set", 9, delivery="complete"),
    happened(
        -80,
        LEAD,
        "attach",
        9,
        name="plan-audit-q1.csv",
        kind="Multi-agency audit",
        shows="Template used in 38 of 40 plans; 26 judged good or better",
        dated=-82,
    ),
    happened(
        -66, ANALYST, "extend", 2, to=20, reason="Sickness in the analytical team; interim cover from next month."
    ),
    happened(-63, CHAIR, "approve", 2),
    happened(
        -60, HEALTH, "update", 20, text="Directory live; launch at the designated leads' network.", forecast="green"
    ),
    happened(-58, HEALTH, "set", 20, delivery="complete"),
    happened(-57, LEAD, "set", 1, assurance="evidenced"),
    happened(-56, LEAD, "set", 5, assurance="evidenced"),
    happened(-52, HUB, "set", 13, delivery="complete"),
    happened(-50, SCRUTINEER, "review", 9, accept=True, note="Sample checked against case records."),
    happened(
        -49,
        LEAD,
        "set",
        5,
        impact="The board moved two projects to the wards where the gap was widest; referrals there rose by a third.",
        assurance="impact shown",
    ),
    happened(-48, SCRUTINEER, "set", 5, delivery="verified"),
    happened(-47, CHAIR, "set", 5, delivery="closed"),
    happened(-46, LEAD, "set", 9, assurance="evidenced"),
    happened(
        -45,
        POLICE,
        "update",
        17,
        text="Two districts share minutes in time; one does not yet.",
        forecast="amber",
        reason="Administrative posts in one district are vacant.",
    ),
    happened(-38, SCRUTINEER, "verify", 13, outcome="failed", note="Siblings named in 11 of 20 assessments sampled."),
    happened(
        -33,
        YOUTH,
        "update",
        6,
        text="34 children and 19 parents heard so far.",
        forecast="amber",
        reason="Two sessions were cancelled in the holidays.",
    ),
    happened(
        -28,
        CAMHS,
        "update",
        21,
        text="Pathway drafted; capacity not yet agreed by commissioners.",
        forecast="red",
        reason="No funding for the two posts the pathway needs.",
    ),
    happened(-26, POLICE, "set", 14, delivery="complete"),
    happened(-22, CAMHS, "extend", 21, to=60, reason="Commissioners decide on the posts next month."),
    happened(-19, LEAD, "set", 10, delivery="in progress"),
    happened(-18, EDUCATION, "update", 8, text="Review panel meets fortnightly; nine reviewed.", forecast="green"),
    happened(
        -14,
        LEAD,
        "attach",
        9,
        url="https://www.example.org/plan-audit-q2",
        kind="Multi-agency audit",
        shows="31 of 40 plans judged good or better",
        dated=-16,
    ),
    happened(
        -12,
        YOUTH,
        "update",
        18,
        text="Access agreed in principle; information governance sign-off awaited.",
        forecast="amber",
        reason="The data protection assessment is with two agencies.",
    ),
    happened(-10, LEAD, "set", 3, delivery="in progress"),
    happened(-9, LEAD, "set", 3, forecast="green"),
    happened(-7, WORKFORCE, "set", 7, delivery="in progress"),
    happened(-6, WORKFORCE, "update", 7, text="71 % of referrers trained; last sessions booked.", forecast="green"),
    happened(
        -4,
        HUB,
        "update",
        13,
        text="Prompt made mandatory in the system after the failed check.",
        forecast="amber",
        reason="Needs a second sample to show that it works.",
    ),
)

SUMMARY = (
    "A plan invented for looking round in. The letter and its six recommendations are real; the actions, owners and "
    "dates that answer them are made up around the day this plan was made."
)
MILESTONES: tuple[tuple[int, str, int, int | None], ...] = (
    (10, "First audit of 40 plans", -70, -70),
    (10, "Second audit of 40 plans", -15, -16),
    (10, "Third audit of 40 plans", 75, None),
    (7, "Material agreed with young people", -90, -94),
    (7, "Last session held", 8, None),
)
"""For action (from 1): what, due, and done where it is (days as offsets)."""

MEASURE = {
    "name": "Plans judged good or better in multi-agency audit", "unit": "%", "baseline": "52", "target": "80",
    "direction": "up", "tolerance": "5", "source": "Quarterly audit of 40 plans",
}  # fmt: skip
READINGS: tuple[tuple[int, str], ...] = ((-210, "52"), (-130, "58"), (-70, "65"), (-16, "78"))
LAST_HELD = -60
MEETINGS: tuple[tuple[int, str], ...] = (
    (-140, "Board, first review"), (LAST_HELD, "Board, second review"), (16, "Board, third review"),
)  # fmt: skip
"""The day each is held on; those to come were set when the last was held."""
QUESTION = "How do we know that shorter waits for CAMHS have reached the children in the hub?"
