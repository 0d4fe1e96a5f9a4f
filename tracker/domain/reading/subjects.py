"""The subjects that inspectors' recommendations are about, and the words each is known by: a table, one row a subject.

`narrow` subjects (private fostering) settle that two items are about the same, `broad` ones (leadership) hardly do.
Words are whole words, the alternatives parted by |, and * stands for any ending. The table was made from the
recommendations of published reports; a new subject is a new row.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORTH = {"narrow": 1.0, "middle": 0.7, "broad": 0.35}
_OPENING = 80
"""What an item says in so many letters, or in its first third, is what it is about."""
_AGAIN, _MOST_AGAIN = 0.3, 3

_TABLE = r"""
middle: management oversight = management oversight | managers* oversight | oversight by managers
    | managerial oversight | oversight of (?:\w+ )?practice | management (?:challenge|direction|grip|action)
    | decision-making by managers
narrow: supervision = supervision(?! order) | supervised
middle: recording = recording | case records? | case files? | children's records | records | chronolog* | minutes
middle: assessments = (?<!health )(?<!risk )(?<!needs )assessments? | assessing
middle: risk assessment = risk assessments? | assessments? of risk | cumulative (?:risk|harm) | recognition of risk
middle: plans for children = children's plans | plans for children | child in need plan* | child protection plan*
    | care plan* | plans | planning for children | child in need and child protection | contingency planning
narrow: pathway plans = pathway plan*
narrow: personal education plans = personal education plans? | peps? | virtual school
narrow: thresholds = thresholds? | step(?:ped|ping)?[- ]down | step(?:ped|ping)?[- ]up
narrow: front door = front door | mash | multi-agency safeguarding hub | contacts and referrals | referrals?
    | contacts | first response | hub
narrow: strategy meetings = strategy (?:meetings?|discussions?) | section 47 | child protection enquir* | s47
narrow: child protection conferences = conferences? | core groups? | conference chairs
narrow: reviewing officers = independent reviewing | iros? | reviewing officers? | reviewing managers
narrow: pre-proceedings = pre-proceedings | public law outline | plo | letters? before proceedings | court
    | proceedings | care applications
narrow: permanence = permanen(?:ce|cy) | special guardianship | matching | placed with parents | placement orders?
narrow: adoption = adopt(?:ion|ers|ive)
narrow: placement stability = placement stability | stability of placements | placement moves | placement breakdown*
narrow: enough homes = sufficiency | placement choice
    | availability of (?:\w+ ){0,3}(?:placements|homes|accommodation) | at (?:considerable )?distance | unregistered
    | unregulated | suitable (?:homes|placements)
narrow: accommodation of care leavers = accommodation | bed and breakfast | staying put
narrow: homeless young people = homeless* | 16(?: and |-|/|- and )17
middle: care leavers = care leavers? | personal advis(?:er|or)s? | leaving care | local offer
    | preparation for leaving
narrow: education, training and work = employment | neet | training opportunities | apprenticeships?
narrow: achievement at school = educational (?:outcomes|attainment|progress|achievement) | attainment | key stage
narrow: attendance and exclusion = exclusions? | excluded | attendance(?! (?:of|at|by))
    | missing (?:from |out on )?education | part-time timetables? | alternative provision
narrow: home education = home[- ]educat* | electively | ehe
narrow: health of children in care = health assessments? | health needs | dental | immunisations? | health histor*
narrow: emotional and mental health = mental health | camhs | emotional (?:\w+ )?(?:health|well-?being)
    | emotional well-?being
narrow: waiting for health services = waiting (?:times?|lists?) | waits? | neurodevelopmental | neurodivers*
    | speech and language | therap(?:y|ies) | autism | adhd
narrow: education, health and care plans = ehc | education, health and care | annual reviews?
narrow: preparation for adulthood = preparation for adulthood | prepar(?:e|ed|ing) (?:\w+ ){0,3}for adulthood
    | transitions? | adult services
narrow: joint commissioning = joint(?:ly)? commission* | commissioning | joint strategic needs | needs assessments?
narrow: disabled children = disabled | disabilit(?:y|ies) | short breaks | send
narrow: exploitation = exploit* | county lines | gangs? | trafficking | contextual safeguarding
    | serious youth violence
