"""What must come before what (G25), with the doubt that dates carry: only *certainly before* refuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from fieldcase.model.dates.edtf import Edtf, certainly_before, possibly_before
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.saying import dated, found, numbered, warned
from fieldcase.model.words import _

REPRISAL = frozenset({"reprisal", "both"})
BEFORE_COOPERATION = frozenset({"sought", "perceived"})
"""Stages at which an act may come first: cooperation was sought or only believed."""


def act_order(act: Act, links: Sequence[CooperationLink]) -> tuple[Finding, ...]:
    """G25: a reprisal may not be certainly before the cooperation, unless that was sought or perceived.

    `links` are those that protect a victim of the act; one that fits is enough. An uncertain order is a warning (S33).
    """
    when = dated(act.date)
    dates = [(link, day) for link in links if (day := dated(link.date)) is not None]
    if act.act_class not in REPRISAL or when is None or not dates:
        return ()
    if any(link.stage in BEFORE_COOPERATION for link, _day in dates):
        return ()
    if all(certainly_before(when, day) for _link, day in dates):
        sentence = _("Act {act} is certainly before the cooperation that it is said to punish.").format(
            act=numbered(act.act_no)
        )
        remedy = _("Correct a date, record the stage as sought or perceived, or class the act as intimidation.")
        return (found("G25", sentence, remedy, records=(act.id, *(link.id for link, _day in dates)), field="date"),)
    if all(possibly_before(when, day) for _link, day in dates):
        sentence = _("Act {act} was possibly before the cooperation.").format(act=numbered(act.act_no))
        return (warned("G25", sentence, _("Look for a closer date."), records=(act.id,), field="date"),)
    return ()


def letter_order(
    letter: str, approved: datetime | None, signed: datetime | None, dispatched: datetime | None
) -> tuple[Finding, ...]:
    """G25: dispatch ≥ signature ≥ approval, as far as each has happened."""
    steps = [moment for moment in (approved, signed, dispatched) if moment is not None]
    if all(one <= two for one, two in zip(steps, steps[1:], strict=False)):
        return ()
    sentence = _("The letter's approval, signature and dispatch are not in that order.")
    return (found("G25", sentence, _("Check the laptop's clock and the dates entered."), records=(letter,)),)


def reply_order(reply: str, received: date, dispatched: Sequence[date], *, spontaneous: bool) -> tuple[Finding, ...]:
    """G25: a reply is received on or after the dispatch of a letter that it answers, unless it came by itself."""
    if spontaneous or not dispatched or received >= min(dispatched):
        return ()
    sentence = _("The reply was received before the letter that it answers was dispatched.")
    return (found("G25", sentence, _("Correct the date, or record it as a reply without a letter."), records=(reply,)),)


def reply_days(said: str, received: date, today: date, dispatched: Sequence[date]) -> tuple[Finding, ...]:
    """G25: a reply is not received in days to come, nor certainly written (`said`, EDTF) after it was received or
    before every letter that it answers was sent; what may be so is not refused."""
    findings = []
    if received > today:
        sentence = _("The reply would be received on {day}, which is still to come.").format(day=received)
        findings.append(found("G25", sentence, _("Correct the day on which it came in."), field="received_at"))
    first, last = when.bounds if (when := dated(said)) else (None, None)
    if first and first > received:
        sentence = _("The reply is dated after the day on which it came in.")
        findings.append(found("G25", sentence, _("Correct one of the two days."), field="dated"))
    if last and dispatched and last < min(dispatched):
        sentence = _("The reply is dated before the letter that it answers was sent.")
        remedy = _("Correct the date or the letter, or record it as a reply without a letter.")
        findings.append(found("G25", sentence, remedy, field="dated"))
    return tuple(findings)


def clock_order(now: datetime, last_entry: datetime | None) -> tuple[Finding, ...]:
    """G25: a laptop whose clock is earlier than its last entry may not sign."""
    if last_entry is None or now >= last_entry:
        return ()
    sentence = _("This laptop's clock is earlier than its last entry.")
    return (found("G25", sentence, _("Set the clock and sign again.")),)


def intersects(when: Edtf, first: date, last: date) -> bool:
    """G21: some day that the date may be lies in the period."""
    low, high = when.bounds
    return low <= last and high >= first
