"""What is typed in the settings and not saved is there again, and the last change in them is undone with Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldcase.desktop.form.sheet import fill, said
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.settings.calendar import CalendarPane
from fieldcase.desktop.settings.colleagues import ColleaguesPane
from fieldcase.desktop.settings.letterhead import LetterheadPane
from fieldcase.desktop.settings.pane import Pane
from fieldcase.desktop.settings.states import StatesPane
from fieldcase.desktop.settings.templates import TemplatesPane
from fieldcase.desktop.settings.view import Settings
from fieldcase.desktop.settings.words import WordsPane
from fieldcase.office.letters.composing import own_formulae
from fieldcase.office.profiles.office import holidays, settled
from fieldcase.office.profiles.states import own_profiles
from fieldcase.office.wordings import own_terms
from tests.morning import Morning

AGAIN = "You typed this before and did not save it."


def pane_of(morning: Morning, name: str, until: Callable[[Any], bool] = lambda _pane: True) -> Any:
    """The pane of that name, once it shows what the office keeps."""
    morning.window.go("settings", name)
    morning.settle()
    shown = morning.window.screen_shown
    assert isinstance(shown, Settings)
    morning.settle(lambda: until(shown.pane))
    return shown.pane


def write(morning: Morning, field: Field, words: str) -> None:
    field.editor.setFocus()
    field.editor.selectAll()  # type: ignore[union-attr]  # a line or a text
    morning.qtbot.keyClicks(field.editor, words)


def test_what_is_typed_in_each_pane_is_there_again_after_locking_in_the_middle_of_a_word(morning: Morning) -> None:
    morning.unlock()
    days: CalendarPane = pane_of(morning, "calendar", lambda pane: pane._held is not None)
    write(morning, days.day, "2026-12-2")
    fill(days.value, "44")
    words: WordsPane = pane_of(morning, "words", lambda pane: pane._held is not None)
    write(morning, words.label, "Deepfake vid")
    states: StatesPane = pane_of(morning, "states", lambda pane: bool(pane.fields))
    write(morning, states.fields["code"], "xme")
    write(morning, states.fields["formal"], "the Kingdom of Mero")
    templates: TemplatesPane = pane_of(morning, "templates", lambda pane: bool(pane._lines))
    write(morning, templates.text, "With a formula of our ow")
    office: LetterheadPane = pane_of(morning, "letterhead", lambda pane: bool(pane.fields))
    fill(office._which.parentWidget(), "fr")
    office._other(0)
    write(morning, office.fields["name"], "la Presence au Kalin")
    morning.settle()
    morning.again()
    office = pane_of(morning, "letterhead", lambda pane: pane.button.isEnabled())
    assert office.typed() == {"name/fr": "la Presence au Kalin"}
    morning.sees(AGAIN)
    templates = pane_of(morning, "templates", lambda pane: bool(said(pane.text)))
    assert said(templates.text) == "With a formula of our ow"
    states = pane_of(morning, "states", lambda pane: bool(said(pane.fields["formal"])))
    assert (said(states.fields["code"]), said(states.fields["formal"])) == ("xme", "the Kingdom of Mero")
    words = pane_of(morning, "words", lambda pane: pane.add.isEnabled())
    assert said(words.label) == "Deepfake vid"
    days = pane_of(morning, "calendar", lambda pane: pane.add.isEnabled())
    assert (said(days.day), said(days.value)) == ("2026-12-2", "44")


def test_another_pane_another_size_of_text_and_saving_one_thing_lose_nothing_typed(morning: Morning) -> None:
    morning.unlock()
    states: StatesPane = pane_of(morning, "states", lambda pane: bool(pane.fields))
    for name, text in (("code", "XME"), ("formal", "the Kingdom of Merovia"), ("role", "the Ministry of Fore")):
        write(morning, states.fields[name], text)
    morning.window.relook("dark", 100)
    states = pane_of(morning, "states", lambda pane: pane.names_button.isEnabled())
    states.names_button.click()
    morning.settle(lambda: states.profile is not None and bool(said(states.fields["role"])))
    assert said(states.fields["role"]) == "the Ministry of Fore"
    states.to_button.click()
    morning.settle(lambda: bool(states.profile and states.profile.addressees))
    morning.settle(lambda: states.typed() == {})
    pane_of(morning, "look")
    pane_of(morning, "states", lambda pane: bool(pane.fields))
    assert AGAIN not in morning.labels()


def undo(morning: Morning, ask: Callable[[Any], object], before: object) -> None:
    """Ctrl+Z, until the office keeps again what it kept before."""
    morning.settle(lambda: morning.window._last._mark is not None)
    morning.window.do("undo")
    morning.settle(lambda: kept(morning, ask) == before)


def kept(morning: Morning, ask: Callable[[Any], object]) -> Any:
    told: list[object] = []
    morning.program.desk.run(ask, told.append)
    morning.settle(lambda: bool(told))
    return told[0]


def days_of(session: Any) -> object:
    return [(one.date, one.name) for one in holidays(session)], [(one.name, one.value) for one in settled(session)]


def test_a_day_its_taking_out_and_a_setting_are_undone(morning: Morning) -> None:
    morning.unlock()
    pane: CalendarPane = pane_of(morning, "calendar", lambda pane: pane._held is not None)
    nothing = kept(morning, days_of)
    write(morning, pane.day, "2026-12-25")
    write(morning, pane.name, "A day of rest")
    pane.primary()
    morning.sees("A day of rest")
    one = kept(morning, days_of)
    pane._take_out("2026-12-25", "A day of rest")
    morning.sees("No holidays are entered")
    undo(morning, days_of, one)
    fill(pane.setting, next(name for name, value in one[1] if type(value) is int and "." in name))
    write(morning, pane.value, "75")
    pane.settle.click()
    morning.settle()
    morning.settle(lambda: kept(morning, days_of) != one)
    undo(morning, days_of, one)
    assert nothing != one


def test_names_of_a_state_an_addressee_and_a_formula_are_undone(morning: Morning) -> None:
    def ask(session: Any) -> object:
        return [(one.code, dict(one.names), dict(one.addressees)) for one in own_profiles(session)]

    def formulae(session: Any) -> object:
        return len(own_formulae(session))

    morning.unlock()
    pane: StatesPane = pane_of(morning, "states", lambda pane: bool(pane.fields))
    before = kept(morning, ask)
    write(morning, pane.fields["code"], "XME")
    write(morning, pane.fields["formal"], "the Kingdom of Merovia")
    pane.names_button.click()
    morning.settle(lambda: pane.profile is not None)
    undo(morning, ask, before)
    templates: TemplatesPane = pane_of(morning, "templates", lambda pane: bool(pane._lines))
    count = kept(morning, formulae)
    write(morning, templates.text, "With the assurances of its consideration.")
    templates._confirm()
    morning.settle(lambda: kept(morning, formulae) != count)
    undo(morning, formulae, count)


def test_the_name_of_the_office_and_its_signature_block_are_undone(morning: Morning) -> None:
    def ask(session: Any) -> object:
        record = session.office_record
        return {name: {code: one.text for code, one in getattr(record, name).items()} for name in ("name", "signature")}

    morning.unlock()
    pane: LetterheadPane = pane_of(morning, "letterhead", lambda pane: bool(pane.fields))
    before = kept(morning, ask)
    write(morning, pane.fields["name"], "the Presence in Kalindra")
    write(morning, pane.fields["signature"], "Head of presence")
    pane.primary()
    morning.settle(lambda: kept(morning, ask) != before)
    undo(morning, ask, before)
    morning.settle(lambda: said(pane.fields["signature"]) == "")


def test_a_term_is_retired_by_undoing_it_and_offered_again(morning: Morning) -> None:
    def ask(session: Any) -> object:
        return [one.term.retired for one in own_terms(session)]

    morning.unlock()
    pane: WordsPane = pane_of(morning, "words", lambda pane: pane._held is not None)
    write(morning, pane.label, "Deepfake video")
    pane.primary()
    morning.sees("Deepfake video")
    undo(morning, ask, [True])
    morning.sees("Retired")


def test_what_two_sign_is_said_not_to_be_undone(morning: Morning) -> None:
    morning.unlock()
    pane: ColleaguesPane = pane_of(morning, "colleagues", lambda pane: pane._held is not None)
    pane._signed(None)
    assert morning.window.toast.accessibleName().endswith("This is not undone with one key.")
    morning.window.do("undo")
    assert "Nothing to undo." in morning.window.toast.accessibleName()


@pytest.mark.security
def test_what_is_typed_as_a_passphrase_is_never_kept(morning: Morning) -> None:
    morning.unlock()
    pane: Pane = pane_of(morning, "passphrase")
    assert pane._drafts == []
