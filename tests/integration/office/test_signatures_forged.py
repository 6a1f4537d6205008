"""Pages that nobody signed are no letter: an officer whose program was changed writes over the step of the head."""

from __future__ import annotations

import hashlib
import io

import msgspec
import pytest

from fieldcase.model.kinds.letters import LetterStep
from fieldcase.office.letters.refusals import SignatureBroken
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.signed import sign_frozen
from fieldcase.office.letters.steps import dispatch
from fieldcase.office.session import Session
from tests.laptops import carry
from tests.letter_ground import Both, a_proof, ready, signed

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
    word = sign_frozen(officer, letter.id, step.taken.office_ref, frozen)
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
