"""What the first start asks of the office: strength of a passphrase, keys drawn, a vault made. Nothing is decided here.

The office is imported in the worker. A passphrase goes to the worker in memory and stands in no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job, Report
from fieldcase.desktop.standing import Standing, standing
from fieldcase.desktop.start.typed import Founding, Joining
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.founding.found import Drawn
    from fieldcase.office.passphrases import Strength
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]
Clock = Callable[[], datetime]
Answers = Mapping[tuple[int, int], str]


def weigh(desk: Desk, passphrase: str, own: tuple[str, ...], then: Callable[[Strength], object]) -> Job[Strength]:
    """How well a passphrase holds."""

    def ask(_session: object) -> Strength:
        from fieldcase.office.passphrases import strength

        return strength(passphrase, own)

    return desk.run(ask, then, reads=True)


def propose_words(desk: Desk, then: Callable[[str], object]) -> Job[str]:
    """Six words drawn by chance."""

    def ask(_session: object) -> str:
        from fieldcase.office.passphrases import suggest

        return suggest()

    return desk.run(ask, then, reads=True)


def check_office(desk: Desk, typed: Founding, then: Callable[[None], object], failed: Failed) -> Job[None]:
    """Whether an office can be founded so."""

    def ask(_session: object) -> None:
        from fieldcase.office.founding.found import require_codes

        require_codes(typed.code, typed.device, typed.training)

    return desk.run(ask, then, failed=failed)


@dataclass(frozen=True, repr=False)
class Sheets:
    """The keys that were drawn, and which words are asked back: (sheet, position)."""

    drawn: Drawn
    asked: tuple[tuple[int, int], ...]


def draw_sheets(desk: Desk, then: Callable[[Sheets], object]) -> Job[Sheets]:
    """Draw the keys of an office, in memory alone."""

    def ask(_session: object) -> Sheets:
        from fieldcase.office.founding.found import draw_keys
        from fieldcase.office.founding.sheets import questions

        drawn = draw_keys()
        return Sheets(drawn, questions(drawn.recovery.sheets))

    return desk.run(ask, then)


def check_words(desk: Desk, sheets: Sheets, said: Answers, then: Callable[[None], object], failed: Failed) -> Job[None]:
    """Compare the words that were asked back."""

    def ask(_session: object) -> None:
        from fieldcase.office.founding.sheets import confirm_answers

        confirm_answers(sheets.drawn.recovery.sheets, said)

    return desk.run(ask, then, failed=failed)


def found(
    desk: Desk,
    folder: Path,
    typed: Founding,
    passphrase: str,
    sheets: Sheets,
    said: Answers,
    then: Callable[[Standing], object],
    failed: Failed,
    progress: Report,
    clock: Clock | None = None,
) -> Job[Any]:
    """Found the office: the words are compared again, then its vault is made and stays open. `clock` is the
    computer's where none is given.
    """

    def opening(report: Report) -> Session:
        from fieldcase.office.founding.found import found_office
        from fieldcase.office.founding.sheets import confirm_answers
        from fieldcase.office.opening import now
        from fieldcase.office.passphrases import require_strong
        from fieldcase.office.profiles.office import name_office

        if not typed.training:
            require_strong(passphrase)
        session = found_office(
            folder,
            passphrase,
            office=typed.code,
            name=typed.you.name.strip(),
            roles=typed.you.roles,
            device=typed.device,
            training=typed.training,
            clock=clock or now,
            confirm=lambda shown: confirm_answers(shown, said),
            progress=_counted(report),
            drawn=sheets.drawn,
        )
        with _whole(session):
            if typed.title.strip():
                name_office(session, name=typed.title.strip())
            report(_("Making the vault"), 1.0)
        return session

    return desk.open(opening, standing, then, failed=failed, progress=progress)


def ask_in(
    desk: Desk,
    folder: Path,
    typed: Joining,
    passphrase: str,
    then: Callable[[Standing], object],
    failed: Failed,
    progress: Report,
    clock: Clock | None = None,
) -> Job[Any]:
    """Make a vault that asks an office to take it in; it stays open."""

    def opening(report: Report) -> Session:
        from fieldcase.office.founding.join import ask_to_join
        from fieldcase.office.opening import now
        from fieldcase.office.passphrases import require_strong

        if not typed.training:
            require_strong(passphrase)
        session, _request = ask_to_join(
            folder,
            passphrase,
            name=typed.you.name.strip(),
            roles=typed.you.roles,
            training=typed.training,
            clock=clock or now,
            progress=_counted(report),
        )
        with _whole(session):
            report(_("Making the vault"), 1.0)
        return session

    return desk.open(opening, standing, then, failed=failed, progress=progress)


def make_training(
    desk: Desk, into: Path, then: Callable[[Path], object], failed: Failed, progress: Report
) -> Job[Path]:
    """Make a training office; gives the folder of the officer's vault."""

    def ask(_session: object, report: Report) -> Path:
        from fieldcase.office.demo.training import make_training_office

        return make_training_office(into, report)

    return desk.run(ask, then, failed=failed, progress=progress)


@contextmanager
def _whole(session: Session) -> Iterator[None]:
    """What follows the making of a vault: when it fails or is cancelled, nothing of the vault stays."""
    try:
        yield
    except BaseException:
        session.vault.give_up()
        raise


def _counted(report: Report) -> Callable[[int, int], None]:
    return lambda done, of: report(_("Making the vault"), done / of if of else 0.0)
