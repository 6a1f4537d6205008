"""Effective consent: per person, use, recipient and day; whatever is unclear counts as refused (section 3.9,
G29–G31)."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.kinds.consents import Consent, ConsentAnswer, ConsentProposal
from fieldcase.model.kinds.parties import LifeStatus
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.model.rules.consent import Effective, Why, allowed_level, effective, joint
from fieldcase.model.rules.scales import CONSENT, consent_rank
from tests.make import a_consent, a_file, a_party, an_involvement
from tests.plain import HEAD, REVIEWER, TODAY, rid, text

ILENA = rid("ilena")


def of(*rows: Consent, party: Any = None, on: date = TODAY, scope: str = "state_letter", **more: Any) -> Effective:
    parties = {ILENA: party or a_party()}
    return effective(a_file(consents=rows, parties=parties, **more), ILENA, scope, "XKA", on)


def lived(*situations: tuple[str, str], **more: Any) -> Any:
    status = {str(n): LifeStatus(status=status, since=since) for n, (status, since) in enumerate(situations)}
    return a_party(status=status, **more)


def test_no_row_means_not_asked_and_lets_nothing_leave() -> None:
    assert (of().level, of().why) == ("NOT_ASKED", Why.NOT_ASKED)
    assert allowed_level(a_file(consents=()), ILENA, "state_letter", "XKA", TODAY) == "NONE"


def test_what_an_import_proposed_counts_for_nothing() -> None:
    proposed = ConsentProposal(proposed="NAMED", party=ILENA, scope="state_letter")
    assert of(Consent(id=rid("c"), proposal=proposed)).why is Why.NOT_ASKED


def test_consent_covers_its_use_and_its_person_only() -> None:
    assert of(a_consent()).level == "NAMED"
    assert of(a_consent(scope="sg_report")).why is Why.NOT_ASKED
    assert of(a_consent("tomas")).why is Why.NOT_ASKED


def test_a_row_for_this_recipient_beats_the_row_for_anyone_only_where_it_is_lower() -> None:
    assert of(a_consent(), a_consent(level="ANON", recipient="XKA")).level == "ANON"
    assert of(a_consent(level="ANON"), a_consent(level="NAMED", recipient="XKA")).level == "ANON"
    assert of(a_consent(level="NAMED", recipient="XKA")).level == "NAMED"
    assert of(a_consent(level="NAMED", recipient="XME")).why is Why.NOT_ASKED


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"withdrawn_at": "2025-03-20T10:00:00Z"}, Why.WITHDRAWN),
        ({"level": "NONE"}, Why.REFUSED),
        ({"expires_on": "2025-03-31"}, Why.EXPIRED),
        ({"valid_from": "2024-03-11", "obtained_at": "2024-03-11T09:00:00Z"}, Why.EXPIRED),
        ({"valid_from": "", "obtained_at": ""}, Why.EXPIRED),
        ({"valid_from": "2025-04-02"}, Why.NOT_YET),
        ({"risks_explained": False}, Why.RISKS_NOT_EXPLAINED),
        ({"level": "EVERYTHING"}, Why.INCOMPLETE),
    ],
)
def test_a_row_that_does_not_hold_counts_as_refused_and_says_why(changes: dict[str, Any], why: Why) -> None:
    found = of(a_consent(**changes))
    assert (found.level, found.why) == ("NONE", why)


def test_the_last_day_of_a_consent_still_counts() -> None:
    assert of(a_consent(expires_on="2025-04-01")).level == "NAMED"


def test_a_withdrawal_entered_as_a_transition_counts_at_once() -> None:
    row = a_consent()
    assert of(row, statuses={("consent", row.id): Status(state="withdrawn")}).why is Why.WITHDRAWN


def test_a_consent_of_which_something_is_withheld_counts_as_refused() -> None:
    row = a_consent()
    assert of(row, incomplete=frozenset({row.id})).why is Why.INCOMPLETE


@pytest.mark.parametrize("situation", ["detained", "disappeared", "in_exile", "alive"])
def test_S31_arrest_release_and_moving_end_an_older_consent(situation: str) -> None:
    """S31: a new arrest a year later; the office asks again."""
    assert of(a_consent(), party=lived((situation, "2025-03-20"))).why is Why.LIFE_EVENT


def test_an_event_that_may_have_come_after_the_consent_ends_it_and_an_earlier_one_does_not() -> None:
    assert of(a_consent(), party=lived(("in_exile", "2025-03"))).why is Why.LIFE_EVENT
    assert of(a_consent(), party=lived(("in_exile", "2025-02"))).level == "NAMED"
    assert of(a_consent(), party=lived(("unknown", "2025-03-20"))).level == "NAMED"
    assert of(a_consent(), party=lived(("detained", "2025-05"))).level == "NAMED"


def test_limits_in_words_are_pointed_out() -> None:
    assert of(a_consent(limits=text("Not before my hearing."))).limited


def girl(**more: Any) -> Any:
    return a_party(date_of_birth="2010-05-01", **more)


def test_S24_a_childs_objection_lowers_what_the_guardian_gave() -> None:
    """S24, G29: the guardian consents to NAMED, she agrees to ANON only."""
    row = a_consent(basis="guardian", child_view=text("She objects to her name."), child_level="ANON")
    assert of(row, party=girl()).level == "ANON"


def test_G29_a_child_needs_a_guardian_and_a_view_of_its_own() -> None:
    assert of(a_consent(), party=girl()).why is Why.GUARDIAN
    assert of(a_consent(basis="guardian"), party=girl()).why is Why.CHILD_VIEW
    assert of(a_consent(basis="guardian", child_view=text("Agrees.")), party=girl()).level == "NAMED"


def test_G29_a_guardian_who_may_be_the_perpetrator_gives_nothing_and_a_vital_interest_needs_the_head() -> None:
    row = a_consent(basis="guardian", child_view=text("Agrees."), given_by=rid("uncle"))
    involved = (an_involvement(), an_involvement("uncle", "perpetrator"))
    assert of(row, party=girl(), involvements=involved).why is Why.GUARDIAN
    vital = a_consent(basis="vital_interest", scope="treaty_bodies")
    assert of(vital, party=girl(), scope="treaty_bodies").why is Why.HEAD_REVIEW
    by_reviewer = {("consent", vital.id): Status(state="reviewed", by=REVIEWER)}
    assert of(vital, party=girl(), scope="treaty_bodies", statuses=by_reviewer).why is Why.HEAD_REVIEW
    reviewed = {("consent", vital.id): Status(state="reviewed", by=HEAD)}
    assert of(vital, party=girl(), scope="treaty_bodies", statuses=reviewed).level == "NAMED"


def test_turning_eighteen_ends_what_a_guardian_gave() -> None:
    row = a_consent(basis="guardian", child_view=text("Agrees."))
    assert of(row, party=a_party(date_of_birth="2007-03-20")).why is Why.LIFE_EVENT


def test_S25_family_consent_for_a_detained_person_holds_sixty_days_and_three_uses() -> None:
    """S25, G30: the brother's own name is another party and needs its own row."""
    held = lived(("detained", "2025-02-20"))
    row = a_consent(basis="family_unreachable", valid_from="2025-03-11")
    assert of(row, party=held).level == "NAMED"
    assert of(row, party=held, on=date(2025, 5, 10)).level == "NAMED"
    assert of(row, party=held, on=date(2025, 5, 20)).why is Why.EXPIRED
    report = a_consent(basis="family_unreachable", scope="sg_report")
    assert of(report, party=held, scope="sg_report").why is Why.UNREACHABLE
    brother = effective(a_file(consents=(row,)), rid("brother"), "state_letter", "XKA", TODAY)
    assert brother.why is Why.NOT_ASKED


