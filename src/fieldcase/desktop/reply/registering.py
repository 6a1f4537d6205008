"""Registering a State's reply: drop the scan, say when it came and what it answers; the clocks follow by themselves.

A reply may answer several letters, also of other cases; several replies to one letter stand side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.sheet import AskSheet
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import empty
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.datefield import DateField, Reading
from fieldcase.desktop.parts.dropped import DropField
from fieldcase.desktop.parts.field import choice_field, line_field, text_field
from fieldcase.desktop.parts.label import Label, reference
from fieldcase.desktop.parts.screen import Page
from fieldcase.desktop.parts.several import Several
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.reply.actions import may_answer
from fieldcase.desktop.reply.board import FLAGS
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.replies.answerable import MayAnswer
    from fieldcase.office.session import Session

SPONTANEOUS = "spontaneous_op8"
CHANNELS = {
    "direct": N_("Straight to this office"),
    "hq": N_("By headquarters"),
    "oral": N_("Said, and noted by the office"),
    "public": N_("In public"),
}


class RegisterReply(Page):
    """Registers a reply in the case `case_id`, then opens its page."""

    def __init__(self, desk: Desk, standing: Standing, read: Reading, case_id: str) -> None:
        super().__init__(_("One moment…"))
        self._desk, self._standing, self._read, self._case = desk, standing, read, case_id
        self.sheet: AskSheet | None = None
        may_answer(desk, case_id, self._show, self._failed)

    def _show(self, found: tuple[MayAnswer, ...]) -> None:
        empty(self._column)
        asked = asked_of(found, self._standing.wording, self._read)
        case = self._case

        def use_case(session: Session, said: dict[str, Any]) -> object:
            return register(session, case, said)

        about = _("The clock goes by the day it came in. Nobody works on it before it is read for names and threats.")
        self.sheet = AskSheet(
            self._desk, _("Register a reply"), about, asked,
            Button(_("Register the reply"), "primary", "check"), use_case, self._registered,
            lambda: self.went.emit("back", None),
            needs={
                "kinds": _("Choose what kind of reply it is."),
                "dated": _("Say the date that stands on it."),
                "language": _("Choose its language."),
            },
            draft=f"reply/new/{case}", leave=_("Back"),
        )  # fmt: skip
        self._column.addWidget(self.sheet)
        self.sheet.begin()

    def _registered(self, made: Any) -> None:
        self.said.emit(_("{reply} is registered. Its clocks follow it.").format(reply=made.reply_no), None)
        self.went.emit("reply", made.id)

    def primary(self) -> None:
        """Ctrl+Enter: register it."""
        self.save_sheet()

    def command(self, name: str) -> bool:
        """Ctrl+S registers, as the button does."""
        return name == "save" and self.save_sheet()

    def arrive(self) -> None:
        if self.sheet is not None:
            self.sheet.begin()


def asked_of(found: tuple[MayAnswer, ...], wording: Wording, read: Reading) -> dict[str, QWidget]:
    """The fields: first the scan, then what it answers, when it came, its language and its words."""
    letters = {one.id: said_of(one, wording) for one in found}
    own = [one for one in found if one.what == "letter"]
    first = next((one.id for one in own if one.late), own[0].id if len(own) == 1 else "")
    hint = _("None where the State writes of its own accord; several where it answers several.")
    answers: QWidget = Several(_("What it answers"), letters, (first,) if first else (), hint, columns=1)
    if not letters:
        answers = Label(_("No letter of this case has left; the State writes of its own accord."), "quiet", wrap=True)
    kinds = wording.terms("reply_kind")
    return {
        "file": DropField(_("The reply itself"), _("Drop the scan, a text or DOCX here. It is kept as it came.")),
        "to": answers,
        "kinds": Several(_("Kind of reply"), kinds, () if letters else (SPONTANEOUS,),
                         _("“Awaiting translation” stops the clock until somebody can read it.")),
        "dated": DateField(_("Date on it"), "", read),
        "received": line_field(_("When it came in"), "",
                               _("A day, or a day and hour: 2026-03-02, 2026-03-02T14:30. Now where it is empty.")),
        "language": choice_field(_("Language"), {"": _("Not chosen"), **LANGUAGES}),
        "channel": choice_field(_("How it came"), {code: _(words) for code, words in CHANNELS.items()}, "direct"),
        "state": choice_field(_("From"), {"": _("The State that was written to"), **wording.known_states()}),
        "other": Tick(_("On purpose: it is another State than the one written to")),
        "authority": line_field(_("Who replied for the State"), "", _("An authority or function.")),
        "text": text_field(_("Its words"), "",
                           _("Typed from a scan, so that quotes can be checked. A text or DOCX is read by itself."), 5),
        "until": DateField(_("It asks for time until"), "", read, _("Only where it asks for more time.")),
        "confidential": line_field(_("What it asks to keep confidential"), ""),
        "screened": Tick(_("I have read it for names and threats")),
        "flags": Several(_("What I found in it"), {code: _(words) for code, words in FLAGS.items()}),
        "summary": text_field(_("Summary"), "", _("In codes; neutral."), 2),
    }  # fmt: skip


def said_of(one: MayAnswer, wording: Wording) -> str:
    """One letter or talk in a line: its reference, kind and day, its case, how late its answer is."""
    kind = _("Talk") if one.what == "oral_approach" else wording.term("letter_kind", one.kind) or _("Letter")
    sent = wording.day(one.sent.isoformat()) if one.sent else ""
    words = ", ".join(filter(None, (reference(one.reference), kind, sent, reference(one.case_no))))
    late = ngettext("{count} day late", "{count} days late", one.late).format(count=one.late) if one.late else ""
    return _("{letter} ({late})").format(letter=words, late=late) if late else words


def register(session: Session, case: str, said: dict[str, Any]) -> Any:
    """Register what the sheet says. Raises as `register_reply` does."""
    from fieldcase.office.given import read_given
    from fieldcase.office.moments import instant
    from fieldcase.office.replies.registering import Came, register_reply

    file = said["file"]
    came = Came(
        from_state=said["state"],
        kinds=tuple(said["kinds"]),
        dated=said["dated"],
        language=said["language"],
        to_letters=tuple(said["to"] or ()),
        received_at=instant(session, said["received"], "received"),
        channel=said["channel"],
        authority=said["authority"],
        text=said["text"],
        confidentiality=said["confidential"],
        extended_to=said["until"],
        flags=tuple(said["flags"]),
        screened=said["screened"],
        other_state=said["other"],
    )
    data, name = (read_given(file), file.name) if file else (b"", "")
    return register_reply(session, case, came, file=data, file_name=name, summary=said["summary"])
