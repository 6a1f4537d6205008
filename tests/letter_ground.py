"""An office that can write letters, and a case that one may be written about: Kalindra, laptops 03 and 07.

Every step is a use case; consent is asked, reviewed, and the risk of writing is assessed, so that nothing blocks.
"""

from __future__ import annotations

import io

import msgspec
import pytest

from fieldcase.model.declare import Room
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.directory import StateName
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.risks import RiskAssessment
from fieldcase.model.refusal import BlockedByRules
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.casefile import state_of
from fieldcase.office.consent.answering import Asked, record_consent
from fieldcase.office.consent.reviewing import review_consent
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import keep_warnings
from fieldcase.office.letters.identifiability import answer_identifiability, identifiability_asked
from fieldcase.office.letters.steps import approve, dispatch, sign, submit
from fieldcase.office.profiles.office import name_office
from fieldcase.office.profiles.states import write_addressee, write_state
from fieldcase.office.profiles.texts import add_mandate
from fieldcase.office.records import change
from fieldcase.office.risk.assessing import assess_acting
from fieldcase.office.session import Session
from fieldcase.office.sources.evidence import Received, register_evidence
from fieldcase.office.sources.information import bears_on, record_information
from fieldcase.office.sources.sources import record_source
from fieldcase.office.verification.assessing import assess_element
from tests.laptops import Matter, a_matter, carry
from tests.letters.extraction import normal, pypdf_text

Both = tuple[Session, Session]
"""Laptop 03 (officer) and laptop 07 (reviewer, head)."""
NAMES = {
    "en": StateName(formal="the Republic of Kalindra", short="Kalindra", prepositional="of the Republic of Kalindra"),
    "fr": StateName(
        formal="la République de Kalindra", short="le Kalindra", prepositional="de la République de Kalindra"
    ),
}
MINISTRY = {
    "en": "Ministry of Foreign Affairs of the Republic of Kalindra",
    "fr": "Ministère des affaires étrangères de la République de Kalindra",
}
TEXTS = (
    {
        "en": "On {{date:2026-03-05}}, at the airport, {code} is alleged to have been detained by officers in uniform.",
        "fr": "Le {{date:2026-03-05}}, à l’aéroport, {code} aurait fait l’objet d’une arrestation par des agents.",
    },
    {
        "en": "During the detention {code} is alleged to have been asked about the statement at the Council.",
        "fr": "Pendant la détention, {code} aurait été questionné au sujet de la déclaration devant le Conseil.",
    },
)
ASKED = Asked(method="in_person_oral", language="en", risks_explained=True)


MINISTER = {"en": "the Minister of Justice of the Republic of Kalindra", "fr": "Ministre de la justice de Kalindra"}
MINISTERS_LINES = {"en": "The Minister of Justice\nVardin", "fr": "Ministre de la justice\nVardin"}


def name_minister(session: Session) -> None:
    """Kalindra named, and its minister of justice as the one to write to."""
    name_kalindra(session)
    write_addressee(session, "XKA", "minister", MINISTER, MINISTERS_LINES)


def name_kalindra(session: Session) -> None:
    """The office's own name, the profile of Kalindra, and the resolution that letters cite."""
    name_office(
        session,
        name={"en": "United Nations Human Rights Office in Kalindra", "fr": "Bureau des droits de l’homme en Kalindra"},
        place={"en": "Vardin", "fr": "Vardin"},
        letterhead={
            "en": "Human Rights Office\n12 Harbour Street, Vardin",
            "fr": "Bureau des droits de l’homme\nVardin",
        },
        accredited_to=("XKA",),
        time_zone="UTC",
    )
    write_state(session, "XKA", NAMES, language_for_letters="en")
    lines = {"en": "Ministry of Foreign Affairs\nVardin", "fr": "Ministère des affaires étrangères\nVardin"}
    write_addressee(session, "XKA", "foreign_ministry", MINISTRY, lines)
    title = {
        "en": "Cooperation with the United Nations, its representatives and mechanisms",
        "fr": "Coopération avec l’Organisation des Nations Unies, ses représentants et ses mécanismes",
    }
    add_mandate(session, "54/24", title, "2023-10-12")


class Ready(msgspec.Struct, frozen=True):
    """A case with its two allegations, everything in place for a note verbale."""

    matter: Matter
    allegations: tuple[Allegation, ...]


