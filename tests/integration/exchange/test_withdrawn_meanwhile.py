"""A consent withdrawn, or a risk raised, on one laptop stops the letter on the other, in whatever step it stands.

Two real vaults and packages between them. Every kind of letter that goes to a State: drafted and dispatched on laptop
03, approved and signed on laptop 07; between any two steps somebody hears “no” on the laptop that is not at it.
"""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.machines.letter import STATE, family
from fieldcase.model.rules.letters import TOOLS
from fieldcase.model.shape import Puts
from fieldcase.office.casefile import state_of
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.listing import list_letters
from fieldcase.office.letters.steps import cancel
from fieldcase.office.risk.assessing import assess_risk
from tests.laptops import Clock
from tests.meanwhile import Desk, stopped
from tests.offices import Office

pytestmark = pytest.mark.security
CLEARED = [kind for kind in SHAPES if SHAPES[kind].cleared]
"""Kinds that wait for headquarters between approval and signature (`test_letters_outside.py`)."""
TO_STATES = [kind for kind in SHAPES if family(kind) == STATE]
IN_SHORT = ("note_verbale", "reminder", "thanks_reply")
"""One kind of each way through a desk: by itself, upon a letter, upon a reply. The other kinds take the long run."""


def each(kinds: list[str]) -> list[object]:
    return [pytest.param(kind, marks=[] if kind in IN_SHORT else [pytest.mark.slow]) for kind in kinds]


@pytest.fixture
def desk(office: Office, clock: Clock) -> Desk:
    return Desk(office, clock)


@pytest.mark.parametrize("kind", each(TO_STATES))
def test_S4_S5_a_withdrawal_in_a_package_stops_the_next_step_of_every_kind(kind: str, desk: Desk) -> None:
    letter = desk.draft(kind)
    desk.submitted(letter.id)
    concerned = desk.told(letter.id)
    assert concerned or SHAPES[kind].puts is not Puts.MUST
    steps = ((desk.approved, desk.officer), (desk.signed, desk.officer), (desk.dispatched, desk.head))
    steps = steps[:1] if kind in CLEARED else steps
    for step, hears in steps:
        before = state_of(desk.head, "letter", letter.id)
        withdraw_consent(hears, desk.party.id, "She called and said no.")
        desk.post()
        if concerned:
            found = stopped(step, letter.id)
            assert {one.rule for one in found} == {"G4"}
            for one in found:
                assert f"{desk.party.code} withdrew consent" in one.sentence
                assert one.remedy == f"Leave {desk.party.code} out."
                assert one.party_code == desk.party.code
                assert "Dovrak" not in one.sentence + one.remedy
            tasks = [one for one in desk.officer.vault.all(Task) if one.origin == "G7" and letter.id in one.target]
            assert tasks
            assert not any("Dovrak" in one.text for one in tasks)
        assert state_of(desk.head, "letter", letter.id) == state_of(desk.officer, "letter", letter.id) == before
        if step == steps[-1][0]:
            break
        desk.agree(letter.id)
        desk.post()
        desk.reviewed()
        desk.post()
        step(letter.id)
    if not concerned:
        steps[-1][0](letter.id)
    if not concerned or kind in CLEARED:
        return
    # whoever heard the last “no” cannot be the one who reviews a new “yes”: the letter is given up, its number stays
    reference = next(
        one.taken.office_ref
        for one in desk.head.vault.all(LetterStep)
        if one.letter == letter.id and one.step == "signature"
    )
    cancel(desk.head, letter.id, "Consent was withdrawn.")
    desk.post()
    assert state_of(desk.officer, "letter", letter.id) == "cancelled"
    assert reference in [row.reference for row in list_letters(desk.officer)]


@pytest.mark.parametrize("kind", each([kind for kind in TO_STATES if kind in TOOLS]))
def test_a_risk_raised_in_a_package_stops_the_next_step_until_the_letter_is_weighed_again(
    kind: str, desk: Desk
) -> None:
    letter = desk.draft(kind)
    desk.submitted(letter.id)
    concerned, case = desk.told(letter.id), desk.found.matter.case.id
    steps = (desk.approved, desk.signed, desk.dispatched)
    for step in steps[:1] if kind in CLEARED else steps:
        assess_risk(desk.officer, case, desk.party.id, "medium", reason="She is home again.", threat="Arrest.")
        desk.weigh(kind)
        assess_risk(desk.officer, case, desk.party.id, "imminent", reason="Her house was searched.", threat="Arrest.")
        desk.post()
        if concerned:
            found = stopped(step, letter.id)
            assert {one.rule for one in found} == {"3.10"}
            assert {one.party_code for one in found} == {desk.party.code}
        if SHAPES[kind].waits:
            assess_risk(desk.officer, case, desk.party.id, "medium", reason="She is safe.", threat="Arrest.")
        desk.weigh(kind)
        desk.post()
        step(letter.id)
    assert state_of(desk.head, "letter", letter.id) == ("approved" if kind in CLEARED else "dispatched")


def test_a_withdrawal_for_one_use_alone_stops_what_falls_under_it_and_nothing_else(desk: Desk) -> None:
    letter = desk.draft("note_verbale")
    desk.submitted(letter.id)
    withdraw_consent(desk.officer, desk.party.id, "Not to the public.", scopes=("public_statement",))
    desk.post()
    desk.approved(letter.id)
    withdraw_consent(desk.officer, desk.party.id, "Not to the State.", scopes=("state_letter",))
    desk.post()
    assert {one.field for one in stopped(desk.signed, letter.id)} == {"consent/state_letter"}
