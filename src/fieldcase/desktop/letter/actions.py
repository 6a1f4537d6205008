"""What the letter pages ask of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from fieldcase.desktop.desk import LATER, Desk, Job
from fieldcase.desktop.letter.preview import draw_pages
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.letters.offered import Offered
    from fieldcase.office.letters.page import LetterPage
    from fieldcase.office.letters.proofs import Proof
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]


def open_letter(
    desk: Desk, letter_id: str, language: str, then: Callable[[LetterPage], object], failed: Failed
) -> Job[LetterPage]:
    """Everything that the page of one letter shows, in one language, with the PDF as it would print now."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.page import letter_page

        return letter_page(session, letter_id, language)

    return desk.run(ask, then, failed=failed, reads=True)


def draw(desk: Desk, pdf: bytes, width: int, ratio: float, then: Callable[[tuple[QImage, ...]], object]) -> Job[Any]:
    """The pages of a PDF as pictures, drawn beside the window's work."""
    return desk.run(lambda _session: draw_pages(pdf, width, ratio), then, order=LATER, reads=True)


@dataclass(frozen=True)
class Begun:
    """A letter as it is begun at the desk; what is empty follows from the records. `also` are numbers of further cases,
    as a person types them; `days` those for the reply, None for the office's own."""

    kind: str
    languages: tuple[str, ...]
    previous: str = ""
    reply: str = ""
    state: str = ""
    addressee: str = ""
    outside: str = ""
    person: str = ""
    source: str = ""
    laws: tuple[str, ...] = ()
    urgent: bool = False
    also: tuple[str, ...] = ()
    days: int | None = None


def offered(desk: Desk, case_id: str, then: Callable[[Offered], object], failed: Failed) -> Job[Offered]:
    """What letters the case may have."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.offered import letters_offered

        return letters_offered(session, case_id)

    return desk.run(ask, then, failed=failed, reads=True)


def draft(desk: Desk, case_id: str, begun: Begun, then: Callable[[Letter], object], failed: Failed) -> Job[Letter]:
    """Draft a letter of a case."""

    def ask(session: Session) -> Any:
        from fieldcase.office.called import case_called
        from fieldcase.office.letters.drafting import MINISTRY, Wanted, draft_letter

        wanted = Wanted(
            languages=begun.languages,
            previous=(begun.previous,) if begun.previous else (),
            replies_to=(begun.reply,) if begun.reply else (),
            state=begun.state,
            addressee_kind=begun.addressee or MINISTRY,
            outside=begun.outside,
            person=begun.person,
            source=begun.source,
            laws=begun.laws,
            urgent=begun.urgent or None,
            other_cases=tuple(case_called(session, one) for one in begun.also),
            reply_days=begun.days,
        )
        return draft_letter(session, case_id, begun.kind, wanted)

    return desk.run(ask, then, failed=failed)


def change_block(
    desk: Desk,
    letter_id: str,
    language: str,
    block: str,
    text: str,
    then: Callable[[Letter], object],
    failed: Failed | None = None,
) -> Job[Letter]:
    """Write one block anew, in the signs in which it is edited."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.editing import edit_block

        return edit_block(session, letter_id, language, block, text)

    return desk.run(ask, then, failed=failed)


def take_step(
    desk: Desk, letter_id: str, step: str, then: Callable[[object], object], failed: Failed | None = None
) -> Job[object]:
    """Take a step of a letter that asks for nothing else."""

    def ask(session: Session) -> object:
        from fieldcase.office.letters import clearing, proposing, steps

        deeds: dict[str, Callable[[Session, str], object]] = {
            "submit": steps.submit,
            "approve": steps.approve,
            "clear": clearing.clear_letter,
            "sign": steps.sign,
            "finish": steps.sign,
            "propose": proposing.submit_to_headquarters,
        }
        return deeds[step](session, letter_id)

    return desk.run(ask, then, failed=failed)


@dataclass(frozen=True)
class Handed:
    """How a letter was handed over, as a person types it: `at` in the office's time, now where it is empty; `proof` the
    id of evidence."""

    method: str = ""
    recipient: str = ""
    at: str = ""
    proof: str = ""


def proofs_here(desk: Desk, letter_id: str, then: Callable[[tuple[Proof, ...]], object], failed: Failed) -> Job[Any]:
    """The evidence of the letter's case that may be its proof."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.proofs import proofs_of

        return proofs_of(session, letter_id)

    return desk.run(ask, then, failed=failed, reads=True)


def keep_scan(desk: Desk, letter_id: str, scan: Path, then: Callable[[Proof], object], failed: Failed) -> Job[Proof]:
    """Make a scan evidence of the letter's case."""

    def ask(session: Session) -> Any:
        from fieldcase.office.given import read_given
        from fieldcase.office.letters.proofs import keep_proof, proofs_of

        kept = keep_proof(session, letter_id, read_given(scan), scan.name)
        return next(one for one in proofs_of(session, letter_id) if one.id == kept)

    return desk.run(ask, then, failed=failed)


def dispatch_it(
    desk: Desk, letter_id: str, handed: Handed, then: Callable[[object], object], failed: Failed
) -> Job[object]:
    """Record that a letter left."""

    def ask(session: Session) -> object:
        from fieldcase.office.letters.steps import dispatch
        from fieldcase.office.moments import instant

        at = instant(session, handed.at, "at")
        return dispatch(session, letter_id, proof=handed.proof, method=handed.method, at=at, recipient=handed.recipient)

    return desk.run(ask, then, failed=failed)


def receive_it(
    desk: Desk, letter_id: str, handed: Handed, then: Callable[[object], object], failed: Failed
) -> Job[object]:
    """Record that a letter was received."""

    def ask(session: Session) -> object:
        from fieldcase.office.letters.steps import confirm_receipt
        from fieldcase.office.moments import instant

        return confirm_receipt(session, letter_id, proof=handed.proof, at=instant(session, handed.at, "at"))

    return desk.run(ask, then, failed=failed)


def agree_on(
    desk: Desk,
    letter_id: str,
    detail: str,
    letterhead: bool,
    name: bool,
    then: Callable[[object], object],
    failed: Failed,
) -> Job[object]:
    """Record what was agreed with the recipient of a letter to a source."""

    def ask(session: Session) -> object:
        from fieldcase.office.letters.editing import agree

        return agree(session, letter_id, detail=detail, letterhead=letterhead, name=name)

    return desk.run(ask, then, failed=failed)


def draft_block_anew(
    desk: Desk, letter_id: str, language: str, block: str, then: Callable[[object], object], failed: Failed
) -> Job[object]:
    """Fill one block from the records anew."""

    def ask(session: Session) -> object:
        from fieldcase.office.letters.editing import redraft_block

        return redraft_block(session, letter_id, language, block)

    return desk.run(ask, then, failed=failed)


def let_block_stand(
    desk: Desk,
    letter_id: str,
    language: str,
    block: str,
    reason: str,
    then: Callable[[object], object],
    failed: Failed,
) -> Job[object]:
    """Say why a block stays although facts of it moved."""

    def ask(session: Session) -> object:
        from fieldcase.office.letters.editing import let_stand

        return let_stand(session, letter_id, language, block, reason)

    return desk.run(ask, then, failed=failed)
