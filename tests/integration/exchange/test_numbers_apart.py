"""Two laptops sign letters apart for a week and meet again: no reference twice, no number missing without a word."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.numbering import NumberNote, NumberTold
from fieldcase.model.refusal import BlockedByRules
from fieldcase.model.roles import Role
from fieldcase.model.rules.numbering import Fate, Number
from fieldcase.office import numbers
from fieldcase.office.checking import check_vault
from fieldcase.office.due import what_needs_me
from fieldcase.office.exchange import receive, send
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block
from fieldcase.office.letters.register import NothingMissing, explain_number, last_number, numbers_given
from fieldcase.office.letters.steps import approve, cancel, dispatch, sign, submit, supersede
from fieldcase.office.records import add
from fieldcase.office.session import Session
from tests.laptops import Clock, a_colleague, a_matter, an_office, carry, opened
from tests.letter_ground import a_proof, bring_pages, name_kalindra

EVERYTHING = (Role.CASE_OFFICER, Role.REVIEWER, Role.HEAD)
DAYS, A_DAY = 7, 2
Pair = tuple[Session, Session]


def a_letter(session: Session, case: str) -> Letter:
    """A request for information: it names nobody, so nothing but its number is at stake."""
    letter = draft_letter(session, case, "info_request_op8", Wanted(state="XKA", concerned_as="territorial"))
    submit(session, letter.id)
    return letter


def signed(session: Session, letter: str) -> str:
    approve(session, letter)
    return sign(session, letter).taken.office_ref


def routed(folder: Path) -> FolderRoute:
    return FolderRoute(folder / "route", chance=secrets.token_bytes)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Two laptops whose persons both write, read and sign; the case that all letters are about."""
    folder = tmp_path_factory.mktemp("apart")
    clock = Clock()
    first = an_office(folder, clock, (*EVERYTHING, Role.CUSTODIAN))
    second = a_colleague(folder, first, clock, EVERYTHING)
    name_kalindra(first)
    case = a_matter(first).case.id
    carry(first, second)
    second.close()
    first.close()
    (folder / "route").mkdir()
    return folder, case


@pytest.fixture
def office(founded: tuple[Path, str], tmp_path: Path) -> tuple[Path, str, Clock]:
    shutil.copytree(founded[0], tmp_path / "office")
    clock = Clock()
    clock.days(1)
    return tmp_path / "office", founded[1], clock


