"""The rules panel: everything that stands between a letter and its next step, in one list, worst first.

`CHECKS` is the whole list in one visible table: which rule, for which steps, what is said when it is met. The panel
asks nothing else, and the use cases that approve, sign and dispatch ask exactly this.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

from fieldcase.model.machines.letter import PROPOSAL, SOURCE, STATE
from fieldcase.model.refusal import Finding, Severity, blocking
from fieldcase.model.rules import kinds, letters, recognition, references, sources, steps, tosources
from fieldcase.model.rules.evidence import use_findings
from fieldcase.model.rules.goodoffices import brief_findings
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.replies import answer_findings
from fieldcase.model.rules.sealing import sealed_output
from fieldcase.model.words import N_, _

APPROVE, SIGN, DISPATCH = "approval", "signature", "dispatch"
EVERY = frozenset({APPROVE, SIGN, DISPATCH})


class LineState(StrEnum):
    """How a line of the panel stands."""

    BLOCKED = "blocked"
    CHECK = "check"
    WAITING = "waiting"
    DONE = "done"
    NOT_NEEDED = "not_needed"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the rules panel: what stands, why it matters, and what clears it: `remedy` in words, `action` as
    the name of the use case behind the button (`ACTIONS`)."""

    state: LineState
    rule: str
    sentence: str
    why: str = ""
    remedy: str = ""
    action: str = ""
    party_code: str = ""
    field: str = ""
    records: tuple[str, ...] = ()


class Check(msgspec.Struct, frozen=True):
    """One rule of the panel: what it looks at, at which steps and for which families, and its words when it is met."""

    rule: str
    run: Callable[[LetterFile, str], tuple[Finding, ...]]
    met: str
    why: str
    steps: frozenset[str] = EVERY
    families: frozenset[str] = frozenset({STATE, PROPOSAL, SOURCE})
    action: str = ""
    """The use case that clears it, where the rule is cleared by several (else see `ACTIONS`)."""


CHECKS: tuple[Check, ...] = (
    Check(
        "G33",
        lambda lf, _step: sealed_output(lf.file),
        N_("The case is not sealed."),
        N_("A sealed case has no ordinary outputs."),
    ),
    Check(
        "G18",
        lambda lf, _step: letters.addressee_findings(lf),
        N_("The letter says why this State is concerned."),
        N_("The State of the act and the responsible State are written to separately."),
        families=frozenset({STATE}),
    ),
    Check(
        "10.1",
        lambda lf, _step: kinds.kind_findings(lf),
        N_("The letter has the addressee of its kind, and what its kind is about."),
        N_("Who is no State is not addressed as one; a comment is about a law of the State addressed."),
        families=frozenset({STATE, PROPOSAL}),
    ),
    Check(
        "G18",
        lambda lf, step: kinds.clearance_findings(lf, signing=step != APPROVE),
        N_("Headquarters cleared the letter, or need not."),
        N_("A letter to a de facto authority leaves with the clearance of headquarters only."),
        families=frozenset({STATE}),
    ),
    Check(
        "G27",
        lambda lf, _step: letters.proposal_findings(lf),
        N_("The cooperation was with the United Nations."),
        N_("A case with a regional body alone is recorded and protected, not reported as a reprisal."),
        families=frozenset({PROPOSAL}),
    ),
    Check(
        "G15",
        lambda lf, _step: brief_findings(lf),
        N_("The brief keeps to cooperation with the Council."),
        N_("Good offices of the President concern cooperation with the Council alone."),
        families=frozenset({PROPOSAL}),
    ),
    Check(
        "G4",
        lambda lf, _step: letters.consent_findings(lf),
        N_("Everybody in the letter agreed to it."),
        N_("Checked at approval, signature and dispatch."),
    ),
    Check(
        "G4",
        lambda lf, step: letters.review_findings(lf, signing=step != APPROVE),
        N_("Consent to be named was reviewed."),
        N_("A second person reviews what allows a name to leave."),
        families=frozenset({STATE, PROPOSAL}),
        action="review_consent",
    ),
    Check(
        "G29",
        lambda lf, _step: letters.child_findings(lf),
        N_("No child is named without a reason."),
        N_("A child's name needs a reason of the head of presence."),
        families=frozenset({STATE, PROPOSAL}),
    ),
    Check(
        "10.5",
        lambda lf, _step: letters.official_findings(lf),
        N_("No official is named without need."),
        N_("Officials are presumed innocent."),
        families=frozenset({STATE, PROPOSAL}),
    ),
    Check(
        "G5",
        lambda lf, _step: recognition.recognition_findings(lf),
        N_("Nobody who is not named can be recognised."),
        N_("Place, date, role and a small group can give somebody away."),
        families=frozenset({STATE, PROPOSAL}),
    ),
    Check(
        "G8",
        lambda lf, _step: sources.source_findings(lf),
        N_("Nothing points at a source."),
        N_("Sources never leave the office."),
    ),
    Check(
        "7.5",
        lambda lf, _step: tosources.contact_findings(lf),
        N_("The channel and the level of detail were agreed, and nobody else is in the letter."),
        N_("A letter that somebody else opens can give away that a person spoke."),
        families=frozenset({SOURCE}),
    ),
    Check(
        "G11",
        lambda lf, _step: letters.verification_findings(lf),
        N_("What the letter puts is verified far enough."),
        N_("Four elements are verified apart."),
        families=frozenset({STATE, PROPOSAL}),
    ),
    Check(
        "G25",
        lambda lf, _step: letters.order_of_acts(lf),
        N_("Acts and cooperation are in order."),
        N_("A reprisal follows cooperation; a relative is related to somebody who cooperated."),
        families=frozenset({STATE, PROPOSAL}),
    ),
    Check(
        "3.10",
        lambda lf, _step: letters.risk_findings(lf),
        N_("The risk of sending it was assessed."),
        N_("A letter can itself be the reason for a reprisal."),
        families=frozenset({STATE, PROPOSAL}),
    ),
    Check(
        "G16",
        lambda lf, _step: references.reference_findings(lf),
        N_("What the letter cites is recorded and confirmed."),
        N_("References are typed in with proof, never made up."),
    ),
    Check(
        "G23",
        lambda lf, _step: use_findings(lf.file, lf.enclosures),
        N_("What is enclosed is what was received."),
        N_("A hash that differs blocks an item."),
    ),
    Check(
        "G19",
        lambda lf, _step: answer_findings(lf),
        N_("The letter answers no demand for an identity."),
        N_("A State that asks who somebody is gets no answer to that."),
        families=frozenset({STATE}),
    ),
    Check(
        "G6",
        steps.snapshot_findings,
        N_("Consents were kept at every step."),
        N_("What changed since the last step is shown."),
    ),
    Check(
        "G9",
        lambda lf, _step: steps.approver_findings(lf),
        N_("Somebody else than the author approves."),
        N_("Nobody approves what they wrote."),
        steps=frozenset({APPROVE}),
    ),
    Check(
        "G10",
        lambda lf, _step: steps.signing_findings(lf),
        N_("The head of presence signs."),
        N_("Only the head, or a delegate in writing, signs."),
        steps=frozenset({SIGN}),
    ),
    Check(
        "G25",
        lambda lf, _step: steps.order_findings(lf),
        N_("The dates of the steps are in order."),
        N_("A wrong clock would make the record worthless."),
        steps=frozenset({SIGN, DISPATCH}),
    ),
    Check(
        "G17",
        lambda lf, _step: steps.lint_findings(lf),
        N_("The text check found no error."),
        N_("Form, codes left in the text, and names."),
    ),
    Check(
        "L1",
        lambda lf, _step: recognition.likeness_findings(lf),
        N_("No words come near a name, or somebody decided."),
        N_("A letter changed or another transliteration hides a name from the exact search."),
    ),
)
"""In the order in which the panel shows rules of equal weight."""

