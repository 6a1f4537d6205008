"""What the pane of colleagues asks of the office, and what it is told: plain values, no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import ROLE_LABELS, Action, Role
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.exchange.cards import PeerLine
    from fieldcase.office.exchange.meeting import CardSeen, SeatLine, TakenIn
    from fieldcase.office.rosters.removing import Removal
    from fieldcase.office.rosters.signing import Waiting
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]
Done = Callable[[Any], object]
CARD_FILE, ANSWER_FILE = "fieldcase-{office}-{device}.card", "fieldcase-answer-{device}.fcjoin"
PEER_ROLES = {
    "headquarters": N_("Headquarters: gets what our policy gives it"),
    "colleague": N_("A colleague office"),
    "liaison": N_("A liaison office"),
}


@dataclass(frozen=True)
class People:
    """Who works here, what waits for this seat's signature, other offices, and what this seat may do."""

    seats: tuple[SeatLine, ...]
    waits: tuple[Waiting, ...]
    peers: tuple[PeerLine, ...]
    founding: bool
    may: bool
    office: str
    device: str
    free: str


def roles_said(roles: tuple[Role, ...]) -> str:
    """Roles in words, the one with most to answer for first."""
    return ", ".join(_(ROLE_LABELS[role]) for role in reversed(Role) if role in roles)


def waiting_lines(waits: Waiting) -> tuple[str, ...]:
    """What a change that waits would do, in sentences: nobody signs what they did not read."""
    lines = []
    if waits.roster:
        said = _("Roster {number}, proposed by {by} on {on}, would change this:")
        lines.append(said.format(number=waits.number, by=", ".join(waits.proposed_by), on=waits.made[:10]))
    else:
        lines.append(_("These revocations of seats already taken out wait for your word:"))
    lines += [one.sentence for one in waits.changes]
    cut = _("{who}: in {room}, {stays} entries stay and {falls} stop counting.")
    lines += [cut.format(who=one.who, room=one.room, stays=one.stays, falls=one.falls) for one in waits.cuts]
    if waits.apart:
        lines.append(_("It was made beside another roster that counts: where they differ, the narrower one holds."))
    if waits.lacking:
        lacking = _("The revocation has not come yet for: {rooms}. Receive what your colleague sent and sign again.")
        lines.append(lacking.format(rooms=", ".join(waits.lacking)))
    return tuple(lines)


def removal_lines(plan: Removal) -> tuple[str, ...]:
    """What taking a seat out does, and what it does not."""
    lines = [_("{who}, {roles}.").format(who=plan.who, roles=roles_said(plan.roles))]
    if plan.last_on_vault:
        last = _("Nothing is sealed to laptop {laptop} any more, and its packages are put aside.")
        lines.append(last.format(laptop=plan.laptop))
    lines.append(_("What this seat wrote so far stays and counts; what it writes later counts nowhere."))
    lines.append(_("Receive from everybody first, if you can: what has not come yet of it will not count."))
    alone = _("Nobody who stays compared the six words with laptop {laptop}: its seats review nothing until then.")
    lines += [alone.format(laptop=one) for one in plan.alone]
    opens = _("The keys of {rooms} are not renewed: what lies on that laptop stays readable to whoever opens it.")
    lines.append(opens.format(rooms=", ".join(plan.opens)))
    if not plan.at_once:
        lines.append(_("It holds once the other of head of presence and custodian signs too."))
    return tuple(lines)


def people(desk: Desk, then: Callable[[People], object]) -> Job[People]:
    """Who works here, and what waits."""

    def ask(session: Session) -> People:
        from fieldcase.office.exchange.cards import known_peers
        from fieldcase.office.exchange.meeting import free_device, seats
        from fieldcase.office.rosters.signing import what_waits

        may = session.may(Action.CHANGE_ROSTER)
        founding = session.vault.keys.root is not None
        return People(
            seats=seats(session),
            waits=what_waits(session) if may else (),
            peers=tuple(one for one in known_peers(session) if one.office != session.office),
            founding=founding,
            may=may or founding,
            office=session.office,
            device=session.vault.device,
            free=free_device(session),
        )

    return desk.run(ask, then, reads=True)


def save_card(desk: Desk, folder: Path, then: Callable[[str], object], failed: Failed) -> Job[str]:
    """Write this vault's card into a folder; tells the name of the file."""

    def ask(session: Session) -> str:
        from fieldcase.office.exchange.cards import own_card
        from fieldcase.office.given import write_given

        name = CARD_FILE.format(office=session.office, device=session.vault.device)
        write_given(folder / name, own_card(session).document.text.encode())
        return name

    return desk.run(ask, then, failed=failed)


