"""The words of the two years' plan: roles, agencies, actions as leads write them, and what is said of them."""

from __future__ import annotations

LEAD, CHAIR, SCRUTINEER, ASSURANCE = (
    "Improvement Lead",
    "Partnership Board Chair",
    "Independent Scrutineer",
    "Quality Assurance Manager",
)
COUNCIL, POLICE, HEALTH, TRUST = "Children's Services", "Police", "Integrated Care Board", "Hospital Trust"
YOUTH, EDUCATION, PROBATION, PARTNERSHIP = (
    "Youth Justice Service",
    "Education and Inclusion",
    "Probation Service",
    "Safeguarding Partnership",
)
AGENCIES = (COUNCIL, POLICE, HEALTH, TRUST, YOUTH, EDUCATION, PROBATION, PARTNERSHIP)
ALIASES = {HEALTH: "ICB; CCG", YOUTH: "YOT; YOS", PARTNERSHIP: "LSCB", COUNCIL: "Local authority"}
OWNERS = (
    ("Head of Early Help", COUNCIL),
    ("Head of Safeguarding", COUNCIL),
    ("Front Door Service Manager", COUNCIL),
    ("Head of Corporate Parenting", COUNCIL),
    ("Principal Social Worker", COUNCIL),
    ("Detective Superintendent, Vulnerability", POLICE),
    ("Designated Nurse for Safeguarding", HEALTH),
    ("Named Doctor for Safeguarding", TRUST),
    ("CAMHS General Manager", TRUST),
    ("Youth Justice Lead", YOUTH),
    ("Head of Access and Inclusion", EDUCATION),
    ("Head of Probation Delivery Unit", PROBATION),
)
STAFF = (
    (LEAD, PARTNERSHIP),
    (CHAIR, PARTNERSHIP),
    (SCRUTINEER, PARTNERSHIP),
    (ASSURANCE, COUNCIL),
)
SUCCESSORS = ("Interim Youth Justice Lead", "Service Manager, Children in Care")
"""Who takes over from those who hand over."""

