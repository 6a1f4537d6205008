"""The settings in the real window: each pane by what a person does there, and what it then says everywhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton, QWidget

from fieldcase.desktop.settings.calendar import CalendarPane
from fieldcase.desktop.settings.colleagues import ColleaguesPane
from fieldcase.desktop.settings.letterhead import LetterheadPane
from fieldcase.desktop.settings.looks import LooksPane
from fieldcase.desktop.settings.panes import PANES
from fieldcase.desktop.settings.passphrase import PassphrasePane
from fieldcase.desktop.settings.states import StatesPane
from fieldcase.desktop.settings.templates import TemplatesPane
from fieldcase.desktop.settings.view import Settings
from fieldcase.desktop.settings.words import WordsPane
from fieldcase.desktop.theme.look import look
from fieldcase.model.roles import Role
from fieldcase.office.founding.join import accept_answer, ask_to_join
from fieldcase.office.letters.page import letter_page
from fieldcase.office.opening import open_vault
from fieldcase.office.profiles.office import holidays
from fieldcase.office.session import Session
from tests.kalindra import PASSPHRASE
from tests.laptops import CHEAP
from tests.morning import Morning
from tests.unit.desktop.saying import name_of, nameless, too_small

WORDS = "harvest lantern oblong tundra violet cubicle"


def settings(morning: Morning, pane: str = "") -> Settings:
    morning.unlock()
    morning.window.do("settings")
    shown = morning.window.screen_shown
    assert isinstance(shown, Settings)
    if pane:
        shown.show_pane(pane)
    morning.settle()
    return shown


def type_into(morning: Morning, editor: QWidget, words: str) -> None:
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    morning.qtbot.keyClicks(editor, words)


def test_every_pane_is_reached_by_keyboard_and_everything_in_it_has_a_name(morning: Morning) -> None:
    shown = settings(morning, "passphrase")
    assert isinstance(shown.list, QListWidget)
    for name in list(PANES)[1:]:
        morning.qtbot.keyClick(shown.list, Qt.Key.Key_Down)
        morning.settle()
        assert shown.current == name
        assert nameless(shown.pane) == []
        assert too_small(shown.pane) == []
        assert shown.pane.for_others in morning.labels()


def test_the_passphrase_is_changed_and_the_old_one_opens_no_more(morning: Morning) -> None:
    shown = settings(morning, "passphrase")
    pane = shown.pane
    assert isinstance(pane, PassphrasePane)
    type_into(morning, pane.field.once, WORDS)
    type_into(morning, pane.field.again, WORDS)
    morning.settle(lambda: pane.button.isEnabled())
    morning.window.do("primary")
    morning.settle(lambda: "is changed" in morning.labels())
    assert (pane.field.once.text(), pane.field.again.text()) == ("", "")
    morning.window.close()
    open_vault(morning.folder, WORDS).close()


def test_what_was_typed_as_a_passphrase_does_not_stay_behind_another_pane(morning: Morning) -> None:
    shown = settings(morning, "passphrase")
    pane = shown.pane
    assert isinstance(pane, PassphrasePane)
    type_into(morning, pane.field.once, WORDS)
    shown.show_pane("look")
    assert pane.field.once.text() == ""


def test_larger_text_is_worn_at_once_in_the_same_pane(morning: Morning) -> None:
    shown = settings(morning, "look")
    assert isinstance(shown.pane, LooksPane)
    shown.pane.sizes["125"].click()
    morning.settle()
    assert look().text_size == 125
    again = morning.window.screen_shown
    assert isinstance(again, Settings)
    assert again.current == "look"
    again.pane.went.emit("wear", ("light", 200))
    morning.settle()
    stacked = morning.window.screen_shown
    assert isinstance(stacked, Settings)
    menu = stacked.list.findChild(QComboBox)
    assert menu is not None
    assert menu.currentData() == "look"


def test_a_holiday_is_added_and_taken_out(morning: Morning) -> None:
    pane = settings(morning, "calendar").pane
    assert isinstance(pane, CalendarPane)
    morning.sees("No holidays are entered")
    type_into(morning, pane.day.editor, "2026-12-25")
    type_into(morning, pane.name.editor, "A day of rest")
    morning.window.do("primary")
    morning.sees("A day of rest")
    pane._take_out("2026-12-25", "A day of rest")
    morning.sees("No holidays are entered")


def test_a_day_that_is_none_is_refused_in_the_pane(morning: Morning) -> None:
    pane = settings(morning, "calendar").pane
    assert isinstance(pane, CalendarPane)
    type_into(morning, pane.day.editor, "some day")
    pane.primary()
    morning.sees("some day")
    assert pane.accessibleDescription()


def test_the_office_is_named_in_two_languages_at_once(morning: Morning) -> None:
    pane = settings(morning, "letterhead").pane
    assert isinstance(pane, LetterheadPane)
    assert not pane.button.isEnabled()
    type_into(morning, pane.fields["name"].editor, "the Presence in Kalindra")
    pane._note()
    pane.language = "fr"
    pane._fill()
    type_into(morning, pane.fields["name"].editor, "une presence au Kalindra")
    assert pane.button.isEnabled()
    morning.window.do("primary")
    morning.settle(lambda: pane.why.text() == "Nothing was changed yet.")
    morning.window.close()
    session = open_vault(morning.folder, PASSPHRASE)
    names = session.office_record.name
    assert (names["en"].text, names["fr"].text) == ("the Presence in Kalindra", "une presence au Kalindra")
    assert holidays(session) == ()
    session.close()


def test_a_drawing_becomes_the_logo_and_the_signature_block_has_lines_of_its_own(
    morning: Morning, tmp_path: Path
) -> None:
    drawing = tmp_path / "logo.svg"
    drawing.write_text(
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
        '<rect width="40" height="20" fill="#ff0000"/></svg>'
    )
    pane = settings(morning, "letterhead").pane
    assert isinstance(pane, LetterheadPane)
    pane.fields["signature"].editor.setFocus()
    morning.qtbot.keyClicks(pane.fields["signature"].editor, "Head of presence")
    pane.logo.choose.setFocus()
    pane.logo.take(tmp_path / "none.svg")
    morning.sees("“none.svg” cannot be read.")
    (tmp_path / "words.txt").write_text("no picture")
    pane.logo.take(tmp_path / "words.txt")
    morning.sees("This picture cannot be the logo.")
    pane.logo.take(drawing)
    morning.settle(lambda: pane.logo.remove.isVisible())
    assert pane.logo.shown.pixmap().toImage().pixelColor(20, 20).red() == 255
    assert nameless(pane) == []
    morning.window.do("primary")
    morning.settle(lambda: pane.why.text() == "Nothing was changed yet.")
    read: list[tuple[str, str, bytes]] = []

    def ask(session: Session) -> None:
        record = session.office_record
        page = letter_page(session, morning.letter)
        read.append((record.signature["en"].text, record.logo[:8], page.pdf))

    morning.program.desk.run(ask)
    morning.settle(lambda: bool(read))
    assert read[0][:2] == ("Head of presence", "iVBORw0K")
    assert b"/Subtype /Image" in read[0][2]
    morning.qtbot.mouseClick(pane.logo.remove, Qt.MouseButton.LeftButton)
    morning.settle(lambda: not pane.logo.remove.isVisible())
    morning.sees("No logo: letters begin with the letterhead.")


def test_a_second_laptop_is_taken_in_by_six_words_and_ends_the_founding(morning: Morning, tmp_path: Path) -> None:
    pane = settings(morning, "colleagues").pane
    assert isinstance(pane, ColleaguesPane)
    morning.sees("The office is being founded.", "Sami Rahal", "No other office is enrolled")
    other, request = ask_to_join(
        tmp_path / "07", "another", name="Ines Duarte", roles=(Role.HEAD,), training=True, cost=CHEAP, language="en"
    )
    (tmp_path / "request.txt").write_text(request.document.text)
    pane.look_at(str(tmp_path / "request.txt"))
    morning.settle(lambda: pane.meeting is not None)
    meeting = pane.meeting
    assert meeting is not None
    morning.sees("Ines Duarte asks to join, as head of presence.")
    assert not meeting.take.isEnabled()
    assert nameless(pane) == []
    type_into(morning, meeting.heard.editor, "one two three four five six")
    meeting.answer_into(tmp_path)
    morning.settle(lambda: bool(pane.accessibleDescription()))
    assert not (tmp_path / "fieldcase-answer-02.fcjoin").exists()
    words = " ".join(meeting.seen.words)
    type_into(morning, meeting.heard.editor, words)
    device = meeting.device.editor
    assert isinstance(device, QLineEdit)
    code = device.text()
    meeting.answer_into(tmp_path)
    morning.sees("The founding is over", "Ines Duarte")
    accept_answer(other, (tmp_path / f"fieldcase-answer-{code}.fcjoin").read_bytes(), words)
    assert other.seat.roles == (Role.HEAD,)
    other.close()
    _sign_for_the_head(morning, pane)
    pane._plan(f"XKAL-{code}")
    morning.settle(lambda: "No head" in pane.accessibleDescription() or "left" in pane.accessibleDescription())


def _sign_for_the_head(morning: Morning, pane: ColleaguesPane) -> None:
    """Sami is let to sign for Ines: refused without a last day, then proposed, for Ines to sign."""
    made = [one for one in pane.findChildren(QPushButton) if name_of(one) == "Let Sami Rahal sign for the head…"]
    made[0].click()
    assert pane.delegation is not None
    assert nameless(pane) == []
    type_into(morning, pane.delegation.document.editor, "memo 4 of 4 May")
    pane.delegation.offer()
    morning.settle(lambda: "it is not one day" in pane.accessibleDescription())
    type_into(morning, pane.delegation.last.editor, "2026-05-10")
    pane.delegation.offer()
    morning.settle(lambda: pane.delegation is None and not pane.accessibleDescription())
    assert morning.window.toast.accessibleName().startswith("Proposed.")


def test_our_card_is_written_for_another_office(morning: Morning, tmp_path: Path) -> None:
    pane = settings(morning, "colleagues").pane
    assert isinstance(pane, ColleaguesPane)
    pane.save_into(tmp_path)
    morning.settle(lambda: any(tmp_path.glob("fieldcase-XKAL-*.card")))
    pane.look_at(str(next(tmp_path.glob("fieldcase-XKAL-*.card"))))
    morning.settle(lambda: pane.meeting is not None or bool(pane.accessibleDescription()))


def test_a_state_and_its_ministry_are_entered(morning: Morning) -> None:
    pane = settings(morning, "states").pane
    assert isinstance(pane, StatesPane)
    type_into(morning, pane.fields["code"].editor, "xme")
    type_into(morning, pane.fields["formal"].editor, "the Kingdom of Merovia")
    type_into(morning, pane.fields["short"].editor, "Merovia")
    type_into(morning, pane.fields["prepositional"].editor, "of the Kingdom of Merovia")
    morning.window.do("primary")
    morning.settle(lambda: pane.profile is not None)
    assert pane.profile is not None
    assert pane.profile.names["en"].confirmed_by
    type_into(morning, pane.fields["role"].editor, "the Ministry of Foreign Affairs of the Kingdom of Merovia")
    pane.to_button.click()
    morning.settle(lambda: bool(pane.profile and pane.profile.addressees))
    pane.code = ""
    pane.arrive()
    morning.settle()


def test_a_state_of_the_wrong_kind_is_refused_in_words(morning: Morning) -> None:
    pane = settings(morning, "states").pane
    assert isinstance(pane, StatesPane)
    type_into(morning, pane.fields["code"].editor, "nowhere")
    type_into(morning, pane.fields["formal"].editor, "Nowhere")
    pane.primary()
    morning.settle(lambda: bool(pane.accessibleDescription()))


def test_a_template_is_saved_changed_refused_and_confirmed(morning: Morning, tmp_path: Path) -> None:
    pane = settings(morning, "templates").pane
    assert isinstance(pane, TemplatesPane)
    morning.sees("All templates are those that ship with the program.", "The office's to confirm")
    pane.save_into(tmp_path)
    morning.settle(lambda: any(tmp_path.glob("*.en.txt")))
    saved = next(tmp_path.glob("*.en.txt"))
    saved.write_text(saved.read_text() + "\n{% for %}")
    pane.take_in(saved)
    morning.settle(lambda: bool(pane.accessibleDescription()))
    assert not pane.line.own


def test_a_term_of_the_office_is_offered_everywhere_and_retired(morning: Morning) -> None:
    pane = settings(morning, "words").pane
    assert isinstance(pane, WordsPane)
    morning.sees("The office has no terms of its own")
    type_into(morning, pane.label.editor, "Deepfake video")
    morning.window.do("primary")
    morning.settle(lambda: "Deepfake video" in morning.labels())
    shown = morning.window.screen_shown
    assert isinstance(shown, Settings)
    again = shown.pane
    assert isinstance(again, WordsPane)
    assert again._held is not None
    again.retire(again._held.own[0].id, True)
    morning.sees("Retired")