def test_G30_family_consent_ends_when_contact_is_restored_and_needs_an_unreachable_person() -> None:
    row = a_consent(basis="family_unreachable")
    free = lived(("detained", "2025-02-20"), ("alive", "2025-03-25"))
    assert of(row, party=free).why is Why.LIFE_EVENT
    assert of(row, party=lived(("alive", "2020"))).why is Why.UNREACHABLE
    assert of(row, party=lived()).why is Why.UNREACHABLE


def test_G31_only_the_family_consents_for_somebody_who_died() -> None:
    dead = lived(("deceased", "2025-02-01"))
    assert of(a_consent(), party=dead).why is Why.DECEASED
    assert of(a_consent(basis="family_deceased"), party=dead).level == "NAMED"


def test_a_set_of_parties_counts_as_its_lowest_and_a_member_not_asked_as_refused() -> None:
    one, other = a_party(), a_party("ilena_b")
    sets = {"parties": {one.id: one, other.id: other}, "same_as": (frozenset({one.id, other.id}),)}
    alone = a_file(consents=(a_consent(),), **sets)
    assert effective(alone, ILENA, "state_letter", "XKA", TODAY).level in ("NONE", "NOT_ASKED")
    both = a_file(consents=(a_consent(), a_consent("ilena_b", level="CODED")), **sets)
    assert effective(both, other.id, "state_letter", "XKA", TODAY).level == "CODED"
    decided = a_file(consents=(a_consent(),), set_decisions=frozenset({a_consent().id}), **sets)
    assert effective(decided, other.id, "state_letter", "XKA", TODAY).level == "NAMED"


