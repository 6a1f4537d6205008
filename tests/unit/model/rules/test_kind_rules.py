"""What single kinds of letter ask: a law of the State addressed, an addressee who is no State and is named in consent,
clearance by headquarters of the very text (sections 10.1, 10.3, G4, G18, G28)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from fieldcase.model.kinds.acts import Provision
from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.values import Named
from fieldcase.model.rules.consent import Why, effective
from fieldcase.model.rules.kinds import clearance_findings, kind_findings
from fieldcase.model.rules.letters import consent_findings
from fieldcase.model.rules.naming import text_hash
from tests.make import a_consent, a_file, a_law, a_letter_file, a_party
from tests.plain import OFFICER, TODAY, rid
from tests.transmitted import a_letter, a_step

HQ = rid("desk at headquarters")

LAW = a_law(
    enacting_state="XKA", provisions={"1": Provision(article="Article 4")}, organisations_affected=(rid("open"),)
)
NETWORK = a_party("open", code="O-OPEN22", kind="organisation")


def comment(**changes: Any) -> Letter:
    said: dict[str, Any] = {"allegations": {}, "naming": {}, "laws": (LAW.id,), "concerned_as": "addressee_of_law"}
    return a_letter("law_comment", **(said | changes))


def outside(kind: str = "non_state_letter", **changes: Any) -> Letter:
    said: dict[str, Any] = {"addressee_state": "", "concerned_as": "", "outside": rid("outside")}
    said |= {"recipient": "Harbour Holding", "addressee_kind": "company"}
    if kind == "de_facto_letter":
        said |= {"recipient": "Authority of the North", "addressee_kind": "de_facto_authority"}
    return a_letter(kind, **(said | changes))


def rules(letter: Letter, **changes: Any) -> list[str]:
    file = msgspec.structs.replace(a_file(letters=(letter,), laws=(LAW,)), **changes)
    return [f"{one.rule} {one.severity}" for one in kind_findings(a_letter_file(file, letter=letter))]


def test_a_comment_is_about_a_law_of_the_State_addressed() -> None:
    assert rules(comment()) == []
    assert rules(comment(laws=())) == ["10.1 error", "G18 error"]
    assert rules(comment(laws=(rid("nothing"),))) == ["10.1 error", "G18 error"]
    assert "G18 error" in rules(comment(addressee_state="XME"))


def test_a_comment_goes_article_by_article_or_says_that_it_cannot() -> None:
    assert rules(comment(), laws=(a_law(enacting_state="XKA"),)) == ["10.1 warning"]


def test_S10_a_comment_names_no_party_until_an_organisation_is_listed_and_then_G28_asks_it() -> None:
    file = a_file(letters=(comment(),), laws=(LAW,), parties={rid("open"): NETWORK}, consents=())
    assert consent_findings(a_letter_file(file, letter=comment())) == ()
    listing = comment(naming={"1": Named(party=rid("open"), level="NAMED")})
    assert {one.rule for one in consent_findings(a_letter_file(file, letter=listing))} == {"G4"}
    agreed = a_consent("open", basis="organisation_organ")
    asked = msgspec.structs.replace(file, consents=(agreed,))
    assert consent_findings(a_letter_file(asked, letter=listing)) == ()


@pytest.mark.parametrize("kind", ["non_state_letter", "de_facto_letter"])
def test_a_letter_to_no_State_has_its_addressee_from_the_directory_and_of_its_kind(kind: str) -> None:
    assert rules(outside(kind)) == []
    assert rules(outside(kind, outside="")) == ["10.1 error"]
    assert rules(outside(kind, recipient="")) == ["10.1 error"]
    assert rules(outside(kind, addressee_state="XKA")) == ["10.1 error"]
    other = "company" if kind == "de_facto_letter" else "de_facto_authority"
    assert rules(outside(kind, addressee_kind=other)) == ["10.1 error"]


def test_consent_to_letters_to_other_States_does_not_cover_a_company_until_it_names_it() -> None:
    def level(*consents: Any) -> tuple[str, Why]:
        found = effective(a_file(consents=consents), rid("ilena"), "third_state", "Harbour Holding", TODAY)
        return found.level, found.why

    anyone = a_consent(scope="third_state")
    assert level(anyone) == ("NOT_ASKED", Why.RECIPIENT)
    assert level(a_consent(scope="third_state", level="NONE")) == ("NONE", Why.REFUSED)
    assert level(a_consent(scope="third_state", recipient="harbour holding ")) == ("NAMED", Why.IN_FORCE)
    assert level(anyone, a_consent(scope="third_state", recipient="Harbour Holding", level="CODED"))[0] == "CODED"
    assert effective(a_file(consents=(anyone,)), rid("ilena"), "third_state", "XME", TODAY).level == "NAMED"


def test_a_company_called_like_a_State_s_code_is_no_State_in_what_people_agreed_to() -> None:
    letter = outside(recipient="ACM", allegations={}, naming={"1": Named(party=rid("ilena"), level="NAMED")})

    def found(*consents: Any) -> set[str]:
        file = a_file(letters=(letter,), consents=consents)
        return {one.rule for one in consent_findings(a_letter_file(file, letter=letter))}

    assert found(a_consent(scope="third_state")) == {"G4"}
    assert found(a_consent(scope="third_state", recipient="ACM")) == set()
    assert found(a_consent(scope="third_state", recipient="ACM"), a_consent(scope="third_state", level="NONE")) == {
        "G4"
    }


def answers(letter: Letter, *steps: LetterStep, by: str = HQ) -> list[str]:
    authors = {(step.id, "taken"): frozenset({by}) for step in steps}
    file = a_file(letters=(letter,), steps=steps)
    file = msgspec.structs.replace(file, authors={**file.authors, **authors})
    return [
        f"{one.rule} {one.severity}" for one in clearance_findings(a_letter_file(file, letter=letter), signing=True)
    ]


def an_answer_of_headquarters(
    letter: Letter, step: str = "clearance", at: str = "2025-03-13T09:00:00+00:00"
) -> LetterStep:
    return a_step(step, at, text=text_hash(a_file(letters=(letter,)), letter))


def test_G18_a_letter_to_a_de_facto_authority_is_signed_only_once_headquarters_cleared_this_very_text() -> None:
    letter = outside("de_facto_letter")
    cleared = an_answer_of_headquarters(letter)
    assert answers(letter) == ["G18 error"]
    assert answers(letter, cleared) == []
    assert answers(letter, an_answer_of_headquarters(outside("de_facto_letter", recipient="Somebody else"))) == [
        "G18 error"
    ]
    objection = an_answer_of_headquarters(letter, "objection", "2025-03-14T09:00:00+00:00")
    assert answers(letter, cleared, objection) == ["G18 error"]
    knowing = msgspec.structs.replace(cleared.taken, objections=(objection.id,))
    answered = msgspec.structs.replace(cleared, taken=knowing)
    assert answers(letter, objection, answered) == []
    later = msgspec.structs.replace(cleared, taken=msgspec.structs.replace(cleared.taken, at="2025-03-15T09:00:00Z"))
    assert answers(letter, objection, later) == ["G18 error"], "it did not know of the objection"
    assert answers(letter, cleared, by=OFFICER) == ["G18 error"]


def test_before_signature_it_is_only_told_and_other_kinds_wait_for_nobody() -> None:
    letter = outside("de_facto_letter")
    lf = a_letter_file(a_file(letters=(letter,)), letter=letter)
    assert [str(one.severity) for one in clearance_findings(lf, signing=False)] == ["note"]
    other = outside()
    assert clearance_findings(a_letter_file(a_file(letters=(other,)), letter=other), signing=True) == ()
