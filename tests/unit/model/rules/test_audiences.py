"""Whom a copy of a letter may be given to (G24): headquarters under codes, and the one on whose behalf it was said."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.model.kinds.values import Named
from fieldcase.model.rules.audiences import headquarters_findings, reader_findings
from tests.make import a_consent, a_file, a_party, an_involvement
from tests.plain import TODAY, rid
from tests.transmitted import a_letter


@pytest.mark.parametrize(("level", "goes"), [("NAMED", True), ("CODED", True), ("ANON", False), ("NONE", False)])
def test_G24_a_letter_goes_to_headquarters_file_once_everybody_in_it_agreed_to_a_code(level: str, goes: bool) -> None:
    file = a_file(consents=(a_consent(scope="share_hq", level=level),))
    found = headquarters_findings(file, a_letter(), TODAY)
    assert [one.party_code for one in found] == ([] if goes else ["P-ILENA2"])
    assert {one.rule for one in found} <= {"G24"}


def test_G24_consent_for_the_state_says_nothing_about_headquarters_and_officials_are_not_asked() -> None:
    letter = a_letter(naming={"2": Named(party=rid("director"), level="NAMED")}, allegations={})
    people = {rid("ilena"): a_party(), rid("director"): a_party("director")}
    file = a_file(parties=people, involvements=(an_involvement("director", "official"),), letters=(letter,))
    assert headquarters_findings(file, letter, TODAY) == ()
    (found,) = headquarters_findings(a_file(), a_letter(), TODAY)
    assert "not been asked about sharing with headquarters" in found.sentence


def test_G24_what_was_said_is_given_to_who_agreed_to_be_contacted_over_a_channel_that_is_safe() -> None:
    party = a_party(safe_channel="Through the parish, on Tuesdays.")
    asked = a_file(parties={party.id: party}, consents=(a_consent(scope="recontact", level="ANON"),))
    assert reader_findings(asked, party.id, TODAY) == ()
    refused = msgspec.structs.replace(asked, consents=(a_consent(scope="recontact", level="NONE"),))
    assert [one.field for one in reader_findings(refused, party.id, TODAY)] == ["consent"]
    unsafe = msgspec.structs.replace(asked, parties={party.id: a_party()})
    assert [one.field for one in reader_findings(unsafe, party.id, TODAY)] == ["safe_channel"]
    assert [one.field for one in reader_findings(asked, rid("nobody"), TODAY)] == ["consent", "safe_channel"]
