"""The sheet on which fields of one record are edited: it takes the place of the tab, and nothing typed is lost.

Saving is one use case. What the office refuses is said above the form, and what was typed stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldcase.desktop.case.about import shows
from fieldcase.desktop.case.tab import Sheet
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.form.editors import Around, Unfit
from fieldcase.desktop.form.form import Form
from fieldcase.desktop.parts.arrange import column, empty, framed, held, released, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.look import look
from fieldcase.model.declare import Kind, Record, Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

MAIN_FIELDS = {
    "case": (
        "title_neutral",
        "track",
        "received_at",
        "received_channel",
        "subject_kind",
        "summary",
        "transnational_kind",
        "gender_dimension",
    ),
}
"""The fields that a sheet offers where a kind has more than a person edits at once; other kinds offer all."""


OPENED = N_("It stays in the identity room. What stood there before stays in the history; empty a part to take it out.")


class EditSheet(Sheet):
    """`saved` gives the changed values by path, `left` closes the sheet; `about` names the draft of a new record.
    `rooms` are those whose fields are offered of a record that is there already.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        kind: Kind,
        record: Record,
        around: Around,
        *,
        new: bool = False,
        only: Sequence[str] = (),
        about: str = "",
        title: str = "",
        above: QWidget | None = None,
        rooms: Sequence[Room] = (Room.CASE, Room.OFFICE),
    ) -> None:
        super().__init__()
        self.kind, self.record, self.new = kind, record, new
        self.of, self.party, self.at = kind.name, "", ""
        self.by_tab: dict[str, Any] = {}
        opened = Room.IDENTITY in rooms
        wanted = () if opened else MAIN_FIELDS.get(kind.name, ())
        self.form = Form(kind, record, around, only or wanted, new=new, rooms=rooms)
        self.form.setMaximumWidth(look().px(720))
        if record.id and kind.name in KINDS:
            for name, widget in self.form.parts():
                shows(widget, kind.name, record.id, name)
        self.save = Button(_("Save"), "primary", "check")
        self.save.clicked.connect(self.offer)
        back = Button(_("Back"), "secondary")
        back.clicked.connect(self.leave)
        title = title or (_("New: {kind}") if new else _("Edit: {kind}")).format(kind=_(kind.label))
        self._notices = QVBoxLayout()
        self._always = False
        self._title = Label(title, "heading")
        head = row(self._title, ..., back, self.save, gap=8)
        said = Label(_(OPENED) if opened else _(kind.help), "caption", wrap=True)
        body = column(head, said, self._notices, above, 4, self.form, gap=6, margins=(16, 12))
        self.setLayout(column(scrolling(framed(body), title)))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)
        draft = f"{kind.name}/{record.id or f'new/{about}'}"
        self.drafting = Drafting(desk, f"{draft}/opened" if opened else draft, self.form, self)
        self.drafting.found.connect(self._found)

    def be(self, title: str, verb: str, *, danger: bool = False) -> None:
        """A deed and not a record: its own title, its verb on the button, done also where nothing was typed."""
        self.save.rename(_(verb))
        if title:
            self._always = True
            self._title.setText(_(title))
        if danger:
            self.save.become("danger")

    def offer(self) -> None:
        """Hand over what was changed; what does not fit is said in its place."""
        try:
            values = self.form.values()
        except Unfit as problem:
            self.notice(_("Something is not filled in as it can be kept. {why}").format(why=problem), "danger")
            return
        if not values and not self._always:
            self.leave()
            return
        self.save.busy(_("Saving…"))
        held(self.form, self)
        self.saved.emit(values)

    def keep(self) -> None:
        self.drafting.keep()

    def where(self) -> dict[str, Any]:
        """The kind, the record and the person of the sheet; or what its tab opens it again by."""
        return self.by_tab or {"kind": self.of, "record": self.record.id, "party": self.party}

    def begin(self) -> None:
        first = self.form.first(self.at)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close the sheet; what was typed is kept as a draft."""
        self.drafting.keep()
        self.left.emit()

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not saved; everything typed stays."""
        self.save.ready()
        released(self.form)
        self.notice(str(refusal), "danger")

    def old_values(self, values: dict[str, Any]) -> dict[str, Any]:
        """What stood there before: what undo writes."""
        return self.form.old_values(tuple(values))

    def _found(self) -> None:
        self.notice(_("You typed this before and did not save it. Every word is kept."), "info")

    def notice(self, sentence: str, tone: str) -> None:
        """Say something above the fields."""
        empty(self._notices)
        self._notices.addWidget(Banner("octagon-alert" if tone == "danger" else "info", sentence, tone))