ACTIONS: dict[str, str] = {
    "G4": "record_consent",
    "G5": "answer_identifiability",
    "G6": "review_consent",
    "G8": "edit_letter",
    "G9": "ask_approver",
    "G10": "ask_head",
    "G11": "assess_element",
    "G12": "grade_information",
    "G13": "assess_element",
    "G15": "edit_letter",
    "G16": "confirm_reference",
    "G17": "check_text",
    "G18": "edit_letter",
    "G19": "edit_letter",
    "G23": "edit_letter",
    "G25": "edit_letter",
    "G26": "open_case",
    "G27": "open_case",
    "G29": "decide_tool",
    "G32": "edit_letter",
    "G33": "open_case",
    "L1": "judge_names",
    "3.10": "assess_risk",
    "3.13": "edit_letter",
    "10.5": "decide_tool",
}
"""The use case that clears a finding, by rule; findings of the text check (N1–N15) are cleared by editing."""

_STATES = {Severity.ERROR: LineState.BLOCKED, Severity.WARNING: LineState.CHECK, Severity.NOTE: LineState.WAITING}


def before_letter(lf: LetterFile, step: str) -> tuple[Line, ...]:
    """Every line of the rules panel for a letter's next step: blocked, to check, waiting, done, not needed.

    `step` is `approval`, `signature` or `dispatch`. Two equal findings make one line.
    """
    lines = []
    for check in CHECKS:
        if step not in check.steps:
            continue
        if lf.family not in check.families:
            lines.append(
                Line(state=LineState.NOT_NEEDED, rule=check.rule, sentence=_("Not needed here."), why=_(check.why))
            )
            continue
        findings = check.run(lf, step)
        lines += [_line(check, finding) for finding in findings]
        if not findings:
            lines.append(Line(state=LineState.DONE, rule=check.rule, sentence=_(check.met), why=_(check.why)))
    order = list(LineState)
    return tuple(sorted(dict.fromkeys(lines), key=lambda line: order.index(line.state)))


def letter_findings(lf: LetterFile, step: str) -> tuple[Finding, ...]:
    """All findings of all checks of a step, in the panel's order; `require` refuses when one of them blocks."""
    findings = [
        finding
        for check in CHECKS
        if step in check.steps and lf.family in check.families
        for finding in check.run(lf, step)
    ]
    return tuple(dict.fromkeys(findings))


def what_blocks(lf: LetterFile, step: str) -> tuple[Finding, ...]:
    """Only what blocks."""
    return blocking(letter_findings(lf, step))


def _line(check: Check, finding: Finding) -> Line:
    return line_of(finding, _(check.why), check.action or ACTIONS.get(finding.rule, "edit_letter"))


def line_of(finding: Finding, why: str, action: str) -> Line:
    """A finding as a line of the panel: why it matters, and the use case that clears it (empty: none by itself)."""
    return Line(
        state=_STATES[finding.severity],
        rule=finding.rule,
        sentence=finding.sentence,
        why=why,
        remedy=finding.remedy,
        action=action,
        party_code=finding.party_code,
        field=finding.field,
        records=finding.records,
    )
