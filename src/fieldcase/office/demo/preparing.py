"""Make the three vaults, let them know each other, and enter what letters need: office, State, mandate.

Key derivation runs at full cost. The six words are compared by script, and the records say so.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import msgspec

from fieldcase.exchange.cards import ReadCard
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.office.demo import cast, profiles
from fieldcase.office.demo.cast import Player
from fieldcase.office.demo.told import VaultTold
from fieldcase.office.exchange.enrol import end_founding, enrol_colleague, enrol_peer, make_card, words_with
from fieldcase.office.founding.found import found_office
from fieldcase.office.founding.join import accept_answer, ask_to_join
from fieldcase.office.passphrases import suggest
from fieldcase.office.profiles.office import name_office
from fieldcase.office.profiles.states import write_addressee, write_state
from fieldcase.office.profiles.texts import add_mandate
from fieldcase.office.session import Session
from fieldcase.vault import disk
from fieldcase.vault.keys.recovery import Sheet

Step = Callable[[str], None]


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """The three open vaults, the route between them, and where everything lies."""

    into: Path
    officer: Session
    head: Session
    desk: Session
    route: FolderRoute
    vaults: tuple[VaultTold, ...]

    @property
    def sessions(self) -> tuple[Session, Session, Session]:
        return self.officer, self.head, self.desk

    def close(self) -> None:
        """Close the vaults; everything is on the disk."""
        for session in self.sessions:
            session.close()


def prepare(into: Path, say: Step, passphrase: str = "") -> Stage:
    """Make everything below `into`, which is new or empty, and return the open vaults; none stays open when it fails.

    `passphrase` opens all three; without one each gets words of its own.
    """
    say("vaults")
    told = tuple(_passphrase_file(into, player, passphrase) for player in (cast.OFFICER, cast.HEAD, cast.DESK))
    secret = {one.name: Path(one.passphrase_file).read_text("utf-8").strip() for one in told}
    with ExitStack() as undo:
        officer = _found(into, cast.OFFICER, cast.OFFICE, secret)
        undo.callback(officer.close)
        say("vaults")
        desk = _found(into, cast.DESK, cast.HEADQUARTERS, secret)
        undo.callback(desk.close)
        say("vaults")
        head, request = ask_to_join(
            into / cast.HEAD.vault,
            secret[cast.HEAD.vault],
            name=cast.HEAD.name,
            roles=cast.HEAD.roles,
            training=True,
            outside=into / "state",
        )
        undo.callback(head.close)
        say("cards")
        route = _acquainted(into, officer, head, desk, request)
        undo.pop_all()
    return Stage(into=into, officer=officer, head=head, desk=desk, route=route, vaults=told)


def _acquainted(into: Path, officer: Session, head: Session, desk: Session, request: ReadCard) -> FolderRoute:
    """The three vaults know each other, and the founding is over; returns the route between them."""
    ours, theirs = make_card(officer), make_card(desk)
    words = " ".join(words_with(officer, ours, theirs.document.text))
    enrol_peer(officer, theirs.document.text, ours, words, role="headquarters", compared=cast.SCRIPTED)
    enrol_peer(desk, ours.document.text, theirs, words, role="colleague", compared=cast.SCRIPTED)
    words = " ".join(words_with(officer, ours, request.document.text))
    answer = enrol_colleague(
        officer, request.document.text, ours, words, device=cast.HEAD.device, roles=cast.HEAD.roles
    )
    accept_answer(head, answer, words)
    end_founding(officer)
    folder = into / "memory-stick"
    disk.private_folder(folder)
    return FolderRoute(folder, chance=officer.vault.surroundings.chance)


def enter_office(head: Session) -> None:
    """What letters need: the office's name, the State written to, the resolution cited."""
    name_office(
        head,
        name=profiles.OFFICE,
        place=profiles.PLACE,
        letterhead=profiles.LETTERHEAD,
        accredited_to=(cast.STATE,),
        time_zone="UTC",
        hemisphere="north",
    )
    write_state(head, cast.STATE, profiles.NAMES)
    write_addressee(head, cast.STATE, "foreign_ministry", profiles.MINISTRY, profiles.ADDRESS)
    add_mandate(head, "A/HRC/RES/54/24", profiles.RESOLUTION, "2023-10-12")


def _found(into: Path, player: Player, office: str, secret: dict[str, str]) -> Session:
    return found_office(
        into / player.vault,
        secret[player.vault],
        office=office,
        name=player.name,
        roles=player.roles,
        device=player.device,
        training=True,
        outside=into / "state",
        confirm=lambda sheets: _write_sheets(into / "recovery-sheets" / player.vault, sheets),
    )


def _write_sheets(folder: Path, sheets: tuple[Sheet, ...]) -> None:
    """Training vaults write their recovery sheets into files; real ones print them and ask words back."""
    disk.private_folder(folder.parent)
    disk.private_folder(folder)
    for sheet in sheets:
        text = f"TRAINING\nsheet {sheet.number} of {sheet.of}, any {sheet.needed} suffice, check {sheet.check}\n\n"
        words = " ".join(word[:4] for word in sheet.words)  # four letters tell each word of this list
        disk.write_new(folder / f"sheet-{sheet.number}.txt", f"{text}{words}\n".encode())


def _passphrase_file(into: Path, player: Player, passphrase: str) -> VaultTold:
    folder = into / "passphrases"
    disk.private_folder(folder)
    path = folder / f"{player.vault}.txt"
    disk.write_new(path, ((passphrase or suggest(longest=5)) + "\n").encode())
    os.chmod(path, 0o600)
    return VaultTold(name=player.vault, path=str(into / player.vault), passphrase_file=str(path))
