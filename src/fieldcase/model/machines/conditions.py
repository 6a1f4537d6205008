"""What must be met besides the rules G1 to G34: the names that machines use, in words for the person who is stopped."""

from __future__ import annotations

from fieldcase.model.words import N_

GUARDS = frozenset(f"G{number}" for number in range(1, 35))

CONDITIONS: dict[str, str] = {
    "reason": N_("A written reason is needed."),
    "comments": N_("Comments for the author are needed."),
    "risk_assessed": N_("The risk must be assessed first."),
    "subject_kind": N_("Say first what the case is about."),
    "elements_opened": N_("The four elements must be opened for every act."),
    "information": N_("At least one item of information or evidence is needed."),
    "decision_with_tool": N_("A decision that names a tool is needed."),
    "reply_overdue_or_new": N_("A reply, a passed due date, a new act or a new measure must be recorded."),
    "new_act_or_measure": N_("A new act or a new measure must be recorded."),
    "new_information": N_("New information or a new act must be recorded."),
    "protection_offered": N_("Protection elsewhere must have been offered."),
    "head_if_high_risk": N_("At high or imminent risk the head must agree as well."),
    "proposed_by_officer": N_("The case officer must propose it first."),
    "second_reader": N_("A reviewer must have agreed first."),
    "vital_interest": N_("The head reviews only consents that rest on a vital interest."),
    "target_exists": N_("The other case must exist in the same office."),
    "receipt": N_("The receipt of the other side is needed."),
    "lint_clean": N_("The text check must find no error."),
    "blocks_complete": N_("Every block that the kind of letter needs must be there."),
    "office_ref": N_("The letter needs its office reference."),
    "frozen": N_("The bytes that are signed must be kept."),
    "proof": N_("A proof is needed."),
    "before_dispatch": N_("This is possible only before dispatch."),
    "transfer_made": N_("The package for headquarters must have been made."),
    "external_ref": N_("The reference from Geneva with its proof is needed."),
    "safe_channel": N_("A safe channel must be agreed."),
    "detail_agreed": N_("The level of detail must be agreed with the person."),
    "screened": N_("The reply must be screened for names and threats first."),
    "nothing_put": N_("Only a reply that answers no letter is closed without a matrix."),
    "translated": N_("A translation is needed first."),
    "answer_recorded": N_("An answer must be recorded first."),
    "guard_report_shown": N_("What the rules found must have been shown."),
    "custodian_if_closed": N_("With names or sources inside, the custodian must agree as well."),
    "hq_clearance": N_("Headquarters must have agreed."),
}


def known(guard: str) -> bool:
    """Whether the name is a rule or a condition."""
    return guard in GUARDS or guard in CONDITIONS
