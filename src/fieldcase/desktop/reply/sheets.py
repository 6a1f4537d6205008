"""The sheets of a reply: what it answers to one point, what somebody found who screened it, its translation, a measure
that it tells of, more time for the State. Each is one use case.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.sheet import AskSheet, Done
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.datefield import DateField, Reading
from fieldcase.desktop.parts.dropped import DropField
from fieldcase.desktop.parts.field import choice_field, line_field, text_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.several import Several
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.reply.board import FLAGS, PENDING, codes
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.replies.page import Beside, ReplyPage
    from fieldcase.office.session import Session

Values = dict[str, Any]
UseCase = Callable[["Session", Values], object]
ANSWERED = {"": N_("Nobody said yet"), "yes": N_("Yes"), "partly": N_("Partly"), "no": N_("No")}
STAGES = {
    "announced": N_("Announced"),
    "under_way": N_("Under way"),
    "completed": N_("Completed"),
    "stalled": N_("Stalled"),
    "reversed": N_("Taken back"),
}
QUALITIES = {
    "prompt": N_("Prompt"),
    "impartial": N_("Impartial"),
    "independent": N_("Independent"),
    "effective": N_("Effective"),
    "accessible_to_victim": N_("Open to the victim"),
}
GRADED = {
    "": N_("Not said"),
    "yes": N_("Yes"),
    "partly": N_("Partly"),
    "no": N_("No"),
    "unknown": N_("Not known"),
}


class ReplySheets:
    """Makes the sheets of one reply; `done` is called with a sentence after a step, `back` by leaving."""

    def __init__(
        self, desk: Desk, wording: Wording, read: Reading, page: ReplyPage, done: Callable[[str], object], back: Done
    ) -> None:
        self._desk, self._wording, self._read, self._page = desk, wording, read, page
        self._done, self._back = done, back

    def _sheet(
        self,
        title: str,
        about: str,
        asked: dict[str, QWidget],
        words: tuple[str, str, str],
        use_case: UseCase,
        needs: dict[str, str] | None,
        draft: str,
    ) -> AskSheet:
        """`words`: of the button, its icon, and what is said once it is done."""
        return AskSheet(
            self._desk, title, about, asked, Button(words[0], "primary", words[1]), use_case,
            lambda _answer: self._done(words[2]), self._back,
            needs=needs, draft=f"reply/{self._page.reply.id}/{draft}", leave=_("Back to the reply"),
            beside=self._words(),
        )  # fmt: skip

    @property
    def _id(self) -> str:
        return self._page.reply.id

    # --- the matrix

    def allegation(self, one: Beside) -> AskSheet:
        """What the reply says to one allegation; the words of the reply stand below to be copied."""
        reply, held = self._id, one.row.row if one.row is not None else None
        quote = held.quote if held is not None else None
        language = self._wording.language
        positions = dict(self._wording.terms("reply_position"))
        asked: dict[str, QWidget] = {
            "positions": Several(_("Position of the State"), positions, held.position if held else ()),
            "quote": text_field(
                _("Its own words"), quote.original if quote else "", _("Letter by letter, in its language."), 3
            ),
            "translation": text_field(_("Translated"), quote.translation if quote else "", "", 2),
            "page": line_field(_("Page"), quote.page if quote else ""),
            "summary": text_field(
                _("Neutral summary"),
                _text(held.neutral_summary, language) if held else "",
                _("In the State's own terms; it goes into the report, and says no more than the words quoted."),
                3,
            ),
            "kept": line_field(
                _("Why the summary stays"),
                held.summary_kept if held else "",
                _("Only where it was found to say more than the words quoted; in codes."),
            ),
            "follow_up": line_field(_("What to ask next"), _text(held.follow_up_needed, language) if held else ""),
            "note": text_field(_("Your own note"), _text(held.officer_note, language) if held else "", "", 2),
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.replies.matrix import Position, match_allegation

            position = Position(
                positions=tuple(said["positions"]),
                quote=said["quote"],
                translation=said["translation"],
                page=said["page"],
                neutral_summary=said["summary"],
                summary_kept=said["kept"],
                follow_up=said["follow_up"],
                officer_note=said["note"],
            )
            return match_allegation(session, reply, one.allegation, position, version=one.version)

        title = _("Allegation {number}: what does the reply say to it?").format(number=one.number)
        needs = {"positions": _("Choose at least one position; “Does not address” is one too.")}
        words = (_("Save the answer"), "check", _("The answer is in the matrix."))
        return self._sheet(title, codes(one.asked, self._wording), asked, words, use_case, needs,
                           f"{one.letter}/{one.allegation}")  # fmt: skip

    def question(self, one: Beside) -> AskSheet:
        """Whether the reply answers one question."""
        reply, held = self._id, one.answer.answer if one.answer is not None else None
        quote = held.quote if held is not None else None
        asked: dict[str, QWidget] = {
            "answered": choice_field(
                _("Does the reply answer it?"),
                {code: _(words) for code, words in ANSWERED.items()},
                held.answered if held else "",
            ),
            "quote": text_field(_("Its own words"), quote.original if quote else "", "", 3),
            "translation": text_field(_("Translated"), quote.translation if quote else "", "", 2),
            "page": line_field(_("Page"), quote.page if quote else ""),
            "summary": text_field(
                _("Neutral summary"), _text(held.neutral_summary, self._wording.language) if held else "", "", 3
            ),
            "kept": line_field(_("Why the summary stays"), held.summary_kept if held else ""),
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.replies.questions import Said, match_question

            answer = Said(
                answered=said["answered"],
                quote=said["quote"],
                translation=said["translation"],
                page=said["page"],
                neutral_summary=said["summary"],
                summary_kept=said["kept"],
            )
            return match_question(session, reply, one.letter, one.number, answer)

        title = _("Question {number}").format(number=one.question)
        needs = {"answered": _("Say yes, partly or no.")}
        words = (_("Save the answer"), "check", _("The answer is in the matrix."))
        return self._sheet(title, one.asked, asked, words, use_case, needs, f"{one.letter}/{one.question}")

    def _words(self) -> QWidget:
        """The words of the reply, to be read and copied from; a sentence where they are not open here."""
        if not self._page.texts:
            return Label(_("The words of this reply are not open here."), "caption", wrap=True)
        lines = [f"[{LANGUAGES.get(code, code)}]\n{text}" for code, text in self._page.texts.items()]
        field = text_field(_("The words of the reply"), "\n\n".join(lines), _("Copy from here, letter by letter."), 14)
        field.editor.setReadOnly(True)  # type: ignore[union-attr]  # a QPlainTextEdit
        return field

    # --- reading it

    def screen(self) -> AskSheet:
        """What somebody found who read the reply for names and threats."""
        reply = self._id
        flags = {code: _(words) for code, words in FLAGS.items()}
        asked: dict[str, QWidget] = {
            "flags": Several(_("What I found in it"), flags, self._page.reply.protection_flags,
                             _("Leave all empty where there is nothing of it.")),
            "summary": text_field(_("Summary"), _text(self._page.reply.summary, self._wording.language),
                                  _("In codes; neutral."), 3),
        }  # fmt: skip

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.replies.registering import screen_reply

            return screen_reply(session, reply, said["flags"], summary=said["summary"])

        about = _("Every danger raises an alert at once. Only then may others work on the reply.")
        if self._page.row.status != "received":
            about = _("What is found besides raises an alert at once. What was found before stays.")
        words = (_("I read it"), "check", _("Read for names and threats."))
        return self._sheet(_("Read for names and threats"), about, asked, words, use_case, None, "screen")

    def translate(self) -> AskSheet:
        """A translation, official or not, and what the reply turns out to be."""
        reply, own = self._id, self._page.reply.language
        languages = {code: words for code, words in LANGUAGES.items() if code != own}
        kinds = {code: said for code, said in self._wording.terms("reply_kind").items() if code != PENDING}
        held = [one for one in self._page.reply.kind if one != PENDING]
        language = self._wording.language
        asked: dict[str, QWidget] = {
            "lang": choice_field(_("Language of the translation"), languages, language if language != own else ""),
            "text": text_field(_("Its words"), "", _("Empty where a file of text or DOCX has them."), 6),
            "file": DropField(_("The translation"), _("Drop a text, DOCX or scan here. It becomes evidence.")),
            "by": line_field(_("Who made it"), "", _("A function, never a name.")),
            "official": Tick(_("It is official: the State's own, or a sworn one")),
            "kinds": Several(_("What the reply is, now that it can be read"), kinds, held),
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.given import read_given
            from fieldcase.office.replies.translating import Translated, add_translation

            file = said["file"]
            made = Translated(
                lang=said["lang"], by=said["by"], official=said["official"], text=said["text"],
                kinds=tuple(said["kinds"]),
            )  # fmt: skip
            data, name = (read_given(file), file.name) if file else (b"", "")
            return add_translation(session, reply, made, file=data, file_name=name)

        about = _("The original is always kept. Somebody else checks the translation against it.")
        words = (_("Save the translation"), "check", _("The translation is saved."))
        needs = {"kinds": _("Choose at least one kind.")}
        return self._sheet(_("Enter a translation"), about, asked, words, use_case, needs, "translation")

    # --- what the State does, and more time

    def measure(self) -> AskSheet:
        """A measure that the reply tells of."""
        return measure_sheet(
            self._desk, self._wording, self._read, self._page.row.case, self._done, self._back,
            reply=self._id, leave=_("Back to the reply"),
        )  # fmt: skip

    def more_time(self, letter: str, reference: str) -> AskSheet:
        """The head's decision on more time for one letter."""
        asked: dict[str, QWidget] = {
            "until": DateField(_("The State has time until"), self._page.reply.extended_to, self._read,
                               _("Empty: the day stays as it is.")),
            "reason": line_field(_("Why"), "", _("In codes. It is kept with the letter.")),
        }  # fmt: skip
        about = _("The clock goes on meanwhile, and no day is ever moved backwards.")
        title = _("More time for the State: {reference}").format(reference=reference)
        words = (_("Decide"), "clock", _("Decided. The clock follows it."))
        return self._sheet(title, about, asked, words, decide_time(letter), {"reason": _("Say why.")},
                           f"{letter}/time")  # fmt: skip


