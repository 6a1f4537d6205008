"""An invented office with a real vault: the training office of Kalindra, as the window's tests and pictures show it.

Everybody is invented: Ilena Dovrak gave information to a working group and was detained. Key derivation is cheap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fieldcase.model.declare import Words
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.acts import Severity as Gravity
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.directory import StateName
from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.model.kinds.parties import Involvement, Name, Party
from fieldcase.model.kinds.risks import ProtectionAction, RiskAssessment, RiskJudgement
from fieldcase.model.kinds.values import Known
from fieldcase.model.roles import Role
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.cases import steps
from fieldcase.office.cases.page import case_page
from fieldcase.office.consent.answering import Asked, record_consents
from fieldcase.office.founding.found import found_office
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.profiles.office import name_office
from fieldcase.office.profiles.states import write_addressee, write_state
from fieldcase.office.records import add
from fieldcase.office.session import Session
from fieldcase.office.verification.assessing import assess_element
from fieldcase.vault.keys.slots import Cost

PASSPHRASE = "lantern orchard pebble harbour violet"
CHEAP = Cost(memory=8 * 1024, passes=1, lanes=1)
NOW = datetime(2026, 5, 4, 10, 4, tzinfo=UTC)
TITLES = (
    ("Passport withheld before a Working Group session", "medium", "normal"),
    ("Relative dismissed after meeting a Working Group", "medium", "normal"),
    ("Surveillance abroad of a Working Group participant", "imminent", "urgent"),
    ("Accounts blocked during a Working Group consultation", "medium", "normal"),
    ("Law on associations, sent to a Working Group", "low", "normal"),
    ("Summons after testimony to the Working Group", "high", "normal"),
    ("Spyware on the phone of a Working Group contact", "high", "normal"),
    ("Smear campaign naming a Working Group submission", "medium", "normal"),
    ("Funding frozen after a report to the Committee", "low", "normal"),
    ("Warning visit, statement to the Council cancelled", "medium", "normal"),
    ("Lawyer of a petitioner disbarred", "medium", "normal"),
    ("Border stop on the way to a Council session", "high", "normal"),
    ("Detention of an interpreter after a visit", "", "normal"),
)
SUMMARY = (
    "{code} gave information to the Working Group in February and spoke to the Council on 2 March. About a week after "
    "the submission two officers came to her home. On 5 March she was detained at the airport and asked who had helped "
    "her write."
)


@dataclass(frozen=True)
class Kalindra:
    """Ids of the case and the letter that tests open."""

    case: str
    letter: str


def clock() -> datetime:
    return NOW


def kalindra(folder: Path, outside: Path, *, name: str = "Sami Rahal", more: bool = True) -> Kalindra:
    """Found the office in `folder`, fill it, close it; returns what tests open."""
    outside.mkdir(parents=True, exist_ok=True)
    session = found_office(
        folder,
        PASSPHRASE,
        office="XKAL",
        name=name,
        roles=(Role.CASE_OFFICER, Role.CUSTODIAN),
        confirm=lambda _sheets: None,
        device="03",
        training=True,
        clock=clock,
        outside=outside,
        cost=CHEAP,
    )
    try:
        _profiles(session)
        case = _detention(session)
        letter = letter_of(session, case)
        for number, (title, risk, track) in enumerate(TITLES if more else TITLES[:3]):
            _other(session, number, title, risk, track)
        return Kalindra(case, letter)
    finally:
        session.close()


def _profiles(session: Session) -> None:
    name_office(
        session,
        name={"en": "Field presence in Kalindra", "fr": "Présence sur le terrain au Kalindra"},
        place={"en": "Sela", "fr": "Sela"},
        letterhead={"en": "Human Rights — Field presence in Kalindra", "fr": "Droits de l’homme — Kalindra"},
        accredited_to=("XKA",),
        time_zone="UTC",
        hemisphere="north",
    )
    for code, short in (("XKA", "Kalindra"), ("XME", "Merovia"), ("XOR", "Orvane")):
        english = StateName(formal=f"Republic of {short}", short=short, prepositional=f"of the Republic of {short}")
        french = StateName(formal=f"République de {short}", short=short, prepositional=f"de la République de {short}")
        write_state(session, code, {"en": english, "fr": french})
        role = {"en": "Ministry of Foreign Affairs", "fr": "Ministère des affaires étrangères"}
        write_addressee(session, code, "foreign_ministry", role, {"en": "Sela", "fr": "Sela"})


def letter_of(session: Session, case_id: str) -> str:
    """A note verbale about the case, drafted as its officer would; returns its id."""
    page = case_page(session, case_id)
    victim, acts = page.parties[0], page.records["act"]
    code = "{" + victim.code + "}"
    write_allegation(
        session,
        case_id,
        {
            "en": f"It is alleged that, on 5 March 2026, {code} was detained at the airport and asked who had helped "
            "her write to the Working Group.",
            "fr": f"Selon les allégations, le 5 mars 2026, {code} a été détenue à l’aéroport et interrogée sur les "
            "personnes qui l’avaient aidée à écrire au Groupe de travail.",
        },
        acts=[acts[1].id],
        persons={victim.id: "NAMED"},
    )
    wanted = Wanted(languages=("en", "fr"), concerned_as="responsible", requests=("Q1", "Q3", "Q7"), mandates=())
    return draft_letter(session, case_id, "note_verbale", wanted).id


def _detention(session: Session) -> str:
    """The case with everything that its page shows."""
    victim = add(
        session,
        Party(kind="person", gender="woman", names={"1": Name(script="Latn", given="Ilena", family="Dovrak")}),
    )
    relative = add(
        session, Party(kind="person", gender="man", names={"1": Name(script="Latn", given="Tomas", family="Arrel")})
    )
    case = add(
        session,
        Case(
            title_neutral="Detention after a submission to the Working Group",
            track="urgent",
            received_at="2026-03-05T09:30:00Z",
            received_channel="person",
            subject_kind="persons",
            summary={"en": Words(text=SUMMARY.format(code=victim.code), original=True)},
            assigned_to=session.seat.id,
        ),
    )
    for party, role in ((victim, "victim"), (victim, "cooperator"), (relative, "relative")):
        add(session, Involvement(case=case.id, party=party.id, role=role))
    for mechanism, kind, date in (
        ("wg_arbitrary_detention", "information_submitted", "2026-02-03"),
        ("hrc_plenary", "statement_delivered", "2026-03-02"),
    ):
        add(
            session,
            CooperationLink(
                case=case.id,
                cooperator=victim.id,
                victim=(victim.id,),
                op4_category=("4a_cooperation",),
                stage="cooperated",
                type=(kind,),
                mechanism=(mechanism,),
                mode=("written",),
                date=date,
                visibility="public",
            ),
        )
    acts = [
        _act(session, case, victim, "threats", "2026-02-11~/2026-02-20~"),
        _act(session, case, victim, "arbitrary_detention", "2026-03-05"),
        _act(session, case, victim, "search_seizure", "2026-03-05/2026-03-09"),
        _act(session, case, victim, "smear_campaign", "2026-03-28/.."),
    ]
    _risk(session, case, victim, "high", "2026-03-05T12:00:00Z", "2026-05-04")
    for kind in ("safety_advice", "regular_check_in"):
        add(
            session,
            ProtectionAction(
                case=case.id,
                kind=kind,
                for_party=(victim.id,),
                requested_by_person="yes",
                status="under_way",
                started_at="2026-03-06T09:00:00Z",
            ),
        )
    for element, level in (
        ("E1", "corroborated"),
        ("E2", "reasonable_grounds"),
        ("E3", "credible"),
        ("E4", "insufficient"),
    ):
        for act in acts:
            party = victim.id if element in ("E1", "E3") else ""
            assess_element(session, case.id, element, act.id, level, "Two accounts agree.", party=party)
    asked = Asked(method="in_person_oral", language="en", risks_explained=True)
    record_consents(session, victim.id, {"record_store": "NAMED", "share_hq": "NAMED", "sg_report": "CODED"}, asked)
    add(
        session,
        EarlierLetter(
            case=case.id, kind="note_verbale", addressee_state="XKA", dispatched_at="2026-03-12", due_at="2026-04-13"
        ),
    )
    return case.id


def _act(session: Session, case: Case, victim: Party, kind: str, date: str) -> Act:
    return add(
        session,
        Act(
            case=case.id,
            type=(kind,),
            act_class="reprisal",
            date=date,
            ongoing=Known(answer="yes" if date.endswith("..") else "no"),
            act_country="XKA",
            is_online=False,
            is_offline=True,
            perpetrator_types=("state_agent",),
            responsible_state=("XKA",),
            attribution_mode="commission",
            severity=Gravity(level="serious"),
            victims=(victim.id,),
            narrative={"en": Words(text=f"{victim.code} was concerned.", original=True)},
        ),
    )


def _risk(session: Session, case: Case, party: Party, level: str, at: str, due: str) -> None:
    why = {"en": Words(text="Two visits within a month.", original=True)}
    judged = RiskJudgement(
        subject=party.id, case=case.id, level=level, reason=why, threat=why, review_due=due, assessed_at=at
    )
    add(session, RiskAssessment(assessment=judged))


def _other(session: Session, number: int, title: str, risk: str, track: str) -> None:
    """One of the cases that fill the list."""
    received = f"2026-0{1 + number % 4}-{3 + 2 * number:02}T10:00:00Z"
    case = add(
        session,
        Case(
            title_neutral=title,
            track=track,
            received_at=received,
            received_channel="remote",
            subject_kind="persons",
            summary={"en": Words(text="Recorded for training.", original=True)},
            assigned_to=session.seat.id,
        ),
    )
    party = add(session, Party(kind="person", gender="unknown"))
    add(session, Involvement(case=case.id, party=party.id, role="victim"))
    state = ("XKA", "XME", "XOR")[number % 3]
    add(
        session,
        Act(case=case.id, type=("threats",), date=received[:10], responsible_state=(state,), victims=(party.id,)),
    )
    if not risk:
        return
    _risk(session, case, party, risk, received, "2026-06-01")
    if number % 3:
        steps.triage(session, case.id)
    if number % 3 == 2:
        steps.open_case(session, case.id)
