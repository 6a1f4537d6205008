"""Starting a letter: which kind, what it goes back to, to whom, in which languages.

Any letter may be started as soon as what it goes back to is there; the rules say later what stops it from leaving.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.letter.actions import Begun, draft, offered
from fieldcase.desktop.letter.kinds import ABOUT, FAMILIES
from fieldcase.desktop.parts.arrange import column, empty, framed, held, plain, released, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.field import Field, choice_field, line_field
from fieldcase.desktop.parts.label import Label, isolated, named, reference
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.machines.letter import SOURCE, STATE
from fieldcase.model.refusal import Refusal
from fieldcase.model.shape import Cites
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.letters.offered import KindOffered, Offered

FIRST = "note_verbale"
MINISTRY = "foreign_ministry"


class StartLetter(Screen):
    """The letters that the case `case_id` may have; the kinds at the leading side, the chosen one beside them."""

    def __init__(self, desk: Desk, standing: Standing, case_id: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._case, self._wording = desk, case_id, standing.wording
        self._offered: Offered | None = None
        self._resumed = ""
        self.kinds: dict[str, QRadioButton] = {}
        self._choices = QVBoxLayout()
        self._chosen = QVBoxLayout()
        self._make_choices()
        asked = {**self.languages, "urgent": self.urgent, "also": self.also, "days": self.days}
        self._drafting = drafted(desk, f"letter/new/{case_id}", asked, self)
        parts = (self._choices, self._chosen)
        body = column(*parts, ..., gap=12) if look().stacked else row((parts[0], 5), (parts[1], 6), gap=14)
        title = row(Label(_("Write a letter"), "title"), ...)
        inner = plain(column(title, body, ..., gap=12, margins=(24, 14, 24, 16)))
        self.setLayout(column((scrolling(inner, _("Write a letter")), 1), gap=0))
        offered(desk, case_id, self._show, self._failed)

    def choose(self, kind: str) -> None:
        """Choose a kind of letter, as a click on it does."""
        self.kinds[kind].setChecked(True)

    def primary(self) -> None:
        """Draft what is chosen."""
        if self._offered is None or not self.go.isEnabled():
            return
        if self._recipient is not None and not _said(self._recipient):
            self._recipient.refuse(_("Choose to whom it goes."))
            return
        languages = tuple(code for code, box in self.languages.items() if box.isChecked())
        if not languages:
            self._notice(_("Choose at least one language."))
            return
        days = _typed(self.days) if not self.days.isHidden() else ""
        if days and not (days.isascii() and days.isdecimal() and 0 < int(days) < 1000):
            self.days.refuse(_("Write a number of days, such as 30."))
            return
        to, recipient = _said(self._to), _said(self._recipient)
        source = any(one.source for one in self._offered.recipients if one.id == recipient)
        state, _slash, addressee = to.partition("/") if self._kind.to_state else ("", "", "")
        begun = Begun(
            kind=self._kind.kind,
            languages=languages,
            previous=_said(self._goes_back),
            reply=_said(self._answers),
            state=state,
            addressee=addressee,
            outside="" if self._kind.to_state else to,
            person="" if source else recipient,
            source=recipient if source else "",
            laws=tuple(filter(None, (_said(self._laws),))),
            urgent=self.urgent.isChecked() and self._kind.family != SOURCE,
            also=tuple(_typed(self.also).replace(",", " ").split()) if not self.also.isHidden() else (),
            days=int(days) if days else None,
        )
        self.go.busy(_("Drafting…"))
        held(self._kept, self)
        draft(self._desk, self._case, begun, self._drafted, self._refused)

    def where(self) -> dict[str, Any]:
        """The kind that is chosen."""
        return {"kind": self._kind.kind} if self._offered is not None else {}

    def take_up(self, kept: dict[str, object]) -> None:
        """Choose that kind again, where it is offered still."""
        self._resumed = str(kept.get("kind", ""))
        if self._resumed in self.kinds:
            self.choose(self._resumed)

    def arrive(self) -> None:
        if (chosen := next((one for one in self.kinds.values() if one.isChecked()), None)) is not None:
            chosen.setFocus()

    def regions(self) -> list[QWidget]:
        return [*list(self.kinds.values())[:1], *list(self.languages.values())[:1], self.go]

    # --- the kinds

    def _show(self, found: Offered) -> None:
        self._offered = found
        group = QButtonGroup(self)
        parts: list[QWidget | int] = [Label(_("Kind of letter"), "heading")]
        for family, heading in FAMILIES.items():
            members = [one for one in found.kinds if one.family == family]
            if members:
                parts += [6, Label(_(heading), "over")]
            for one in members:
                words = self._wording.term("letter_kind", one.kind)
                button = self.kinds[one.kind] = QRadioButton(isolated(words))
                button.setMinimumHeight(look().px(28))
                named(button, words, " ".join(filter(None, (_(ABOUT.get(one.kind, "")), one.hindrance))))
                button.toggled.connect(lambda on, one=one: self._toggled(one, on))
                group.addButton(button)
                parts.append(button)
        self._choices.addWidget(framed(column(*parts, gap=2, margins=(16, 12))))
        self._choices.addStretch(1)
        self.choose(next(one for one in (self._resumed, FIRST, *self.kinds) if one in self.kinds))
        self.arrive()

    # --- the kind that is chosen

    def _make_choices(self) -> None:
        """What is kept when another kind is chosen: languages, the urgent track, the buttons."""
        spoken = self._wording.language
        self.languages = {code: Tick(words, code in (spoken, "en")) for code, words in LANGUAGES.items()}
        self.urgent = Tick(_("On the urgent track: a shorter time to reply"))
        self.also = line_field(
            _("Further cases that it covers"), "", _("Their numbers, with commas between. Empty: this case alone.")
        )
        self.days = line_field(_("Days for the reply"), "", _("Empty: as many as the office gives for such letters."))
        self.go = Button(_("Draft it"), "primary", "pen-line")
        self.go.clicked.connect(self.primary)
        self._back = Button(_("Back"), "secondary")
        self._back.clicked.connect(lambda: self.went.emit("back", None))
        self._kept = plain(
            column(
                Label(_("Languages"), "strong"),
                *self.languages.values(),
                Label(
                    _("The first language is the authentic one; the others are courtesy translations."),
                    "caption",
                    wrap=True,
                ),
                6,
                self.urgent,
                6,
                self.also,
                self.days,
                gap=4,
            )
        )
        self._goes_back: Field | None = None
        self._answers: Field | None = None
        self._to: Field | None = None
        self._recipient: Field | None = None
        self._laws: Field | None = None
        self._notices = QVBoxLayout()

    def _toggled(self, kind: KindOffered, on: bool) -> None:
        if on:
            self._choose(kind)

    def _choose(self, kind: KindOffered) -> None:
        assert self._offered is not None
        self._kind = kind
        for part in (self._kept, self.go, self._back):
            part.setParent(None)
        empty(self._chosen)
        found, about = self._offered, _(ABOUT.get(kind.kind, ""))
        self._goes_back = self._field_of_letters(found) if kind.cites is Cites.LETTER and found.letters else None
        self._answers = self._field_of_replies(found) if kind.cites is Cites.REPLY and found.replies else None
        self._to = self._field_of_whom(found, kind)
        self._recipient = _field_of_recipients(found) if kind.family == SOURCE and found.recipients else None
        self._laws = _field_of_laws(found) if kind.comments and found.laws else None
        self._notices = QVBoxLayout()
        head = row(
            (Label(self._wording.term("letter_kind", kind.kind), "heading", wrap=True), 1), self._back, self.go, gap=8
        )
        asked = (self._goes_back, self._answers, self._to, self._recipient, self._laws)
        fields = [field for field in asked if field is not None]
        self.urgent.setVisible(kind.family != SOURCE)
        self.also.setVisible(kind.family != SOURCE and kind.cites is Cites.NOTHING)
        self.days.setVisible(kind.family == STATE and kind.to_state)
        self.go.setEnabled(not kind.hindrance)
        said = Label(about, wrap=True) if about else None
        self._chosen.addWidget(framed(column(head, said, self._notices, *fields, self._kept, gap=10, margins=(16, 12))))
        self._chosen.addStretch(1)
        for part in (self.go, self._back):
            part.show()
        self._kept.setVisible(not kind.hindrance)
        if kind.hindrance:
            self._notices.addWidget(Banner("info", kind.hindrance, "info"))

    def _field_of_letters(self, found: Offered) -> Field:
        wording = self._wording
        choices = {
            one.id: _("{reference}, {kind} of {day}, {state}").format(
                reference=reference(one.reference),
                kind=wording.term("letter_kind", one.kind),
                day=wording.day(one.sent.isoformat()),
                state=wording.state(one.state),
            )
            for one in reversed(found.letters)
        }
        return choice_field(_("Letter that it goes back to"), choices, next(iter(choices)))

    def _field_of_replies(self, found: Offered) -> Field:
        choices = {
            one.id: _("{reply} of {state}").format(reply=reference(one.number), state=self._wording.state(one.state))
            for one in reversed(found.replies)
        }
        return choice_field(_("Reply that it answers"), choices, next(iter(choices)))

    def _field_of_whom(self, found: Offered, kind: KindOffered) -> Field | None:
        """Whom it goes to, where that does not follow from what it goes back to, or from its kind."""
        if not kind.to_state:
            named_so = {one.id: one.name for one in found.outside if one.letter_kind == kind.kind}
            return choice_field(_("To"), named_so, next(iter(named_so))) if named_so else None
        if kind.family != STATE or kind.cites is not Cites.NOTHING or not found.addressees:
            return None
        choices = {
            f"{one.state}/{one.kind}": _("{addressee}, {state}").format(
                addressee=one.role, state=self._wording.state(one.state)
            )
            for one in sorted(found.addressees, key=lambda one: (one.state != found.state, one.kind != MINISTRY))
        }
        return choice_field(_("To"), choices, next(iter(choices)))

    # --- what came of it

    def _drafted(self, letter: Letter) -> None:
        self._drafting.forget()
        self.said.emit(_("The letter is drafted. Nothing has left."), None)
        self.went.emit("letter", letter.id)

    def _refused(self, refusal: Refusal) -> None:
        self.go.ready()
        released(self._kept)
        self._notice(str(refusal))

    def _notice(self, sentence: str) -> None:
        empty(self._notices)
        self._notices.addWidget(Banner("octagon-alert", sentence, "danger"))

    def _failed(self, refusal: Refusal) -> None:
        self._chosen.addWidget(Empty("octagon-alert", refusal.sentence, (refusal.way_out,), (self._back,)))
        self._back.show()


def _field_of_recipients(found: Offered) -> Field:
    """A person of the case or a source, by code alone."""
    choices = {
        one.id: _("{code}, a source").format(code=reference(one.code)) if one.source else reference(one.code)
        for one in found.recipients
    }
    hint = _("Only whoever agreed to be contacted again, on a way that is safe.")
    return choice_field(_("Person or source"), {"": _("Not chosen"), **choices}, "", hint)


def _field_of_laws(found: Offered) -> Field:
    several = {"": _("All laws of the case")} if len(found.laws) > 1 else {}
    choices = {
        one.id: _("{number}, {title}").format(number=reference(one.number), title=one.title) for one in found.laws
    }
    return choice_field(_("Law that it comments on"), {**several, **choices}, next(iter({**several, **choices})))


def _said(field: Field | None) -> str:
    if field is None:
        return ""
    assert isinstance(field.editor, QComboBox)
    return str(field.editor.currentData() or "")


def _typed(field: Field) -> str:
    assert isinstance(field.editor, QLineEdit)
    return field.editor.text().strip()