def decide_time(letter: str) -> UseCase:
    """Give more time until a day, or keep the day where none is said."""

    def use_case(session: Session, said: Values) -> object:
        from fieldcase.office.letters.extending import extend, keep_due_day
        from fieldcase.office.moments import day

        if not said["until"]:
            return keep_due_day(session, letter, said["reason"])
        return extend(session, letter, day(said["until"], "until"), said["reason"])

    return use_case


def measure_sheet(
    desk: Desk,
    wording: Wording,
    read: Reading,
    case: str,
    done: Callable[[str], object],
    back: Done,
    *,
    reply: str = "",
    leave: str = "",
) -> AskSheet:
    """A measure of a State, told of in a reply or learned otherwise. A promise is no measure, and is followed up."""
    stages = {code: _(words) for code, words in STAGES.items()}
    asked: dict[str, QWidget] = {
        "kind": choice_field(_("Measure"), {"": _("Not chosen"), **wording.terms("state_measure")}),
        "stage": choice_field(_("Where it stands"), stages, "announced"),
        "date": DateField(_("Since"), "", read),
        "description": text_field(_("In words"), "", _("In codes."), 2),
        "victim_view": text_field(_("What the victim says of it"), "", "", 2),
    }
    if not reply:
        states = {"": _("Not chosen"), **wording.known_states()}
        asked |= {
            "state": choice_field(_("State"), states),
            "learned": choice_field(
                _("Learned from"),
                {"source": _("A source"), "public": _("The public"), "un_entity": _("Another part of the UN")},
            ),
        }

    def use_case(session: Session, said: Values) -> object:
        from fieldcase.office.replies.measures import Measure, record_measure

        measure = Measure(
            kind=said["kind"],
            stage=said["stage"],
            date=said["date"],
            by_state=said.get("state", ""),
            learned_from="reply" if reply else said["learned"],
            description=said["description"],
            victim_view=said["victim_view"],
        )
        return record_measure(session, case, measure, reply=reply)

    go = Button(_("Record the measure"), "primary", "check")
    about = _("On the State's word alone it is credible at most. What was announced is asked about again.")
    return AskSheet(
        desk, _("A measure of the State"), about, asked, go, use_case, lambda _a: done(_("The measure is recorded.")),
        back, needs={"kind": _("Choose the measure.")}, draft=f"measure/{case}/{reply}", leave=leave or _("Back"),
    )  # fmt: skip


