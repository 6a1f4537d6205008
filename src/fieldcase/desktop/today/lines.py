"""How each thing to do is said on Today: its icon and pill, the words of its step, and where that step is taken.

No rule stands here: what is to do, and why, the office says. A kind without a row in the table opens its case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fieldcase.desktop.wording import Wording
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.today import Need

ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
LETTER, CASE, REPLY, EXCHANGE, SETTINGS, REGISTER = "letter", "case", "reply", "exchange", "settings", "letters"


@dataclass(frozen=True)
class Manner:
    """Icon, pill (its word and tone), the words of the step, and where it leads."""

    icon: str
    pill: str
    tone: str
    step: str
    to: str = CASE


SECOND = N_("Second reading")
MANNERS: dict[str, Manner] = {
    "accept_risk": Manner("triangle-alert", N_("High risk"), "danger", N_("Look at the risk")),
    "review_risk": Manner("shield-alert", N_("Risk review"), "warn", N_("Review the risk")),
    "after_fact_review": Manner("shield-check", N_("Protection"), "warn", N_("Look at it")),
    "protection_alert": Manner("shield-alert", N_("Protection"), "danger", N_("Look at it")),
    "decide_conflict": Manner("git-merge", N_("Conflict"), "warn", N_("Decide")),
    "review_consent": Manner("user-round-check", SECOND, "info", N_("Read")),
    "review_assessment": Manner("book-open-check", SECOND, "info", N_("Read")),
    "approve_letter": Manner("book-open-check", SECOND, "info", N_("Read the letter"), LETTER),
    "change_letter": Manner("undo-2", N_("Came back"), "warn", N_("Change the letter"), LETTER),
    "sign_letter": Manner("stamp", N_("To sign"), "info", N_("Open the letter"), LETTER),
    "dispatch_letter": Manner("send", N_("To dispatch"), "info", N_("Open the letter"), LETTER),
    "submit_proposal": Manner("send", N_("To submit"), "info", N_("Open the proposal"), LETTER),
    "answer_proposal": Manner("reply", N_("Proposal"), "info", N_("Open the proposal"), LETTER),
    "propose_tool": Manner("scale", N_("Decision"), "warn", N_("Propose it again")),
    "decide_tool": Manner("scale", N_("Decision"), "info", N_("Decide")),
    "take_step": Manner("scale", N_("Step of a case"), "info", N_("Look at it")),
    "reply_due_soon": Manner("hourglass", N_("Due soon"), "info", N_("Open the letter"), LETTER),
    "reply_overdue": Manner("clock-alert", N_("Overdue"), "warn", N_("Open the letter"), LETTER),
    "propose_reminder": Manner("clock-alert", N_("Reminder"), "warn", N_("Open the letter"), LETTER),
    "confirm_receipt": Manner("receipt-text", N_("No receipt"), "warn", N_("Open the letter"), LETTER),
    "next_tier": Manner("clock-alert", N_("No answer"), "warn", N_("Open the letter"), LETTER),
    "decide_extension": Manner("clock", N_("More time"), "info", N_("Open the letter"), LETTER),
    "screen_reply": Manner("mail-open", N_("Reply"), "warn", N_("Read the reply"), REPLY),
    "match_reply": Manner("mail-open", N_("Reply"), "info", N_("Match the reply"), REPLY),
    "ask_completion": Manner("hourglass", N_("Promise"), "info", N_("Look at it")),
    "explain_number": Manner("hash", N_("Reference"), "warn", N_("Open the register"), REGISTER),
    "decide_peer": Manner("key-round", N_("Who takes part"), "danger", N_("Open settings"), SETTINGS),
    "sign_roster": Manner("key-round", N_("Who takes part"), "info", N_("Open settings"), SETTINGS),
    "export_cases": Manner("file-output", N_("Export asked for"), "info", N_("Look at the case")),
    "show_name": Manner("key-round", N_("Name asked for"), "info", N_("Answer")),
    "name_told": Manner("key-round", N_("Answered"), "ok", N_("Read the answer")),
    "name_kept": Manner("key-round", N_("Answered"), "info", N_("Read the answer")),
    "finish_draft": Manner("pen-line", N_("Draft"), "neutral", N_("Go on writing")),
    "no_receipt": Manner("package", N_("No receipt"), "neutral", N_("See exchange"), EXCHANGE),
}
USUAL = Manner("circle-dashed", N_("Task"), "neutral", N_("Open the case"))

WHY: dict[str, str] = {
    "tracker": N_("the clock of the letter asks"),
    "7.4": N_("risks are looked at again by their day"),
    "7.5": N_("a letter is never approved by who wrote it"),
    "7.3": N_("two people read an answer to be named"),
    "7.1": N_("a step of a case is decided by somebody else"),
    "3.12": N_("who proposes does not decide"),
    "3.16": N_("the State promised it"),
    "G1": N_("no reference may be missing without a word"),
    "G3": N_("protection is looked at afterwards"),
    "G9": N_("nobody reads their own work"),
    "G19": N_("replies are read before anybody works on them"),
    "G34": N_("two laptops wrote it apart; the stricter value counts until you decide"),
    "draft": N_("every word is kept"),
    "receipt": N_("sent is not received"),
}
"""Why a line is there, by the rule that asks."""

OPENED = {(LETTER, "letter"): "letter", (REPLY, "state_reply"): "reply"}
"""Records that have a page of their own, by where a step leads and the kind of record."""


def manner(kind: str) -> Manner:
    """How a kind of thing to do is shown."""
    return MANNERS.get(kind, USUAL)


def sentence_said(need: Need, wording: Wording) -> str:
    """The sentence of a line, its days in the person's own format."""
    return ISO_DAY.sub(lambda found: wording.short_day(found[0]), need.item.sentence)


