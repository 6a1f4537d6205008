"""Going on with a letter: every step of the office has words, and a letter that waits says for whom."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.letter.blocks import moved_words
from fieldcase.desktop.letter.going import ASKED, ON_SHEETS, STEPS, WHATEVER_BLOCKS, notices, step_shown
from fieldcase.documents.moved import Move
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.roles import Role
from fieldcase.office.letters.ahead import ONWARD, Ahead, Step
from fieldcase.office.letters.moved import FactMoved
from fieldcase.office.letters.page import LetterPage
from tests.unit.desktop.samples import wording


def a_page(kind: str, step: Step, *roles: Role, may: bool = False, status: str = "approved") -> LetterPage:
    return LetterPage(
        letter=Letter(kind=kind, languages=("en",)),
        case_no="XKAL-03-2026-00001",
        status=status,
        language="en",
        reference="",
        blocks=(),
        panel=(),
        names=(),
        pdf=b"",
        ahead=Ahead(step=step, roles=frozenset(roles), may=may),
    )


def words_of(parts: list[QWidget]) -> str:
    labels = [label for part in parts for label in ([part] if isinstance(part, QLabel) else part.findChildren(QLabel))]
    return " ".join(label.text() for label in labels)


def test_every_step_of_the_office_has_its_words() -> None:
    assert set(STEPS) == set(Step) - {Step.NOTHING, Step.ANSWER}
    assert set(ASKED) | ON_SHEETS | WHATEVER_BLOCKS <= set(STEPS)
    assert not set(ASKED) & ON_SHEETS
    assert {step for step, _rules in ONWARD.values()} <= set(Step)


def test_an_approved_letter_to_a_de_facto_authority_says_that_it_waits_for_headquarters(qtbot: QtBot) -> None:
    page = a_page("de_facto_letter", Step.CLEAR, Role.HQ_DESK)
    parts, button = step_shown(page, wording(), blocked=True)
    assert button is None
    assert "Waits for headquarters’ clearance" in words_of(parts)
    assert "It waits for headquarters’ clearance." in words_of(notices(page))


@pytest.mark.parametrize(
    ("step", "blocked", "may_press"),
    [
        (Step.SUBMIT, True, True),
        (Step.CLEAR, True, True),
        (Step.SIGN, True, False),
        (Step.SIGN, False, True),
        (Step.PROPOSE, True, False),
    ],
)
def test_what_blocks_stops_a_decision_and_not_the_second_reading(
    qtbot: QtBot, step: Step, blocked: bool, may_press: bool
) -> None:
    _parts, button = step_shown(a_page("note_verbale", step, may=True), wording(), blocked=blocked)
    assert button is not None
    assert button.isEnabled() is may_press


def test_a_step_that_is_somebody_elses_says_whose(qtbot: QtBot) -> None:
    parts, button = step_shown(a_page("sp_urgent_draft", Step.PROPOSE, Role.HEAD), wording(), blocked=False)
    assert button is None
    assert words_of(parts).strip() == "Next: Submit to headquarters (Head of presence)"
    parts, button = step_shown(a_page("sp_urgent_draft", Step.ANSWER, Role.HQ_DESK, may=True), wording(), blocked=False)
    assert button is None
    assert "Waits for headquarters’ answer" in words_of(parts)


@pytest.mark.parametrize(
    ("move", "before", "now", "said"),
    [
        (Move.CHANGED, "Vardin", "Port Sarn", "place: “Vardin” → “Port Sarn”"),
        (Move.NEW, "", "Port Sarn", "place: not in the block → “Port Sarn”"),
        (Move.GONE, "Vardin", "", "place: “Vardin” → no longer in the case"),
        (Move.DROPPED, "Vardin", "Vardin", "place: “Vardin” is no longer in the block"),
    ],
)
def test_a_fact_that_moved_says_what_it_was_and_what_it_is(move: Move, before: str, now: str, said: str) -> None:
    one = FactMoved(language="en", block="context", fact="x", what="place", move=move, before=before, now=now)
    assert moved_words(one) == said
    assert "…" in moved_words(FactMoved(language="en", block="context", fact="x", what="w", move=move, now="a" * 999))
