"""An office of laptops for tests: real training vaults with a cheap key, one clock, and entries carried between them.

Sami Rahal keeps cases and names on laptop 03, Ines Duarte reads and heads on laptop 07, in office XKAL of Kalindra.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds.acts import Act, Severity
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.parties import LifeStatus, Name, Party
from fieldcase.model.kinds.values import Known
from fieldcase.model.roles import Role
from fieldcase.office.cases.opening import new_case
from fieldcase.office.exchange.enrol import enrol_colleague, make_card, words_with
from fieldcase.office.founding.found import found_office
from fieldcase.office.founding.join import accept_answer, ask_to_join
from fieldcase.office.opening import open_vault
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import add
from fieldcase.office.risk.assessing import assess_risk
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.vault.keys.slots import Cost

CHEAP = Cost(memory=64, passes=1, lanes=1)
REAL = Cost(memory=64 * 1024, passes=1, lanes=1)
"""The least that a vault for real people takes."""
START = datetime(2026, 3, 12, 9, tzinfo=UTC)
OFFICER = (Role.CASE_OFFICER, Role.CUSTODIAN)
READER = (Role.REVIEWER, Role.HEAD)
PASSPHRASES = {"03": "a laptop that opens", "07": "another laptop that opens"}


class Clock:
    """A clock that goes on by a second whenever it is looked at; `days` moves it on."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def days(self, days: float) -> None:
        self.at += timedelta(days=days)


def an_office(folder: Path, clock: Clock, roles: tuple[Role, ...] = OFFICER, *, training: bool = True) -> Session:
    """The first laptop of training office XKAL (else KAL), 03, whose person has these roles."""
    return found_office(
        folder / "03",
        PASSPHRASES["03"],
        office="XKAL" if training else "KAL",
        name="Sami Rahal",
        roles=roles,
        confirm=lambda sheets: None,
        device="03",
        training=training,
        clock=clock,
        outside=folder / "outside-03",
        cost=CHEAP if training else REAL,
        language="en",
    )


def a_colleague(
    folder: Path,
    first: Session,
    clock: Clock,
    roles: tuple[Role, ...] = READER,
    *,
    device: str = "07",
    name: str = "Ines Duarte",
) -> Session:
    """Another laptop that joined the office of the first one."""
    other, request = ask_to_join(
        folder / device,
        PASSPHRASES["07"],
        name=name,
        roles=roles,
        training=first.training,
        clock=clock,
        outside=folder / f"outside-{device}",
        cost=CHEAP if first.training else REAL,
        language="en",
    )
    card = make_card(first)
    said = " ".join(words_with(first, card, request.document.text))
    accept_answer(other, enrol_colleague(first, request.document.text, card, said, device=device, roles=roles), said)
    return other


def founded(folder: Path) -> Path:
    """The two laptops in a folder, closed: founded once, to be copied by each test (comparing words takes a second)."""
    clock = Clock(START - timedelta(days=1))
    first = an_office(folder, clock)
    second = a_colleague(folder, first, clock)
    carry(first, second)
    second.close()
    first.close()
    return folder


@contextmanager
def two_laptops(template: Path, folder: Path, clock: Clock) -> Iterator[tuple[Session, Session]]:
    """Laptop 03 (officer and custodian) and laptop 07 (reviewer and head), from copies of what `founded` made; each
    knows what the other wrote so far.
    """
    shutil.copytree(template, folder, dirs_exist_ok=True)
    first, second = (opened(folder, device, clock) for device in ("03", "07"))
    yield first, second
    second.close()
    first.close()


def opened(folder: Path, device: str, clock: Clock) -> Session:
    """A laptop of the office, opened again."""
    passphrase = PASSPHRASES.get(device, PASSPHRASES["07"])
    return open_vault(folder / device, passphrase, clock=clock, outside=folder / f"outside-{device}", language="en")


def carry(one: Session, other: Session) -> None:
    """Each laptop takes in everything that the other holds of the rooms that both may open."""
    for giver, taker in ((one, other), (other, one)):
        for name in giver.vault.rooms.names:
            place = Room(name.partition("/")[2])
            room = giver.vault.rooms.room(name)
            if room is None or taker.vault.rooms.room(name) is None or place is Room.LOG:
                continue
            heads = room.ledger.heads()
            entries = [entry for head in heads for entry in room.ledger.slice(bytes(32), head.entry)]
            with taker.vault.taking(name) as taking:
                taking.apply(entries, heads)
        taker.forget()


def put(session: Session, kind: str, values: dict[str, object]) -> str:
    """Written as an import or a colleague's program would; the id."""
    with session.vault.writing() as writing:
        record = writing.new_id()
        writing.set(kind, record, values)
        writing.commit()
    session.forget()
    return record


def a_person(word: str = "Ilena Dovrak", **more: object) -> Party:
    """A woman known by her name, alive and at home."""
    said = Party(
        kind="person",
        names={"1": Name(full=word, script="Latn")},
        gender="woman",
        residence_country="XKA",
        status={"1": LifeStatus(status="alive", since="2020")},
    )
    return msgspec.structs.replace(said, **more)


class Matter(msgspec.Struct, frozen=True):
    """A case with one person, one act and one link: what most tests begin with."""

    case: Case
    party: Party
    act: Act
    link: CooperationLink


def a_matter(
    session: Session, title: str = "Detention after a statement", *, risk: str = "medium", **more: Any
) -> Matter:
    """A draft of a case: Ilena Dovrak spoke at the Council and was detained in Kalindra; her risk is assessed."""
    case = new_case(session, title, summary="Detained after a statement.", subject="persons", **more)
    party = record_party(session, a_person(), case=case.id, role="victim")
    link = add(
        session,
        CooperationLink(
            case=case.id,
            cooperator=party.id,
            victim=(party.id,),
            op4_category=("4a_cooperation",),
            stage="cooperated",
            type=("statement_delivered",),
            mechanism=("hrc_plenary",),
            mode=("in_person",),
            date="2026-03-02",
            visibility="public",
            alternative_explanations=words("None was found.", "en"),
        ),
    )
    act = add(
        session,
        Act(
            case=case.id,
            type=("arbitrary_arrest",),
            act_class="reprisal",
            date="2026-03-05",
            ongoing=Known(answer="yes"),
            act_country="XKA",
            is_online=False,
            is_offline=True,
            perpetrator_types=("state_agent",),
            responsible_state=("XKA",),
            attribution_mode="commission",
            severity=Severity(level="serious"),
            victims=(party.id,),
            narrative=words("Was detained at the airport.", "en"),
        ),
    )
    if risk:
        assess_risk(
            session, case.id, party.id, risk, reason="She is held.", threat="Ill-treatment.", likelihood=2, impact=3
        )
    return Matter(case=case, party=party, act=act, link=link)
