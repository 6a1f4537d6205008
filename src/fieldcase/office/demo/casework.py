"""Work one imported case through, as an officer does: facts in codes, risk, sources, consent, the four elements.

Each step is the use case that the window and the commands call; what an officer would type stands in `cast`.
"""

from __future__ import annotations

import msgspec

from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.office.cases.steps import begin_verification, open_case, triage
from fieldcase.office.consent.answering import Asked, confirm_proposal, proposals, record_consent
from fieldcase.office.demo.cast import STATE, Story
from fieldcase.office.records import change
from fieldcase.office.risk.assessing import assess_acting, assess_risk
from fieldcase.office.session import Session
from fieldcase.office.sources.information import bears_on, record_information
from fieldcase.office.sources.sources import record_source
from fieldcase.office.verification.assessing import assess_element
from fieldcase.office.verification.reviewing import ask_review

TOOL = "note_verbale"


def asked(session: Session) -> Asked:
    """A talk in the office today: the person answered, in writing, after the risks were explained."""
    return Asked(basis="self", method="in_person_written", language="en", risks_explained=True, on=session.now())


class NotInRegister(Refusal):
    """The training register is not the one that the demonstration knows."""

    code = "FC-440"
    message = N_("The training register has no case {number} that could be worked through.")
    remedy = N_("Install fieldcase again.")


class Worked(msgspec.Struct, frozen=True, kw_only=True):
    """A case that was worked through: its records by id."""

    story: Story
    case: str
    case_no: str
    act: str
    link: str
    victim: str
    code: str
    others: tuple[str, ...]
    assessments: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    decision: str = ""
    level: str = "CODED"


def find(session: Session, story: Story) -> Worked:
    """The case of the story among those imported. Raises `NotInRegister`."""
    vault = session.vault
    cases = vault.where(Case, "old_number", [story.old_number])
    if not cases:
        raise NotInRegister(number=story.old_number)
    case = cases[0]
    involved = vault.all(Involvement, case=case.id)
    victims = [one.party for one in involved if one.role == "victim"]
    acts, links = vault.all(Act, case=case.id), vault.all(CooperationLink, case=case.id)
    if not (victims and acts and links):
        raise NotInRegister(number=story.old_number)
    return Worked(
        story=story,
        case=case.id,
        case_no=case.case_no,
        act=acts[0].id,
        link=links[0].id,
        victim=victims[0],
        code=vault.get(Party, victims[0]).code,
        others=tuple(one.party for one in involved if one.party != victims[0]),
    )


def describe(officer: Session, worked: Worked) -> None:
    """Say in codes what happened, to whom, through what cooperation, and whose responsibility is claimed."""
    story, who = worked.story, worked.victim
    change(
        officer,
        "case",
        worked.case,
        {"title_neutral": story.title, "summary/en": _text(story.summary.format(who=worked.code))},
    )
    change(
        officer,
        "act",
        worked.act,
        {
            "act_class": "reprisal" if story.stage == "cooperated" else "intimidation",
            f"victims/{who}": who,
            "severity": {"level": "serious", "rationale": {"en": _text("Livelihood and liberty are touched.")}},
            "attribution_mode": "commission",
            f"responsible_state/{STATE}": STATE,
            "act_country": STATE,
            "is_offline": True,
            "is_online": False,
            "ongoing": {"answer": "unknown", "as_of": officer.today().isoformat()},
            "place_text": "Kalindra",
            "narrative/en": _text(story.narrative.format(who=worked.code)),
        },
    )
    change(
        officer,
        "cooperation_link",
        worked.link,
        {
            "cooperator": who,
            f"victim/{who}": who,
            f"op4_category/{story.category}": story.category,
            "stage": story.stage,
            "mode/in_person": "in_person",
            "visibility": story.visibility,
            "link_indicators/timing": "timing",
            "alternative_explanations/en": _text(
                "No other reason was given; others in the same place were not touched."
            ),
        },
    )


