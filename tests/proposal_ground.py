"""A case that a proposal may be made about, and headquarters that gets it: two laptops, a desk, and packages between.

Ilena Dovrak spoke at the Council and wrote to a committee; everything is in place, so that nothing blocks.
"""

from __future__ import annotations

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.risks import RiskAssessment
from fieldcase.model.rules.letters import TOOLS
from fieldcase.model.rules.naming import FIXED_SCOPES
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block, keep_warnings
from fieldcase.office.letters.identifiability import answer_identifiability, identifiability_asked
from fieldcase.office.letters.proposing import Given, submit_to_headquarters
from fieldcase.office.letters.steps import approve, submit
from fieldcase.office.records import change
from fieldcase.office.risk.assessing import assess_acting
from fieldcase.office.session import Session
from tests.letter_ground import ASKED, Ready, name_kalindra, ready
from tests.offices import Office

KINDS = ("sp_allegation_draft", "sp_urgent_draft", "treaty_body_brief", "hrc_president_brief", "asg_brief")
NAMES = ("dovrak", "ilena", "довра", "دوفراك")
URGENCY = {
    "en": "A hearing is set for next week.",
    "fr": "Une audience est fixée à la semaine prochaine.",
}
GIVEN = Given(system="Special procedures", reference="AL XKA 1/2026", date="2026-03-20")


def paper() -> bytes:
    """The page that shows the reference, as headquarters got it."""
    return b"registered under AL XKA 1/2026"


def grounds(
    session: Session, kind: str, level: str = "NAMED", *, headquarters: str = "", public: str = "", wanted: str = ""
) -> Ready:
    """The case, with what the kind asks: consent for its uses and for headquarters, the risk of this very step."""
    found = ready(session, level=level, consent=False, wanted=wanted or headquarters)
    party = found.matter.party.id
    for scope in FIXED_SCOPES[kind]:
        record_consent(session, party, scope, (headquarters or level) if scope == "share_hq" else level, ASKED)
    if public:
        record_consent(session, party, "public_statement", public, ASKED)
    risk = next(one for one in session.vault.all(RiskAssessment) if one.subject == party)
    if kind in TOOLS:
        assess_acting(session, risk.id, TOOLS[kind], "low", "She asked for it.")
    if kind == "treaty_body_brief":
        change(session, "cooperation_link", found.matter.link.id, {"mechanism/cat": "cat"})
    return found


def proposed(session: Session, found: Ready, kind: str, *languages: str) -> Letter:
    """The proposal, drafted and finished as its officer would."""
    letter = draft_letter(session, found.matter.case.id, kind, Wanted(languages=languages or ("en", "fr")))
    if kind == "sp_urgent_draft":
        for language in letter.languages:
            edit_block(session, letter.id, language, "urgency", URGENCY[language])
    return keep_warnings(session, letter.id, "The place of the second allegation is not known more exactly.")


def approved(office: Office, kind: str, level: str = "NAMED", *languages: str, headquarters: str = "") -> Letter:
    """A proposal of laptop 03 that laptop 07 read and approved; nothing of it was sent to headquarters on purpose."""
    name_kalindra(office.first)
    office.round()
    found = grounds(office.first, kind, level, headquarters=headquarters)
    letter = proposed(office.first, found, kind, *languages)
    submit(office.first, letter.id)
    office.post(office.first, office.second)
    asked = {one.party: ("no", "Many were there.") for one in identifiability_asked(office.second, letter.id)}
    if asked:
        answer_identifiability(office.second, letter.id, asked)
    approve(office.second, letter.id)
    return letter


def submitted(office: Office, kind: str, level: str = "NAMED", *languages: str, headquarters: str = "") -> Letter:
    """The same, sent, submitted by the head of laptop 07, and arrived."""
    letter = approved(office, kind, level, *languages, headquarters=headquarters)
    office.round()
    submit_to_headquarters(office.second, letter.id)
    office.round()
    return letter
