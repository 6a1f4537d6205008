"""One source, by its own code. Who it is appears only when asked for with a reason, and is never kept by the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from fieldcase.desktop.case.sheets import source_grade_sheet
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.case.verifying import see_source
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.parts.arrange import column, empty, plain, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import line_field
from fieldcase.desktop.parts.label import Label, Picture, named
from fieldcase.desktop.parts.pill import Pill
from fieldcase.model.kinds.sources import Source
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, labelled

if TYPE_CHECKING:
    from fieldcase.office.sources.sources import SourceLine

SHOWN_FOR = 120_000
"""Milliseconds after which who a source is disappears again."""


class SourceCard(QFrame):
    """`told` are the numbers of the items of this case that came from it."""

    sheet = Signal(object)

    def __init__(self, given: Given, line: SourceLine, told: tuple[str, ...]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._given, self._line = given, line
        wording = given.wording
        facts = [wording.term("source_type", line.type).strip(), _("origin: {word}").format(word=line.group)]
        if told:
            facts.append(_("told {items}").format(items=", ".join(told)))
        grade = Button(_("Grade again"), "quiet", small=True)
        named(grade, f"{_('Grade again')}, {line.code}")
        grade.clicked.connect(lambda: self.sheet.emit(source_grade_sheet(given, line)))
        self.see = Button(_("Who is it?"), "quiet", "eye", small=True)
        named(self.see, f"{_('Who is it?')}, {line.code}")
        self.see.clicked.connect(self._ask)
        self._place = QVBoxLayout()
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self.hide_it)
        word = f"{line.grade} · {wording.term('source_reliability', line.grade)}"
        self.setLayout(
            column(
                row(Picture("lock", "ink2", 14), Label(line.code, "strong"), ..., gap=6),
                Label(" · ".join(one for one in facts if one), "caption", wrap=True),
                row(Pill("scale", word, "info"), ...),
                Label(line.reason, "caption", wrap=True) if line.reason else None,
                self._place,
                row(grade, self.see, ..., gap=4),
                gap=6,
                margins=(14, 10),
            )
        )

    def _ask(self) -> None:
        """A reason first: the look is logged."""
        empty(self._place)
        field = line_field(_("Why you need it"), "", _("The look is recorded with this reason."))
        assert isinstance(field.editor, QLineEdit)
        self.reason = field.editor
        show = Button(_("Show"), "secondary", small=True)
        show.clicked.connect(self._show)
        field.editor.returnPressed.connect(self._show)
        self._place.addWidget(plain(column(field, row(show, ...), gap=4)))
        self._drafting = drafted(self._given.desk, f"looking/{self._line.record}", {"reason": field}, field)
        field.editor.setFocus()

    def _show(self) -> None:
        see_source(self._given.desk, self._line.record, self.reason.text(), self._seen, self._refused)

    def _seen(self, source: Source) -> None:
        self._drafting.forget()
        empty(self._place)
        hide = Button(_("Hide now"), "quiet", "eye-off", small=True)
        hide.clicked.connect(self.hide_it)
        lines = [
            (_("Who it is"), source.identity),
            (_("Safe channel"), source.safe_channel),
            (_("Remarks"), source.remarks),
        ]
        said = [Label(labelled(title, text), wrap=True) for title, text in lines if text] or [
            Label(_("Nothing was written."), "quiet")
        ]
        minutes = SHOWN_FOR // 60_000
        note = Label(_("Hidden again after {minutes} minutes.").format(minutes=minutes), "caption", wrap=True)
        self._place.addWidget(plain(column(*said, row((note, 1), hide), gap=4)))
        self._away.start(SHOWN_FOR)
        hide.setFocus()

    def hide_it(self) -> None:
        """Take away who it is."""
        empty(self._place)
        self.see.setFocus()

    def _refused(self, refusal: Refusal) -> None:
        self._place.addWidget(Banner("octagon-alert", str(refusal), "danger"))
