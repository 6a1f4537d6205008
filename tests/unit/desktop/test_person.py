"""The person beside the matrix, without a window: what is kept with a name, and what the custodian was asked."""

from __future__ import annotations

from fieldcase.desktop.case.person import ask_said, kept_with_name, reached
from fieldcase.model.kinds.parties import Contact, Name, Party
from fieldcase.office.parties.asking import Ask
from tests.unit.desktop.samples import wording

PERSON = Party(
    id="1" * 32,
    code="P-7K3D9X",
    gender="woman",
    names={"1": Name(full="Ilena Dovrak", script="Latn"), "2": Name(full="Ілена Доврак")},
    contacts={"1": Contact(kind="telephone", value="00 000 17", note="evenings")},
    safe_channel="Through the bookshop",
    danger_words="the weather",
    no_messages=True,
)


def asked(**said: object) -> Ask:
    return Ask(task="t", party="1", code="P-7K3D9X", at="2026-05-03T10:00:00Z", by="Ines Duarte", text="", **said)  # type: ignore[arg-type]  # fields of a question


def test_every_spelling_and_contact_is_told_and_nothing_of_the_case_room() -> None:
    told = dict(kept_with_name(PERSON, wording(), {}))
    assert told["Names"] == "Ilena Dovrak (Latn); Ілена Доврак"
    assert "00 000 17" in told["Contacts"]
    assert set(told) == {"Names", "Contacts"}, "what reaches the person stands apart, what was never said nowhere"


def test_how_a_person_is_reached_says_what_to_mind() -> None:
    assert reached(PERSON) == [
        "Through the bookshop",
        "Do not leave messages.",
        "When not alone, the person says: the weather",
    ]


def test_a_question_says_who_asked_and_what_the_custodian_said() -> None:
    assert ask_said(asked(), wording()) == "Ines Duarte asked the custodian on 3 May 2026; no answer yet."
    assert ask_said(asked(mine=True), wording()).startswith("You asked")
    answered = asked(answered_at="2026-05-04T09:00:00Z", told=True, note="By voice.")
    assert ask_said(answered, wording()) == "The custodian told the name: By voice."
    kept = asked(answered_at="2026-05-04T09:00:00Z", note="It is not needed.")
    assert ask_said(kept, wording()) == "The custodian keeps the name: It is not needed."
