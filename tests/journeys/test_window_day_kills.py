"""The program is killed at each step of the day: what was saved is there, what was typed too, and nothing half-done.

The day is done by keys in a process of its own (`tests.day.typist`), for real on two vaults. From the step on that is
tried somebody works as fast as a person does; the process is killed at a random moment.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest

from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.decisions import Allegation, Assessment
from fieldcase.model.kinds.directory import StateProfile
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.replies import MatrixRow, StateReply
from fieldcase.model.kinds.risks import RiskAssessment
from fieldcase.office.casefile import state_of
from fieldcase.office.checking import check_vault
from fieldcase.office.opening import open_vault
from fieldcase.office.session import Session
from tests.day.day import INES_WORDS, SAMI_WORDS
from tests.day.story import STEPS
from tests.registers import values_of

ROOT = Path(__file__).parents[2]
GRACE = 2.0
NAMES = [step.__name__ for step in STEPS]
NOTHING_TYPED_IS_KEPT = ("found_the_office", "a_colleague_joins", "the_office_in_letters")
"""No vault is there yet, or what is typed are words that are never kept; settings keep what was saved."""

pytestmark = [pytest.mark.fault, pytest.mark.security]


@dataclass
class Killed:
    """What the process told before it was killed."""

    steps: list[str] = field(default_factory=list)
    typed: list[list[tuple[float, str]]] = field(default_factory=list)
    at: float = 0.0

    def kept(self) -> list[str]:
        """The sentences typed two seconds before, each as far as it was typed then."""
        texts = ["".join(key for when, key in one if when < self.at - GRACE) for one in self.typed]
        return [text.strip() for text in texts if len(text.strip()) > 8 and " " in text.strip()]


@pytest.mark.parametrize("step", NAMES)
def test_a_kill_at_this_step_loses_nothing(step: str, tmp_path: Path) -> None:
    killed = killed_at(tmp_path, step)
    sami = opened(tmp_path, "01", SAMI_WORDS, killed, "found_the_office")
    ines = opened(tmp_path, "02", INES_WORDS, killed, "a_colleague_joins")
    sessions = [one for one in (sami, ines) if one is not None]
    try:
        for one in sessions:
            assert check_vault(one).ok, "something is half-done"
        for name in killed.steps:
            assert sami is not None
            assert ines is not None or name == "found_the_office"
            assert HOLDS.get(name, lambda _sami, _ines: True)(sami, ines), f"“{name}” was done and is not there"
        if step not in NOTHING_TYPED_IS_KEPT:
            held = [text for one in sessions for text in everything(one)]
            lost = [text for text in killed.kept() if not any(text in one for one in held)]
            assert lost == []
    finally:
        for one in sessions:
            one.close()


def killed_at(folder: Path, step: str) -> Killed:
    """Let the day be done, and kill it at a random moment of a step."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "FIELDCASE_LANG": "en",
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
    }
    command = [sys.executable, "-m", "tests.day.typist", str(folder), step]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
    assert child.stdout is not None
    killed, until, secret = Killed(), 0.0, False
    lives = random.Random(f"{step} {os.getpid()}").uniform(3.0, 8.0)
    try:
        for line in child.stdout:
            what, *said = json.loads(line)
            if what == "done":
                killed.steps.append(said[0])
            elif what == "slowly":
                until = monotonic() + lives
            elif what == "field":
                killed.typed.append([])
                secret = "assphrase" in said[0]
            elif not secret and killed.typed and len(said[1]) == 1:
                killed.typed[-1].append((said[0], said[1]))
            if until and monotonic() > until:
                break
        killed.at = monotonic()
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    assert until, "the day never came to this step"
    return killed


def opened(folder: Path, laptop: str, words: str, killed: Killed, made: str) -> Session | None:
    """The vault of a laptop, opened; None where the kill came before anything of it was on the disk."""
    place = folder / laptop
    if made not in killed.steps and not (place.is_dir() and any(place.iterdir())):
        return None
    return open_vault(place, words, outside=folder / "state")


def everything(session: Session) -> list[str]:
    """Every text that the vault holds: what was saved, and what is typed and not saved."""
    places = [name.partition("/")[2] for name in session.vault.rooms.names if name.startswith(f"{session.office}/")]
    saved = [text for place in places for text in values_of(session, place)] if session.office else []
    return [*saved, *(str(draft.typed) for draft in session.vault.drafts.all())]


def signed(session: Session) -> bool:
    return any(state_of(session, "letter", one.id) not in ("draft", "in_review", "approved")
               for one in session.vault.all(Letter))  # fmt: skip


HOLDS: dict[str, Callable[..., bool]] = {
    "found_the_office": lambda sami, _ines: sami.office == "KAL",
    "a_colleague_joins": lambda _sami, ines: ines.office == "KAL",
    "import_the_register": lambda sami, _ines: len(sami.vault.all(Case)) == 2,
    "the_office_in_letters": lambda sami, _ines: bool(sami.vault.all(StateProfile)[0].addressees),
    "the_case_is_opened": lambda sami, _ines: "Detention after a statement" in everything(sami),
    "what_happened_is_said_in_codes": lambda sami, _ines: any(one.victims for one in sami.vault.all(Act)),
    "her_risk_is_assessed": lambda sami, _ines: bool(sami.vault.all(RiskAssessment)),
    "what_was_told_and_her_consent": lambda sami, _ines: any(
        one.answer.level == "NAMED" for one in sami.vault.all(Consent)
    ),
    "the_elements_are_assessed": lambda sami, _ines: (
        len(sami.vault.all(Assessment)) == 3 and len(sami.vault.all(Allegation)) == 1
    ),
    "a_letter_is_drafted": lambda sami, _ines: bool(sami.vault.all(Letter)),
    "a_package_goes_to_the_second_reader": lambda _sami, ines: bool(ines.vault.all(Letter)),
    "ines_approves_and_signs": lambda _sami, ines: signed(ines),
    "the_package_comes_back_with_its_receipt": lambda sami, _ines: signed(sami),
    "a_reply_is_registered_with_its_scan": lambda sami, _ines: bool(sami.vault.all(StateReply)),
    "the_matrix_says_what_it_answers": lambda sami, _ines: bool(sami.vault.all(MatrixRow)),
    "the_reply_is_overdue_and_a_reminder_is_written": lambda sami, _ines: len(sami.vault.all(Letter)) == 2,
}
"""What a finished step left in the vaults of Sami and Ines."""
