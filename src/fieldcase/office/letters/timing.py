"""When a letter can have left and been received: in this order, and not later than now (G25)."""

from __future__ import annotations

from datetime import UTC

from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.rules.saying import instant
from fieldcase.model.words import _
from fieldcase.office.letters.gathering import Opened
from fieldcase.office.letters.signed import require_signature
from fieldcase.office.session import Session


def not_before(session: Session, opened: Opened, when: str) -> tuple[Finding, ...]:
    """G25: a letter does not leave before it was signed, nor in the future. Raises as `require_signature` does."""
    step = require_signature(session, opened)
    signed, sent = instant(step.taken.at), instant(when)
    late = session.clock().astimezone(UTC)
    if signed and sent and signed <= sent <= late:
        return ()
    sentence = _("The letter cannot have left before it was signed, or later than now.")
    remedy = _("Correct the time of dispatch.")
    return (
        Finding(rule="G25", severity=Severity.ERROR, sentence=sentence, remedy=remedy, records=(opened.letter.id,)),
    )


def not_before_it_left(opened: Opened, when: str) -> tuple[Finding, ...]:
    """G25: a copy of a letter does not leave before the letter did."""
    sent = [s.taken.at for s in opened.file.steps if s.letter == opened.letter.id and s.step == "dispatch"]
    left = min((at for one in sent if (at := instant(one))), default=None)
    copied = instant(when)
    if left is None or (copied and left <= copied):
        return ()
    sentence = _("A copy cannot have left before the letter did.")
    remedy = _("Correct the time at which the copy was handed over.")
    return (
        Finding(rule="G25", severity=Severity.ERROR, sentence=sentence, remedy=remedy, records=(opened.letter.id,)),
    )


def received_after(session: Session, opened: Opened, when: str) -> tuple[Finding, ...]:
    """G25: a letter is not received on a day before the one on which it left, nor in days to come."""
    local = session.settings.local_day
    sent = [s.taken.at for s in opened.file.steps if s.letter == opened.letter.id and s.step == "dispatch"]
    left, received = max((day for one in sent if (day := local(one))), default=None), local(when)
    if received and received <= session.today() and (left is None or left <= received):
        return ()
    sentence = _("The letter cannot have been received before it left, or later than today.")
    remedy = _("Correct the day of the receipt.")
    return (
        Finding(rule="G25", severity=Severity.ERROR, sentence=sentence, remedy=remedy, records=(opened.letter.id,)),
    )