def assess(officer: Session, worked: Worked) -> None:
    """Assess the risk to everybody protected, of doing nothing and of writing; then open the case."""
    for party in (worked.victim, *worked.others):
        risk = assess_risk(
            officer,
            worked.case,
            party,
            "medium",
            reason="The authorities know the person; nothing new was reported since.",
            threat="Further measures of the same kind.",
            likelihood=2,
            impact=2,
            of_inaction="The measures may go on unnoticed.",
            mitigation="Contact through the safe channel only.",
        )
        assess_acting(officer, risk.id, TOOL, "low", "The authorities know already that the case is known.")
    triage(officer, worked.case)
    open_case(officer, worked.case)


def gather_information(officer: Session, worked: Worked) -> None:
    """Record two sources of different origin and what each says; reliability and credibility apart (G12)."""
    first = record_source(officer, "victim", group="a", grade="R2", reason="Consistent over several talks.")
    second = record_source(officer, "cso_local", group="b", grade="R2", reason="Documents its own work well.")
    for source, hand in ((first, "yes"), (second, "no")):
        record_information(
            officer,
            worked.case,
            "The account gives dates, place and words used; it agrees with the document that was shown.",
            supports=[bears_on(element, worked.act) for element in ("E1", "E2", "E3", "E4")],
            sources=[source],
            event_date="2025",
            first_hand=hand,
            credibility="C2",
            credibility_reason="Detailed, and without contradiction.",
            mode=["in_person_office"],
        )
    begin_verification(officer, worked.case)


def record_answers(officer: Session, worked: Worked) -> tuple[str, ...]:
    """Confirm, person by person, what the register proposed for a letter to the State, and ask about headquarters.

    Somebody who refused, or was never asked, is left as they are. Returns the consents that were confirmed.
    """
    confirmed = []
    for party in (worked.victim, *worked.others):
        for consent in proposals(officer, party):
            level = consent.proposal.proposed
            if consent.proposal.scope != "state_letter":
                continue
            found = confirm_proposal(officer, consent.id, asked(officer), level=level)
            confirmed.append(found.id)
            if level != "NONE":
                record_consent(officer, party, "share_hq", level, asked(officer))
    return tuple(confirmed)


def level_of(officer: Session, party: str) -> str:
    """The level at which a party agreed to appear in a letter to the State; CODED where nothing was agreed."""
    for consent in officer.vault.where(Consent, "party", [party]):
        if consent.answer.scope == "state_letter" and consent.answer.level in ("NAMED", "CODED"):
            return consent.answer.level
    return "CODED"


def verify(officer: Session, worked: Worked) -> tuple[str, ...]:
    """Assess the four elements apart; the act is held corroborated, and a second person is asked to read that."""
    made = []
    for element, level in (("E1", "credible"), ("E2", "corroborated"), ("E3", "credible"), ("E4", "credible")):
        party = worked.victim if element in ("E1", "E3") else ""
        found = assess_element(
            officer,
            worked.case,
            element,
            worked.act,
            level,
            _REASONS[element],
            party=party,
            gaps="No document of the authorities.",
        )
        if element == "E2":
            ask_review(officer, found.assessment.id)
        made.append(found.assessment.id)
    return tuple(made)


_REASONS = {
    "E1": "The person took part in the mechanism named, as its records would show.",
    "E2": "Two accounts of different origin agree on day, place and course.",
    "E3": "The measure followed within days, and the talk was about the United Nations.",
    "E4": "Persons in uniform with vehicles of the service acted openly.",
}


def _text(text: str) -> dict[str, object]:
    return {"text": text, "original": True}


def records_of(worked: Worked) -> tuple[tuple[str, str], ...]:
    """Kind and id of the records that the demonstration changed most."""
    return (("case", worked.case), ("act", worked.act), ("cooperation_link", worked.link))
