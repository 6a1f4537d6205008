"""The tab of letters and replies: everything that went to States and came back, as cards in the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from fieldcase.desktop.case.tab import CaseTab, Given
from fieldcase.desktop.case.tab import Sheet as CaseSheet
from fieldcase.desktop.form.sheet import AskSheet
from fieldcase.desktop.parts.arrange import column, empty, framed, of_row, plain, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label, Picture, named, reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.reply.sheets import STAGES, became_sheet, measure_sheet
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import LETTER_ICONS
from fieldcase.model.kinds.letters import EarlierLetter, OralApproach
from fieldcase.model.refusal import Refusal
from fieldcase.model.rules.tracker import LABELS, ClockState
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.cases.correspondence import Sent
    from fieldcase.office.letters.listing import LetterRow
    from fieldcase.office.replies.listing import ReplyRow
    from fieldcase.office.replies.measures import MeasureRow
    from fieldcase.office.session import Session

LATE = (ClockState.OVERDUE,)


class Correspondence(CaseTab):
    """Cards of letters, old letters, talks, replies and measures. Each opens by its button."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.register = Button(_("Register a reply"), "secondary", "reply", small=True)
        self.register.clicked.connect(lambda: self.went.emit("register_reply", given.case_id))
        more = [self._add(kind, words) for kind, words in self._kinds()]
        measure = Button(_("Record a measure"), "quiet", "plus", small=True)
        measure.clicked.connect(self._measure)
        head: QLayout = row(Label(_("Letters & replies"), "heading"), ..., self.register, gap=8)
        if look().stacked:
            head = row(self.register, ...)
        others = row(*more, measure, ..., gap=4) if not look().stacked else column(*more, measure, gap=2)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(look().gap(2))
        self.opening: list[Button] = []
        self._cards.addWidget(Label(_("One moment…"), "quiet"))
        self.setLayout(column(head, self._cards, others, ..., gap=10))

        def ask(session: Session) -> Any:
            from fieldcase.office.cases.correspondence import correspondence

            return correspondence(session, given.case_id)

        given.desk.run(ask, self._show, failed=self._failed, reads=True)

    def arrive(self) -> bool:
        """The focus goes to the newest card, else to the first step."""
        (self.opening[0] if self.opening else self.register).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def regions(self) -> list[QWidget]:
        return [self.register, *self.opening[:1]]

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        return ("earlier_letter", _("Add an old letter")), ("oral_approach", _("Add a talk"))

    def _add(self, kind: str, words: str) -> Button:
        button = Button(words, "quiet", "plus", small=True)
        button.clicked.connect(lambda: self.opened.emit(kind, None))
        return button

    def _show(self, found: tuple[Sent, ...]) -> None:
        empty(self._cards)
        for one in found:
            self._cards.addWidget(self._card(one))
            each = one.letter or one.reply or one.measure or one.earlier or one.talk
            of_row(self.opening[-1], each.id if each is not None else "")
        self.settle()
        if not found:
            sentence = _("Nothing has gone to a State in this case. A letter may be begun at any time.")
            self._cards.addWidget(Empty("mail", _("No letter yet"), (sentence,)))

    def _failed(self, refusal: Refusal) -> None:
        empty(self._cards)
        self._cards.addWidget(Banner("octagon-alert", str(refusal), "danger"))

    # --- cards

    def _card(self, one: Sent) -> QFrame:
        if one.letter is not None:
            return self._letter(one.letter)
        if one.reply is not None:
            return self._reply(one.reply)
        if one.measure is not None:
            return self._measured(one.measure)
        old = one.earlier or one.talk
        assert old is not None
        return self._old(old)

    def _letter(self, one: LetterRow) -> QFrame:
        wording = self.given.wording
        icon, tone = LETTER_ICONS.get(one.status, ("pen-line", "neutral"))
        pill = Pill(icon, wording.term("letter_status", one.status), tone)
        title = wording.term("letter_kind", one.kind)
        to = _("to {addressee}").format(addressee=wording.state(one.addressee_state)) if one.addressee_state else ""
        day = _("left on {day}").format(day=wording.day(one.dispatched.isoformat())) if one.dispatched else ""
        lines = [", ".join(filter(None, (reference(one.reference), to, day)))]
        clock = self._clock(one)
        return self._laid("mail", title, pill, lines, clock, _("Open the letter"), one.reference or title,
                          lambda: self.went.emit("letter", one.id))  # fmt: skip

    def _clock(self, one: LetterRow) -> QWidget | None:
        clock = one.clock
        if clock.state is ClockState.NOT_STARTED:
            return None
        late = clock.state in LATE
        words = _(LABELS[clock.state])
        if clock.due is not None:
            words = _("{clock}: reply due on {day}").format(
                clock=words, day=self.given.wording.day(clock.due.isoformat())
            )
        if late:
            words += ", " + ngettext("{count} day late", "{count} days late", clock.late).format(count=clock.late)
        if one.outcome is not None:
            words += f". {_(LABELS[one.outcome])}"
        ink = "danger" if late else "ink2"
        return plain(row(Picture("clock-alert" if late else "clock", ink, 14), (Label(words, wrap=True, ink=ink), 1)))

    def _reply(self, one: ReplyRow) -> QFrame:
        wording = self.given.wording
        icon = "hourglass" if one.status == "awaiting_translation" else "reply"
        pill = Pill(icon, one.stands, "info")
        title = _("Reply of {state}").format(state=wording.state(one.from_state))
        kinds = ", ".join(wording.term("reply_kind", kind) for kind in one.kinds)
        day = _("came in on {day}").format(day=wording.day(one.received.isoformat())) if one.received else ""
        to = ", ".join(reference(letter.reference or letter.case_no) for letter in one.letters)
        answers = _("answers {letters}").format(letters=to) if to else ""
        lines = [", ".join(filter(None, (reference(one.reply_no), kinds, day))), answers]
        late = _(LABELS[one.late]) if one.late else ""
        clock = Label(late, "caption") if late else None
        return self._laid("reply", title, pill, lines, clock, _("Open the matrix"), one.reply_no,
                          lambda: self.went.emit("reply", one.id))  # fmt: skip

    def _measured(self, one: MeasureRow) -> QFrame:
        wording = self.given.wording
        pill = Pill("handshake", _(STAGES.get(one.stage, one.stage)), "neutral")
        title = wording.term("state_measure", one.kind)
        lines = [", ".join(filter(None, (wording.state(one.by_state), wording.dated(one.date), ", ".join(one.op_ref))))]
        return self._laid("handshake", title, pill, lines, None, _("What became of it…"), title,
                          lambda: self._became(one.id, title))  # fmt: skip

    def _old(self, one: EarlierLetter | OralApproach) -> QFrame:
        wording = self.given.wording
        if isinstance(one, EarlierLetter):
            kind, title = "earlier_letter", wording.term("letter_kind", one.kind) or _("Letter")
            pill = Pill("archive", _("From an old register"), "neutral")
            said = (reference(one.office_ref), wording.state(one.addressee_state), wording.dated(one.dispatched_at))
        else:
            kind, title = "oral_approach", _("Talk with {state}").format(state=wording.state(one.state))
            pill = Pill("phone", _("Talk"), "neutral")
            said = ("", "", wording.dated(one.date))
        name = f"{title} {said[2]}"
        return self._laid("archive" if kind == "earlier_letter" else "phone", title, pill,
                          [", ".join(filter(None, said))], None, _("Open"), name,
                          lambda: self.opened.emit(kind, one))  # fmt: skip

    def _laid(
        self, icon: str, title: str, pill: Pill, lines: list[str], clock: QWidget | None, words: str, name: str, go: Any
    ) -> QFrame:
        button = Button(words, "secondary", small=True)
        named(button, _("{words}: {what}").format(words=words, what=name))
        button.clicked.connect(lambda: go())
        self.opening.append(button)
        heading: QLayout = row(Picture(icon, "ink2"), (Label(title, "strong", wrap=True), 1), pill, button, gap=8)
        if look().stacked:
            heading = column(Label(title, "strong", wrap=True), row(pill, ...), row(button, ...), gap=6)
        said = [Label(line, "quiet", wrap=True) for line in lines if line]
        card = framed(column(heading, *said, clock, gap=4, margins=(16, 10)))
        named(card, title, "; ".join(filter(None, lines)))
        return card

    # --- sheets

    def _measure(self) -> None:
        given, sheet = self.given, _Placed()
        sheet.put(measure_sheet(given.desk, given.wording, given.read, given.case_id, sheet.was_done, sheet.leave))
        self.sheet.emit(sheet)

    def _became(self, measure: str, title: str) -> None:
        given, sheet = self.given, _Placed()
        sheet.put(became_sheet(given.desk, given.read, measure, title, sheet.was_done, sheet.leave, _("Back")))
        self.sheet.emit(sheet)


class _Placed(CaseSheet):
    """A sheet in the place of the tab."""

    def put(self, sheet: AskSheet) -> None:
        """Hold this sheet."""
        self._held = sheet
        self.setLayout(column(sheet))

    def was_done(self, sentence: str) -> None:
        self.done.emit(sentence, None)

    def leave(self) -> None:
        self.left.emit()

    def offer(self) -> None:
        self._held.offer()

    def keep(self) -> None:
        self._held.keep()

    def begin(self) -> None:
        self._held.begin()
