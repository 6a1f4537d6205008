"""What an answer comes to today: recorded is not the same as in force (section 3.9)."""

from __future__ import annotations

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.rules import consentwords
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import Effective, Why, effective
from fieldcase.office.casefile import gather, statuses
from fieldcase.office.session import Session


def counts_today(session: Session, consent: Consent) -> Effective:
    """What counts today for the party, use and recipient of an answer: the least of what counts in any case that the
    party has a part in."""
    party, on = consent.party, session.today()
    cases = dict.fromkeys(one.case for one in session.vault.where(Involvement, "party", [party]) if one.case)
    files = [gather(session, case) for case in cases if session.vault.find(Case, case)] or [_alone(session, party)]
    found = [effective(file, party, consent.scope, consent.recipient, on) for file in files]
    return min(found, key=lambda one: one.rank)


def what_counts(session: Session, consent: Consent) -> tuple[Effective, str]:
    """What counts today, and why it is not what was answered: a sentence with the way out, empty where it is."""
    now = counts_today(session, consent)
    if now.level == consent.level or now.why in (Why.IN_FORCE, Why.REFUSED) and consent.level == "NONE":
        return now, ""
    party = session.vault.find(Party, consent.party)
    code = party.code if party else consent.party[:8]
    said = consentwords.sentence(now.why, code, consent.scope, now.level)
    return now, " ".join((said, consentwords.remedy(now.why, code)))


def _alone(session: Session, party: str) -> CaseFile:
    """Somebody without any case, as the rules of consent read them."""
    consents = session.vault.where(Consent, "party", [party])
    found = session.vault.find(Party, party)
    return CaseFile(
        case=Case(),
        parties={party: found} if found else {},
        consents=consents,
        statuses=statuses(session, consents),
        settings=session.settings,
        vocabularies=session.vocabularies,
    )
