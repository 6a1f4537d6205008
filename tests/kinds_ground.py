"""One letter of every kind that is written here, drafted in one case: what tests and pictures of the window show."""

from __future__ import annotations

from fieldcase.model.kinds.acts import LawOrMeasure, LawStage, Provision
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.shape import Cites, Shape, To
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.profiles.outside import write_outside_addressee
from fieldcase.office.profiles.states import write_addressee
from fieldcase.office.records import add
from fieldcase.office.replies.matrix import Position, match_allegation
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from tests.letter_ground import Ready, dispatched, name_kalindra, ready

BOTH = ("en", "fr")


def directory(session: Session) -> None:
    """Kalindra with its minister, and those who are no State."""
    name_kalindra(session)
    role = {"en": "the Minister of Justice of the Republic of Kalindra", "fr": "Ministre de la justice de Kalindra"}
    lines = {"en": "The Minister of Justice\nVardin", "fr": "Ministre de la justice\nVardin"}
    write_addressee(session, "XKA", "minister", role, lines)
    for kind, name, english, french in (
        ("company", "Harbour Holding", "Harbour Holding Ltd", "Société Harbour Holding"),
        ("de_facto_authority", "North", "Authority of the North", "Autorité du Nord"),
    ):
        write_outside_addressee(session, name, kind, {"en": english, "fr": french}, {"en": english, "fr": french})


def a_law(session: Session, case: str) -> LawOrMeasure:
    """A decree on associations with one article."""
    said = {"en": "No association may receive funds from abroad.", "fr": "Aucune association ne reçoit de fonds."}
    law = LawOrMeasure(
        case=case,
        enacting_state="XKA",
        type=("foreign_funding_law",),
        title=words({"en": "Decree on associations", "fr": "Décret sur les associations"}, "en"),
        official_ref="Gazette 12/2025",
        stages={"1": LawStage(stage="adopted", date="2025-02-01")},
        provisions={"1": Provision(article="Article 4", text=words(said, "en"))},
    )
    return add(session, law)


def every_kind(officer: Session, head: Session) -> tuple[Ready, dict[str, Letter]]:
    """A case and one draft of each kind in English and French, by kind; a note left before, and was answered."""
    directory(officer)
    found = ready(officer)
    case = found.matter.case.id
    first = dispatched(officer, head, found, *BOTH)
    a_law(officer, case)
    drafts = {
        kind: draft_letter(officer, case, kind, _wanted(kind, shape, found, (first.id,), ()))
        for kind, shape in SHAPES.items()
        if shape.cites is not Cites.REPLY
    }
    came = Came(
        from_state="XKA", kinds=("substantive",), dated="2026-03-12", language="en", to_letters=(first.id,),
        text="No person was held.", screened=True,
    )  # fmt: skip
    reply = register_reply(officer, case, came)
    for row in first.allegations.values():
        said = Position(positions=("denies_fact",), neutral_summary="It denies.")
        match_allegation(officer, reply.id, row.allegation, said)
    drafts |= {
        kind: draft_letter(officer, case, kind, _wanted(kind, shape, found, (), (reply.id,)))
        for kind, shape in SHAPES.items()
        if shape.cites is Cites.REPLY
    }
    return found, drafts


def _wanted(kind: str, shape: Shape, found: Ready, first: tuple[str, ...], reply: tuple[str, ...]) -> Wanted:
    return Wanted(
        languages=BOTH,
        previous=first if shape.cites is Cites.LETTER else (),
        replies_to=reply,
        person=found.matter.party.id if shape.to is To.SOURCE else "",
        addressee_kind="minister" if kind in ("letter_concern", "law_comment") else "foreign_ministry",
    )
