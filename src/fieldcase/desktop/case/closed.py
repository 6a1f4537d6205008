"""What stands of a record in the identity room, opened with a reason and corrected: names in every spelling, how
somebody is reached, what was received word for word. While it is not shown, nothing of it can be typed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from shiboken6 import isValid

from fieldcase.desktop.case.editing import EditSheet
from fieldcase.desktop.case.namesshown import NamesShown
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.declare import Record, Room
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.parties import Party
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.parties.identity import Seen
    from fieldcase.office.session import Session

CASE_FIELDS = ("as_received", "remarks")
TITLES = {"party": N_("Names and contacts of {record}"), "case": N_("As received, word for word: {record}")}


def correct(
    desk: Desk,
    kind: str,
    record: str,
    values: Mapping[str, Any],
    reason: str,
    then: Callable[[Seen], object],
    failed: Callable[[Refusal], object] | None = None,
) -> Job[Any]:
    """Correct it, and see it as it now stands, for the same reason."""

    def ask(session: Session) -> Any:
        from fieldcase.office.parties.identity import correct_closed, see_whole

        correct_closed(session, kind, record, values)
        return see_whole(session, kind, record, reason or _("It was corrected."))

    return desk.run(ask, then, failed=failed)


class ClosedSheet(EditSheet):
    """The sheet of a record that is shown now. It closes, and keeps what is typed, when the record is hidden again."""

    def __init__(self, given: Given, record: Record) -> None:
        kind = kind_of(type(record))
        super().__init__(
            given.desk,
            kind,
            record,
            given.around,
            only=CASE_FIELDS if kind.name == "case" else (),
            title=_(TITLES[kind.name]).format(record=given.names.get(record.id, "")),
            rooms=(Room.IDENTITY,),
        )
        self._desk, self._shown, self._reason = given.desk, given.shown, given.shown.reason
        self._values: dict[str, Any] = {}
        self._shown.changed.connect(self._hidden)
        self.saved.connect(self._correct)

    def where(self) -> dict[str, Any]:
        """After a lock the name is hidden: what asks for the reason opens instead, and the draft waits."""
        party = isinstance(self.record, Party)
        return {"kind": "opening" if party else "reading", "record": "", "party": self.record.id if party else ""}

    def _hidden(self) -> None:
        if self._shown.record(self.record.id) is None:
            self._shown.changed.disconnect(self._hidden)
            self.leave()

    def _correct(self, values: dict[str, Any]) -> None:
        self._values = values
        correct(self._desk, self.kind.name, self.record.id, values, self._reason, self._corrected, self.refuse)

    def _corrected(self, seen: Seen) -> None:
        self._shown.changed.disconnect(self._hidden)
        self.drafting.forget()
        undo = _undoing(self._desk, self._shown, self.record, self.old_values(self._values), self._reason)
        self._shown.corrected(seen)
        self.done.emit(_("Corrected. What stood there before stays in the history."), undo)


def _undoing(
    desk: Desk, shown: NamesShown, record: Record, before: Mapping[str, Any], reason: str
) -> Callable[[Callable[[object], object]], object]:
    """What writes again what stood there before, also when the page was left meanwhile."""

    def undo(then: Callable[[object], object]) -> None:
        def undone(seen: Seen) -> None:
            if isValid(shown):
                shown.corrected(seen)
            then(seen)

        correct(desk, kind_of(type(record)).name, record.id, before, reason, undone)

    return undo
