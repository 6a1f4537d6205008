"""What came of the import: the sums, what to look at afterwards, and Undo of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldcase.desktop.importing.told import outcome
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.importing.apply import Imported

MOST = 200


class ResultPage(QWidget):
    """`back` undoes the whole import."""

    def __init__(self, back: Button) -> None:
        super().__init__()
        self._back = back
        self._box = QVBoxLayout()
        self._notices = QVBoxLayout()
        inner = plain(column(self._notices, self._box, ..., gap=12, margins=(24, 12, 24, 12)))
        self.setLayout(column(scrolling(inner, _("Result"))))

    def show_done(self, done: Imported) -> None:
        """Draw what came of it."""
        empty(self._box)
        empty(self._notices)
        first, *more = outcome(done)
        self._notices.addWidget(
            Banner("circle-check" if done.imported else "info", first, "ok" if done.imported else "info")
        )
        self._back.setVisible(bool(done.batch))
        lines = [Label(one, wrap=True) for one in more]
        kept = column(Label(_("What to look at now"), "heading"), *lines, row(self._back, ...), gap=8, margins=(16, 12))
        self._box.addWidget(framed(kept))
        if done.problems:
            self._box.addWidget(framed(self._problems(done)))

    def undone(self, sentence: str) -> None:
        """The import was undone, or why it was not."""
        empty(self._notices)
        self._notices.addWidget(Banner("undo-2", sentence))

    def refuse(self, sentence: str) -> None:
        empty(self._notices)
        self._notices.addWidget(Banner("octagon-alert", sentence, "danger"))

    def _problems(self, done: Imported) -> QVBoxLayout:
        count = len(done.problems)
        title = ngettext("{count} problem in the register", "{count} problems in the register", count)
        lines = []
        for one in done.problems[:MOST]:
            where = ", ".join(str(part) for part in (one["table"], one["column"]) if part)
            said = _("Row {row}: {where}. {problem} {remedy}").format(
                row=one["row"], where=where or "–", problem=one["problem"], remedy=one["remedy"]
            )
            lines.append(Label(said, "caption", wrap=True))
        if count > MOST:
            more = count - MOST
            lines.append(Label(ngettext("and {count} more", "and {count} more", more).format(count=more), "caption"))
        return column(Label(title.format(count=count), "heading"), *lines, gap=4, margins=(16, 12))
