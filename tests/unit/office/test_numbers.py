"""Numbers that people read are never given twice, whatever was typed, imported or received."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.letters import LetterStep, StepTaken
from fieldcase.model.kinds.parties import Party
from fieldcase.model.refusal import Refusal
from fieldcase.office import numbers
from fieldcase.office.founding.join import ask_to_join
from fieldcase.office.records import CaseNeeded, add
from fieldcase.office.session import Session
from tests.laptops import CHEAP, OFFICER, Clock, a_matter, put


def test_serials_go_up_and_a_deleted_case_keeps_its_number(session: Session) -> None:
    first, second = a_matter(session).case, a_matter(session).case
    assert (first.case_no, second.case_no) == ("XKAL-03-2026-00001", "XKAL-03-2026-00002")
    with session.vault.writing() as writing:
        writing.delete("case", second.id)
        writing.commit()
    assert numbers.next_case_number(session) == "XKAL-03-2026-00003"


def test_another_laptops_numbers_are_not_ours(session: Session) -> None:
    put(session, "case", {"case_no": "XKAL-07-2026-00044"})
    assert numbers.next_case_number(session) == "XKAL-03-2026-00001"


@pytest.mark.parametrize("strange", ["XKAL-03-TEST", "XKAL-03-2026-X", "XKAL-03-2026-99999", "XKAL-03-9999-99999"])
def test_a_strange_number_makes_none_be_given_twice(session: Session, strange: str) -> None:
    a_matter(session)
    put(session, "case", {"case_no": strange})
    given = {case.case_no for case in session.vault.all(Case)}
    for _ in range(3):
        number = numbers.next_case_number(session)
        assert number not in given
        given.add(number)
        put(session, "case", {"case_no": number})


def test_the_year_never_moves_back(session: Session) -> None:
    put(session, "case", {"case_no": "XKAL-03-2027-00004"})
    assert numbers.next_case_number(session) == "XKAL-03-2027-00005"


def test_without_a_device_code_there_is_no_number(tmp_path: Path) -> None:
    session, _request = ask_to_join(
        tmp_path / "new", "a laptop that asks", name="Mira Sol", roles=OFFICER, training=True, clock=Clock(),
        outside=tmp_path / "outside", cost=CHEAP,
    )  # fmt: skip
    with pytest.raises(numbers.NoDeviceYet):
        numbers.next_case_number(session)
    session.close()


def test_acts_are_numbered_inside_their_case(session: Session) -> None:
    matter = a_matter(session)
    assert matter.act.act_no == "A1"
    assert numbers.next_in_case(session, Act, matter.case) == "A2"
    theirs = put(session, "case", {"case_no": "XKAL-07-2026-00001"})
    put(session, "act", {"case": theirs, "act_no": "A7"})
    assert numbers.next_in_case(session, Act, session.vault.get(Case, theirs)) == "A1-03"


def test_codes_are_of_signs_that_can_be_read_out(session: Session) -> None:
    codes = {numbers.new_code(session, Party, "P") for _ in range(40)}
    assert len(codes) == 40
    assert all(code[:2] == "P-" and set(code[2:]) <= set(numbers.CODE_ALPHABET) and len(code) == 8 for code in codes)


def a_step(session: Session, given: numbers.Reference, letter: str = "a" * 32) -> str:
    taken = StepTaken(
        letter=letter, step="signature", at=session.now(), office_ref=given.text, series=given.series,
        serial=given.serial,
    )  # fmt: skip
    with session.vault.writing() as writing:
        record = writing.save(LetterStep(taken=taken))
        writing.commit()
    return record


def test_references_are_contiguous_and_a_deleted_one_is_not_given_again(session: Session) -> None:
    first = numbers.next_reference(session)
    assert first.text == "OHCHR/XKAL/03-001/2026"
    step = a_step(session, first)
    with session.vault.writing() as writing:
        writing.delete("letter_step", step)
        writing.commit()
    assert numbers.next_reference(session).text == "OHCHR/XKAL/03-002/2026"


@pytest.mark.parametrize(
    "pattern",
    [
        "OHCHR/{office}/{year}",
        "{serial}",
        "{serial}{device}{office.__class__}",
        "{serial}{device}{0}",
        "{serial",
        "{serial:99999999}{device}",
        "{serial!r:03}{device}{nobody}",
    ],
)
def test_a_pattern_that_would_give_one_reference_twice_or_none_is_not_used(session: Session, pattern: str) -> None:
    put(session, "office_settings", {"settings/office_reference_pattern": {"value": pattern}})
    session.forget()
    assert numbers.sound_pattern(pattern) != pattern
    assert numbers.next_reference(session).text == "OHCHR/XKAL/03-001/2026"


def test_a_record_of_a_case_needs_a_case(session: Session) -> None:
    with pytest.raises(CaseNeeded) as refused:
        add(session, Act(type=("arbitrary_arrest",)))
    assert isinstance(refused.value, Refusal)
