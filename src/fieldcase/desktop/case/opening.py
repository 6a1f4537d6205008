"""A new case: the few fields that open one. Everything else follows on its page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from fieldcase.desktop.case.actions import open_new_case
from fieldcase.desktop.case.editing import EditSheet
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.editors import Around
from fieldcase.desktop.parts.arrange import margins_of
from fieldcase.desktop.parts.datefield import Reading
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.standing import Standing
from fieldcase.model.declare import assemble
from fieldcase.model.kinds.cases import CASE, Case
from fieldcase.model.words import _

FIELDS = ("title_neutral", "track", "received_at", "received_channel", "summary")
"""What leaving the draft asks of the case itself (G2), and whether it is urgent; the rest is said on its page."""


class NewCase(Screen):
    """The sheet of a new case; the office gives its number when it is saved."""

    def __init__(self, desk: Desk, standing: Standing, read: Reading) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._blank = Case(track="normal", received_at=f"{standing.today.isoformat()}T00:00:00Z")
        self._sheet = EditSheet(desk, CASE, self._blank, Around(standing.wording, read, {}), new=True, only=FIELDS)
        self._sheet.saved.connect(self._save)
        self._sheet.left.connect(lambda: self.went.emit("back", None))
        box = QVBoxLayout()
        box.setContentsMargins(*margins_of((24, 12, 20, 12)))
        box.addWidget(self._sheet)
        self.setLayout(box)

    def _save(self, values: dict[str, object]) -> None:
        said = {"track": self._blank.track, "received_at": self._blank.received_at, **values}
        case = assemble(CASE, "", said)
        assert isinstance(case, Case)
        open_new_case(self._desk, case, self._saved, self._sheet.refuse)

    def _saved(self, added: Case) -> None:
        self._sheet.drafting.forget()
        self.said.emit(_("The case is opened."), None)
        self.went.emit("case", added.id)

    def primary(self) -> None:
        self._sheet.offer()

    def command(self, name: str) -> bool:
        if name == "save":
            self._sheet.offer()
            return True
        return name == "new_case"

    def arrive(self) -> None:
        first = self._sheet.form.first()
        if first is not None:
            first.setFocus()

    def keep(self) -> None:
        self._sheet.drafting.keep()

    def put_away(self) -> dict[str, object]:
        return {"typed": self._sheet.form.typed()}

    def take_up(self, kept: dict[str, object]) -> None:
        typed = kept.get("typed")
        if isinstance(typed, dict):
            self._sheet.form.take_up(typed)
