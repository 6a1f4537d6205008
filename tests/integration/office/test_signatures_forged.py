"""Pages that nobody signed are no letter: an officer whose program was changed writes over the step of the head."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import msgspec
import pytest

from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.refusal import BlockedByRules
from fieldcase.model.roles import Role
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.letters.clearing import clear_letter, object_to_letter
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import keep_warnings
from fieldcase.office.letters.refusals import SignatureBroken
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.signed import sign_frozen
from fieldcase.office.letters.steps import dispatch, sign
from fieldcase.office.profiles.outside import write_outside_addressee
from fieldcase.office.session import Session
from tests.laptops import Clock, a_colleague, carry
from tests.letter_ground import ASKED, Both, a_proof, approved, assessed, ready, signed

pytestmark = pytest.mark.security
FORGED = b"%PDF-1.7 what nobody approved"


def test_pages_that_an_officer_signed_in_the_step_of_the_head_are_refused(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = signed(officer, head, ready(officer), "en")
    step = next(one for one in officer.vault.where(LetterStep, "letter", [letter.id]) if one.step == "signature")
    stored = officer.vault.objects.add(io.BytesIO(FORGED), len(FORGED))
    key = "state_full-en-pdf"
    page = msgspec.structs.replace(
        step.renditions[key],
        sha256=hashlib.sha256(FORGED).hexdigest(),
        object=stored.object,
        identity=stored.identity,
        size=stored.length,
    )
    frozen = {**step.renditions, key: page}
    word = sign_frozen(officer, letter.id, step.taken.office_ref, step.taken.at, frozen)
    taken = msgspec.to_builtins(msgspec.structs.replace(step.taken, signature=word))
    with officer.vault.writing() as writing:
        writing.set("letter_step", step.id, {"taken": taken, f"renditions/{key}": msgspec.to_builtins(page)})
        writing.commit()
    carry(officer, head)
    for session in (officer, head):
        for rendition in ("state_full", "office_copy", "public_redacted"):
            with pytest.raises(SignatureBroken):
                render(session, letter.id, rendition, "en", "pdf")
    with pytest.raises(SignatureBroken):
        dispatch(officer, letter.id, proof=a_proof(officer, letter.case).id, method="by hand")


def test_the_instant_of_a_signature_is_signed_with_it(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = signed(officer, head, ready(officer), "en")
    step = next(one for one in head.vault.where(LetterStep, "letter", [letter.id]) if one.step == "signature")
    earlier = msgspec.structs.replace(step.taken, at="2026-03-01T09:00:00Z")
    with head.vault.writing() as writing:
        writing.set("letter_step", step.id, {"taken": msgspec.to_builtins(earlier)})
        writing.commit()
    with pytest.raises(SignatureBroken):
        render(head, letter.id, "state_full", "en", "pdf")


@pytest.mark.parametrize("how", ["written over", "taken away"])
def test_an_objection_of_headquarters_cannot_be_made_something_else(
    tmp_path: Path, laptops: Both, officer: Session, clock: Clock, how: str
) -> None:
    head, found = laptops[1], assessed(officer, ready(officer))
    desk = a_colleague(tmp_path, officer, clock, (Role.HQ_DESK,), device="90", name="Desk")
    write_outside_addressee(officer, "Authority of the North", "de_facto_authority", {"en": "Authority of the North"})
    party = found.matter.party.id
    record_consent(officer, party, "third_state", "NAMED", ASKED, recipient="Authority of the North")
    letter = draft_letter(officer, found.matter.case.id, "de_facto_letter", Wanted(languages=("en",)))
    keep_warnings(officer, letter.id, "Known no more exactly.")
    approved(officer, head, letter, found)
    carry(head, desk)
    clear_letter(desk, letter.id)
    objection = object_to_letter(desk, letter.id, "Not while the talks last.")
    carry(head, desk)
    carry(head, officer)
    with officer.vault.writing() as writing:
        if how == "taken away":
            writing.delete("letter_step", objection.id)
        else:
            other = msgspec.structs.replace(objection.taken, step="copy")
            writing.set("letter_step", objection.id, {"taken": msgspec.to_builtins(other)})
        writing.commit()
    carry(officer, head)
    with pytest.raises(BlockedByRules):
        sign(head, letter.id)
    desk.close()