@pytest.fixture(scope="module")
def week(founded: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The two laptops after a week apart, closed, a package of each for each day on the route; letters numbered."""
    folder = tmp_path_factory.mktemp("week") / "office"
    shutil.copytree(founded[0], folder)
    clock = Clock()
    clock.days(1)
    pair = opened(folder, "03", clock), opened(folder, "07", clock)
    written = [[a_letter(session, founded[1]).id for _ in range(DAYS * A_DAY)] for session in pair]
    carry(*pair)
    route = routed(folder)
    for day in range(DAYS):
        clock.days(1)
        for session, letters in zip(pair, reversed(written), strict=True):
            today = letters[day * A_DAY : (day + 1) * A_DAY]
            for letter in today:
                signed(session, letter)
            if day % 3 == 1:
                cancel(session, today[0], "The State answered meanwhile.")
            if day % 3 == 2:
                supersede(session, today[1], "A wrong addressee.")
            send.send(session, route)
    for session in pair:
        session.close()
    return folder, 2 * DAYS * A_DAY


def at_once(pair: Pair, folder: Path) -> None:
    for session in pair:
        receive.collect(session, routed(folder))


def one_after_the_other(pair: Pair, folder: Path) -> None:
    for session in reversed(pair):
        receive.collect(session, routed(folder))
        send.send(session, routed(folder))


def all_packages_lost(_pair: Pair, folder: Path) -> None:
    packages = [one for one in (folder / "route").rglob("*") if one.is_file()]
    assert packages
    for package in packages:
        package.unlink()


def the_newest_first(pair: Pair, folder: Path) -> None:
    packages = [one for one in (folder / "route").rglob("*") if one.is_file()]
    newest = sorted(packages, key=lambda one: one.stat().st_mtime_ns, reverse=True)
    held = {package: package.read_bytes() for package in newest}
    for package in newest:
        package.unlink()
    for package in newest:
        package.parent.mkdir(parents=True, exist_ok=True)
        package.write_bytes(held[package])
        for session in pair:
            receive.collect(session, routed(folder))


@pytest.mark.parametrize(
    "meet",
    [
        at_once,
        all_packages_lost,
        pytest.param(one_after_the_other, marks=pytest.mark.slow),
        pytest.param(the_newest_first, marks=pytest.mark.slow),
    ],
)
def test_after_a_week_apart_no_number_is_given_twice_and_none_is_missing(
    week: tuple[Path, int], tmp_path: Path, meet: Callable[[Pair, Path], None]
) -> None:
    shutil.copytree(week[0], tmp_path / "office")
    clock = Clock()
    clock.days(DAYS + 2)
    pair = opened(tmp_path / "office", "03", clock), opened(tmp_path / "office", "07", clock)
    route = routed(tmp_path / "office")
    meet(pair, tmp_path / "office")
    for _ in range(2):
        for session in pair:
            send.send(session, route, again=True)
        for session in pair:
            receive.collect(session, route)
    registers = [numbers_given(session) for session in pair]
    assert registers[0] == registers[1]
    for series in ("XKAL-03/2026", "XKAL-07/2026"):
        mine = [one for one in registers[0] if one.series == series]
        assert [one.serial for one in mine] == list(range(1, DAYS * A_DAY + 1))
    assert len({one.reference for one in registers[0]}) == len(registers[0]) == week[1]
    fates = [one.fate for one in registers[0]]
    assert (fates.count(Fate.CANCELLED), fates.count(Fate.SUPERSEDED)) == (4, 4)
    given_up = [one for one in registers[0] if one.fate in (Fate.CANCELLED, Fate.SUPERSEDED)]
    assert all(one.reason for one in given_up)
    assert not any(one.asks for one in registers[0])
    assert all(check_vault(session).ok for session in pair)
    for session in pair:
        session.close()


def restored(folder: Path, clock: Clock, case: str, *, note: bool) -> Pair:
    """Laptop 07 signed two letters, the second after a copy of it was made that is put back then; 03 has both.

    `note`: what the computer noted outside the vault survived.
    """
    first, second = opened(folder, "03", clock), opened(folder, "07", clock)
    letters = [a_letter(first, case).id for _ in range(4)]
    carry(first, second)
    assert signed(second, letters[0]) == "OHCHR/XKAL/07-001/2026"
    carry(first, second)
    second.close()
    shutil.copytree(folder / "07", folder / "older")
    shutil.copytree(folder / "outside-07", folder / "older-outside")
    second = opened(folder, "07", clock)
    clock.days(1)
    assert signed(second, letters[1]) == "OHCHR/XKAL/07-002/2026"
    bring_pages(second, first)
    send.send(second, routed(folder))
    receive.collect(first, routed(folder))
    second.close()
    shutil.rmtree(folder / "07")
    shutil.copytree(folder / "older", folder / "07")
    if not note:
        shutil.rmtree(folder / "outside-07")
        shutil.copytree(folder / "older-outside", folder / "outside-07")
    clock.days(1)
    return first, opened(folder, "07", clock)


def waiting(session: Session, first: Session) -> list[str]:
    ids = {step.letter for step in first.vault.all(LetterStep) if step.step == "signature"}
    return [letter.id for letter in session.vault.all(Letter) if letter.id not in ids]


def line(session: Session, reference: str, fate: Fate) -> Number:
    return next(one for one in numbers_given(session) if (one.reference, one.fate) == (reference, fate))


def test_an_older_copy_gives_no_number_before_what_it_lacks_came_back(office: tuple[Path, str, Clock]) -> None:
    folder, case, clock = office
    first, second = restored(folder, clock, case, note=True)
    letter = waiting(second, first)[0]
    approve(second, letter)
    with pytest.raises(numbers.NumbersMayBeOut):
        sign(second, letter)
    second.close()
    second = opened(folder, "07", clock)  # what is lacking is not forgotten when the program ends
    with pytest.raises(numbers.NumbersMayBeOut):
        sign(second, letter)
    for giver, taker in ((second, first), (first, second)):
        send.send(giver, routed(folder))
        receive.collect(taker, routed(folder))
    assert sign(second, letter).taken.office_ref == "OHCHR/XKAL/07-003/2026"
    first.close()
    second.close()


def test_where_nobody_has_what_is_lacking_a_person_says_which_number_was_the_last(
    office: tuple[Path, str, Clock],
) -> None:
    folder, case, clock = office
    first, second = restored(folder, clock, case, note=True)
    letter = waiting(second, first)[0]
    approve(second, letter)
    last_number(second, 2, "The paper register ends with 2.")
    assert sign(second, letter).taken.office_ref == "OHCHR/XKAL/07-003/2026"
    lost = line(second, "OHCHR/XKAL/07-002/2026", Fate.LOST)
    assert (lost.reason, lost.asks) == ("The paper register ends with 2.", False)
    carry(first, second)  # the letter comes back after all
    assert line(second, "OHCHR/XKAL/07-002/2026", Fate.SIGNED).letter
    assert numbers_given(first) == numbers_given(second)
    first.close()
    second.close()


def test_a_number_given_twice_is_found_when_laptops_meet_and_the_later_letter_does_not_leave_under_it(
    office: tuple[Path, str, Clock],
) -> None:
    folder, case, clock = office
    first, second = restored(folder, clock, case, note=False)  # nothing on laptop 07 can know
    letter = waiting(second, first)[0]
    assert signed(second, letter) == "OHCHR/XKAL/07-002/2026"
    carry(first, second)
    bring_pages(second, first)
    twice = line(first, "OHCHR/XKAL/07-002/2026", Fate.TWICE)
    assert (twice.letter, twice.asks) == (letter, True)
    assert line(first, "OHCHR/XKAL/07-002/2026", Fate.SIGNED).letter != letter
    assert not check_vault(first).ok
    assert any(one.kind == "explain_number" for one in what_needs_me(second))
    with pytest.raises(BlockedByRules) as refused:
        dispatch(first, letter, proof=a_proof(first, case).id, method="by hand")
    assert {one.rule for one in refused.value.findings} == {"G1"}
    supersede(second, letter, "Its number was another letter's.")
    explain_number(second, twice.reference, "The laptop was put back from the copy of March.")
    assert not any(one.asks for one in numbers_given(second))
    other = waiting(second, second)[0]
    assert signed(second, other) == "OHCHR/XKAL/07-003/2026"
    first.close()
    second.close()


def test_a_letter_changed_apart_after_it_was_signed_leaves_its_number_void(office: tuple[Path, str, Clock]) -> None:
    folder, case, clock = office
    first, second = opened(folder, "03", clock), opened(folder, "07", clock)
    letter = a_letter(first, case).id
    carry(first, second)
    approve(second, letter)
    carry(first, second)
    edit_block(first, letter, "en", "closing", "The Office avails itself of this opportunity.")
    signed_apart = sign(second, letter).taken.office_ref
    carry(first, second)
    void = line(first, signed_apart, Fate.VOID)
    assert void.reason == "The letter was not signed again."
    assert not void.asks
    with pytest.raises(NothingMissing):
        explain_number(second, signed_apart, "Known already.")
    submit(first, letter)
    carry(first, second)
    again = signed(second, letter)
    assert line(second, signed_apart, Fate.VOID).reason == f"The letter was signed again as {again}."
    first.close()
    second.close()


def test_nobody_else_makes_a_laptop_skip_a_number(office: tuple[Path, str, Clock]) -> None:
    folder, case, clock = office
    first, second = opened(folder, "03", clock), opened(folder, "07", clock)
    letter = a_letter(first, case).id
    told = NumberTold(series="XKAL-07/2026", serial=1, reason="Burnt.", at=first.now())
    add(first, NumberNote(told=told))
    carry(first, second)
    assert signed(second, letter) == "OHCHR/XKAL/07-001/2026"
    first.close()
    second.close()


def test_a_clock_put_back_gives_no_number_again(office: tuple[Path, str, Clock]) -> None:
    folder, case, clock = office
    first, second = opened(folder, "03", clock), opened(folder, "07", clock)
    letters = [a_letter(first, case).id for _ in range(3)]
    carry(first, second)
    clock.days(1)
    assert signed(second, letters[0]).endswith("07-001/2026")
    clock.days(-30)
    assert numbers.next_reference(second).text == "OHCHR/XKAL/07-002/2026"
    with pytest.raises(BlockedByRules):
        signed(second, letters[1])
    clock.days(30 + 365)
    assert numbers.next_reference(second).text == "OHCHR/XKAL/07-001/2027"
    clock.days(-365)
    assert numbers.next_reference(second).text == "OHCHR/XKAL/07-002/2026"
    first.close()
    second.close()
