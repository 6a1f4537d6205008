"""What the pages of letters and replies ask the office: the correspondence of a case, what a reply may answer, the
check of a block that is not saved yet.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.kinds.letters import Letter
from fieldcase.office.cases.correspondence import correspondence
from fieldcase.office.letters.editing import change_letter
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import LetterPast
from fieldcase.office.letters.typing import check_typed
from fieldcase.office.replies.answerable import answerable
from fieldcase.office.session import Session
from tests.laptops import Clock, opened
from tests.letter_ground import drafted, ready
from tests.reply_ground import ANSWERED, Replied, written


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Replied]:
    place = tmp_path_factory.mktemp("replied")
    return place, written(place, replied=True)


@pytest.fixture
def officer(made: tuple[Path, Replied], tmp_path: Path) -> Iterator[Session]:
    shutil.copytree(made[0], tmp_path, dirs_exist_ok=True)
    session = opened(tmp_path, "03", Clock(ANSWERED))
    yield session
    session.close()


def test_the_correspondence_of_a_case_stands_in_the_order_of_time_newest_first(
    officer: Session, made: tuple[Path, Replied]
) -> None:
    found = correspondence(officer, made[1].case)
    days = [one.on for one in found]
    assert [one.reply.id for one in found if one.reply] == [made[1].reply]
    assert [one.letter.id for one in found if one.letter] == [made[1].letter]
    assert [one.measure.stage for one in found if one.measure] == ["announced"]
    assert days == sorted(days, reverse=True)


def test_a_reply_may_answer_the_letters_of_its_case_and_open_ones_of_others_to_the_same_state(
    officer: Session, made: tuple[Path, Replied]
) -> None:
    assert [one.id for one in answerable(officer, made[1].case)] == [made[1].letter]
    other = ready(officer).matter.case.id
    assert answerable(officer, other) == (), "nothing went to any State in that case"


def test_a_block_is_checked_as_it_is_typed_and_nothing_is_written(officer: Session) -> None:
    letter = drafted(officer, ready(officer), "en")
    before = officer.vault.get(Letter, letter.id)
    found = check_typed(officer, letter.id, "en", "concern", "He was brutally tortured by criminals.")
    assert found
    assert {one.field for one in found} == {"concern"}
    assert officer.vault.get(Letter, letter.id) == before


def test_the_page_of_a_letter_that_left_tells_how(officer: Session, made: tuple[Path, Replied]) -> None:
    page = letter_page(officer, made[1].letter)
    assert [(one.step, one.method) for one in page.taken] == [("dispatch", "by hand")]
    assert len(page.sealed) == 64
    assert not page.void
    with pytest.raises(LetterPast):
        change_letter(officer, made[1].letter, {"urgent": True})
