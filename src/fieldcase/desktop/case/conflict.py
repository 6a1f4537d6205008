"""Two values, both kept: each field that two laptops changed, with what stands on each side. Esc decides later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.form.saying import Names, say_part
from fieldcase.desktop.parts.arrange import column, framed, plain, row, scrolling
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, named, reference
from fieldcase.desktop.wording import Wording
from fieldcase.model.declare import Part, Shape, assemble
from fieldcase.model.kinds import KINDS
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.cases.conflicts import ConflictLine, Value
    from fieldcase.office.session import Session


def keep_value(desk: Desk, line: ConflictLine, ref: str, then: Callable[[object], object]) -> Job[Any]:
    """Keep one of the values: one use case; the other stays in the history."""

    def ask(session: Session) -> object:
        from fieldcase.office.cases.conflicts import decide_conflict

        return decide_conflict(session, line.kind, line.record, line.path, ref)

    return desk.run(ask, then)


class Conflicts(QWidget):
    """A card for each field in conflict. `decided` is called after every decision, `later` by the button back."""

    def __init__(
        self,
        desk: Desk,
        lines: Sequence[ConflictLine],
        wording: Wording,
        names: Names,
        decided: Callable[[], object],
        later: Callable[[], object],
    ) -> None:
        super().__init__()
        self._desk, self._wording, self._names, self._decided = desk, wording, names, decided
        self.buttons: list[Button] = []
        back = Button(_("Decide later"), "secondary")
        back.clicked.connect(lambda: later())
        head = row(Label(_("Two laptops changed the same"), "heading"), ..., back)
        self._cards = QVBoxLayout()
        for line in lines:
            self._cards.addWidget(self._card(line))
        page = plain(column(head, self._cards, ..., gap=12, margins=(0, 0, 6, 0)))
        self.setLayout(column(scrolling(page, _("Conflicts"))))

    def _card(self, line: ConflictLine) -> QFrame:
        part = KINDS[line.kind].part_of(line.path)
        of = reference(self._names.get(line.record, ""))
        said = _("{field} · {kind} {record}")
        title = Label(said.format(field=_(part.field.label), kind=_(KINDS[line.kind].label), record=of), "strong")
        if line.hidden:
            words = _("These values stand in a closed compartment. The custodian of your office decides between them.")
            return framed(column(title, Label(words, "quiet", wrap=True), gap=6, margins=(16, 12)))
        values = [self._value(line, part, value) for value in line.values]
        return framed(column(title, *values, gap=8, margins=(16, 12)))

    def _value(self, line: ConflictLine, part: Part, value: Value) -> QFrame:
        said = value.why or self._said(line, part, value.value)
        when = datetime.fromtimestamp(value.at / 1000, UTC).strftime("%Y-%m-%d %H:%M")
        keep = Button(_("Keep this"), "remedy", small=True)
        named(keep, _("Keep “{value}”").format(value=said))
        keep.setEnabled(not value.why)
        keep.clicked.connect(lambda: keep_value(self._desk, line, value.ref, lambda _kept: self._decided()))
        self.buttons.append(keep)
        words = column(Label(said, wrap=True), Label(_("written {when} UTC").format(when=when), "caption"), gap=0)
        return framed(row((words, 1), keep, margins=(12, 8)), "sunken")

    def _said(self, line: ConflictLine, part: Part, value: Any) -> str:
        """The value in words, read through the record's own declaration."""
        if value is None:
            return _("removed")
        kind = KINDS[line.kind]
        read = getattr(assemble(kind, line.record, {line.path: value}), part.name)
        if part.shape is Shape.PLAIN and read == getattr(kind.record(), part.name):
            return str(value)
        return say_part(part, read, self._wording, self._names) or str(value)
