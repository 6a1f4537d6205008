"""The rules speak in one place: a panel at the trailing edge, the same on case, letter and reply.

Blocked lines come first, then what to check, what waits, what is done, what is not needed. A line that blocks has its
remedy as a button below it; no two buttons of a panel have the same name for a screen reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fieldcase.desktop.parts.arrange import column, plain, row, rule
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture, named, unbroken
from fieldcase.model.words import N_, _, labelled, ngettext

STATES = {
    "blocked": ("circle-x", "danger", N_("Blocked")),
    "check": ("triangle-alert", "warn", N_("Check")),
    "waiting": ("clock", "ink2", N_("Waiting")),
    "done": ("circle-check", "ok", N_("Done")),
    "not_needed": ("circle-dashed", "ink2", N_("Not needed")),
}
"""Icon, ink and word of each state, in the order in which lines stand."""


MOST = 30
"""So many lines are shown, the worst first; nobody reads more, and thousands would stop the window. The count tells
all of them."""


@dataclass(frozen=True)
class RuleLine:
    """One thing that the rules say. `remedy` are the words of its button; `action` comes back when it is pressed."""

    state: str
    sentence: str
    why: str = ""
    remedy: str = ""
    action: object = field(default="", compare=False)


class RulesPanel(QFrame):
    """A card of rule lines; `asked` gives the action of the remedy that was pressed."""

    asked = Signal(object)

    def __init__(self, title: str, foot: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title, self._foot = title, foot
        self.remedies: list[Button] = []
        self._column = column(gap=6, margins=(16, 12))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._column)

    def show_lines(self, lines: Iterable[RuleLine], below: tuple[QWidget, ...] = ()) -> None:
        """Show these lines, in the order of their states; `below` are parts that follow them."""
        ordered = sorted(lines, key=lambda line: list(STATES).index(line.state))
        _clear(self._column)
        self.remedies = []
        self._column.addWidget(Label(self._title, "heading", wrap=True))
        counts = {state: sum(line.state == state for line in ordered) for state in STATES}
        self._column.addWidget(_counted(counts))
        self._column.addWidget(rule())
        loud = [line for line in ordered if line.state in ("blocked", "check", "waiting")]
        quiet = [line for line in ordered if line not in loud]
        words = Counter(line.remedy for line in loud)
        for line in loud[:MOST]:
            self._column.addWidget(self._loud(line, alike=words[line.remedy] > 1))
        if more := len(loud[MOST:]):
            said = ngettext("and {count} more", "and {count} more", more).format(count=more)
            self._column.addWidget(Label(said, "caption"))
        if loud and quiet:
            self._column.addWidget(rule())
        for line in quiet[:MOST]:
            self._column.addWidget(_quiet(line))
        for part in below:
            self._column.addWidget(part)
        if self._foot:
            self._column.addWidget(
                plain(row(Picture("info", "ink2", 14), (Label(self._foot, "caption", wrap=True), 1), gap=6))
            )
        self._column.addStretch(1)
        named(self, self._title, counted(counts))

    def _loud(self, line: RuleLine, *, alike: bool = False) -> QWidget:
        picture, ink, word = STATES[line.state]
        button = None
        if line.remedy:
            button = Button(line.remedy, "remedy", small=True)
            told = _("{deed}, for: {sentence}").format(deed=line.remedy, sentence=line.sentence)
            named(button, told if alike else line.remedy, labelled(_(word), line.sentence))
            button.clicked.connect(lambda _on=False, action=line.action: self.asked.emit(action))
            self.remedies.append(button)
        said = column(
            Label(_(word), "caption", ink=ink),
            Label(unbroken(line.sentence), "strong", wrap=True),
            Label(unbroken(line.why), "caption", wrap=True) if line.why else None,
            row(button, ..., margins=(0, 3, 0, 0)) if button else None,
            gap=0,
        )
        return plain(row(column(Picture(picture, ink), ..., margins=(0, 2)), (said, 1), gap=8, margins=(0, 2)))


def _quiet(line: RuleLine) -> QWidget:
    picture, ink, _word = STATES[line.state]
    mark = column(Picture(picture, ink), ..., margins=(0, 2))
    return plain(row(mark, (Label(unbroken(line.sentence), "quiet", wrap=True), 1), gap=8, margins=(0, 1)))


def counted(counts: dict[str, int]) -> str:
    """The counts in words: “2 block, 1 to check, 5 done”."""
    said = [
        ngettext("{count} blocks", "{count} block", counts["blocked"]).format(count=counts["blocked"]),
        _("{count} to check").format(count=counts["check"]) if counts["check"] else "",
        _("{count} done").format(count=counts["done"]) if counts["done"] else "",
    ]
    return ", ".join(one for one in said if one)


def _counted(counts: dict[str, int]) -> QWidget:
    parts: list[QWidget] = []

    def add(state: str, sentence: str, kind: str) -> None:
        if parts:
            parts.append(Label("·", "caption"))
        if kind != "quiet":
            parts.append(Picture(STATES[state][0], STATES[state][1], 14))
        parts.append(Label(sentence, kind))

    if counts["blocked"]:
        blocks = ngettext("{count} blocks", "{count} block", counts["blocked"])
        add("blocked", blocks.format(count=counts["blocked"]), "danger")
    if counts["check"]:
        add("check", _("{count} to check").format(count=counts["check"]), "warn")
    if counts["done"]:
        add("done", _("{count} done").format(count=counts["done"]), "quiet" if parts else "ok")
    if not parts:
        parts.append(Label(_("Nothing to say yet."), "quiet"))
    return plain(row(*parts, ..., gap=5))


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