def test_an_output_under_two_scopes_needs_both() -> None:
    file = a_file(consents=(a_consent(scope="share_hq"), a_consent(scope="share_un_system", level="CODED")))
    assert joint(file, ILENA, ("share_hq", "share_un_system"), "", TODAY).level == "CODED"
    assert joint(file, ILENA, ("share_hq", "sg_report"), "", TODAY).level == "NOT_ASKED"


answers = st.builds(
    ConsentAnswer,
    party=st.sampled_from([rid("a"), rid("b"), rid("c")]),
    scope=st.sampled_from(["state_letter", "sg_report"]),
    recipient=st.sampled_from(["", "XKA", "XME"]),
    level=st.sampled_from(["", "NONE", "ANON", "CODED", "NAMED"]),
    basis=st.sampled_from(["self", "guardian", "vital_interest", "family_unreachable"]),
    risks_explained=st.booleans(),
    valid_from=st.sampled_from(["", "2025-01-01", "2025-06-01"]),
    expires_on=st.sampled_from(["", "2025-03-01", "2026-01-01"]),
    withdrawn_at=st.sampled_from(["", "", "2025-02-01T00:00:00Z"]),
)


def world(rows: list[ConsentAnswer], joined: bool) -> CaseFile:
    parties = {rid(w): msgspec.structs.replace(a_party(w), status={}) for w in "abc"}
    consents = tuple(Consent(id=rid(str(n)), answer=row) for n, row in enumerate(rows))
    return a_file(consents=consents, parties=parties, same_as=(frozenset(parties),) if joined else ())


@given(st.lists(answers, max_size=8), st.booleans())
def test_effective_consent_is_never_looser_than_any_member_or_any_matching_row(
    rows: list[ConsentAnswer], joined: bool
) -> None:
    file = world(rows, joined)
    whole = effective(file, rid("a"), "state_letter", "XKA", TODAY)
    members = [rid(w) for w in "abc"] if joined else [rid("a")]
    alone = world(rows, joined=False)
    for member in members:
        assert whole.rank <= effective(alone, member, "state_letter", "XKA", TODAY).rank
    for row in rows:
        if row.party in members and row.scope == "state_letter" and row.recipient in ("", "XKA") and row.level:
            assert whole.rank <= consent_rank(row.level)
    assert whole.level in CONSENT


@given(st.lists(answers, max_size=6), answers)
def test_one_more_row_for_the_same_recipient_never_opens_more_than_it_says(
    rows: list[ConsentAnswer], more: ConsentAnswer
) -> None:
    before = effective(world(rows, False), rid("a"), "state_letter", "XKA", TODAY)
    after = effective(world([*rows, more], False), rid("a"), "state_letter", "XKA", TODAY)
    assert after.rank <= max(before.rank, consent_rank(more.level))


def test_an_organisation_consents_through_its_governing_body() -> None:
    rivers = a_party(kind="organisation", code="O-RIVERS")
    assert of(a_consent(), party=rivers).why is Why.ORGAN
    assert of(a_consent(basis="organisation_organ"), party=rivers).level == "NAMED"


def test_a_refusal_for_a_company_spelled_otherwise_still_counts_and_one_for_a_state_does_not() -> None:
    rows = (
        a_consent(scope="third_state"),
        a_consent(scope="third_state", level="NONE", recipient="Acme Limited"),
    )
    file = a_file(consents=rows)
    assert effective(file, ILENA, "third_state", "Acme Ltd", TODAY).why is Why.REFUSED
    assert effective(file, ILENA, "third_state", "XME", TODAY).level == "NAMED"
    assert effective(file, ILENA, "third_state", "acme limited", TODAY).why is Why.REFUSED
    only = a_file(consents=(a_consent(scope="third_state", recipient="Acme Limited"),))
    assert effective(only, ILENA, "third_state", "Acme Ltd", TODAY).why is Why.NOT_ASKED


def test_a_party_whose_record_is_not_here_counts_as_refused_and_no_scope_as_not_asked() -> None:
    assert effective(a_file(parties={}), ILENA, "state_letter", "XKA", TODAY).why is Why.NO_SUCH_PARTY
    assert joint(a_file(), ILENA, (), "XKA", TODAY).why is Why.NOT_ASKED


def test_a_vital_interest_of_an_adult_covers_the_uses_for_who_cannot_be_reached_only() -> None:
    held = lived(("detained", "2025-02-20"))
    vital = a_consent(basis="vital_interest", scope="sg_report")
    reviewed = {("consent", vital.id): Status(state="reviewed", by=HEAD)}
    assert of(vital, party=held, scope="sg_report", statuses=reviewed).why is Why.UNREACHABLE
    letter = a_consent(basis="vital_interest")
    reviewed = {("consent", letter.id): Status(state="reviewed", by=HEAD)}
    assert of(letter, party=held, statuses=reviewed).level == "NAMED"
