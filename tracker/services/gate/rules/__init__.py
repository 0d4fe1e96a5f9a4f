"""What must hold of a record when it is written, a module a record kind; each rule says for what verbs it is waived."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.plan.records import Kind
from tracker.services.gate.rules import (
    actions,
    challenges,
    evidence,
    extensions,
    inspections,
    measures,
    milestones,
    people,
    plan,
    updates,
    verifications,
)
from tracker.services.gate.write import Rule

RULES: Mapping[Kind, tuple[Rule, ...]] = {
    Kind.ACTION: actions.RULES,
    Kind.INSPECTION: inspections.RULES,
    Kind.RECOMMENDATION: actions.OF_SUBJECTS,
    Kind.FINDING: actions.OF_SUBJECTS,
    Kind.PERSON: people.RULES,
    Kind.AGENCY: people.RULES,
    Kind.MILESTONE: milestones.RULES,
    Kind.UPDATE: updates.RULES,
    Kind.EXTENSION: extensions.RULES,
    Kind.EVIDENCE: evidence.RULES,
    Kind.CHALLENGE: challenges.RULES,
    Kind.VERIFICATION: verifications.RULES,
    Kind.PLAN: plan.RULES,
    Kind.MEASURE: measures.RULES,
}