def look_at(desk: Desk, path: Path, then: Callable[[CardSeen], object], failed: Failed) -> Job[CardSeen]:
    """What a card or request says of itself, and the six words."""

    def ask(session: Session) -> CardSeen:
        from fieldcase.office.exchange.meeting import look_at_card
        from fieldcase.office.given import read_given

        return look_at_card(session, read_given(path))

    return desk.run(ask, then, failed=failed)


def take_in(
    desk: Desk,
    seen: CardSeen,
    heard: str,
    device: str,
    roles: tuple[Role, ...],
    folder: Path,
    then: Callable[[TakenIn], object],
    failed: Failed,
) -> Job[TakenIn]:
    """Take a laptop in that asked to join; its answer is written into the folder."""

    def ask(session: Session) -> TakenIn:
        from fieldcase.office.exchange import meeting

        answer = folder / ANSWER_FILE.format(device=device)
        return meeting.take_in(session, seen.text, heard, device=device, roles=roles, answer=answer)

    return desk.run(ask, then, failed=failed)


def answer_again(desk: Desk, seen: CardSeen, folder: Path, then: Done, failed: Failed) -> Job[Any]:
    """Write the answer for a laptop of the roster once more."""

    def ask(session: Session) -> None:
        from fieldcase.office.exchange.meeting import write_answer_again

        write_answer_again(session, seen.text, folder / ANSWER_FILE.format(device="again"))

    return desk.run(ask, then, failed=failed)


def enrol_office(
    desk: Desk, seen: CardSeen, heard: str, role: str, replaces: str, then: Done, failed: Failed
) -> Job[Any]:
    """Enrol the vault of headquarters or of another office."""

    def ask(session: Session) -> Any:
        from fieldcase.office.exchange.cards import own_card
        from fieldcase.office.exchange.enrol import COMPARED_BY_VOICE, enrol_peer

        mine = own_card(session)
        return enrol_peer(session, seen.text, mine, heard, role=role, compared=COMPARED_BY_VOICE, replaces=replaces)

    return desk.run(ask, then, failed=failed)


def sign(desk: Desk, code: str, then: Done, failed: Failed) -> Job[Any]:
    """Sign what was shown under a code."""

    def ask(session: Session) -> Any:
        from fieldcase.office.exchange.enrol import end_founding
        from fieldcase.office.rosters.signing import sign_roster

        signed = sign_roster(session, code)
        end_founding(session)
        return signed

    return desk.run(ask, then, failed=failed)


def plan_removal(desk: Desk, called: str, then: Callable[[Removal], object], failed: Failed) -> Job[Removal]:
    """What taking a seat out would do."""

    def ask(session: Session) -> Removal:
        from fieldcase.office.rosters import removing

        return removing.plan_removal(session, called)

    return desk.run(ask, then, failed=failed, reads=True)


def propose_removal(desk: Desk, called: str, code: str, then: Done, failed: Failed) -> Job[Any]:
    """Propose what was shown under a code."""

    def ask(session: Session) -> Any:
        from fieldcase.office.rosters import removing

        return removing.propose_removal(session, called, code)

    return desk.run(ask, then, failed=failed)


def delegate(
    desk: Desk, called: str, first: str, last: str, document: str, then: Callable[[bool], object], failed: Failed
) -> Job[bool]:
    """Propose that a seat signs for the head on these days; tells whether it counts at once."""

    def ask(session: Session) -> bool:
        from fieldcase.office.rosters.delegating import propose_delegation

        return propose_delegation(session, called, first, last, document).at_once

    return desk.run(ask, then, failed=failed)


def end_delegation(desk: Desk, called: str, then: Callable[[bool], object], failed: Failed) -> Job[bool]:
    """Propose that a seat signs for the head no more."""

    def ask(session: Session) -> bool:
        from fieldcase.office.rosters.delegating import propose_end

        return propose_end(session, called).at_once

    return desk.run(ask, then, failed=failed)


def delegation_said(at_once: bool) -> str:
    """What is said once a delegation, or its end, was proposed."""
    return (
        _("It counts from now on.") if at_once else _("Proposed. It counts once the other of head and custodian signs.")
    )


def delegate_line(seat: SeatLine, day: Callable[[str], str]) -> str:
    """For which days a seat signs for the head, in words; empty where it does not."""
    given = seat.delegate
    if given is None:
        return ""
    said = _("Signs for the head of presence from {first} to {last}, by {document}.")
    return said.format(first=day(given.first), last=day(given.last), document=given.document)
