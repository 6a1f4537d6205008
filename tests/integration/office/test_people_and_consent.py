"""People, who may see them, and what they agreed to (sections 3.9, 5 and 7.3; G3, G7, G9, G29 to G34)."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fieldcase.model.declare import Room
from fieldcase.model.kinds.consents import CONSENT, Consent
from fieldcase.model.kinds.office import LogEntry, OfficeSettings
from fieldcase.model.kinds.parties import Party
from fieldcase.model.machines import NoSuchStep
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.model.rules.consent import Why, effective
from fieldcase.office.casefile import gather
from fieldcase.office.consent.answering import (
    Asked,
    NothingProposed,
    confirm_proposal,
    proposals,
    record_consent,
    record_consents,
)
from fieldcase.office.consent.counting import counts_today, what_counts
from fieldcase.office.consent.matrix import Cell, consent_matrix
from fieldcase.office.consent.reviewing import review_consent
from fieldcase.office.consent.withdrawing import NothingToWithdraw, withdraw_consent
from fieldcase.office.parties.identity import see_closed, see_identity
from fieldcase.office.parties.recording import involve, record_party, relate, same_party
from fieldcase.office.risk.assessing import NoPartInCase, assess_risk
from fieldcase.office.risk.protecting import (
    begin_protection,
    finish_protection,
    protection_due,
    review_protection,
    start_protection,
)
from fieldcase.office.session import Session
from tests.laptops import Clock, Matter, a_matter, a_person, carry

Both = tuple[Session, Session]
ASKED = Asked(method="in_person_oral", language="ar", risks_explained=True)


def counts(session: Session, matter: Matter, scope: str = "state_letter", recipient: str = "") -> tuple[str, Why]:
    """What counts today for the person of the matter."""
    found = effective(gather(session, matter.case.id), matter.party.id, scope, recipient, session.today())
    return found.level, found.why


def cell(session: Session, matter: Matter, scope: str) -> Cell:
    row = next(one for one in consent_matrix(session, matter.case.id).people if one.party == matter.party.id)
    return next(one for one in row.cells if one.scope == scope)


def a_proposal(session: Session, matter: Matter, level: str, scope: str = "state_letter") -> str:
    """What an import leaves: a proposal under the id of the answer that it would become."""
    record = CONSENT.natural_id({"party": matter.party.id, "scope": scope, "recipient": ""})
    said = {"proposed": level, "party": matter.party.id, "scope": scope}
    with session.vault.writing() as writing:
        writing.set("consent", record, {"proposal": said})
        writing.commit()
    return record


# --- people


def test_a_person_gets_a_code_that_says_nothing_and_a_name_in_another_room(laptop: Session) -> None:
    first, second = record_party(laptop, a_person()), record_party(laptop, a_person())
    assert first.code != second.code
    assert first.code.startswith("P-")
    assert len(first.code) == 8
    assert first.names["1"].full == "Ilena Dovrak"
    assert {name for name in laptop.vault.rooms.names if name.endswith("/identity")} == {"XKAL/identity"}


def test_who_has_no_situation_is_recorded_as_unknown_and_who_has_no_kind_is_refused(laptop: Session) -> None:
    assert record_party(laptop, Party(kind="group", gender="unknown")).status["1"].status == "unknown"
    with pytest.raises(BadValue):
        record_party(laptop, Party(gender="woman"))


def test_a_party_may_be_several_things_in_a_case(laptop: Session) -> None:
    matter = a_matter(laptop)
    involve(laptop, matter.case.id, matter.party.id, "witness", alleged_basis="Was there.")
    assert gather(laptop, matter.case.id).roles(matter.party.id) == {"victim", "witness"}
    with pytest.raises(BadValue):
        involve(laptop, matter.case.id, matter.party.id, "source")


def test_who_hosts_somebody_is_always_confidential(laptop: Session) -> None:
    one, other = record_party(laptop, a_person("Nuria Kesh")), record_party(laptop, a_person("Amara Volen"))
    assert relate(laptop, one.id, other.id, "host_of").confidential is True
    assert relate(laptop, one.id, other.id, "colleague").confidential is False
    with pytest.raises(BadValue):
        relate(laptop, one.id, one.id, "colleague")


def test_a_name_is_seen_with_a_reason_and_every_look_is_logged_once(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    carry(officer, head)
    with pytest.raises(BadValue):
        see_identity(head, matter.party.id, " ")
    assert see_identity(head, matter.party.id, "Before signing").names["1"].full == "Ilena Dovrak"
    see_identity(head, matter.party.id, "Before signing")
    looks = [one.look for one in head.vault.all(LogEntry) if one.look.action == "see_identity"]
    assert [(look.records, look.purpose) for look in looks] == [((matter.party.id,), "Before signing")]
    assert see_identity(officer, matter.party.id, "").id == matter.party.id, "the custodian needs no reason"


def test_words_as_received_are_seen_like_a_name(laptops: Both) -> None:
    officer, _head = laptops
    matter = a_matter(officer, as_received="Ilena was taken by four men.")
    seen = see_closed(officer, "case", matter.case.id, "")
    assert "four men" in seen.as_received["en"].text  # type: ignore[attr-defined]


def test_consent_of_two_records_of_one_person_is_the_lower_one_until_they_are_told_apart(laptop: Session) -> None:
    matter = a_matter(laptop)
    record_consent(laptop, matter.party.id, "state_letter", "NAMED", ASKED)
    double = record_party(laptop, a_person("Dovrak, Ilena"), case=matter.case.id, role="victim")
    assert counts(laptop, matter)[0] == "NAMED"
    same_party(laptop, matter.party.id, double.id)
    assert counts(laptop, matter)[0] == "NONE"
    same_party(laptop, matter.party.id, double.id, yes=False)
    assert counts(laptop, matter)[0] == "NAMED"


# --- consent


def test_nobody_asked_means_none(laptop: Session) -> None:
    matter = a_matter(laptop)
    assert counts(laptop, matter) == ("NOT_ASKED", Why.NOT_ASKED)
    assert cell(laptop, matter, "state_letter").now.level == "NOT_ASKED"


def test_an_answer_counts_at_once_for_its_use_alone(laptop: Session, clock: Clock) -> None:
    matter = a_matter(laptop)
    record_consents(laptop, matter.party.id, {"state_letter": "NAMED", "share_hq": "CODED"}, ASKED)
    assert counts(laptop, matter) == ("NAMED", Why.IN_FORCE)
    assert counts(laptop, matter, "share_hq")[0] == "CODED"
    assert counts(laptop, matter, "sg_report")[0] == "NOT_ASKED"
    clock.days(366)
    assert counts(laptop, matter) == ("NONE", Why.EXPIRED)


def test_an_answer_given_late_in_the_evening_counts_that_evening(laptop: Session, clock: Clock) -> None:
    matter = a_matter(laptop)
    with laptop.vault.writing() as writing:
        writing.save(OfficeSettings(time_zone="America/Bogota"))
        writing.commit()
    laptop.forget()
    clock.at = clock.at.replace(hour=3)
    assert laptop.today().isoformat() == "2026-03-11"
    record_consent(laptop, matter.party.id, "state_letter", "NAMED", ASKED)
    assert counts(laptop, matter) == ("NAMED", Why.IN_FORCE)


def test_an_answer_that_lacks_something_is_refused_whole(laptop: Session) -> None:
    matter = a_matter(laptop)
    levels = {"share_hq": "NONE", "state_letter": "NAMED"}
    with pytest.raises(BlockedByRules) as refused:
        record_consents(laptop, matter.party.id, levels, Asked(method="secure_call", language="ar"))
    assert [one.field for one in refused.value.findings] == ["risks_explained"]
    assert counts(laptop, matter, "share_hq")[0] == "NOT_ASKED", "nothing of it was written"


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"on": "2026-03-13"}, "still to come"),
        ({"expires_on": "2026-03-11"}, "would have ended"),
        ({"on": "2026-03-10", "expires_on": "2026-03-09"}, "would have ended"),
    ],
)
def test_an_answer_whose_days_cannot_be_is_refused(laptop: Session, said: dict[str, str], rule: str) -> None:
    matter = a_matter(laptop)
    with pytest.raises(BlockedByRules, match=rule):
        record_consent(laptop, matter.party.id, "state_letter", "NAMED", msgspec.structs.replace(ASKED, **said))
    assert counts(laptop, matter) == ("NOT_ASKED", Why.NOT_ASKED)


@pytest.mark.parametrize("recipient", ["ZZQ", "xka", "Kalindra"])
def test_a_letter_is_agreed_to_for_a_state_that_there_is(laptop: Session, recipient: str) -> None:
    matter = a_matter(laptop)
    with pytest.raises(BadValue, match="recipient"):
        record_consent(laptop, matter.party.id, "state_letter", "NAMED", ASKED, recipient=recipient)
    assert record_consent(laptop, matter.party.id, "state_letter", "NAMED", ASKED, recipient="CHE").recipient == "CHE"


@pytest.mark.parametrize("language", ["klingon", "zz", "EN"])
def test_what_nobody_speaks_was_not_the_language_of_an_explanation(laptop: Session, language: str) -> None:
    matter = a_matter(laptop)
    with pytest.raises(BadValue, match="explained_in_lang"):
        record_consent(
            laptop, matter.party.id, "state_letter", "NAMED", msgspec.structs.replace(ASKED, language=language)
        )


def test_who_answers_for_somebody_is_somebody_else(laptop: Session) -> None:
    matter = a_matter(laptop)
    asked = msgspec.structs.replace(ASKED, basis="guardian", given_by=matter.party.id)
    with pytest.raises(BlockedByRules, match="on behalf"):
        record_consent(laptop, matter.party.id, "state_letter", "ANON", asked)


def test_what_is_recorded_and_does_not_count_is_told_with_the_reason(laptop: Session) -> None:
    matter = a_matter(laptop)
    party = matter.party.id
    made = record_consent(laptop, party, "state_letter", "NAMED", ASKED)
    assert what_counts(laptop, made) == (counts_today(laptop, made), "")
    long_ago = record_consent(laptop, party, "share_hq", "NAMED", msgspec.structs.replace(ASKED, on="2024-01-05"))
    now, why = what_counts(laptop, long_ago)
    assert (now.level, now.why) == ("NONE", Why.EXPIRED)
    assert matter.party.code in why
    record_consent(laptop, party, "special_procedures", "CODED", ASKED)
    for_one = record_consent(laptop, party, "special_procedures", "NAMED", ASKED, recipient="XKA")
    assert what_counts(laptop, for_one)[0].level == "CODED"
    refused = record_consent(laptop, party, "sg_report", "NONE", ASKED)
    assert what_counts(laptop, refused)[1] == ""


def test_somebody_without_a_case_agrees_as_well(laptop: Session) -> None:
    party = record_party(laptop, a_person("Ilena Dovrak"))
    assert counts_today(laptop, record_consent(laptop, party.id, "state_letter", "NAMED", ASKED)).level == "NAMED"


def test_risk_is_assessed_for_who_has_a_part_in_the_case(laptop: Session) -> None:
    matter = a_matter(laptop)
    stranger = record_party(laptop, a_person("Soren Vale"))
    with pytest.raises(NoPartInCase, match=stranger.code):
        assess_risk(laptop, matter.case.id, stranger.id, "high", reason="Threats.")
    involve(laptop, matter.case.id, stranger.id, "witness")
    assert assess_risk(laptop, matter.case.id, stranger.id, "high", reason="Threats.").level == "high"


def test_a_specific_recipient_only_lowers(laptop: Session) -> None:
    matter = a_matter(laptop)
    record_consent(laptop, matter.party.id, "state_letter", "NAMED", ASKED)
    record_consent(laptop, matter.party.id, "state_letter", "CODED", ASKED, recipient="XME")
    assert counts(laptop, matter, recipient="XKA")[0] == "NAMED"
    assert counts(laptop, matter, recipient="XME")[0] == "CODED"
    assert [(to, now.level) for to, now in cell(laptop, matter, "state_letter").recipients] == [("XME", "CODED")]


def test_what_an_import_proposes_clears_nothing_until_a_person_confirms_it(laptop: Session) -> None:
    matter = a_matter(laptop)
    record = a_proposal(laptop, matter, "CODED")
    assert counts(laptop, matter)[0] == "NOT_ASKED"
    assert cell(laptop, matter, "state_letter").proposed == "CODED"
    assert [one.id for one in proposals(laptop, matter.party.id)] == [record]
    with pytest.raises(BlockedByRules):
        confirm_proposal(laptop, record, ASKED)
    dated = Asked(method="in_person_written", language="ar", risks_explained=True, on="2026-02-10")
    with pytest.raises(BlockedByRules):
        confirm_proposal(laptop, record, dated, level="NAMED")
    confirmed = confirm_proposal(laptop, record, dated)
    assert (confirmed.level, confirmed.answer.obtained_by) == ("CODED", laptop.seat.id)
    assert counts(laptop, matter) == ("CODED", Why.IN_FORCE)
    with pytest.raises(NothingProposed):
        confirm_proposal(laptop, record, dated)


def test_a_consent_is_reviewed_by_somebody_who_did_not_record_it(laptops: Both) -> None:
    officer, reader = laptops
    matter = a_matter(officer)
    consent = record_consent(officer, matter.party.id, "state_letter", "NAMED", ASKED)
    with pytest.raises(NotYourRole):
        review_consent(officer, consent.id)
    carry(officer, reader)
    review_consent(reader, consent.id)
    carry(officer, reader)
    assert cell(officer, matter, "state_letter").reviewed
    with pytest.raises(NoSuchStep):
        review_consent(reader, consent.id)
    record_consent(officer, matter.party.id, "state_letter", "NAMED", ASKED, limits="Not before the hearing.")
    assert not cell(officer, matter, "state_letter").reviewed, "the answer changed"


def test_a_withdrawal_counts_at_once_whoever_hears_of_it(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    record_consents(officer, matter.party.id, {"state_letter": "NAMED", "share_hq": "CODED"}, ASKED)
    a_proposal(officer, matter, "NAMED", "sg_report")
    carry(officer, head)
    done = withdraw_consent(head, matter.party.id, "By telephone.")
    assert len(done.consents) == 3
    carry(officer, head)
    for scope in ("state_letter", "share_hq", "sg_report"):
        assert counts(officer, matter, scope) == ("NONE", Why.WITHDRAWN)
    with pytest.raises(NothingProposed):
        confirm_proposal(officer, done.consents[-1].id, ASKED)


def test_a_withdrawal_of_one_use_leaves_the_others_and_refuses_what_was_never_answered(laptop: Session) -> None:
    matter = a_matter(laptop)
    record_consents(laptop, matter.party.id, {"state_letter": "NAMED", "share_hq": "CODED"}, ASKED)
    withdraw_consent(laptop, matter.party.id, "In a letter.", scopes=["state_letter", "public_statement"])
    assert counts(laptop, matter, "share_hq")[0] == "CODED"
    assert counts(laptop, matter, "public_statement") == ("NONE", Why.WITHDRAWN)


def test_where_nothing_was_agreed_nothing_is_withdrawn(laptop: Session) -> None:
    matter = a_matter(laptop)
    with pytest.raises(NothingToWithdraw):
        withdraw_consent(laptop, matter.party.id, "By telephone.")
    record_consent(laptop, matter.party.id, "state_letter", "NAMED", ASKED)
    assert [one.scope for one in withdraw_consent(laptop, matter.party.id, "By telephone.").consents] == [
        "state_letter"
    ]
    with pytest.raises(NothingToWithdraw):
        withdraw_consent(laptop, matter.party.id, "By telephone, again.")


def test_a_withdrawal_beside_a_renewal_made_apart_wins_until_a_person_decides(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    record_consent(officer, matter.party.id, "state_letter", "NAMED", ASKED)
    carry(officer, head)
    withdraw_consent(head, matter.party.id, "By telephone.", scopes=["state_letter"])
    record_consent(officer, matter.party.id, "state_letter", "NAMED", ASKED, limits="Not my village.")
    carry(officer, head)
    for session in (officer, head):
        assert counts(session, matter)[0] == "NONE"
        assert cell(session, matter, "state_letter").conflict


# --- protection


def test_protection_waits_for_nobody_but_a_partner_is_told_only_with_consent(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    carry(officer, head)
    action = start_protection(head, matter.case.id, "safety_advice", [matter.party.id])
    assert action.started_at
    with pytest.raises(BlockedByRules) as refused:
        start_protection(
            officer, matter.case.id, "temporary_relocation", [matter.party.id], discloses=True, level="NAMED"
        )
    assert {one.rule for one in refused.value.findings} == {"G3"}
    vital = Asked(basis="vital_interest", method="in_person_oral")
    record_consent(officer, matter.party.id, "protection_partners", "NAMED", vital)
    moved = start_protection(
        officer, matter.case.id, "temporary_relocation", [matter.party.id], discloses=True, level="NAMED",
        partner="A shelter", place="A house by the sea",
    )  # fmt: skip
    assert moved.partner == "A shelter"
    kinds = {draft.kind for draft in protection_due(officer, matter.case.id)}
    assert kinds == {"after_fact_review", "review_vital_interest"}


def test_a_protection_action_is_looked_at_afterwards_by_somebody_else(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    action = start_protection(officer, matter.case.id, "legal_aid_referral", [matter.party.id], status="agreed")
    assert not action.started_at
    begin_protection(officer, action.id)
    with pytest.raises(NotYourRole):
        review_protection(officer, action.id, "Fine.")
    carry(officer, head)
    review_protection(head, action.id, "It was right.")
    carry(officer, head)
    done = finish_protection(officer, action.id, "She has a lawyer.")
    assert (done.status, done.after_fact_review.by) == ("done", head.seat.id)
    own = start_protection(head, matter.case.id, "family_support", [matter.party.id])
    with pytest.raises(BlockedByRules) as refused:
        review_protection(head, own.id, "Fine.")
    assert refused.value.findings[0].rule == "G9"


def test_the_next_look_at_a_risk_is_never_later_than_its_level_allows(laptop: Session) -> None:
    matter = a_matter(laptop, risk="")
    found = assess_risk(laptop, matter.case.id, matter.party.id, "imminent", reason="They know the house.")
    assert found.review_due == "2026-03-13"
    with pytest.raises(BadValue):
        assess_risk(
            laptop, matter.case.id, matter.party.id, "imminent", reason="As before.", review_due=date(2026, 4, 1)
        )
    with pytest.raises(BadValue):
        assess_risk(laptop, matter.case.id, matter.party.id, "terrible", reason="As before.")
    with pytest.raises(BadValue):
        assess_risk(laptop, matter.case.id, matter.party.id, "low", reason="As before.", likelihood=5)
    with pytest.raises(BlockedByRules):
        assess_risk(laptop, matter.case.id, matter.party.id, "low", reason="")


def test_nothing_of_a_consent_stands_outside_case_and_identity(laptop: Session) -> None:
    matter = a_matter(laptop)
    record_consent(laptop, matter.party.id, "state_letter", "NAMED", ASKED)
    held = laptop.vault.all(Consent)
    assert len(held) == 1
    assert set(CONSENT.rooms) == {Room.CASE, Room.IDENTITY}