def ready(session: Session, *, level: str = "NAMED", consent: bool = True, wanted: str = "") -> Ready:
    """A matter that a note may be written about: verified as credible, the risk of writing assessed, consent given."""
    matter = a_matter(session)
    case, party, act = matter.case.id, matter.party, matter.act
    change(session, "act", act.id, {"place_text": "Vardin"})
    source = record_source(session, "eyewitness", group="neighbours", grade="R2", reason="Known for years.")
    supports = [bears_on(element, act.id) for element in ("E1", "E2", "E3", "E4")]
    record_information(
        session, case, "Seen by neighbours.", supports=supports, sources=[source], event_date="2026-03-05",
        first_hand="yes", credibility="C2",
    )  # fmt: skip
    for element in ("E1", "E2", "E3"):
        who = party.id if element != "E2" else ""
        assess_element(session, case, element, act.id, "credible", "Told alike by two.", party=who)
    risk = next(one for one in session.vault.all(RiskAssessment) if one.subject == party.id)
    assess_acting(session, risk.id, "note_verbale", "low", "The family asked for it.")
    if consent:
        record_consent(session, party.id, "state_letter", level, ASKED)
    texts = [{lang: text.format(code="{" + party.code + "}") for lang, text in each.items()} for each in TEXTS]
    written = tuple(
        write_allegation(session, case, text, acts=[act.id], persons={party.id: wanted or level}) for text in texts
    )
    return Ready(matter=matter, allegations=written)


def assessed(session: Session, found: Ready, tool: str = "letter_concern") -> Ready:
    """The same, with the risk of another tool of the response toolbox assessed."""
    risk = next(one for one in session.vault.all(RiskAssessment) if one.subject == found.matter.party.id)
    assess_acting(session, risk.id, tool, "low", "The family asked for it.")
    return found


def drafted(session: Session, found: Ready, *languages: str) -> Letter:
    """The note verbale of that case, with a reason for the warnings that stay."""
    letter = draft_letter(session, found.matter.case.id, "note_verbale", Wanted(languages=languages or ("en", "fr")))
    return keep_warnings(session, letter.id, "The place of the second allegation is not known more exactly.")


def second_reading(session: Session, letter_id: str, found: Ready) -> None:
    """What the second person does before a letter may be signed: reviews consent, answers on identifiability."""
    for one in session.vault.where(Consent, "party", [found.matter.party.id]):
        if state_of(session, "consent", one.id) != "reviewed":
            review_consent(session, one.id)
    answers = {question.party: ("no", "Many were there.") for question in identifiability_asked(session, letter_id)}
    if answers:
        answer_identifiability(session, letter_id, answers)


def a_proof(session: Session, case: str) -> Evidence:
    """The stamped copy of a note, as evidence."""
    data = b"stamped by the registry"
    received = Received(kind="official_letter", title="Stamped copy", reveals_source=False, reveals_identity=True)
    return register_evidence(session, case, io.BytesIO(data), len(data), received)


def signed(officer: Session, head: Session, found: Ready, *languages: str) -> Letter:
    """A letter written on laptop 03, approved and signed on laptop 07, known to both."""
    letter = approved(officer, head, drafted(officer, found, *languages), found)
    sign(head, letter.id)
    carry(officer, head)
    return letter


def approved(officer: Session, head: Session, letter: Letter, found: Ready) -> Letter:
    """A draft of laptop 03 that was read and approved on laptop 07."""
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    return letter


def dispatched(officer: Session, head: Session, found: Ready, *languages: str) -> Letter:
    """A letter that left on laptop 03, its pages fetched from laptop 07 first."""
    letter = signed(officer, head, found, *languages)
    sent(officer, head, letter)
    return letter


def sent(officer: Session, head: Session, letter: Letter) -> LetterStep:
    """A letter signed on laptop 07 leaves on laptop 03, its pages fetched first."""
    carry(officer, head)
    bring_pages(head, officer)
    step = dispatch(officer, letter.id, proof=a_proof(officer, letter.case).id, method="by hand")
    carry(officer, head)
    return step


def carry_rooms(one: Session, other: Session, *places: Room) -> None:
    """The other laptop takes in what the first one holds of some compartments only."""
    for name in one.vault.rooms.names:
        room = one.vault.rooms.room(name)
        if room is not None and room.place in places:
            heads = room.ledger.heads()
            entries = [entry for head in heads for entry in room.ledger.slice(bytes(32), head.entry)]
            with other.vault.taking(name) as taking:
                taking.apply(entries, heads)
    other.forget()


def bring_pages(one: Session, other: Session) -> None:
    """Copy sealed objects that one laptop has and the other lacks, as a route does."""
    for name in one.vault.objects:
        if name not in other.vault.objects:
            with one.vault.objects.path(name).open("rb") as file:
                other.vault.objects.take(file, name)


def rules_of(session: Session, letter_id: str) -> set[str]:
    """The rules that stand in the letter's way."""
    return {one.rule for one in check(session, letter_id) if one.blocks}


def pdf_text(data: bytes) -> str:
    """What a reader gets out of a PDF, spaces as they are."""
    return normal(pypdf_text(data))


def refused(caught: pytest.ExceptionInfo[BlockedByRules]) -> set[str]:
    """The rules that refused."""
    return {one.rule for one in caught.value.findings}
