"""What is typed on the way to a new vault, and what is lacking."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.desktop.start.typed import YEAR, Founding, Joining, You, guessing_time, role_words
from fieldcase.model.roles import Role
from fieldcase.office.passphrases import strength

SIX_WORDS = "harvest lantern oblong tundra violet cubicle"


def test_what_is_lacking_of_an_office_is_said_one_thing_at_a_time() -> None:
    typed = Founding(device="")
    assert typed.lacking() == "The code of the office is lacking."
    typed.code = "KAL"
    assert typed.lacking() == "The code of this laptop is lacking."
    typed.device = "01"
    assert typed.lacking() == ""


def test_a_person_has_a_name_and_a_role() -> None:
    assert You(name=" ").lacking() == "Your name is lacking."
    assert You(name="Ines Duarte").lacking() == "Choose at least one role."
    assert You(name="Ines Duarte", roles=(Role.HEAD,)).lacking() == ""


def test_the_names_of_person_and_office_are_what_a_guesser_tries() -> None:
    assert Founding(code="KAL", title="", you=You(name="Ines Duarte")).own_words == ("KAL", "Ines Duarte")
    assert Joining(you=You(name="")).own_words == ()


def test_guessing_time_is_said_in_words_and_rounded_down() -> None:
    said = [guessing_time(seconds) for seconds in (0, 90, 7200, 3 * 86400, 90 * 86400, 3 * YEAR, 4000 * YEAR)]
    assert said == ["less than a minute", "minutes", "hours", "days", "months", "years", "centuries"]


def test_every_role_says_what_it_does() -> None:
    assert role_words(Role.HEAD).startswith("Head of presence: signs letters")
    assert all(": " in role_words(role) for role in Role)


def test_own_names_weaken_a_passphrase() -> None:
    assert not strength("").enough
    assert strength(SIX_WORDS).enough
    assert strength("Ines Duarte KAL", ("Ines Duarte", "KAL")).seconds < strength("Ines Duarte KAL").seconds


def test_a_stopped_training_office_leaves_nothing(tmp_path: Path) -> None:
    from fieldcase.office.demo.training import make_training_office

    class Stopped(Exception):
        pass

    def stop(_words: str, _share: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        make_training_office(tmp_path / "training", stop)
    assert list(tmp_path.iterdir()) == []
