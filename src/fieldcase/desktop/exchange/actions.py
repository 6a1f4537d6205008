"""What the place Exchange asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fieldcase.desktop.desk import LATER, Desk, Job, Pause, Report
from fieldcase.desktop.exchange.routes import Way
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.exchange.cards import PeerLine
    from fieldcase.office.exchange.overview import Overview
    from fieldcase.office.exchange.receive import Received
    from fieldcase.office.exchange.send import Dispatch
    from fieldcase.office.rosters.signing import Waiting
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]
Done = TypeVar("Done")
Steps = Generator[None, None, Done]


def look_around(desk: Desk, then: Callable[[Overview], object], failed: Failed) -> Job[Overview]:
    """What waits, went and was receipted, for each peer."""

    def ask(session: Session) -> Overview:
        from fieldcase.office.exchange.overview import overview

        return overview(session)

    return desk.run(ask, then, failed=failed, reads=True)


def look_ahead(
    desk: Desk, to: str, again: bool, then: Callable[[Dispatch], object], failed: Failed, progress: Report
) -> Job[Dispatch]:
    """What would go and what would stay here; nothing is sent."""

    def ask(session: Session, report: Report, pause: Pause) -> Steps[Dispatch]:
        from fieldcase.office.exchange.send import would_send_in_steps

        return (yield from would_send_in_steps(session, to=to, again=again, progress=report))

    return desk.run_in_steps(ask, then, failed=failed, progress=progress, order=LATER, reads=True)


def send_by(
    desk: Desk,
    way: Way,
    to: str,
    again: bool,
    then: Callable[[Dispatch], object],
    failed: Failed,
    progress: Report,
) -> Job[Dispatch]:
    """Leave on a route what each peer lacks (or only one)."""

    def ask(session: Session, report: Report, pause: Pause) -> Steps[Dispatch]:
        from fieldcase.office.exchange.cards import route_of
        from fieldcase.office.exchange.send import send_in_steps

        route = route_of(session, way.kind, way.place)
        return (yield from send_in_steps(session, route, to=to, again=again, progress=report, pause=pause))

    return desk.run_in_steps(ask, then, failed=failed, progress=progress)


def write_files(
    desk: Desk,
    way: Way,
    to: str,
    again: bool,
    then: Callable[[Dispatch], object],
    failed: Failed,
    progress: Report,
) -> Job[Dispatch]:
    """Write the packages for one peer as single files, for a person to hand over."""

    def ask(session: Session, report: Report) -> Dispatch:
        from fieldcase.office.exchange.send import write_packages

        return write_packages(session, Path(way.place), to=to, again=again, progress=report)

    return desk.run(ask, then, failed=failed, progress=progress)


def take_in(
    desk: Desk, file: Path, then: Callable[[tuple[Received, ...]], object], failed: Failed
) -> Job[tuple[Received, ...]]:
    """Take in one package that somebody dropped or chose; it is checked before anything of it is applied."""

    def ask(session: Session) -> tuple[Received, ...]:
        import io

        from fieldcase.office.exchange.receive import receive
        from fieldcase.office.given import read_given

        return receive(session, io.BytesIO(read_given(file)))

    return desk.run(ask, then, failed=failed, order=LATER)


def collect_from(
    desk: Desk, folder: Path, then: Callable[[tuple[Received, ...]], object], failed: Failed, report: Report
) -> Job[tuple[Received, ...]]:
    """Take in everything that lies on a folder or stick for this vault."""

    def ask(session: Session, report: Report, pause: Pause) -> Steps[tuple[Received, ...]]:
        from fieldcase.office.exchange.cards import folder_route
        from fieldcase.office.exchange.receive import collect_in_steps

        def counted(done: int, of: int) -> None:
            report(_("Taking packages in"), done / of if of else 1.0)

        return (yield from collect_in_steps(session, folder_route(session, folder), progress=counted, pause=pause))

    return desk.run_in_steps(ask, then, failed=failed, progress=report)


def peers(desk: Desk, then: Callable[[tuple[PeerLine, ...]], object], failed: Failed) -> Job[tuple[PeerLine, ...]]:
    """Who packages go to."""

    def ask(session: Session) -> tuple[PeerLine, ...]:
        from fieldcase.office.exchange.cards import known_peers

        return known_peers(session)

    return desk.run(ask, then, failed=failed)


def prove_route(desk: Desk, way: Way, then: Callable[[None], object], failed: Failed) -> Job[None]:
    """Write a test file on a route, read it back and remove it; refused with what sending would meet."""

    def ask(session: Session) -> None:
        from fieldcase.office.exchange.cards import route_of

        route_of(session, way.kind, way.place).check()

    return desk.run(ask, then, failed=failed)


def try_again(
    desk: Desk, name: str, then: Callable[[tuple[Received, ...]], object], failed: Failed
) -> Job[tuple[Received, ...]]:
    """Try again a package that was put aside, or (without a name) all that wait."""

    def ask(session: Session) -> tuple[Received, ...]:
        from fieldcase.office.exchange.receive import try_aside, try_waiting

        return try_aside(session, name) if name else try_waiting(session)

    return desk.run(ask, then, failed=failed)


def sign(desk: Desk, code: str, then: Callable[[Waiting], object], failed: Failed) -> Job[Waiting]:
    """Add the second signature to exactly what was shown under this code."""

    def ask(session: Session) -> Waiting:
        from fieldcase.office.rosters.signing import sign_roster

        return sign_roster(session, code)

    return desk.run(ask, then, failed=failed)
