"""Days and instants as people type them: read in the office's own time zone, refused where they cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from fieldcase.model.refusal import BadValue
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.session import Session

FORM = "%Y-%m-%dT%H:%M:%SZ"


def instant(session: Session, said: str, option: str, *, to_come: bool = False) -> str:
    """The instant (UTC) that a day or an instant means; empty for nothing said.

    A day is its noon in the office's zone, so that it stays that day; today is now. An instant without a zone is the
    office's. Raises `BadValue` for what is neither, and for what is still to come unless it may be.
    """
    if not said.strip():
        return ""
    now = session.clock().astimezone(UTC)
    moment = _read(session, said.strip(), now)
    if moment is None:
        why, expected = _("it is no day or time"), "2026-03-02, 2026-03-02T14:30"
        raise BadValue(field=option, value=said[:40], why=why, expected=expected)
    if moment > now and not to_come:
        why, expected = _("it is still to come"), _("a day up to today, {day}").format(day=session.today())
        raise BadValue(field=option, value=said[:40], why=why, expected=expected)
    return moment.strftime(FORM)


def day(said: str, option: str) -> date:
    """A day as it is typed. Raises `BadValue` for what is none."""
    try:
        return date.fromisoformat(said.strip())
    except ValueError as unknown:
        raise BadValue(field=option, value=said[:40], why=_("it is no day"), expected="2026-03-02") from unknown


def _read(session: Session, said: str, now: datetime) -> datetime | None:
    try:
        if "T" not in said and ":" not in said:
            day = date.fromisoformat(said)
            return now if day == session.today() else _at(session, datetime.combine(day, time(12)))
        return _at(session, datetime.fromisoformat(said))
    except (ValueError, OverflowError):
        return None


def _at(session: Session, moment: datetime) -> datetime:
    local = moment if moment.tzinfo else moment.replace(tzinfo=session.zone)
    return local.astimezone(UTC)
