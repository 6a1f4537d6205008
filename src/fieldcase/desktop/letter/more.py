"""What else may be done with a letter: print it, save it outside, give it back, give it up, send a copy, more time.

Each is a sheet with one use case. Which of them is offered follows from where the letter stands and what this seat may;
the office decides, and what it refuses is said on the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.sheet import AskSheet, Done
from fieldcase.desktop.letter.content import Asked, ContentSheets
from fieldcase.desktop.letter.going import OPEN
from fieldcase.desktop.letter.naming import naming_sheet, redraft_sheet
from fieldcase.desktop.letter.outside import PrintSheet, SaveSheet
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.dropped import DropField
from fieldcase.desktop.parts.field import choice_field, line_field, text_field
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.wording import Wording
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.machines.letter import PROPOSAL, SOURCE, STATE, family
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage
    from fieldcase.office.session import Session

Values = dict[str, Any]
LEFT = ("dispatched", "receipt_confirmed")


class LetterSheets:
    """Makes the sheets of one letter as it stands; `done` gets a sentence."""

    def __init__(
        self, desk: Desk, wording: Wording, page: LetterPage, done: Callable[[str], object], back: Done
    ) -> None:
        self._desk, self._wording, self._page = desk, wording, page
        self._done, self._back = done, back

    def offered(self) -> Iterator[Asked]:
        """What may be done now by this seat, in the order of the menu."""
        page, may = self._page, self._page.may
        kind, of = page.status, family(page.letter.kind)
        yield Asked("print", _("Print…"), lambda: PrintSheet(self._desk, page, self._done, self._back))
        yield Asked("save", _("Save as PDF or DOCX…"), lambda: SaveSheet(self._desk, page, self._done, self._back))
        if kind == "in_review" and "APPROVE_LETTER" in may:
            yield Asked("return", _("Give it back with comments…"), self.give_back)
        if kind in OPEN and "DRAFT_LETTER" in may:
            if page.people:
                yield Asked("naming", _("Who is named how…"), self.naming)
            yield Asked("redraft", _("Draft the whole letter anew…"), self.redraft)
            yield Asked("keep", _("Keep the warnings, with a reason…"), self.keep)
        yield from ContentSheets(self._desk, self._wording, page, self._done, self._back).offered()
        if page.ahead.may and page.ahead.step == "sign":
            yield Asked("sign_as", _("Sign as a delegate…"), self.sign_as)
        shape = shape_of(page.letter.kind)
        if kind == "approved" and shape is not None and shape.cleared and "ANSWER_PROPOSAL" in may:
            yield Asked("object", _("Do not clear it, and say why…"), self.not_cleared)
        if of == PROPOSAL and kind == "submitted_hq" and "ANSWER_PROPOSAL" in may:
            yield Asked("accept", _("It was taken up…"), self.accept)
            yield Asked("decline", _("It was not taken up…"), self.decline)
        if kind in LEFT and of == STATE:
            if "DISPATCH_LETTER" in may:
                yield Asked("copy", _("Record a copy…"), self.copy)
            if "SIGN_LETTER" in may:
                yield Asked("time", _("Decide on more time…"), self.more_time)
            yield Asked("silence", _("Had the State replied by a day?"), self.silence)
        if kind in (*OPEN, "signed") and of != SOURCE:
            yield Asked("cancel", _("Give the letter up…"), self.give_up)

    # --- reading it again

    def give_back(self) -> AskSheet:
        """Return it to its author."""
        asked: dict[str, QWidget] = {
            "comments": text_field(
                _("What is to be changed"), "", _("In codes. The author finds it above the text."), 6
            )
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.steps import return_letter

            return_letter(session, self._page.letter.id, said["comments"])
            return None

        about = _("The letter goes back to its author, who changes it and sends it again.")
        needs = {"comments": _("Say what is to be changed.")}
        words = (_("Give it back"), "undo-2", _("Given back with your comments."))
        return self._sheet("return", _("Give it back with comments"), about, asked, words, use_case, needs)

    def naming(self) -> AskSheet:
        """How far each person may be recognised."""
        return naming_sheet(self._desk, self._page, self._done, self._back)

    def redraft(self) -> AskSheet:
        """Every block from the records."""
        return redraft_sheet(self._desk, self._page, self._done, self._back)

    def keep(self) -> AskSheet:
        """Why the warnings of the text stay."""
        asked: dict[str, QWidget] = {"reason": text_field(_("Why they stay"), "", _("In codes."), 3)}

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.editing import keep_warnings

            return keep_warnings(session, self._page.letter.id, said["reason"])

        about = _("Only warnings may stay; what blocks is mended in the text.")
        words = (_("Keep them"), "check", _("The reason is kept with the letter."))
        needs = {"reason": _("Say why.")}
        return self._sheet("keep", _("Keep the warnings"), about, asked, words, use_case, needs)

    def give_up(self) -> AskSheet:
        """Cancel the letter, or let another one take its place."""
        fates = {"cancel": _("It is given up")}
        if self._page.status == "signed":
            fates["supersede"] = _("Another letter takes its place")
        asked: dict[str, QWidget] = {
            "fate": choice_field(_("What becomes of it"), fates, "cancel"),
            "reason": line_field(_("Why"), "", _("In codes. It is kept with the letter.")),
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.steps import cancel, supersede

            step = supersede if said["fate"] == "supersede" else cancel
            return step(session, self._page.letter.id, said["reason"])

        about = _("It stays in the records. A reference that was given is never used again.")
        words = (_("Give it up"), "ban", _("Given up. Its records stay."))
        return self._sheet("cancel", _("Give the letter up"), about, asked, words, use_case, {"reason": _("Say why.")})

    def sign_as(self) -> AskSheet:
        """Sign on a written delegation, or in another manner than the form of the letter."""
        hows = {
            "": _("As letters of this form are"),
            "signature": _("Signature"),
            "initials_stamp": _("Initials and stamp"),
        }
        asked: dict[str, QWidget] = {
            "delegation": line_field(
                _("The written delegation"), "", _("Its date and where it lies. The head of presence needs none.")
            ),
            "how": choice_field(_("How it is signed"), hows, ""),
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.steps import sign

            return sign(session, self._page.letter.id, signed_how=said["how"], delegation=said["delegation"])

        about = _("It gets its reference and its pages are kept as they are now. What was signed is never changed.")
        words = (_("Sign"), "stamp", _("Signed. Its reference stands on the page."))
        return self._sheet("sign", _("Sign as a delegate"), about, asked, words, use_case, {})

    # --- headquarters

    def not_cleared(self) -> AskSheet:
        """Headquarters does not clear it."""
        asked: dict[str, QWidget] = {"reason": line_field(_("Why"), "", _("In codes."))}

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.clearing import object_to_letter

            return object_to_letter(session, self._page.letter.id, said["reason"])

        words = (_("Do not clear it"), "circle-x", _("The objection is recorded."))
        about = _("It cannot be signed until it is cleared.")
        return self._sheet("object", _("Do not clear it"), about, asked, words, use_case, {"reason": _("Say why.")})

    def accept(self) -> AskSheet:
        """A proposal was taken up: the reference that was given, and the paper that shows it."""
        asked: dict[str, QWidget] = {
            "system": line_field(_("Whose reference it is"), "", _("For example the Communications database.")),
            "reference": line_field(_("The reference, as it was given")),
            "date": line_field(_("Its date"), "", _("2026-03-02")),
            "paper": DropField(_("The paper that shows it"), _("Drop the file here. It is sealed.")),
            "gone": Tick(_("It had already gone on before a consent was withdrawn")),
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.given import read_given
            from fieldcase.office.letters.proposing import Given, accept_proposal

            given = Given(system=said["system"], reference=said["reference"], date=said["date"])
            paper = read_given(said["paper"]) if said["paper"] else b""
            return accept_proposal(session, self._page.letter.id, given, paper, gone_on=said["gone"])

        words = (_("Record that it was taken up"), "circle-check", _("Recorded: it was taken up."))
        needs = {"reference": _("Type the reference as it was given."), "paper": _("Add the paper that shows it.")}
        return self._sheet("accept", _("The proposal was taken up"), "", asked, words, use_case, needs)

    def decline(self) -> AskSheet:
        """A proposal was not taken up."""
        asked: dict[str, QWidget] = {"reason": line_field(_("Why"), "", _("In codes. The field office reads it."))}

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.proposing import decline_proposal

            return decline_proposal(session, self._page.letter.id, said["reason"])

        words = (_("Record that it was not"), "circle-x", _("Recorded: it was not taken up."))
        title = _("The proposal was not taken up")
        return self._sheet("decline", title, "", asked, words, use_case, {"reason": _("Say why.")})

    # --- once it left

    def copy(self) -> AskSheet:
        """A copy left, to another addressee of the same State."""
        missions = {code: self._wording.term("addressee_kind", code) or code for code in ("permanent_mission",)}
        asked: dict[str, QWidget] = {
            "to": choice_field(_("To"), missions),
            "method": line_field(_("How it left"), "", _("For example by hand, by pouch, by registered mail.")),
            "at": line_field(_("When it was handed over"), "", _("Now where it is empty.")),
            "proof": DropField(_("Proof"), _("Drop the scan here. It becomes evidence of the case.")),
        }

        kept: dict[bytes, str] = {}  # a step that was refused keeps its scan once

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.given import read_given
            from fieldcase.office.letters.dispatching import send_copy
            from fieldcase.office.letters.proofs import keep_proof
            from fieldcase.office.moments import instant

            letter, file = self._page.letter.id, said["proof"]
            at, scan = instant(session, said["at"], "at"), read_given(file)
            if scan not in kept:
                kept[scan] = keep_proof(session, letter, scan, file.name)
            return send_copy(session, letter, said["to"], proof=kept[scan], method=said["method"], at=at)

        words = (_("Record the copy"), "send", _("The copy is recorded."))
        needs = {"method": _("Say how it left."), "proof": _("Add the proof.")}
        return self._sheet("copy", _("Record a copy"), "", asked, words, use_case, needs)

    def more_time(self) -> AskSheet:
        """The head's decision on more time for the State."""
        asked: dict[str, QWidget] = {
            "until": line_field(_("The State has time until"), "", _("2026-03-02. Empty: the day stays as it is.")),
            "reason": line_field(_("Why"), "", _("In codes. It is kept with the letter.")),
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.extending import extend, keep_due_day
            from fieldcase.office.moments import day

            letter = self._page.letter.id
            if not said["until"]:
                return keep_due_day(session, letter, said["reason"])
            return extend(session, letter, day(said["until"], "until"), said["reason"])

        about = _("The clock goes on meanwhile, and no day is ever moved backwards.")
        words = (_("Decide"), "clock", _("Decided. The clock follows it."))
        return self._sheet(
            "time", _("More time for the State"), about, asked, words, use_case, {"reason": _("Say why.")}
        )

    def silence(self) -> AskSheet:
        """Whether the State had answered by a day: the sentence is computed, never ticked."""
        asked: dict[str, QWidget] = {"on": line_field(_("Day"), "", _("2026-03-02, for example a cut-off."))}
        language = self._page.language

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.silence import silence_of
            from fieldcase.office.moments import day

            told = silence_of(session, self._page.letter.id, day(said["on"], "on"), (language,))
            return told.sentences.get(language, "")

        def said(sentence: Any) -> None:
            sheet.ready()
            sheet.notice(sentence or _("The State had replied by then, or no reply had been asked."), "info")

        go = Button(_("Say it"), "primary", "clock")
        about = _("It is computed from what was sent and received. Silence is not an admission.")
        sheet = AskSheet(self._desk, _("Had the State replied by a day?"), about, asked, go, use_case, said, self._back,
                         needs={"on": _("Give a day.")})  # fmt: skip
        return sheet

    def _sheet(
        self,
        name: str,
        title: str,
        about: str,
        asked: dict[str, QWidget],
        words: tuple[str, str, str],
        use_case: Callable[[Session, Values], object],
        needs: dict[str, str],
    ) -> AskSheet:
        go = Button(words[0], "primary", words[1])
        return AskSheet(
            self._desk, title, about, asked, go, use_case, lambda _answer: self._done(words[2]), self._back,
            needs=needs, draft=f"letter/{self._page.letter.id}/{name}",
        )  # fmt: skip


def comments_banner(page: LetterPage) -> Banner | None:
    """What a reader wrote who gave the letter back, above the text."""
    if page.status != "returned" or not page.comments:
        return None
    return Banner("undo-2", page.comments[-1], "warn", strong=_("Given back:"))
