"""Two values, both kept: the fields that two laptops changed, one after the other, with what follows from each way.

The stricter value is chosen to begin with and counts meanwhile; Esc decides later. The button names the value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from fieldcase.desktop.case.differing import GONE, NEW, Differing, as_kept, combined, differing, marked
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.drafting import Drafting, keep_below
from fieldcase.desktop.form.saying import Names
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.parts.arrange import column, empty, framed, held, plain, released, row, rule, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import text_field
from fieldcase.desktop.parts.label import Label, Picture, isolated, named
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, labelled, ngettext

if TYPE_CHECKING:
    from fieldcase.office.cases.conflicts import ConflictLine
    from fieldcase.office.session import Session

LIST = 212
SHORT = 40
"""Signs of a value that the button names whole."""


def decide(
    desk: Desk, field: Differing, ref: str, other: Any, why: str, then: Callable[[object], object], failed: Any
) -> Job[Any]:
    """Keep one of the values (by its ref), or write another; with the reason beside it where one is given."""

    def ask(session: Session) -> object:
        from fieldcase.office.cases import conflicts

        if ref:
            return conflicts.decide_conflict(session, field.kind, field.record, field.path, ref, why, field.case)
        return conflicts.decide_otherwise(session, field.kind, field.record, field.path, other, why, field.case)

    return desk.run(ask, then, failed=failed)


def ask_about(page: QWidget, given: Given, record: str, decided: Callable[[], object]) -> Conflicts:
    """Ask about the fields in conflict, one after the other, those of `record` first; Esc decides later."""
    lines = sorted(map(given.shown.opened, given.page.conflicts), key=lambda line: line.record != record)
    dialog = Conflicts(page.window(), given.desk, lines, given.wording, given.names)
    dialog.decided.connect(decided)
    dialog.open()
    return dialog


def being_decided(page: QWidget) -> dict[str, Any]:
    """Where one is while the dialog is open, as the page of the case is led there again (`leading.way_led`)."""
    dialog = page.window().findChild(Conflicts, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return {"conflict": True, "records": [dialog.record]} if dialog is not None and dialog.isVisible() else {}


def conflict_banner(count: int, deed: Callable[[], object]) -> Banner:
    """What stands above the tabs while something waits to be decided."""
    sentence = ngettext(
        "Two laptops changed {count} value of this case. Until somebody decides, the stricter one counts.",
        "Two laptops changed {count} values of this case. Until somebody decides, the stricter one counts.",
        count,
    )
    button = Button(_("Decide"), "remedy", small=True)
    button.clicked.connect(lambda _on=False: deed())
    return Banner("git-merge", sentence.format(count=count), "warn", remedy=button)


class Conflicts(QDialog):
    """The fields at the leading side, the ways to decide beside them. `decided` says that one was decided."""

    decided = Signal()

    def __init__(
        self, parent: QWidget | None, desk: Desk, lines: Sequence[ConflictLine], wording: Wording, names: Names
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Two laptops changed the same"))
        self._desk = desk
        self._fields = [differing(line, wording, names) for line in lines]
        self._at = 0
        self.ways: list[QRadioButton] = []
        self.choices: list[Button] = []
        self.other: QPlainTextEdit | None = None
        self._count = Label("", "strong")
        self._side, self._main = column(gap=4), column(gap=8)
        self.keep = Button("", "primary", "check")
        self.keep.clicked.connect(self._decide)
        later = Button(_("Decide later"), "secondary")
        later.clicked.connect(self.reject)
        for button in (self.keep, later):
            button.setAutoDefault(False)
        title = row(Picture("git-merge", "warn", 20), Label(self.windowTitle(), "title"), ..., self._count, gap=8)
        foot = row(
            Picture("archive", "ink2", 14),
            (Label(_("Both values stay in the history, whatever you choose."), "caption", wrap=True), 1),
            later,
            self.keep,
            gap=8,
            margins=(20, 10, 16, 10),
        )
        side = scrolling(plain(column(self._side, ..., gap=0, margins=(12, 12))), _("Fields that differ"))
        side.setFixedWidth(look().px(LIST))
        self._asking = plain(column(self._main, ..., gap=0, margins=(16, 12, 16, 12)))
        main = scrolling(self._asking, _("The values"))
        body = column((side, 1), (main, 3), gap=0) if look().large else row(side, rule(upright=True), (main, 1), gap=0)
        if look().large:
            side.setMaximumWidth(16_777_215)
            side.setMinimumWidth(0)
            side.setFixedHeight(look().px(80))
        self.setLayout(column(plain(column(title, margins=(20, 14, 20, 12))), rule(), (body, 1), rule(), foot, gap=0))
        self._fit()
        self._show()

    def _fit(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(look().px(958), room.width() - 40), min(look().px(506), room.height() - 60))

    # --- showing

    @property
    def record(self) -> str:
        """The record of the field that is asked about."""
        return self._fields[self._at].record if self._fields else ""

    def _show(self) -> None:
        """The field whose turn it is."""
        empty(self._side)
        self.choices = []
        count = len(self._fields)
        words = ngettext("{count} field differs", "{count} fields differ", count).format(count=count)
        self._side.addWidget(Label(words, "caption"))
        for at, field in enumerate(self._fields):
            lines = "\n".join(_elided(words) for words in (field.label, field.of))
            button = Button(lines, "secondary" if at == self._at else "quiet")
            named(button, f"{field.label}, {field.of}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, at=at: self._go(at))
            self.choices.append(button)
            self._side.addWidget(button)
        self._count.setText(_("{at} of {count}").format(at=self._at + 1, count=count))
        self._show_field(self._fields[self._at])

    def _go(self, at: int) -> None:
        if not self._asking.isEnabled():
            return  # one is being decided
        keep_below(self)
        self._at = at
        self._show()

    def _show_field(self, field: Differing) -> None:
        empty(self._main)
        self.ways, self.other = [], None
        self._group = QButtonGroup(self)
        self._main.addWidget(Label(labelled(field.of, field.label), "heading", wrap=True))
        if field.hidden:
            words = _(
                "These values stand in a closed compartment. Show the name with a reason and come back, "
                "or ask the custodian of your office to decide."
            )
            self._main.addWidget(Banner("eye-off", words, "info"))
            self.keep.setEnabled(False)
            self.keep.say(_("Not yours to decide"))
            return
        self.keep.setEnabled(True)
        strict = next((way for way in field.ways if way.strict), None)
        if strict is not None:
            said = _("Until you decide, “{value}” counts.").format(value=_short(strict.said))
            self._main.addWidget(Banner("shield-check", said, "info"))
        cards = [self._card(field, at) for at in range(len(field.ways))]
        if field.text:
            cards.append(self._combine(field))
        self._main.addLayout(column(*cards, gap=8) if look().large else row(*((one, 1) for one in cards), gap=8))
        if field.text and len(field.ways) > 1:
            self._main.addWidget(Label(_("Where they differ"), "strong"))
            self._main.addWidget(differences(field.ways[0].said, field.ways[1].said))
        if self.other is not None:
            self._main.addWidget(self._another)
        self._why = text_field(_("Why (both laptops will see it)"), "", _("Codes only; may stay empty."), lines=2)
        self._main.addWidget(self._why)
        self._drafting = self._drafted(field)
        self._notices = QVBoxLayout()
        self._main.addLayout(self._notices)
        self.ways[field.first].setChecked(True)
        self._name()
        self.ways[field.first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _drafted(self, field: Differing) -> Drafting:
        """What is written of this field is kept until it is decided; who wrote a text chose to write one."""
        about = f"deciding/{field.record}/{field.path}"
        asked: dict[str, QWidget] = {"why": self._why}
        if self.other is not None:
            asked["text"] = self._another
        drafting = drafted(self._desk, about, asked, self._why)
        self.rejected.connect(drafting.keep)
        drafting.found.connect(self._found)
        return drafting

    def _found(self) -> None:
        if self.other is not None and self.other.toPlainText() != self._both:
            self.ways[-1].setChecked(True)

    def _card(self, field: Differing, at: int) -> QFrame:
        way = field.ways[at]
        radio = self._way(way.whence, f"{way.whence}: {way.said}, {way.who}")
        radio.setEnabled(not way.why)
        follows = _("It counts until somebody decides.") if way.strict else _("The other value stays in the history.")
        return framed(
            column(
                radio,
                Pill("shield-check", _("counts now"), "info") if way.strict else None,
                Label(way.said, wrap=True),
                Label(way.who, "caption", wrap=True),
                rule(),
                Label(follows, "caption", wrap=True),
                ...,
                gap=4,
                margins=(12, 8),
            ),
            "sunken" if way.strict else "card",
        )

    def _combine(self, field: Differing) -> QFrame:
        """A third way: a text written from both."""
        radio = self._way(_("Combine, or write another"), _("Combine both, or write another text"))
        self._both = combined([way.said for way in field.ways])
        self._another = text_field(_("The text that is to stand"), self._both, "", 4)
        assert isinstance(self._another.editor, QPlainTextEdit)
        self.other = self._another.editor
        self._another.setVisible(False)
        radio.toggled.connect(self._another.setVisible)
        words = Label(_("It begins with everything that both say; take out what is too much."), "caption", wrap=True)
        return framed(column(radio, words, ..., gap=4, margins=(12, 8)))

    def _way(self, words: str, name: str) -> QRadioButton:
        radio = QRadioButton(isolated(words))
        radio.setAccessibleName(name)
        radio.toggled.connect(self._name)
        self._group.addButton(radio, len(self.ways))
        self.ways.append(radio)
        return radio

    def _name(self) -> None:
        """The primary button names the value."""
        field, at = self._fields[self._at], self._group.checkedId()
        if 0 <= at < len(field.ways):
            self.keep.say(_("Keep “{value}”").format(value=_short(field.ways[at].said)))
        elif at == len(field.ways):
            self.keep.say(_("Keep this text"))

    # --- deciding

    def _decide(self) -> None:
        field, at = self._fields[self._at], self._group.checkedId()
        ref = field.ways[at].ref if 0 <= at < len(field.ways) else ""
        other = as_kept(field.path, self.other.toPlainText()) if not ref and self.other is not None else None
        why = self._why.editor.toPlainText() if isinstance(self._why.editor, QPlainTextEdit) else ""
        self.keep.busy(_("Deciding…"))
        held(self._asking, self)
        decide(self._desk, field, ref, other, why, lambda _record: self._taken(field), self._refused)

    def _taken(self, field: Differing) -> None:
        self._drafting.forget()
        released(self._asking)
        self._fields.remove(field)
        self._at = 0
        self.decided.emit()
        if self._fields:
            self._show()
        else:
            self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.keep.setEnabled(True)
        released(self._asking)
        self._name()
        empty(self._notices)
        self._notices.addWidget(Banner("octagon-alert", str(refusal), "danger"))


def differences(before: str, after: str) -> QTextEdit:
    """Both texts as one: what only the first says is struck out, what only the second says underlined."""
    shown = QTextEdit()
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setFixedHeight(look().px(84))
    cursor = QTextCursor(shown.document())
    for kind, words in marked(before, after):
        how = QTextCharFormat()
        how.setFontStrikeOut(kind == GONE)
        how.setFontUnderline(kind == NEW)
        how.setForeground(look().colour({GONE: "danger", NEW: "ok"}.get(kind, "ink")))
        if kind == NEW:
            how.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(words, how)
    said = "; ".join(
        (_("only in the first: {words}") if kind == GONE else _("only in the second: {words}")).format(
            words=words.strip()
        )
        for kind, words in marked(before, after)
        if kind in (GONE, NEW) and words.strip()
    )
    named(shown, _("Where they differ"), said)
    return shown


def _elided(words: str) -> str:
    """Words that fit into the list of fields."""
    metrics = QFontMetrics(look().font("strong"))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, look().px(LIST - 48))


def _short(words: str) -> str:
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"
