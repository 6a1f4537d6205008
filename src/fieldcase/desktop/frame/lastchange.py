"""The last change, and what undoes it. Ctrl+Z undoes that one or nothing: where something else was changed since, or
the last change is a fact (a step taken, a withdrawal, a letter that left), it says so and leaves everything as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from fieldcase.desktop.desk import Desk
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.session import Session

Tell = Callable[..., object]


def last_written(session: Session) -> Any:
    """What names the last thing that this seat wrote."""
    from fieldcase.office.undoing import last_written as asked

    return asked(session)


class LastChange(QObject):
    """`tell` shows a notice (sentence and kind); `mark` is the use case that names the last thing written. Threads:
    the window's."""

    def __init__(self, desk: Desk, tell: Tell, parent: QObject, mark: Callable[[Session], Any] = last_written) -> None:
        super().__init__(parent)
        self._desk, self._tell, self._last = desk, tell, mark
        self._undo: Callable[[], object] | None = None
        self._sentence = ""
        self._mark: Any = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to undo."""
        return self._undo is None

    def note(self, sentence: str, undo: Callable[[], object]) -> None:
        """Something was changed; `undo` takes it back."""
        self._undo, self._sentence, self._mark = undo, sentence, None
        self._desk.run(self._last, self._take_mark)

    def take_back(self) -> None:
        """Undo it, once."""
        if self._undo is None:
            self._tell(_("Nothing to undo."), kind="note")
        else:
            self._desk.run(self._last, self._take_back)

    def _take_mark(self, mark: object) -> None:
        self._mark = mark

    def _take_back(self, mark: object) -> None:
        undo, self._undo = self._undo, None
        if undo is None:
            return
        if mark != self._mark:
            words = _("The last change is not undone with one key. What stood there before is in the history.")
            self._tell(words, kind="note")
            return
        undo()
        self._tell(_("Undone: “{what}”").format(what=self._sentence))
