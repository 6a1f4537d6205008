"""What each peer gets (docs/formats/package.md; domain: consent to share with headquarters)."""

from __future__ import annotations

from typing import Any

import pytest

from fieldcase.exchange.policy import (
    ALWAYS_WHOLE,
    CaseFacts,
    Goes,
    PeerFacts,
    Profile,
    RecordFacts,
    Share,
    goes,
    rooms_for,
    waiting_for_consent,
)
from tests.parcels import bytes_of

CASE, OTHER, PERSON, LETTER = (bytes_of(word) for word in ("case", "other", "person", "letter"))
ALL_ROOMS = frozenset({"case", "identity", "source", "sealed", "office", "log"})
HQ = PeerFacts(profile=Profile.HEADQUARTERS, compartments=ALL_ROOMS)
COLLEAGUE = PeerFacts(profile=Profile.COLLEAGUE, compartments=frozenset({"case", "office"}))
AGREED, ANON, REFUSED = (
    CaseFacts(parties=(Share.NAMED, Share.CODED)),
    CaseFacts(parties=(Share.NAMED, Share.ANON)),
    CaseFacts(parties=(Share.NAMED, Share.NONE)),
)


def record(kind: str = "case", **facts: Any) -> RecordFacts:
    return RecordFacts(**({"kind": kind, "record": CASE, "cases": (CASE,)} | facts))


def told(
    facts: RecordFacts, case: CaseFacts, room: str = "case", got: tuple[bytes, ...] = (), **more: CaseFacts
) -> Goes:
    peer = PeerFacts(profile=Profile.HEADQUARTERS, compartments=ALL_ROOMS, got=frozenset(got))
    return goes(room, facts, {CASE: case} | ({OTHER: more["other"]} if more else {}), peer)


def test_a_colleague_gets_the_rooms_they_hold_and_no_other() -> None:
    for room in ALL_ROOMS:
        expected = Goes.WHOLE if room in ("case", "office") else Goes.NOTHING
        assert goes(room, record(), {}, COLLEAGUE) is expected
    assert rooms_for(COLLEAGUE, sorted(ALL_ROOMS)) == ("case", "office")


def test_headquarters_gets_rooms_by_agreement_and_never_sealed_or_log() -> None:
    assert rooms_for(HQ, sorted(ALL_ROOMS)) == ("case", "identity", "office")
    assert rooms_for(HQ, sorted(ALL_ROOMS), source_agreed=True) == ("case", "identity", "office", "source")
    assert goes("log", record(), {CASE: AGREED}, HQ) is Goes.NOTHING
    assert goes("sealed", record(), {CASE: AGREED}, HQ) is Goes.NOTHING


@pytest.mark.parametrize("case", [ANON, REFUSED, CaseFacts(parties=())])
def test_a_case_without_the_consent_of_every_party_is_withheld_whole(case: CaseFacts) -> None:
    for kind in ("case", "note", "transition", "deletion", "same"):
        assert told(record(kind), case) is Goes.NOTHING
    assert waiting_for_consent({CASE: case, OTHER: AGREED}) == (CASE,)


def test_a_case_whose_parties_all_agreed_goes_whole() -> None:
    for kind in ("case", "note", "transition", "deletion"):
        assert told(record(kind), AGREED) is Goes.WHOLE


def test_an_urgent_escalation_goes_under_codes_without_identity() -> None:
    urgent = CaseFacts(parties=(Share.NAMED, Share.NONE), urgent=True)
    assert told(record(), urgent) is Goes.WHOLE
    assert told(record("person", record=PERSON, party=Share.NAMED, any_case=True), urgent, "identity") is Goes.NOTHING
    assert waiting_for_consent({CASE: urgent}) == ()


@pytest.mark.parametrize("share", list(Share))
def test_identity_goes_only_of_parties_that_agreed_to_be_named(share: Share) -> None:
    person = record("person", record=PERSON, party=share, any_case=True)
    assert told(person, AGREED, "identity") is (Goes.WHOLE if share is Share.NAMED else Goes.NOTHING)
    assert told(person, REFUSED, "identity") is Goes.NOTHING


def test_source_goes_only_where_it_was_agreed() -> None:
    assert told(record("source"), AGREED, "source") is Goes.NOTHING
    assert told(record("source", agreed=True), REFUSED, "source") is Goes.WHOLE


def test_a_letter_about_two_cases_needs_both_and_a_person_in_two_needs_one() -> None:
    letter = record("letter", record=LETTER, cases=(CASE, OTHER))
    person = record("person", record=PERSON, cases=(CASE, OTHER), any_case=True)
    assert told(letter, AGREED, other=REFUSED) is Goes.NOTHING
    assert told(letter, AGREED, other=AGREED) is Goes.WHOLE
    assert told(letter, AGREED) is Goes.NOTHING  # a case of which nothing is known
    assert told(person, AGREED, other=REFUSED) is Goes.WHOLE


def test_a_record_of_no_case_stays_in_the_office() -> None:
    assert told(record("information", record=LETTER, cases=()), AGREED) is Goes.NOTHING


def test_given_consent_withdrawn_then_whoever_got_the_record_gets_labels_and_restrictions() -> None:
    assert told(record(), REFUSED, got=(CASE,)) is Goes.LABEL
    consent = record("consent", record=PERSON, restrictive=True)
    assert told(consent, REFUSED, got=(PERSON,)) is Goes.WHOLE
    assert told(consent, REFUSED, got=(CASE,)) is Goes.WHOLE  # a new risk on a case they hold
    assert told(consent, REFUSED) is Goes.NOTHING
    assert told(record("note", record=LETTER), REFUSED, got=(CASE,)) is Goes.NOTHING


def test_transitions_deletions_and_same_as_follow_the_record_that_was_got() -> None:
    for kind in ("transition", "deletion", "same"):
        speaks = record(kind, record=LETTER, about=(CASE,))
        assert told(speaks, REFUSED, got=(CASE,)) is Goes.WHOLE
        assert told(speaks, REFUSED) is Goes.NOTHING


@pytest.mark.parametrize("kind", sorted(ALWAYS_WHOLE))
def test_the_law_of_the_ledger_goes_to_everybody_in_the_room(kind: str) -> None:
    assert told(record(kind, cases=()), REFUSED) is Goes.WHOLE


def test_the_office_room_goes_to_headquarters() -> None:
    assert told(record("roster", cases=()), REFUSED, "office") is Goes.WHOLE