narrow: missing children = go missing | missing (?:from (?:home|care)|children|episodes?) | are missing
    | return (?:home )?interviews?
narrow: domestic abuse = domestic (?:abuse|violence) | marac | perpetrators?
narrow: neglect = neglect*
narrow: sexual abuse = sexual abuse | sexually harmful
narrow: private fostering = private(?:ly)? foster*
narrow: connected carers = connected (?:carers?|persons?|people) | kinship | family and friends | viability
narrow: foster carers = foster carers? | fostering (?:service|panel|recruitment)
narrow: unaccompanied children = unaccompanied | asylum
narrow: life-story work = life[- ]stor(?:y|ies) | later[- ]life letters? | life histor(?:y|ies)
narrow: the child's voice = voices? | views | wishes and feelings | lived experiences? | participation
    | children in care council | direct work | co-?produc*
narrow: advocacy and visitors = advoca(?:cy|te|tes) | independent visitors?
narrow: allegations against professionals = designated officers? | lado | allegations
narrow: visits to children = visit(?:s|ing) (?:to )?(?:children|families|care leavers) | social work visits
    | frequency of visits | statutory visits
narrow: early help = early help | edge of care | early intervention | team around
narrow: quality assurance and audit = quality assurance | audit* | dip samples?
narrow: performance data = performance (?:management|data|information|monitoring) | data | datasets?
    | management information
broad: leadership and governance = governance | leadership | senior leaders | scrutiny | corporate parent*
    | strategic (?:oversight|leadership) | improvement plan* | self-evaluation | political
narrow: corporate parenting = corporate parent*
narrow: caseloads and stability of staff = caseloads? | workloads? | turnover
    | workforce (?:stability|capacity|strategy) | stability of the (?:\w+ ){0,3}workforce | recruitment and retention
    | changes (?:of|in) social worker* | capacity | vacanc(?:y|ies) | agency staff
    | number of (?:different )?social workers
middle: training of staff = training (?:and development|for|of|to) | skills and knowledge | professional curiosity
    | professional development
narrow: sharing of information = information[- ]sharing | shar(?:e|es|ing|ed) (?:\w+ ){0,3}information
    | information (?:is|are) (?:\w+ )?shared | flags? | alerts
broad: partners working together = partner agencies | multi-agency (?:working|arrangements|response)
    | partners' (?:engagement|involvement) | joint working | engagement of partners | partner engagement
broad: drift and delay = drift | delays? | escalat*
narrow: offending and youth justice = youth (?:justice|offending) | yos | yjs | criminali[sz]* | custody | bail
narrow: substance misuse = substance misuse | alcohol | drugs?
narrow: diversity and identity = diversity | identit(?:y|ies) | ethnic* | cultur(?:e|al) | equalit(?:y|ies)
narrow: out of hours = out[- ]of[- ]hours | emergency duty | edt | outside (?:of )?normal working
narrow: adults' risks in the home = probation | offender managers? | adult mental health
narrow: learning from reviews = serious case reviews? | scrs? | rapid reviews? | practice reviews? | child death
narrow: family networks = family (?:networks?|group conferenc*) | wider famil(?:y|ies)
"""
_PLAIN = str.maketrans("’‘‑–", "''--")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    rows = re.sub(r"\n +", " ", _TABLE).strip().splitlines()
    return tuple(_row(row) for row in rows)


def _row(row: str) -> tuple[str, float, re.Pattern[str]]:
    kind, _, rest = row.partition(": ")
    name, _, words = rest.partition(" = ")
    ways = "|".join(word.strip() for word in words.split(" | ")).replace("*", "[a-z]*")
    return name, _WORTH[kind], re.compile(rf"\b(?:{ways})\b")


def subjects(text: str) -> dict[str, float]:
    """The subjects of an item, each with what it is worth: the more of the item speaks of it, the more."""
    folded = " ".join(text.casefold().translate(_PLAIN).split())
    opening = max(_OPENING, len(folded) // 3)
    found: dict[str, float] = {}
    for name, worth, pattern in _patterns():
        starts = [match.start() for match in pattern.finditer(folded)]
        if starts:
            again = _AGAIN * min(len(starts) - 1, _MOST_AGAIN)
            found[name] = worth * (1.0 if starts[0] <= opening else 0.5) * (1.0 + again)
    return found
