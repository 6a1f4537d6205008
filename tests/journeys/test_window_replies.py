"""At the desk, a State replies: the scan is registered, each point is matched, a second person reads the matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.correspondence import Correspondence
from fieldcase.desktop.form.sheet import AskSheet, fill, said
from fieldcase.desktop.parts.dropped import DropField
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.parts.several import Several
from fieldcase.desktop.reply.registering import RegisterReply
from fieldcase.desktop.reply.view import ReplyView
from tests.journeys.conftest import begun_morning
from tests.laptops import PASSPHRASES, Clock
from tests.morning import Morning
from tests.reply_ground import ANSWERED, FRENCH, Replied, written


@pytest.fixture(scope="module")
def replied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Replied]:
    """An office to which Kalindra replied, one of two allegations matched."""
    place = tmp_path_factory.mktemp("replied")
    return place, written(place, replied=True)


@pytest.fixture
def desk_of(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path, Replied, str], object]:
    @contextmanager
    def begin(place: Path, found: Replied, seat: str) -> Iterator[Morning]:
        with begun_morning(
            qapp, qtbot, place, tmp_path, monkeypatch, vault=seat, case=found.case, letter=found.letter
        ) as begun:
            begun.program._clock = Clock(ANSWERED)
            begun.unlock(PASSPHRASES[seat])
            yield begun

    return begin


def test_a_reply_is_registered_from_its_scan_with_the_mouse_and_its_clock_stops(
    desk_of: Callable[..., object], replied: tuple[Path, Replied], tmp_path: Path
) -> None:
    scan = tmp_path / "reply.pdf"
    scan.write_bytes(b"%PDF-1.7\n(another scan)")
    with desk_of(*replied, "03") as at:  # type: ignore[attr-defined]  # a context
        page = at.open_case()
        page._choose(4)
        tab = page.tab_shown
        assert isinstance(tab, Correspondence)
        at.settle(lambda: bool(tab.opening))
        at.sees("Stopped: answered: reply due on 13 April 2026. Answers in part")
        at.qtbot.mouseClick(tab.register, Qt.MouseButton.LeftButton)
        at.settle(lambda: isinstance(at.window.screen_shown, RegisterReply))
        screen = at.window.screen_shown
        assert isinstance(screen, RegisterReply)
        at.settle(lambda: screen.sheet is not None)
        sheet = screen.sheet
        assert sheet is not None
        to = sheet.asked["to"]
        assert isinstance(to, Several)
        assert to.codes == (replied[1].letter,), "the one letter of the case is proposed"
        screen.primary()
        at.sees("Choose what kind of reply it is.")
        file = sheet.asked["file"]
        assert isinstance(file, DropField)
        file.take(scan)
        for name, value in (("kinds", ["translation_pending"]), ("dated", "2026-04-13"), ("language", "fr")):
            fill(sheet.asked[name], value)
        fill(sheet.asked["text"], FRENCH)
        fill(sheet.asked["screened"], True)
        at.qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
        at.settle(lambda: isinstance(at.window.screen_shown, ReplyView))
        reply = shown(at)
        at.sees("The reply waits for its translation")
        assert not [card for card in reply.cards if card.change.isVisible()], "the matrix waits"
        reply.primary()
        answer = sheet_of(at, reply)
        fill(answer.asked["text"], "The person concerned has not been subject to any detention.")
        fill(answer.asked["kinds"], ["substantive"])
        reply.primary()
        at.settle(lambda: reply._opened is not None and reply.page.reply.kind == ("substantive",))
        at.sees("Stopped: answered")


def test_the_matrix_is_filled_with_the_keyboard_and_read_by_a_second_person(
    desk_of: Callable[..., object], replied: tuple[Path, Replied]
) -> None:
    with desk_of(*replied, "03") as at:  # type: ignore[attr-defined]  # a context
        at.window.go("reply", replied[1].reply)
        reply = shown(at)
        at.sees("The reply asks for a name")
        at.settle(lambda: at.window.focusWidget() is reply.problems()[0])
        at.qtbot.keyClick(reply.panel.remedies[0], Qt.Key.Key_Space)
        answer = sheet_of(at, reply)
        positions = answer.asked["positions"]
        assert isinstance(positions, Several)
        assert at.window.focusWidget() is positions.ticks["accepts"]
        reply.primary()
        assert positions.codes == ()
        quote = answer.asked["quote"]
        assert isinstance(quote, Field)
        fill(positions, ["asks_identity"])
        fill(quote, "These words are not in it.")
        fill(answer.asked["summary"], "The Government asked who had informed the Office.")
        reply.primary()
        at.sees("These words do not stand in the reply. Copy them from the text of the reply, letter by letter.")
        fill(quote, "Qui a informé le Bureau ?")
        reply.primary()
        at.settle(lambda: reply._opened is not None)
        at.sees("Asks who the person or source is")
        assert at.window.toast.kind == "done"


def test_what_is_typed_about_an_answer_is_there_again_when_the_sheet_is_opened_again(
    desk_of: Callable[..., object], replied: tuple[Path, Replied]
) -> None:
    with desk_of(*replied, "03") as at:  # type: ignore[attr-defined]  # a context
        at.window.go("reply", replied[1].reply)
        reply = shown(at)
        reply.cards[1].change.click()
        fill(sheet_of(at, reply).asked["quote"], "Aucun objet")
        at.window.go("cases")
        at.window.go("reply", replied[1].reply)
        reply = shown(at)
        reply.cards[1].change.click()
        at.sees("You typed this before and did not save it. Every word is kept.")
        assert said(sheet_of(at, reply).asked["quote"]) == "Aucun objet"


def shown(at: Morning) -> ReplyView:
    at.settle(lambda: isinstance(at.window.screen_shown, ReplyView) and at.window.screen_shown._opened is not None)
    found = at.window.screen_shown
    assert isinstance(found, ReplyView)
    return found


def sheet_of(at: Morning, reply: ReplyView) -> AskSheet:
    at.settle(lambda: reply.sheet is not None)
    assert reply.sheet is not None
    return reply.sheet


def test_what_is_typed_about_a_reply_is_there_after_a_lock_in_its_sheet(
    desk_of: Callable[..., object], replied: tuple[Path, Replied]
) -> None:
    with desk_of(*replied, "03") as at:  # type: ignore[attr-defined]  # a context
        at.window.go("reply", replied[1].reply)
        page = at.window.screen_shown
        at.settle(lambda: page._opened is not None)
        line = page.cards[0].line
        page._match(line)
        fill(page.sheet.asked["summary"], "The State says that nobody was held.")
        at.again(PASSPHRASES["03"])
        again = at.window.screen_shown
        assert isinstance(again, ReplyView)
        at.settle(lambda: again.sheet is not None)
        assert isinstance(again.sheet, AskSheet)
        field = again.sheet.asked["summary"]
        at.settle(lambda: said(field) == "The State says that nobody was held.")
        assert again._laid["letter"] == line.key[0]
