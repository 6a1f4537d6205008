"""Going on with a letter: the words of its next step, whom it waits for, and what is said of it above the page.

Which step comes next the office says (`office.letters.ahead`); here stand only its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture, reference
from fieldcase.desktop.wording import Wording
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.machines.letter import PROPOSAL, SOURCE, family
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage

OPEN = ("draft", "in_review", "returned", "approved")
STEPS = {
    "agree": (N_("Record what was agreed"), "handshake", N_("What was agreed is recorded.")),
    "submit": (N_("Send for second reading"), "send", N_("Sent for second reading.")),
    "approve": (N_("Approve"), "circle-check", N_("Approved.")),
    "clear": (N_("Clear it for headquarters"), "circle-check", N_("Cleared by headquarters, as it stands.")),
    "sign": (N_("Sign"), "stamp", N_("Signed. Its reference stands on the page.")),
    "finish": (N_("Make it final"), "stamp", N_("Final. Its reference is given, its pages are kept.")),
    "send": (N_("Sign and send"), "send", N_("Signed, and it left.")),
    "dispatch": (N_("Record dispatch"), "send", N_("Dispatched.")),
    "receive": (N_("Record receipt"), "receipt-text", N_("Its receipt is recorded.")),
    "propose": (N_("Submit to headquarters"), "send", N_("Submitted to headquarters.")),
}
"""By step: the words of its button, its icon, and what is said once it is taken. The answer of headquarters to a
proposal has none: it is recorded there, with the paper that shows it."""

ASKED = {
    "sign": (
        N_("Sign this letter?"),
        N_("It gets its reference and its pages are kept as they are now. What was signed is never changed."),
    ),
    "finish": (
        N_("Make this paper final?"),
        N_("It gets its reference and its pages are kept as they are now. What is final is never changed."),
    ),
    "propose": (
        N_("Submit this proposal to headquarters?"),
        N_("It is recorded that it went, with the package that took it. It is never signed, and nothing else leaves."),
    ),
    "clear": (
        N_("Clear this letter?"),
        N_("Headquarters clears this very text. Once a word of it changes, it has to be cleared again."),
    ),
}
"""Steps that are asked about first, for what they do stays."""

ON_SHEETS = frozenset({"agree", "send", "dispatch", "receive"})
"""Steps that ask for more than a yes."""
WHATEVER_BLOCKS = frozenset({"agree", "submit", "clear", "receive"})
"""Steps that may be taken while something blocks: what blocks is for who decides later, or is behind; and that nobody
cleared it blocks a letter until somebody does."""


def step_shown(page: LetterPage, wording: Wording, *, blocked: bool) -> tuple[list[QWidget], Button | None]:
    """The button of the next step; or, where it is somebody else's, who that is."""
    step = page.ahead.step.value
    if not step:
        return [], None
    if not page.ahead.may or step not in STEPS:
        return [Picture("hourglass", "ink2"), Label(_waits(page, wording), "quiet")], None
    words, icon, _done = STEPS[step]
    button = Button(_(words), "primary", icon)
    button.setEnabled(step in WHATEVER_BLOCKS or not blocked)
    return [button], button


def notices(page: LetterPage, refusal: Refusal | None = None) -> list[QWidget]:
    """What is said above the text: why the step asked for last was refused, and what holds for letters of this kind:
    that a cover is internal, that headquarters clears it."""
    said: list[QWidget] = [Banner("octagon-alert", str(refusal), "danger")] if refusal is not None else []
    if page.void:
        said.append(Banner("undo-2", _("It was changed since. Send it again."), "warn", strong=_("Approval is void.")))
    if page.sealed:
        about = _("What was signed is never changed. SHA-256 of the pages: {hash}").format(hash=page.sealed[:16] + "…")
        said.append(Banner("stamp", about, "info", strong=_("Signed:")))
    kind, shape = page.letter.kind, shape_of(page.letter.kind)
    if family(kind) == PROPOSAL:
        about = _("It is taken off at headquarters before anything goes on.")
        said.append(Banner("shield-alert", about, "info", strong=_("Internal cover")))
    elif shape is not None and shape.cleared and page.status in OPEN:
        if page.objection:
            said.append(Banner("circle-x", page.objection, "danger", strong=_("Headquarters does not clear it:")))
        if page.ahead.step == "clear" and not page.ahead.may:
            about = _("Send the case there; the letter is signed once headquarters has cleared it as it stands.")
            said.append(Banner("hourglass", about, "warn", strong=_("It waits for headquarters’ clearance.")))
        else:
            said.append(Banner("info", _("It is signed once headquarters has cleared it as it stands."), "info"))
    return said


def agreed_again(page: LetterPage) -> bool:
    """Whether what was agreed with a source is there and may be changed."""
    return family(page.letter.kind) == SOURCE and page.status in OPEN and page.ahead.step != "agree"


def _waits(page: LetterPage, wording: Wording) -> str:
    step, roles = page.ahead.step.value, wording.roles(page.ahead.roles)
    if step == "clear":
        return _("Waits for headquarters’ clearance")
    if step == "answer":
        return _("Waits for headquarters’ answer")
    return _("Next: {step} ({roles})").format(step=_(STEPS[step][0]), roles=roles)


STEPS_TAKEN = {
    "dispatch": N_("Left"),
    "copy": N_("A copy left"),
    "receipt": N_("Received"),
    "extension": N_("The State has time until {day}"),
    "submission": N_("Submitted to headquarters"),
    "hq_answer": N_("Headquarters answered"),
}
"""What is said of each step that was taken since a letter left."""


def way_it_went(page: LetterPage, wording: Wording) -> list[str]:
    """The record of a letter that left, a line a step: when, how, to whom; and what came of a brief, as Geneva told."""
    lines = []
    for one in page.taken:
        words = _(STEPS_TAKEN[one.step]).format(day=wording.day(one.due_at))
        given = reference(page.given) if one.external_ref else ""
        said = (words, wording.day(one.at), one.method, one.recipient, given, one.reason)
        lines.append(", ".join(filter(None, said)))
    return [*lines, *_outcome(page, wording)]


def _outcome(page: LetterPage, wording: Wording) -> list[str]:
    note = page.note
    if note is None or not (note.outcome or note.public_mention or note.state_consulted.when):
        return []
    words = next((one.text for one in note.outcome.values()), "")
    public = _("mentioned in public: {answer}").format(answer=wording.choice(note.public_mention))
    when = _("the State was consulted on {day}").format(day=wording.day(note.state_consulted.when))
    parts = (words, public if note.public_mention else "", when if note.state_consulted.when else "")
    return [_("What came of it: {outcome}").format(outcome="; ".join(filter(None, (*parts, note.state_consulted.how))))]