ACTIONS = (
    "Agree one threshold document and publish it to every agency",
    "Hold a daily multi-agency meeting at the front door",
    "Audit 30 referrals each quarter for the quality of decisions",
    "Write a practice standard for recording management oversight",
    "Train first-line managers in reflective supervision",
    "Put a supervision record template into the case system",
    "Review every child subject of a plan for more than 18 months",
    "Set up a tracker of strategy meetings held within timescale",
    "Agree with health who attends strategy meetings out of hours",
    "Give the police protection desk read access to social care records",
    "Dip-sample 20 assessments each month for the child's voice",
    "Introduce a chronology standard for all long-term cases",
    "Commission training in working with fathers and male carers",
    "Map services for children at risk of exploitation across agencies",
    "Appoint a missing-children coordinator",
    "Offer every child who was missing an interview within 72 hours",
    "Review the return-home interview form with children in care",
    "Write joint guidance on children who live with domestic abuse",
    "Start a fortnightly panel for children on the edge of care",
    "Set caseload limits by team and report them to the board each month",
    "Recruit twelve permanent social workers to the assessment teams",
    "Agree a retention payment for hard-to-fill posts",
    "Publish a workforce strategy with yearly targets",
    "Bring pathway plans up to date for all care leavers aged 18 to 25",
    "Offer each care leaver a health passport on leaving care",
    "Agree a local offer for care leavers over 21 with the districts",
    "Increase the number of foster carers by 20 households",
    "Review the sufficiency strategy against the needs of older children",
    "Hold permanence planning meetings by the second review",
    "Track life-story work for every child with a plan for adoption",
    "Bring initial health assessments within 20 working days",
    "Agree a data-sharing agreement for children with neglect concerns",
    "Use the neglect assessment tool in every child-in-need case with neglect",
    "Train school leads to use the neglect assessment tool",
    "Set up a joint screening of domestic abuse notifications",
    "Clear the backlog of single assessments over 45 days",
    "Introduce a weekly performance meeting chaired by the director",
    "Build a performance dashboard used by team managers",
    "Report the timeliness of child protection conferences monthly",
    "Bring partners' reports to conferences two days before they meet",
    "Review how advocates are offered to children in need of protection",
    "Ask children and parents what changed after their plan ended",
    "Hold a learning event on the themes of multi-agency audits",
    "Repeat the multi-agency audit on children who witness violence",
    "Agree an escalation policy and record each use of it",
    "Review private fostering awareness in schools and surgeries",
    "Write a protocol for 16 and 17 year olds who are homeless",
    "End the use of unregistered placements for children under 16",
    "Set up an independent visitor scheme for children placed far away",
    "Place a mental health practitioner in the youth justice service",
    "Reduce the waiting time for a first CAMHS appointment",
    "Agree a pathway for children with harmful sexual behaviour",
    "Review all elective home education cases with a social worker",
    "Check that every child out of school has an active plan",
    "Offer restorative practice training to children's homes",
    "Publish clear information for parents about early help",
    "Move to one early help assessment used by all partners",
    "Review step-down decisions from statutory to early help",
    "Brief elected members on their role as corporate parents",
    "Bring a thematic paper on neglect to the scrutiny committee",
    "Hold supervision of conference chairs by the independent scrutineer",
    "Agree what good looks like with children's participation group",
)
PROGRESS = (
    "Draft shared with partners; comments due back at the end of the month.",
    "Agreed in principle by all agencies; sign-off goes to the next board.",
    "Two of three teams have started; the third starts after recruitment.",
    "First audit shows better recording, but the child's view is still thin in a third of cases.",
    "Training delivered to 46 of 60 staff; two more dates are booked.",
    "Delayed by the move to the new case system.",
    "Numbers rose in the month; the team is looking into why.",
    "On course. Nothing to escalate.",
    "Partners did not attend the last two meetings; raised with the agency lead.",
    "Pilot finished in the north locality; evaluation under way.",
    "Backlog down by a fifth since the last update.",
    "Children's participation group commented on the draft and asked for plainer words.",
)
REASONS = (
    "Recruitment took longer than planned.",
    "Two partners still have to sign.",
    "The case system will not be ready before the summer.",
    "The supplier withdrew and the contract is out again.",
    "Sickness in a small team.",
    "Waiting for the outcome of the funding bid.",
)
NOTES = ("Accepted as the last move.", "Agreed with regret; report to every board.", "Agreed.", "")
SHOWS = (
    "Timeliness rose from 61 % to 88 % over the quarter",
    "Managers' decisions and reasons are recorded in 27 of 30 files",
    "Parents say they know what has to change",
    "Staff feel safer to challenge each other's decisions",
    "Attendance of all agencies at nine of ten meetings",
    "The policy was agreed and is in use",
    "Children say they were asked before decisions were made",
)
IMPACTS = (
    "Children wait eleven days less for a first visit than a year ago.",
    "Audited plans say what must change and by when in nine of ten cases.",
    "Re-referrals within twelve months fell from 27 % to 19 %.",
    "Children who go missing are spoken to within three days in 85 % of cases.",
)
MEASURES = (
    ("Assessments within 45 working days", "%", 68.0, 90.0, "up"),
    ("Initial health assessments within 20 working days", "%", 41.0, 85.0, "up"),
    ("Re-referrals within 12 months", "%", 27.0, 18.0, "down"),
    ("Strategy meetings with police and health present", "%", 55.0, 95.0, "up"),
    ("Return-home interviews within 72 hours", "%", 49.0, 85.0, "up"),
    ("Average caseload of social workers", "children", 23.0, 16.0, "down"),
    ("Agency social workers", "%", 34.0, 15.0, "down"),
    ("Care leavers in suitable accommodation", "%", 82.0, 95.0, "up"),
    ("Audits graded good or better", "%", 31.0, 65.0, "up"),
    ("Children on plans for over two years", "children", 38.0, 12.0, "down"),
    ("First CAMHS appointment", "weeks", 26.0, 8.0, "down"),
    ("Children seen alone at each visit", "%", 63.0, 95.0, "up"),
)
QUESTIONS = (
    "How do you know that children notice a difference?",
    "Why has this date moved twice, and who agreed to it?",
    "What are partners doing that they did not do a year ago?",
    "Is the improvement in audit grades moderated by anyone outside the service?",
    "What happens to the children who are waiting now?",
    "Which of these actions would you stop?",
)
FINDINGS = (
    "Too many children wait too long for a decision at the front door.",
    "Supervision is not consistently recorded, and does not always help to move plans on.",
    "Partners do not always know what became of the concerns they raised.",
)
