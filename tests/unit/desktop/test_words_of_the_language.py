"""What the window says as the language has it: keys, labels and the names of States."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fieldcase.desktop.keys import KEYS, spoken
from fieldcase.desktop.parts.label import unbroken
from fieldcase.desktop.wording import bare
from fieldcase.model.words import labelled, speak
from fieldcase.office import resources


@pytest.fixture
def french() -> Iterator[None]:
    speak(resources.catalogue("fr"))
    yield
    speak(resources.catalogue("en"))


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("Ctrl+Return", "Ctrl+Entrée"),
        ("Shift+F6", "Maj+F6"),
        ("Ctrl++", "Ctrl++"),
        ("Ctrl+-", "Ctrl+-"),
        ("Esc", "Échap"),
        ("?", "?"),
    ],
)
def test_keys_are_those_of_the_keyboard(keys: str, said: str) -> None:
    assert spoken(keys) == said


def test_every_key_is_said_the_same_in_english_but_for_its_arrows_and_enter() -> None:
    changed = {keys: spoken(keys) for key in KEYS for keys in key.keys if spoken(keys) != keys}
    assert all("Return" in keys or "Left" in keys for keys in changed), changed


@pytest.mark.usefixtures("french")
def test_a_label_has_the_space_of_its_language() -> None:
    assert labelled("Risque", "élevé") == "Risque\u00a0: élevé"


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("le Kalindra", "fr", "Kalindra"),
        ("l’Orvane", "fr", "Orvane"),
        ("les Îles Sarn", "fr", "Îles Sarn"),
        ("Lesotho", "fr", "Lesotho"),
        ("le Kalindra", "en", "le Kalindra"),
    ],
)
def test_a_state_stands_without_its_article_in_a_list(name: str, language: str, said: str) -> None:
    assert bare(name, language) == said


def test_a_hash_goes_on_below_and_a_code_does_not() -> None:
    assert unbroken("a" * 40).count("\u200b") == 4
    assert unbroken("P-7K3D9X") == "P-\u20607K3D9X"
