"""An office at work on one letter of whatever kind, over packages between real vaults, and what stops its next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldcase.model.kinds.acts import LawOrMeasure, LawStage, Provision
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.risks import RiskAssessment
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.refusal import BlockedByRules
from fieldcase.model.rules.letters import TOOLS
from fieldcase.model.rules.naming import mentions, recipient_of, scopes_of
from fieldcase.model.shape import Cites, Form
from fieldcase.office.casefile import state_of
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.consent.reviewing import review_consent
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import keep_warnings
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.letters.steps import approve, dispatch, sign, submit
from fieldcase.office.profiles.outside import write_outside_addressee
from fieldcase.office.profiles.states import write_addressee
from fieldcase.office.records import add
from fieldcase.office.replies.matrix import Position, match_allegation
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.risk.assessing import assess_acting
from fieldcase.office.texts import words
from tests.laptops import Clock
from tests.letter_ground import ASKED, Ready, a_proof, name_kalindra, ready
from tests.offices import Office


class Desk:
    """An office at work on one letter; `to` is what the letter falls under."""

    def __init__(self, office: Office, clock: Clock) -> None:
        self.office, self.clock = office, clock
        self.officer, self.head = office.first, office.second
        name_kalindra(self.officer)
        lines = {"en": "The Minister of Justice\nVardin"}
        write_addressee(self.officer, "XKA", "minister", {"en": "the Minister of Justice of Kalindra"}, lines)
        for name, kind in (("Harbour Holding", "company"), ("Authority of the North", "de_facto_authority")):
            write_outside_addressee(self.officer, name, kind, {"en": name}, country="XSI" if kind == "company" else "")
        self.found: Ready = ready(self.officer)
        self.party = self.found.matter.party

    def post(self) -> None:
        self.clock.days(0.01)
        self.office.post(self.officer, self.head)

    def draft(self, kind: str) -> Letter:
        """A letter of a kind with everything in order, known to both laptops."""
        shape = SHAPES[kind]
        wanted: dict[str, Any] = {"languages": ("en",)}
        if shape.comments:
            self.a_law()
        if shape.form is Form.LETTER and not shape.cites:
            wanted |= {"addressee_kind": "minister"}
        if shape.cites:
            first = self.sent(self.draft("note_verbale"))
            wanted |= {"previous": (first.id,)}
            if shape.cites is Cites.REPLY:
                wanted = {"languages": ("en",), "replies_to": (self.replied(first),)}
        letter = draft_letter(self.officer, self.found.matter.case.id, kind, Wanted(**wanted))
        keep_warnings(self.officer, letter.id, "Known no more exactly.")
        self.agree(letter.id)
        self.weigh(kind)
        return letter

    def a_law(self) -> None:
        article = Provision(article="Article 4", text=words("No funds from abroad.", "en"))
        law = LawOrMeasure(
            case=self.found.matter.case.id,
            enacting_state="XKA",
            type=("foreign_funding_law",),
            title=words("Decree on associations", "en"),
            stages={"1": LawStage(stage="in_force", date="2025-03")},
            provisions={"1": article},
        )
        add(self.officer, law)

    def sent(self, letter: Letter) -> Letter:
        for step in (self.submitted, self.approved, self.signed, self.dispatched):
            step(letter.id)
        return letter

    def replied(self, first: Letter) -> str:
        self.clock.days(20)
        came = Came(
            from_state="XKA", kinds=("substantive",), dated="2026-03-28", language="en", to_letters=(first.id,),
            text="No person was held.", screened=True,
        )  # fmt: skip
        reply = register_reply(self.officer, first.case, came)
        for row in first.allegations.values():
            said = Position(positions=("denies_fact",), neutral_summary="It denies.")
            match_allegation(self.officer, reply.id, row.allegation, said)
        return reply.id

    def agree(self, letter: str) -> None:
        opened = open_letter(self.officer, letter)
        for scope in scopes_of(opened.file, opened.letter):
            recipient = recipient_of(opened.letter) if opened.letter.outside else ""
            record_consent(self.officer, self.party.id, scope, "NAMED", ASKED, recipient=recipient)
        record_consent(self.officer, self.party.id, "state_letter", "NAMED", ASKED)

    def weigh(self, kind: str) -> None:
        risk = next(one for one in self.officer.vault.all(RiskAssessment) if one.subject == self.party.id)
        if tool := TOOLS.get(kind):
            assess_acting(self.officer, risk.id, tool, "low", "The family asked for it.")

    def submitted(self, letter: str) -> None:
        submit(self.officer, letter)
        self.post()

    def reviewed(self) -> None:
        """The second person reads the consents that stand."""
        for one in self.head.vault.where(Consent, "party", [self.party.id]):
            if not one.answer.withdrawn_at and state_of(self.head, "consent", one.id) != "reviewed":
                review_consent(self.head, one.id)

    def approved(self, letter: str) -> None:
        self.reviewed()
        approve(self.head, letter)
        self.post()

    def signed(self, letter: str) -> None:
        self.reviewed()
        sign(self.head, letter)
        self.post()

    def dispatched(self, letter: str) -> None:
        record = self.officer.vault.get(Letter, letter)
        dispatch(self.officer, letter, proof=a_proof(self.officer, record.case).id, method="by hand")
        self.post()

    def told(self, letter: str) -> bool:
        """Whether the letter mentions anybody, of itself or by what it cites."""
        opened = open_letter(self.officer, letter)
        return bool(mentions(opened.file, opened.letter))


def stopped(step: Callable[[str], None], letter: str) -> tuple[Any, ...]:
    with pytest.raises(BlockedByRules) as caught:
        step(letter)
    return tuple(one for one in caught.value.findings if one.blocks)
