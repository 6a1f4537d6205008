"""An entry for the report beside the replies: its summary says no more than the words quoted of them (3.15, 7.7)."""

from __future__ import annotations

from fieldcase.model.kinds.directory import StateProfile
from fieldcase.model.kinds.reporting import ReportEntry
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Action
from fieldcase.model.rules.entries import summary_over
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.letters.gathering import file_of_cases
from fieldcase.office.replies.claims import claims
from fieldcase.office.session import Session


def check_entry_summary(session: Session, entry_id: str) -> tuple[Finding, ...]:
    """What the summary of an entry says beyond the words of the replies to its allegations: errors until somebody wrote
    why it stays (`summary_kept`). Raises `NoSuchRecord`, `NotYourRole`, `BlockedByRules` (G33).
    """
    session.require(Action.READ_REPLY)
    entry = session.vault.get(ReportEntry, entry_id)
    for case in entry.case_nos:
        require_unsealed(session, case)
    file = file_of_cases(session, entry.case_nos)
    profiles = session.vault.where(StateProfile, "code", [entry.state_section]) if entry.state_section else ()
    forms = [(one.formal, one.short, one.prepositional) for profile in profiles for one in profile.names.values()]
    return summary_over(file, entry, claims(), [name for each in forms for name in each])
