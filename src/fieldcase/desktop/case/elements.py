"""What the cards of the four elements say: questions, the line at the foot, and the next step. No widgets here.

The next step is what helps most: a contradiction that nobody weighed, then what is stale, unassessed or unread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldcase.desktop.parts.ladder import LEVELS, STEPS
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.verification.board import Board, BoardItem, ElementCard, TargetBoard

TITLES = {
    "E1": N_("Protected person"),
    "E2": N_("Act"),
    "E3": N_("Link with cooperation"),
    "E4": N_("Attribution"),
}
QUESTIONS = {
    "E1": N_("Is this person one of OP4 (a)–(d)?"),
    "E2": N_("Did it happen as described?"),
    "E3": N_("Was it because of the cooperation?"),
    "E4": N_("Who did it, and is a State responsible?"),
}
OUTPUTS = {
    "protection": N_("Protection"),
    "information_request": N_("Note verbale"),
    "urgent_letter": N_("Urgent letter"),
    "proposal": N_("Proposal to Geneva"),
    "report_entry": N_("Report entry"),
}
"""What may go out, by what section 6 asks of it."""
ASSESS, WEIGH, READ, OPEN = "assess", "weigh", "read", "open"
ENDS = 2
"""The level of a link, act or person from which on nothing is marked as weak: `corroborated` and above rank higher."""


@dataclass(frozen=True)
class Step:
    """What the button of a card does, in words."""

    action: str
    words: str


@dataclass(frozen=True)
class Line:
    """A line with its icon and its ink."""

    icon: str
    ink: str
    words: str


def step_of(card: ElementCard, board: Board) -> Step:
    """The next step of one element for the person who looks."""
    if board.may_review and card.standing == "in_review" and not card.mine:
        return Step(READ, _("Read it as second person"))
    if not board.may_assess:
        return Step(OPEN, _("Open"))
    if card.weigh:
        return Step(WEIGH, _("Weigh {number} in writing").format(number=card.weigh))
    if not card.assessment:
        return Step(ASSESS, _("Assess"))
    if card.standing in ("stale", "returned"):
        return Step(ASSESS, _("Assess again"))
    return Step(OPEN, _("Open"))


def foot_of(card: ElementCard, wording: Wording) -> Line:
    """Where the reading of one element stands."""
    if card.standing == "stale":
        return Line("triangle-alert", "warn", _("New information since it was assessed"))
    if card.counts == "contradicted":
        return Line("octagon-x", "danger", _("Nothing but protection may rest on it"))
    if card.standing == "returned":
        return Line("undo-2", "warn", _("Given back with a comment"))
    if card.reader:
        day = wording.short_day(card.read_on) if card.read_on else ""
        return Line("user-round-check", "ok", _("Read by {name}, {day}").format(name=card.reader, day=day))
    if card.standing == "in_review":
        words = _("Waits for a second reader; you wrote this") if card.mine else _("Waits for a second reader")
        return Line("hourglass", "warn", words)
    if card.weigh:
        return Line("triangle-alert", "warn", _("What speaks against it is not weighed"))
    if card.needs_reader:
        return Line("triangle-alert", "warn", _("Needs a second reader"))
    if card.element == "E4" and card.counts in ("insufficient", "not_assessed"):
        return Line("circle-dashed", "ink2", _("“Unattributed” is a valid end"))
    if not card.assessment:
        return Line("circle-dashed", "ink2", _("Nobody has assessed it"))
    if card.groups < ENDS:
        return Line("triangle-alert", "warn", _("Needs a second group"))
    return Line("circle-dashed", "ink2", _("Read by nobody else yet"))


def chosen_line(card: ElementCard, wording: Wording) -> str:
    """What was chosen, where less than that counts; else nothing."""
    if card.level == card.counts:
        return ""
    level = wording.term("verification_level", card.level)
    return _("Chosen: {level}. It does not count that high yet.").format(level=level)


def groups_line(card: ElementCard) -> str:
    """How many independent origins support it."""
    if not card.supports:
        return ""
    return ngettext("{count} group", "{count} groups", card.groups).format(count=card.groups)


def origin_of(item: BoardItem) -> str:
    """Where an item comes from, as far as the case may know."""
    if item.document:
        return _("document") if item.intact else _("hash differs")
    if item.state:
        return _("State")
    return _("group {letter}").format(letter=item.group) if item.group else _("origin not known here")


def grades_of(item: BoardItem) -> str:
    """Reliability of the source and credibility of what it said, each by itself."""
    if item.document:
        return ""
    return f"{item.reliability or 'R–'} · {item.credibility or 'C–'}"


def target_words(target: TargetBoard, wording: Wording) -> str:
    """What an act, law or measure is called: its number and its kind."""
    vocabulary = "law_measure_type" if target.number.startswith("L") else "act_type"
    kinds = ", ".join(wording.term(vocabulary, one).strip() for one in target.types)
    return f"{target.number} {kinds}".strip()


def ladder_words(card: ElementCard, wording: Wording) -> str:
    """What a screen reader says of a ladder."""
    level = wording.term("verification_level", card.counts)
    step = 0 if card.counts == "contradicted" else LEVELS.get(card.counts, (0, "", ""))[0]
    return _("{element}: {level}, step {step} of {steps}").format(
        element=_(TITLES[card.element]), level=level, step=step, steps=STEPS
    )


def needs_something(card: ElementCard) -> bool:
    """Whether an element is weak, unread or unsettled: what F8 walks through."""
    if card.standing in ("stale", "returned", "in_review") or card.weigh or card.counts == "contradicted":
        return True
    if card.element == "E4":
        return card.needs_reader
    return LEVELS.get(card.counts, (0, "", ""))[0] <= ENDS
