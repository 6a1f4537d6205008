"""What the settings ask of the office. Nothing is decided here; refusals go to the pane that asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.case.made import Made, Undo, made, undoing
from fieldcase.desktop.desk import Desk, Job, Report
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.model.kinds.office import Holiday, OfficeSettings
    from fieldcase.office.profiles.office import Settled
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]
Changed = Callable[[Undo | None], object]


def change(desk: Desk, use_case: Callable[[Session], object], then: Changed, failed: Failed) -> Job[Any]:
    """Carry out what changes the office; `then` gets what undoes it, or None."""

    def ask(session: Session) -> Made:
        return made(session, lambda: use_case(session))

    return desk.run(ask, lambda done: then(undoing(desk, done)), failed=failed)


def undone_by(desk: Desk, use_case: Callable[[Session], object]) -> Undo:
    """What undoes a change by a use case of its own."""

    def undo(then: Callable[[object], object]) -> None:
        desk.run(use_case, then)

    return undo


def change_passphrase(
    desk: Desk, passphrase: str, then: Callable[[tuple[str, ...]], object], failed: Failed, progress: Report
) -> Job[tuple[str, ...]]:
    """Another passphrase for this vault; tells what the change could not do (the log)."""

    def ask(session: Session, report: Report) -> tuple[str, ...]:
        from fieldcase.office import passphrases

        known = len(session.vault.notices)
        words = _("Sealing the keys anew")
        passphrases.change_passphrase(session, passphrase, lambda done, of: report(words, done / of if of else 1.0))
        return tuple(f"{one.sentence} {one.way_out}".strip() for one in session.vault.notices[known:])

    return desk.run(ask, then, failed=failed, progress=progress)


# --- the office in letters, its days


@dataclass(frozen=True)
class OfficeInLetters:
    """How the office is called and writes, and whether this seat may change it."""

    record: OfficeSettings
    languages: tuple[str, ...]
    may: bool
    logo: bytes = b""


def office_in_letters(desk: Desk, then: Callable[[OfficeInLetters], object]) -> Job[OfficeInLetters]:
    """How the office is called and writes."""

    def ask(session: Session) -> OfficeInLetters:
        from fieldcase.office.documents import document_resources
        from fieldcase.office.profiles.logo import logo_of
        from fieldcase.office.profiles.office import may_settle

        record = session.office_record
        logo = logo_of(record)
        languages, may = tuple(document_resources().languages), may_settle(session)
        return OfficeInLetters(record, languages, may, logo.png() if logo is not None else b"")

    return desk.run(ask, then, reads=True)


def name_office(desk: Desk, values: Mapping[str, Any], then: Changed, failed: Failed) -> Job[Any]:
    """Say how the office is called and writes: the named values of `office.profiles.office.name_office`."""

    def ask(session: Session) -> Any:
        from fieldcase.office.profiles import office

        return office.name_office(session, **values)

    return change(desk, ask, then, failed)


def read_picture(desk: Desk, path: Path, then: Callable[[bytes], object], failed: Failed) -> Job[bytes]:
    """The bytes of a file that a person chose, not looked into."""

    def ask(_session: Session) -> bytes:
        from fieldcase.office.given import read_given

        return read_given(path)

    return desk.run(ask, then, failed=failed)


def keep_logo(desk: Desk, png: bytes, then: Changed, failed: Failed) -> Job[Any]:
    """Make a picture the office's logo; without one it is taken out."""

    def ask(session: Session) -> OfficeSettings:
        from fieldcase.office.profiles import logo

        return logo.set_logo(session, png) if png else logo.take_out_logo(session)

    return change(desk, ask, then, failed)


@dataclass(frozen=True)
class Days:
    """The office's holidays and what it settled otherwise than the program."""

    holidays: tuple[Holiday, ...]
    settled: tuple[Settled, ...]
    may: bool


def days(desk: Desk, then: Callable[[Days], object]) -> Job[Days]:
    """The holidays and the settings of the office."""

    def ask(session: Session) -> Days:
        from fieldcase.office.profiles.office import holidays, may_settle, settled

        return Days(holidays(session), settled(session), may_settle(session))

    return desk.run(ask, then, reads=True)


def add_holiday(desk: Desk, day: str, name: str, then: Changed, failed: Failed) -> Job[Any]:
    """A day on which the office does not work."""

    def ask(session: Session) -> Any:
        from fieldcase.office.profiles import office

        return office.add_holiday(session, day, name)

    return change(desk, ask, then, failed)


def take_out_holiday(desk: Desk, day: str, name: str, then: Changed, failed: Failed) -> Job[Any]:
    """The office works on that day after all; undone, it is called as before."""

    def ask(session: Session) -> None:
        from fieldcase.office.profiles import office

        office.take_out_holiday(session, day)

    def again(session: Session) -> None:
        from fieldcase.office.profiles import office

        office.add_holiday(session, day, name)

    return desk.run(ask, lambda _done: then(undone_by(desk, again)), failed=failed)


def change_setting(desk: Desk, before: Settled, said: str, verified: bool, then: Changed, failed: Failed) -> Job[Any]:
    """Settle something otherwise than it was `before`."""

    def ask(session: Session) -> None:
        from fieldcase.office.profiles import office

        value = office.read_setting(session, before.name, said)
        office.change_setting(session, before.name, value, verified=verified)

    def again(session: Session) -> None:
        from fieldcase.office.profiles import office

        office.put_setting_back(session, before)

    return desk.run(ask, lambda _done: then(undone_by(desk, again)), failed=failed)
