"""The cards below the peers: what was put aside, what waits, what waits for a signature. Each line says why and what
to do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fieldcase.desktop.exchange.told import size, to_sign
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, rule
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture, named, reference
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.exchange.overview import KeptPackage, Overview
    from fieldcase.office.rosters.signing import Waiting

ICONS = {"FC-204": "user-round-x", "FC-205": "user-round-x", "FC-207": "unlink", "FC-212": "unlink"}


class TrayCard(QFrame):
    """Packages that were put aside or wait; `again` tries one (by its name) once more, `remedies` are its buttons."""

    def __init__(self, wording: Wording, today: date, again: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._wording, self._today, self._again = wording, today, again
        self.remedies: list[Button] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(look().px(8))
        self.setLayout(column(self._box, ..., margins=(16, 12)))

    def show_trays(self, told: Overview) -> None:
        """Draw both trays anew."""
        empty(self._box)
        self.remedies = []
        self._head(_("Put aside"), len(told.aside), _("nothing of these was applied"))
        for place, kept in enumerate(told.aside):
            if place:
                self._box.addWidget(rule())
            self._box.addWidget(self._line(kept, waits=False))
        if not told.aside:
            self._box.addWidget(Label(_("Nothing was put aside."), "quiet", wrap=True))
        if told.waiting:
            self._box.addSpacing(look().px(8))
            self._head(_("Waiting packages"), len(told.waiting), _("applied by themselves, or tried again"))
            for kept in told.waiting:
                self._box.addWidget(self._line(kept, waits=True))

    def _head(self, title: str, count: int, below: str) -> None:
        number = Label(self._wording.number(count), "heading", ink="ink2") if count else None
        self._box.addLayout(row(Label(title, "heading"), number, Label(below, "caption") if count else None, ...))

    def _line(self, kept: KeptPackage, *, waits: bool) -> QWidget:
        icon = ICONS.get(kept.code, "hourglass" if waits else "package-x")
        when = self._wording.moment(kept.at, self._today) if kept.at else "–"
        title = _("Package of {when}").format(when=when)
        said = " ".join(part for part in (kept.reason or _("It has not been looked at yet."), kept.remedy) if part)
        again, more = Button(_("Try again"), "remedy", small=True), Button(_("Details"), "secondary", small=True)
        named(again, _("Try again: {what}").format(what=title), said)
        more.setAccessibleName(_("Details: {what}").format(what=title))
        again.clicked.connect(lambda: self._again("" if waits else kept.name))
        self.remedies.append(again)
        details = Label(
            _("{code} · {size} · SHA-256 {hash}").format(
                code=kept.code or "–", size=size(kept.length), hash=reference(kept.name[:16])
            ),
            "caption",
            wrap=True,
        )
        details.hide()
        more.clicked.connect(lambda: details.setVisible(details.isHidden()))
        words = column(Label(title, "strong"), Label(said, wrap=True), details, gap=2)
        mark = plain(column(Picture(icon, "warn" if waits else "danger", 20), ...))
        buttons = row(again, more, gap=8)
        line = column(row(mark, (words, 1), gap=10), row(..., buttons)) if look().stacked else None
        shown = plain(line or row(mark, (words, 1), buttons, gap=10))
        shown.setAccessibleName(f"{title}. {said}")
        return shown


def signing_card(waits: Waiting, sign: Callable[[Waiting], object]) -> tuple[QFrame, Button]:
    """A roster or revocations that wait for this seat: what it changes in full, the code, and the way to sign."""
    go = Button(_("Compare and sign…"), "remedy", small=True)
    go.clicked.connect(lambda: sign(waits))
    by = ", ".join(waits.proposed_by) or "–"
    title = _("Waits for your signature")
    about = _("Proposed by {by} on {on}").format(by=by, on=waits.made[:10]) if waits.roster else ""
    head = row(Picture("stamp", "warn", 20), Label(title, "heading"), Label(about, "caption"), ..., go, gap=10)
    if look().stacked:
        head = row(Picture("stamp", "warn", 20), (Label(title, "heading", wrap=True), 1), go, gap=10)
    code = Label(_("Code to compare: {code}").format(code=reference(waits.code)), "strong")
    lines = [Label(line, wrap=True) for line in to_sign(waits)]
    card = framed(column(head, *lines, code, gap=6, margins=(16, 12)))
    named(go, _("Compare and sign, code {code}").format(code=waits.code), " ".join(to_sign(waits)))
    return card, go
