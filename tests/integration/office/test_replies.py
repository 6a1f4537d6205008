"""State replies on a real vault: registered, screened, matched to what was put, reviewed by a second person."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.letters import AllegationInLetter, Letter
from fieldcase.model.kinds.parties import Involvement
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.model.rules.tracker import Outcome
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.opening import new_case
from fieldcase.office.letters.listing import letters_due
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import add
from fieldcase.office.replies.alerts import alerts_of
from fieldcase.office.replies.matrix import (
    NotScreened,
    Position,
    QuoteNotFound,
    close_reply,
    letter_outcome,
    match_allegation,
    replies_to,
    reply_matrix,
    review_matrix,
)
from fieldcase.office.replies.measures import Measure, add_stage, measures_of, record_measure
from fieldcase.office.replies.reading import read_reply
from fieldcase.office.replies.registering import AnswersNothing, Came, OtherState, register_reply, screen_reply, text_of
from fieldcase.office.session import Session
from tests.laptops import Clock, a_person, carry
from tests.letter_ground import dispatched, name_kalindra, ready

TRAINING = Path(__file__).parents[3] / "resources" / "training"
EXPECTED: dict[str, Any] = json.loads((TRAINING / "expected.json").read_text("utf-8"))["state_replies"]
Both = tuple[Session, Session]
DENIED = "No person was held."


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def put(session: Session, expected: dict[str, Any]) -> tuple[dict[tuple[str, int], Allegation], list[Letter]]:
    """The cases, allegations and letters that a training reply answers, as the office has them."""
    found: dict[tuple[str, int], Allegation] = {}
    letters = []
    for number in expected["cases"]:
        case = new_case(session, f"Old number {number}", summary="Taken from the old register.")
        party = record_party(session, a_person())
        add(session, Involvement(case=case.id, party=party.id, role="victim"))
        rows = [row for row in expected["matrix"] if row["case"] == number]
        for row in rows:
            text = {expected["language"] if expected["language"] in ("en", "fr", "es") else "en": row["allegation"]}
            found[number, row["number"]] = write_allegation(session, case.id, text, persons={party.id: "NAMED"})
        held = {
            found[number, row["number"]].id: AllegationInLetter(
                allegation=found[number, row["number"]].id, version=1, number=row["number"]
            )
            for row in rows
        }
        letters.append(
            add(
                session,
                Letter(
                    case=case.id,
                    case_nos=(case.id,),
                    kind="note_verbale",
                    addressee_state=expected["state"],
                    languages=("en",),
                    authentic_lang="en",
                    allegations=held,
                ),
            )
        )
    return found, letters


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_training_reply_is_read_and_matched_as_expected(laptops: Both, name: str) -> None:
    officer, reviewer = laptops
    expected = EXPECTED[name]
    allegations, letters = put(officer, expected)
    file = TRAINING / name
    reply = register_reply(
        officer,
        letters[0].case,
        Came(
            from_state=expected["state"],
            kinds=(expected["reply_kind"],),
            dated=expected["dated"],
            language=expected["language"],
            to_letters=tuple(letter.id for letter in letters),
            received_at=f"{expected['received_at']}T09:00:00Z",
            authority=expected["authority"],
            screened=True,
        ),
        file=file.read_bytes(),
        file_name=file.name,
    )
    assert state_of(officer, "reply", reply.id) == "registered"
    assert expected["state_ref"] in plain(text_of(reply))
    for row in expected["matrix"]:
        quote = row["quote"] or ""
        assert plain(quote) in plain(text_of(reply))
        allegation = allegations[row["case"], row["number"]]
        unread = expected["language"] == "ar"
        said = Position(
            positions=tuple(row["position"]), quote=quote, translation="As it is put." if unread and quote else "",
            neutral_summary="As the State puts it.",
        )  # fmt: skip
        matched = match_allegation(officer, reply.id, allegation.id, said)
        assert matched.case == allegation.case
        for measure in row["measures"]:
            told = Measure(kind=measure["state_measure"], stage=measure["status"], date=measure["date"] or "")
            record_measure(officer, allegation.case, told, reply=reply.id)
    matrix = reply_matrix(officer, reply.id)
    assert matrix.outcome == expected["outcome"]
    assert [one.row.position for one in matrix.lines if one.row] == [tuple(r["position"]) for r in expected["matrix"]]
    assert bool(matrix.alerts) == bool(expected["protection_alert"])
    assert {task.kind for task in matrix.alerts} <= {"protection_alert"}
    measures = {
        (one.kind, stage.stage, stage.date) for one in measures_of(officer, reply.id) for stage in one.stage.values()
    }
    assert measures == {
        (told["state_measure"], told["status"], told["date"] or "")
        for row in expected["matrix"]
        for told in row["measures"]
    }
    carry(officer, reviewer)
    assert review_matrix(reviewer, reply.id).status == "matrix_reviewed"


def answered(officer: Session, letter: Letter, **more: Any) -> StateReply:
    facts: dict[str, Any] = {
        "from_state": "XKA",
        "kinds": ("substantive",),
        "dated": "2026-03",
        "language": "en",
        "to_letters": (letter.id,),
        "text": "No person was held. The name of the informant is requested.",
        "screened": True,
    }
    return register_reply(officer, letter.case, Came(**{**facts, **more}))


def test_a_reply_is_one_only_once_somebody_screened_it(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    reply = answered(officer, letter, screened=False)
    allegation = next(iter(letter.allegations))
    with pytest.raises(NotScreened):
        match_allegation(officer, reply.id, allegation, Position(positions=("denies_fact",)))
    assert alerts_of(officer, reply.id) == ()
    screened = screen_reply(officer, reply.id, ["threatens"], summary="It denies, and threatens.")
    assert (screened.screened, screened.protection_flags) == (True, ("threatens",))
    assert [task.kind for task in alerts_of(officer, reply.id)] == ["protection_alert"]
    before = state_of(officer, "reply", reply.id)
    again = screen_reply(officer, reply.id, ["names_person"])
    assert set(again.protection_flags) == {"threatens", "names_person"}, "what was found before stays"
    assert state_of(officer, "reply", reply.id) == before
    assert [task.kind for task in alerts_of(officer, reply.id)] == ["protection_alert"]


def test_a_danger_that_is_found_later_raises_its_alert_though_the_reply_is_closed(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    letter = dispatched(officer, head, ready(officer), "en")
    reply = answered(officer, letter)
    for allegation in letter.allegations:
        match_allegation(officer, reply.id, allegation, Position(positions=("not_addressed",)))
    carry(officer, head)
    review_matrix(head, reply.id)
    carry(officer, head)
    close_reply(officer, reply.id)
    assert alerts_of(officer, reply.id) == ()
    screen_reply(officer, reply.id, ["threatens"], summary="It warns.")
    assert [task.kind for task in alerts_of(officer, reply.id)] == ["protection_alert"]
    assert state_of(officer, "reply", reply.id) == "closed"


def test_a_reply_that_asks_who_somebody_is_raises_one_alert_for_each_person(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    letter = dispatched(officer, laptops[1], found, "en")
    reply = answered(officer, letter)
    first, second = list(letter.allegations)
    asking = Position(positions=("not_addressed", "asks_identity"), quote="The name of the informant is requested.")
    match_allegation(officer, reply.id, first, asking)
    match_allegation(officer, reply.id, second, asking)
    tasks = alerts_of(officer, reply.id)
    assert [(task.kind, task.party_code, task.origin) for task in tasks] == [
        ("protection_alert", found.matter.party.code, "G19")
    ]
    assert "Dovrak" not in tasks[0].text


def test_a_quote_is_the_states_own_words(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    reply = answered(officer, letter, text="No  person\nwas held.")
    first = next(iter(letter.allegations))
    match_allegation(officer, reply.id, first, Position(positions=("denies_fact",), quote="No person was held."))
    with pytest.raises(QuoteNotFound):
        match_allegation(officer, reply.id, first, Position(positions=("denies_fact",), quote="Nobody was held."))


def test_a_matrix_is_reviewed_by_another_person_once_every_allegation_has_a_position(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    letter = dispatched(officer, head, ready(officer), "en")
    reply = answered(officer, letter)
    first, second = list(letter.allegations)
    match_allegation(
        officer, reply.id, first, Position(positions=("denies_fact",), quote=DENIED, neutral_summary="It denies.")
    )
    assert (letter_outcome(officer, letter.id), reply_matrix(officer, reply.id).outcome) == (
        Outcome.PARTIAL,
        Outcome.PARTIAL,
    )
    carry(officer, head)
    with pytest.raises(BlockedByRules) as caught:
        review_matrix(head, reply.id)
    assert {one.rule for one in caught.value.findings} == {"G19"}
    match_allegation(officer, reply.id, second, Position(positions=("not_addressed",), neutral_summary="Nothing."))
    with pytest.raises(NotYourRole):
        review_matrix(officer, reply.id)
    carry(officer, head)
    assert review_matrix(head, reply.id).status == "matrix_reviewed"
    with pytest.raises(NotYourRole):
        match_allegation(head, reply.id, second, Position(positions=("accepts",)))
    # a row changed apart makes the review void
    match_allegation(
        officer, reply.id, second, Position(positions=("denies_link",), quote=DENIED, neutral_summary="It denies.")
    )
    carry(officer, head)
    assert reply_matrix(head, reply.id).status == "matrix_drafted"
    review_matrix(head, reply.id)
    carry(officer, head)
    close_reply(officer, reply.id)
    assert state_of(officer, "reply", reply.id) == "closed"
    assert letter_outcome(officer, letter.id) is Outcome.FULL
    assert [one.id for one in replies_to(officer, letter.id)] == [reply.id]


def test_only_what_was_put_can_be_answered(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    letter = dispatched(officer, laptops[1], found, "en")
    other = write_allegation(officer, letter.case, {"en": "Another."}, acts=[found.matter.act.id])
    reply = answered(officer, letter)
    with pytest.raises(BadValue):
        match_allegation(officer, reply.id, other.id, Position(positions=("accepts",)))


def test_a_reply_says_what_it_answers_and_comes_after_it(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    with pytest.raises(AnswersNothing):
        answered(officer, letter, to_letters=())
    with pytest.raises(BlockedByRules) as caught:
        answered(officer, letter, received_at="2026-03-01T09:00:00Z")
    assert {one.rule for one in caught.value.findings} == {"G25"}
    own = answered(officer, letter, to_letters=(), kinds=("spontaneous_op8",))
    assert own.to_letters == ()


def test_a_reply_comes_from_the_state_that_was_written_to_unless_said_on_purpose(
    laptops: Both, officer: Session
) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    with pytest.raises(OtherState, match="XME was not written to.*XKA"):
        answered(officer, letter, from_state="XME")
    assert answered(officer, letter, from_state="XME", other_state=True).from_state == "XME"
    with pytest.raises(BadValue, match="from_state"):
        answered(officer, letter, from_state="ZZQ", other_state=True)
    with pytest.raises(BadValue, match="language"):
        answered(officer, letter, language="qqq")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"received_at": "2026-04-20T09:00:00Z"}, "still to come"),
        ({"dated": "2026-05-01"}, "dated after"),
        ({"dated": "2026-02"}, "dated before the letter"),
    ],
)
def test_a_reply_on_a_day_that_cannot_be_is_refused(
    laptops: Both, officer: Session, said: dict[str, str], sentence: str
) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    with pytest.raises(BlockedByRules, match=sentence) as caught:
        answered(officer, letter, **said)
    assert {one.rule for one in caught.value.findings} == {"G25"}


def test_a_substantive_reply_stops_the_clock_and_asks_for_its_matrix_an_extension_does_not(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    clock.days(20)
    answered(officer, letter, kinds=("extension_request",), extended_to="2026-05-20")
    assert {one.task.kind for one in letters_due(officer)} == {"decide_extension"}
    clock.days(5)
    answered(officer, letter)
    clock.days(30)
    assert {one.task.kind for one in letters_due(officer)} == {"match_reply"}


def test_a_promise_is_no_measure_and_the_states_word_is_credible_at_most(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    reply = answered(officer, letter)
    promised = record_measure(officer, letter.case, Measure(kind="compensation", stage="announced"), reply=reply.id)
    assert (promised.by_state, promised.verified_level, promised.op_ref) == ("XKA", "credible", ("OP6",))
    with pytest.raises(BlockedByRules):
        record_measure(
            officer,
            letter.case,
            Measure(kind="release", stage="completed", verified_level="confirmed"),
            reply=reply.id,
        )
    paid = add_stage(officer, promised.id, "completed", "2026-03")
    assert {one.stage for one in paid.stage.values()} == {"announced", "completed"}


def test_the_states_words_and_file_lie_in_the_identity_room(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    reply = answered(officer, letter)
    room = officer.vault.main_room("state_reply", reply.id)
    assert room is not None
    said = [value for one in room.ledger.written("state_reply", bytes.fromhex(reply.id)) for value in one.values]
    assert said
    assert not any(b"informant" in (value or b"") for value in said)
    assert "informant" in text_of(reply)
    assert officer.vault.all(Task) == ()
    assert officer.vault.get(Case, letter.case).id == letter.case


def test_reading_a_file_refuses_what_is_no_text(tmp_path: Path) -> None:
    from fieldcase.office.replies.reading import ReplyUnreadable

    assert read_reply("Réponse\r\n".encode("cp1252")) == "Réponse\n"
    for data in (b"", b"   ", b"\x00\x01", b"PK\x03\x04 no archive"):
        with pytest.raises(ReplyUnreadable):
            read_reply(data)


@pytest.fixture
def officer(laptop: Session) -> Session:
    name_kalindra(laptop)
    return laptop
