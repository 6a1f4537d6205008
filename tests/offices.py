"""An office of two laptops and headquarters for tests: real training vaults, enrolled, and a folder between them."""

from __future__ import annotations

import secrets
from pathlib import Path

from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.model.roles import Role
from fieldcase.office.consent.answering import Asked
from fieldcase.office.exchange import enrol, receive, send
from fieldcase.office.founding.found import found_office
from fieldcase.office.opening import open_vault
from fieldcase.office.rosters.signing import sign_roster, what_waits
from fieldcase.office.session import Session
from tests.laptops import CHEAP, Clock, a_colleague, an_office

ASKED = Asked(method="in_person_oral", language="en", risks_explained=True)
NEWCOMER = (Role.INTAKE,)
BOTH = (Role.CASE_OFFICER, Role.REVIEWER, Role.HEAD)
"""What laptop 07 does: two people edit cases apart, and one of them reads the other's work."""


class Office:
    """Laptops 03 and 07 of XKAL, headquarters XHQ, and a folder between them."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder, self.clock = folder, clock
        self.first = self.open("03", "a laptop that opens")
        self.second = self.open("07", "another laptop that opens")
        self.desk = self.open("hq", "a desk that opens")
        (folder / "route").mkdir()
        self.route = FolderRoute(folder / "route", chance=secrets.token_bytes)

    def open(self, name: str, passphrase: str) -> Session:
        return open_vault(
            self.folder / name, passphrase, clock=self.clock, outside=self.folder / f"outside-{name}", language="en"
        )

    def close(self) -> None:
        for session in (self.first, self.second, self.desk):
            session.close()

    def post(self, *sessions: Session, waits: bool = False) -> None:
        """Everybody sends, then everybody takes in; nothing stays aside, and nothing waits unless it may."""
        every = sessions or (self.first, self.second, self.desk)
        for session in every:
            send.send(session, self.route)
        for session in every:
            receive.collect(session, self.route)
            assert not receive.put_aside(session), receive.put_aside(session)
            assert waits or not receive.waiting(session), receive.waiting(session)

    def round(self, *, waits: bool = False) -> None:
        for _ in range(3):
            self.post(waits=waits)


def headquarters(folder: Path, clock: Clock) -> Session:
    return found_office(
        folder / "hq",
        "a desk that opens",
        office="XHQ",
        name="Desk",
        roles=(Role.HQ_DESK, Role.HEAD, Role.CUSTODIAN),
        confirm=lambda sheets: None,
        training=True,
        clock=clock,
        outside=folder / "outside-hq",
        cost=CHEAP,
        language="en",
    )


def enrol_both(first: Session, desk: Session) -> None:
    mine, theirs = enrol.make_card(first), enrol.make_card(desk)
    words = " ".join(enrol.words_with(first, mine, theirs.document.text))
    assert words == " ".join(enrol.words_with(desk, theirs, mine.document.text))
    how = enrol.COMPARED_BY_SCRIPT
    enrol.enrol_peer(first, theirs.document.text, mine, words, role="headquarters", compared=how)
    enrol.enrol_peer(desk, mine.document.text, theirs, words, role="colleague", compared=how)


def sign_newest(session: Session) -> None:
    """Sign the newest roster that waits. Raises `NothingToSign`."""
    waits = what_waits(session)
    sign_roster(session, waits[0].code if waits else "")


def three_vaults(folder: Path) -> None:
    """Laptops 03 and 07 and headquarters, enrolled, the founding over, all locked."""
    clock = Clock()
    first, desk = an_office(folder, clock), headquarters(folder, clock)
    enrol_both(first, desk)
    second = a_colleague(folder, first, clock, BOTH)
    assert enrol.end_founding(first)
    for session in (first, second, desk):
        session.close()