def pill_of(need: Need, today: date) -> tuple[str, str, str]:
    """Icon, words and tone of the pill: how late it is, where it is late, else what it is."""
    item, shown = need.item, manner(need.item.kind)
    if item.overdue and item.due is not None and shown.tone != "danger":
        days = (today - item.due).days
        return "clock-alert", ngettext("{count} day late", "{count} days late", days).format(count=days), "warn"
    return shown.icon, _(shown.pill), shown.tone


def caption_parts(need: Need, wording: Wording, today: date) -> tuple[str, ...]:
    """What stands below the sentence, number first: when it is due or since when it waits, whom it concerns, why."""
    item = need.item
    when = ""
    if item.due is not None:
        day = wording.short_day(item.due)
        when = _("due today") if item.due == today else (_("was due {day}") if item.overdue else _("due {day}"))
        when = when.format(day=day)
    elif item.since is not None:
        when = _("since {day}").format(day=wording.short_day(item.since))
    why = WHY.get(item.origin, "")
    return tuple(part for part in (when, item.party_code, _(why) if why else "") if part)


def way_of(need: Need) -> tuple[str, object]:
    """Where the step is taken: a place or record of the window, and what it is about."""
    item, to = need.item, manner(need.item.kind).to
    record = item.records[0] if item.records else ""
    if item.kind == "finish_draft" and need.about == "letter":
        to = LETTER
    if to in (EXCHANGE, SETTINGS):
        return to, None
    if to == REGISTER:
        return "letters", "register"
    if (to, need.about) in OPENED:
        return OPENED[to, need.about], record
    case = item.case or (record if need.about == "case" else "")
    return ("case", case) if case else ("cases", None)


OF_PEOPLE = frozenset({"show_name", "name_told", "name_kept"})


def where_of(need: Need) -> dict[str, object]:
    """Where on the page of a case the step is taken: the records that the line is about, and whether two values of
    one wait to be decided. Empty where the page opens as it is."""
    if need.item.kind in OF_PEOPLE and len(need.item.records) > 1:
        return {"tab": 1, "within": {"people": {"party": need.item.records[1]}}}
    if way_of(need)[0] != CASE or not need.item.records:
        return {}
    conflict = {"conflict": True} if need.item.kind == "decide_conflict" else {}
    return {"records": list(need.item.records), **conflict}


def step_words(need: Need) -> str:
    """The words of the button: those of its kind where it leads there, else those of what it opens."""
    shown, (place, _about) = manner(need.item.kind), way_of(need)
    if shown.to in (LETTER, REPLY) and place != shown.to:
        return _("Open the case") if place == "case" else _("Go to the cases")
    return _(shown.step) if place != "cases" else _("Go to the cases")