def became_sheet(
    desk: Desk, read: Reading, measure: str, title: str, done: Callable[[str], object], back: Done, leave: str
) -> AskSheet:
    """What became of a measure, and how far it has the qualities that paragraph 6 asks for."""
    graded = {code: _(words) for code, words in GRADED.items()}
    asked: dict[str, QWidget] = {
        "stage": choice_field(_("Where it stands now"), {"": _("No change"), **{c: _(w) for c, w in STAGES.items()}}),
        "date": DateField(_("Since"), "", read),
        "victim_view": text_field(_("What the victim says of it"), "", "", 2),
    }
    for code, words in QUALITIES.items():
        asked[code] = choice_field(_(words), graded)
        asked[f"{code}/why"] = line_field(_("Why: {quality}").format(quality=_(words)))

    def use_case(session: Session, said: Values) -> object:
        from fieldcase.office.replies.measures import add_stage, assess_measure

        found = {code: (said[code], said[f"{code}/why"]) for code in QUALITIES if said[code]}
        if found or said["victim_view"]:
            assess_measure(session, measure, found, victim_view=said["victim_view"])
        return add_stage(session, measure, said["stage"], said["date"]) if said["stage"] else None

    go = Button(_("Save what became of it"), "primary", "check")
    about = _("Earlier stages stay. A quality is said with its reason, in codes.")
    return AskSheet(
        desk, title, about, asked, go, use_case, lambda _a: done(_("Saved.")), back,
        draft=f"measure/{measure}/became", leave=leave,
    )  # fmt: skip


def _text(text: Any, language: str) -> str:
    found = text.get(language)
    return found.text if found else ""
