"""Every kind of letter that is written here, against the guards that concern it: what passes, and what stops it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from fieldcase.model.kinds.acts import Provision
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.letters import Agreed, AllegationInLetter, Letter
from fieldcase.model.kinds.values import Named
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.machines.letter import STATE, family
from fieldcase.model.rules.letters import TOOLS
from fieldcase.model.rules.naming import FIXED_SCOPES, mentions
from fieldcase.model.rules.panel import what_blocks
from fieldcase.model.rules.settings import REPLY_DAYS
from fieldcase.model.rules.steps import signing_findings
from fieldcase.model.shape import Puts, To
from tests.make import a_consent, a_file, a_law, a_letter_file, a_party, a_risk
from tests.plain import rid, vocabularies
from tests.transmitted import a_letter, an_allegation

FIRST = a_letter()
NEXT = an_allegation(2)
LAW = a_law(enacting_state="XKA", provisions={"1": Provision(article="Article 4")})
OUTSIDE = "Harbour Holding"
TO_STATES = [kind for kind, shape in SHAPES.items() if shape.to_state and family(kind) == STATE]
AGREED = Agreed(safe=True, detail="full")


def a_kind(kind: str, **changes: Any) -> Letter:
    """A letter of a kind as it should be: it puts an allegation where it must, and cites where it must."""
    shape = SHAPES[kind]
    said: dict[str, Any] = {"id": rid("other")}
    if shape.puts is Puts.NEVER:
        said |= {"allegations": {}, "naming": {}}
    elif shape.cites:
        row = AllegationInLetter(allegation=NEXT.id, version=1, number=2)
        said |= {"allegations": {"2": row}}
    if shape.cites:
        said |= {"previous_letters": (FIRST.id,)}
    if shape.comments:
        said |= {"laws": (LAW.id,), "concerned_as": "addressee_of_law"}
    if shape.to is To.SOURCE:
        said |= {"addressee_state": "", "concerned_as": "", "to_party": rid("ilena"), "agreed": AGREED}
    elif not shape.to_state:
        to = "de_facto_authority" if shape.cleared else "company"
        said |= {"addressee_state": "", "concerned_as": "", "outside": rid("outside"), "recipient": OUTSIDE}
        said |= {"addressee_kind": to}
    return a_letter(kind, **(said | changes))


def blocked(letter: Letter, step: str = "approval", **changes: Any) -> set[str]:
    file = a_file(
        parties={rid("ilena"): a_party(safe_channel="through the neighbour")},
        letters=(FIRST, letter),
        allegations=(an_allegation(), NEXT),
        risks=(a_risk(tool=tool(letter.kind)),),
        consents=agreed(letter.kind),
        laws=(LAW,),
    )
    lf = a_letter_file(msgspec.structs.replace(file, **changes), letter=letter)
    return {one.rule for one in what_blocks(lf, step)}


def agreed(kind: str, **changes: Any) -> tuple[Consent, ...]:
    """The consents that such a letter asks for."""
    if SHAPES[kind].to is To.SOURCE:
        return (a_consent(scope="recontact", **changes),)
    if not SHAPES[kind].to_state:
        return (a_consent(scope="third_state", recipient=OUTSIDE, **changes),)
    scopes = FIXED_SCOPES.get(kind, ("state_oral" if kind == "aide_memoire" else "state_letter",))
    return tuple(a_consent(scope=scope, **changes) for scope in scopes)


def tool(kind: str) -> str:
    """The tool of the response toolbox whose risk is assessed before such a letter goes."""
    return TOOLS.get(kind, "note_verbale")


def a_party_less(kind: str) -> bool:
    return not mentions(a_file(letters=(FIRST,)), a_kind(kind))


@pytest.mark.parametrize("kind", SHAPES)
def test_a_letter_as_it_should_be_passes_what_guards_its_content(kind: str) -> None:
    assert blocked(a_kind(kind)) <= {"G9"}


@pytest.mark.parametrize("step", ["approval", "signature", "dispatch"])
@pytest.mark.parametrize("kind", SHAPES)
def test_G4_consent_withdrawn_stops_every_kind_that_mentions_or_cites_somebody(kind: str, step: str) -> None:
    assert ("G4" in blocked(a_kind(kind), step, consents=(a_consent(level="NONE"),))) is not a_party_less(kind)


@pytest.mark.parametrize("kind", SHAPES)
def test_G4_a_naming_table_that_names_somebody_needs_consent_in_every_kind(kind: str) -> None:
    letter = a_kind(kind, naming={"1": Named(party=rid("ilena"), level="NAMED")})
    assert "G4" in blocked(letter, consents=())


@pytest.mark.parametrize("kind", TO_STATES)
def test_G18_every_kind_to_a_State_says_to_which_and_why(kind: str) -> None:
    assert "G18" in blocked(a_kind(kind, concerned_as=""))
    assert "G18" in blocked(a_kind(kind, addressee_state=""))


@pytest.mark.parametrize("kind", SHAPES)
def test_G11_what_is_put_is_verified_and_what_is_not_put_needs_nothing(kind: str) -> None:
    assert (blocked(a_kind(kind), assessments=()) & {"G11", "G13"} != set()) is bool(a_kind(kind).allegations)


@pytest.mark.parametrize("kind", SHAPES)
def test_a_kind_that_must_put_an_allegation_does_not_pass_without_one(kind: str) -> None:
    assert ("3.13" in blocked(a_kind(kind, allegations={}))) is (SHAPES[kind].puts is Puts.MUST)


@pytest.mark.parametrize("kind", SHAPES)
def test_a_letter_that_presses_waits_while_a_risk_is_imminent(kind: str) -> None:
    risk = (a_risk(level="imminent", tool=tool(kind)),)
    assert ("3.10" in blocked(a_kind(kind), risks=risk)) is SHAPES[kind].waits


@pytest.mark.parametrize("kind", SHAPES)
def test_the_risk_of_acting_is_assessed_for_the_very_tool_that_the_letter_is(kind: str) -> None:
    asked = kind in TOOLS and not a_party_less(kind)
    assert ("3.10" in blocked(a_kind(kind), risks=(a_risk(tool="other"),))) is asked


@pytest.mark.parametrize("kind", SHAPES)
def test_G10_every_kind_is_signed_as_it_should_be_and_no_other_way(kind: str) -> None:
    file = a_file(letters=(FIRST, a_kind(kind)), allegations=(an_allegation(), NEXT))
    lf = a_letter_file(file, letter=a_kind(kind))
    own = SHAPES[kind].frame.signed
    said = {how: signing_findings(lf, how) for how in ("signature", "initials_stamp", "none")}
    wrong = {how for how, found in said.items() if {one.rule for one in found} - {"G9"}}
    ask_head = {one.sentence for one in said[own]}
    assert not any("carries" in sentence for sentence in ask_head)
    assert wrong >= {"signature", "none"} - {own}


def test_every_shape_is_a_kind_of_letter_and_those_that_want_a_reply_have_their_days() -> None:
    assert set(SHAPES) <= set(vocabularies().codes("letter_kind"))
    asking = {kind for kind, shape in SHAPES.items() if "deadline" in shape.blocks}
    assert asking == {kind for kind in set(REPLY_DAYS) & set(SHAPES) if family(kind) == STATE}
