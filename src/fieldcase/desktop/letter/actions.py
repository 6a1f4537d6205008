"""What the letter pages ask of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from fieldcase.desktop.desk import LATER, Desk, Job
from fieldcase.desktop.letter.preview import draw_pages
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.letters.offered import Offered
    from fieldcase.office.letters.page import LetterPage
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]


def open_letter(
    desk: Desk, letter_id: str, language: str, then: Callable[[LetterPage], object], failed: Failed
) -> Job[LetterPage]:
    """Everything that the page of one letter shows, in one language, with the PDF as it would print now."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.page import letter_page

        return letter_page(session, letter_id, language)

    return desk.run(ask, then, failed=failed)


def draw(desk: Desk, pdf: bytes, width: int, ratio: float, then: Callable[[tuple[QImage, ...]], object]) -> Job[Any]:
    """The pages of a PDF as pictures, drawn beside the window's work."""
    return desk.run(lambda _session: draw_pages(pdf, width, ratio), then, order=LATER)


@dataclass(frozen=True)
class Begun:
    """A letter as it is begun at the desk; what is empty follows from the records."""

    kind: str
    languages: tuple[str, ...]
    previous: str = ""
    reply: str = ""
    state: str = ""
    addressee: str = ""
    outside: str = ""
    urgent: bool = False


def offered(desk: Desk, case_id: str, then: Callable[[Offered], object], failed: Failed) -> Job[Offered]:
    """What letters the case may have."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.offered import letters_offered

        return letters_offered(session, case_id)

    return desk.run(ask, then, failed=failed)


def draft(desk: Desk, case_id: str, begun: Begun, then: Callable[[Letter], object], failed: Failed) -> Job[Letter]:
    """Draft a letter of a case."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.drafting import MINISTRY, Wanted, draft_letter

        wanted = Wanted(
            languages=begun.languages,
            previous=(begun.previous,) if begun.previous else (),
            replies_to=(begun.reply,) if begun.reply else (),
            state=begun.state,
            addressee_kind=begun.addressee or MINISTRY,
            outside=begun.outside,
            urgent=begun.urgent or None,
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
    """Submit, approve or sign a letter."""

    def ask(session: Session) -> object:
        from fieldcase.office.letters import steps

        return {"submit": steps.submit, "approve": steps.approve, "sign": steps.sign}[step](session, letter_id)

    return desk.run(ask, then, failed=failed)
