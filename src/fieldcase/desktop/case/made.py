"""What a use case made and wrote, and the function that undoes it where that can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk

if TYPE_CHECKING:
    from fieldcase.office.records import Before
    from fieldcase.office.session import Session

Undo = Callable[[Callable[[object], object]], object]
"""Undoes something, then calls what it is given."""


@dataclass(frozen=True)
class Made:
    """The answer of a use case, and what it wrote, where that can be written back."""

    said: Any
    written: tuple[Before, ...] = ()


def made(session: Session, use_case: Callable[[], object]) -> Made:
    """Carry it out, watching what it writes. Threads: the worker's."""
    from fieldcase.office.undoing import traced, undoable

    with traced(session) as written:
        said = use_case()
    return Made(said, tuple(written) if undoable(written) else ())


def undoing(desk: Desk, made: Made) -> Undo | None:
    """What writes back what stood before; None where it cannot be."""
    if not made.written:
        return None

    def undo(then: Callable[[object], object]) -> None:
        def ask(session: Session) -> None:
            from fieldcase.office.undoing import put_back

            put_back(session, made.written)

        desk.run(ask, then)

    return undo
