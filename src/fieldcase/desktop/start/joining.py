"""What a vault that waits for its office asks: its request written out, cards and answers read, the answer taken on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.standing import Standing, standing
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]


def save_request(desk: Desk, path: Path, then: Callable[[str], object], failed: Failed) -> None:
    """Write this vault's request into a new file; tells its name."""

    def ask(session: Session) -> str:
        from fieldcase.office.founding.join import request_of
        from fieldcase.office.given import write_given

        write_given(path, request_of(session).document.text.encode())
        return path.name

    desk.run(ask, then, failed=failed)


def read(
    desk: Desk,
    path: Path,
    card: Callable[[tuple[str, ...]], object],
    answer: Callable[[bytes], object],
    failed: Failed,
) -> None:
    """A file of the office: of a card, the six words; an answer as it came, once it was found to be one."""

    def ask(session: Session) -> tuple[tuple[str, ...], bytes]:
        from fieldcase.office.exchange.cards import own_card
        from fieldcase.office.exchange.enrol import words_with
        from fieldcase.office.founding.join import words_for_answer
        from fieldcase.office.given import read_given

        data = read_given(path)
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = ""
        if text and "age-encryption.org" not in text[:200]:
            return words_with(session, own_card(session), text), b""
        words_for_answer(session, data)
        return (), data

    def sort(found: tuple[tuple[str, ...], bytes]) -> None:
        words, sealed = found
        answer(sealed) if sealed else card(words)

    desk.run(ask, sort, failed=failed)


def accept(desk: Desk, sealed: bytes, words: str, then: Callable[[Standing], object], failed: Failed) -> None:
    """Take the answer on; tells the facts of the vault as they are now."""

    def ask(session: Session) -> Standing:
        from fieldcase.office.founding.join import accept_answer

        accept_answer(session, sealed, words)
        return standing(session)

    desk.run(ask, then, failed=failed)


def withdraw(desk: Desk, then: Callable[[None], object], failed: Failed) -> None:
    """Take away the vault of a request that no office answered. Refused where one did, or where other things lie in
    its folder."""

    def ask(session: Session) -> None:
        from fieldcase.office.founding.join import withdraw_request

        withdraw_request(session)

    desk.run(ask, then, failed=failed)
