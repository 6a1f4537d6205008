"""What an office may set (domain reference, section 16): every `[CFG]` default, and whether it may be loosened.

A setting is a dated decision of a person: `said` keeps who, when and whether Geneva verified the value. Consent, four
eyes, the exclusion of sources and the rules of external references are not settings at all; thresholds may be raised,
never lowered below their floor.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from typing import Any

import msgspec

from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.kinds.office import OfficeSettings as OfficeRecord
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.saying import day_of, instant
from fieldcase.model.words import N_, _


class Loosen(StrEnum):
    """In which direction a setting may leave its default."""

    FREELY = "freely"
    ONLY_HIGHER = "only_higher"
    ONLY_LOWER = "only_lower"
    NEVER = "never"


class Setting(msgspec.Struct, frozen=True):
    """What is said of a setting: its label, the way it may be changed and the bound that it may not cross."""

    label: str
    loosen: Loosen = Loosen.FREELY
    bound: int = 0


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Who set a value and when; `verified` once Geneva confirmed it."""

    by: str
    at: datetime
    verified: bool = False


REPLY_DAYS: dict[str, int] = {
    "note_verbale": 30,
    "letter_concern": 30,
    "letter_concern/urgent": 7,
    "info_request_op8": 45,
    "reminder": 15,
    "follow_up": 30,
    "law_comment": 30,
    "de_facto_letter": 15,
    "non_state_letter": 30,
    "sp_allegation_draft": 60,
}
"""Section 10.1: days for a reply by kind of letter; a kind that is missing has no deadline."""

RISK_REVIEW_HOURS: dict[str, int] = {"imminent": 24, "high": 7 * 24, "medium": 30 * 24, "low": 90 * 24}
"""Section 3.10: how soon a risk of each level is looked at again."""


WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days of the week as a setting names them."""

WORDS: dict[str, tuple[str, ...]] = {"clock_start": ("dispatched", "receipt"), "op13_scope": ("strict", "wide")}
"""Settings that are one of a few words."""

MOST_DAYS = 365
"""The longest period that a letter gives for a reply; none is less than a day."""


class OfficeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one office. `accredited_to` are the States that it may write to itself (G18)."""

    office: str = ""
    accredited_to: tuple[str, ...] = ()
    calendar: OfficeCalendar = OfficeCalendar()
    zone: tzinfo = UTC
    languages: tuple[str, ...] = ("en", "fr")
    state_languages: Mapping[str, str] = msgspec.field(default_factory=dict)
    reply_days: Mapping[str, int] = msgspec.field(default_factory=lambda: dict(REPLY_DAYS))
    clock_start: str = "dispatched"
    weekend: str = "sat sun"
    remind_before_days: int = 7
    remind_after_days: int = 7
    reminders_before_next_tier: int = 2
    matrix_days: int = 10
    measure_days: int = 90
    shortest_deadline_days: int = 5
    consent_life_months: int = 12
    consent_review_days: int = 14
    consent_recheck_days: int = 7
    unreachable_days: int = 60
    after_fact_review_hours: int = 48
    risk_review_hours: Mapping[str, int] = msgspec.field(default_factory=lambda: dict(RISK_REVIEW_HOURS))
    thresholds: Mapping[str, str] = msgspec.field(default_factory=dict)
    suppression_n: int = 5
    percentage_base: int = 20
    op13_scope: str = "strict"
    closing_required: bool = True
    initials_on_notes: bool = True
    annex_from: int = 12
    office_reference_pattern: str = "OHCHR/{office}/{device}-{serial:03}/{year}"
    formulae_verified: bool = False
    cycle_from: str = "05-01"
    cycle_to: str = "04-30"
    region_generalisation: str = "region/month"
    receipt_days: int = 7
    inactive_months: int = 12
    retention_years: int = 0
    standard_of_proof: str = "reasonable grounds to believe"
    said: Mapping[str, Said] = msgspec.field(default_factory=dict)

    def local_day(self, moment: str) -> date | None:
        """The office's local day of a stored instant or day; None where there is none (deadlines are local, trap 12).

        The zone counts as it was at that moment: a note handed over late on a summer evening keeps its day in winter.
        """
        if len(moment) == len("2025-03-12"):
            return day_of(moment)
        stored = instant(moment)
        return stored.astimezone(self.zone).date() if stored else None

    def days_for_reply(self, kind: str, *, urgent: bool = False) -> int | None:
        """Days that a letter of this kind gives for a reply; None where it gives none."""
        if urgent and (days := self.reply_days.get(f"{kind}/urgent")) is not None:
            return days
        return self.reply_days.get(kind)

    def cycle(self, year: int) -> tuple[date, date]:
        """First and last day of the reporting period that begins in that year (seed: 1 May to 30 April)."""
        start = date.fromisoformat(f"{year}-{self.cycle_from}")
        end = date.fromisoformat(f"{year}-{self.cycle_to}")
        return start, end if end > start else date.fromisoformat(f"{year + 1}-{self.cycle_to}")


SETTINGS: dict[str, Setting] = {
    "accredited_to": Setting(N_("States of accreditation")),
    "calendar": Setting(N_("Office calendar")),
    "zone": Setting(N_("Time zone")),
    "weekend": Setting(N_("Days of the week on which the office does not work")),
    "languages": Setting(N_("Languages of the office")),
    "state_languages": Setting(N_("Language in which each State is written to")),
    "reply_days": Setting(N_("Days for a reply, by kind of letter")),
    "clock_start": Setting(N_("Clock starts on dispatch or on receipt")),
    "remind_before_days": Setting(N_("Days before the due date at which a task appears")),
    "remind_after_days": Setting(N_("Days after the due date at which a reminder is proposed")),
    "reminders_before_next_tier": Setting(N_("Unanswered reminders before the next tool is proposed")),
    "matrix_days": Setting(N_("Days to match a reply to the allegations")),
    "measure_days": Setting(N_("Days after which it is asked what became of an announced measure")),
    "shortest_deadline_days": Setting(N_("Shortest deadline in a letter, in days")),
    "consent_life_months": Setting(N_("Life of a consent, in months"), Loosen.ONLY_LOWER, 12),
    "consent_review_days": Setting(
        N_("Days within which a second person reviews a consent to be named"), Loosen.ONLY_LOWER, 14
    ),
    "consent_recheck_days": Setting(N_("Days after which a step shows what changed in consent"), Loosen.ONLY_LOWER, 7),
    "unreachable_days": Setting(
        N_("Days a consent by family holds while a person is unreachable"), Loosen.ONLY_LOWER, 60
    ),
    "after_fact_review_hours": Setting(N_("Hours to the review of a protection action"), Loosen.ONLY_LOWER, 48),
    "risk_review_hours": Setting(N_("Hours to the next look at a risk, by level"), Loosen.ONLY_LOWER),
    "thresholds": Setting(N_("Verification needed for each output"), Loosen.ONLY_HIGHER),
    "suppression_n": Setting(N_("Smallest number of persons that is shown"), Loosen.ONLY_HIGHER, 3),
    "percentage_base": Setting(N_("Smallest base of a percentage"), Loosen.ONLY_HIGHER, 20),
    "op13_scope": Setting(N_("Mechanisms for good offices: strict or wide")),
    "closing_required": Setting(N_("A note verbale needs its closing formula")),
    "initials_on_notes": Setting(N_("Initials and stamp on notes verbales")),
    "annex_from": Setting(N_("Allegations from which on they stand in an annex")),
    "office_reference_pattern": Setting(N_("Pattern of office references")),
    "formulae_verified": Setting(N_("Formulae were verified")),
    "cycle_from": Setting(N_("Reporting period begins")),
    "cycle_to": Setting(N_("Reporting period ends")),
    "region_generalisation": Setting(N_("How places and dates are generalised")),
    "receipt_days": Setting(N_("Days to wait for a receipt")),
    "inactive_months": Setting(N_("Months without news before closing is proposed")),
    "retention_years": Setting(N_("Years that records are kept")),
    "standard_of_proof": Setting(N_("Standard of proof, in words")),
    "source_exclusion": Setting(N_("Sources never leave the office"), Loosen.NEVER),
    "consent_required": Setting(N_("Nothing leaves without consent"), Loosen.NEVER),
    "four_eyes": Setting(N_("Nobody approves their own work"), Loosen.NEVER),
    "external_references": Setting(N_("External references are typed and confirmed, never made"), Loosen.NEVER),
}
"""Every setting of section 16 with its label; the last four can be read there but not changed."""


def settings_from(record: OfficeRecord, office: str, calendar: OfficeCalendar, zone: tzinfo = UTC) -> OfficeSettings:
    """The settings of an office from its record: an element `name` or, for one key of a table, `name.key` (with `:` for
    the `/` of a key). The week's days off are a setting; `calendar` brings the holidays.

    A value that would loosen a protection, or that does not fit, is passed over and the default holds: what somebody
    wrote with another program must not open a door here.
    """
    defaults = msgspec.structs.asdict(OfficeSettings())
    values: dict[str, Any] = {}
    said: dict[str, Said] = {}
    for element, setting in sorted(record.settings.items()):
        name, _dot, key = element.partition(".")
        key = key.replace(":", "/")
        default = defaults.get(name)
        value = {key: setting.value} if isinstance(default, Mapping) and key else setting.value
        if name in defaults and name not in _APART and _fits(default, value) and not setting_findings(name, value):
            values[name] = {**values.get(name, default or {}), **value} if isinstance(value, dict) else value
            if at := instant(setting.at):
                said[element] = Said(by=setting.by, at=at, verified=setting.verified)
    if "weekend" in values:
        off = frozenset(WEEK.index(day) for day in values["weekend"].split())
        calendar = msgspec.structs.replace(calendar, weekend=off)
    return msgspec.structs.replace(
        OfficeSettings(),
        **values,
        office=office,
        accredited_to=record.accredited_to,
        calendar=calendar,
        zone=zone,
        said=said,
    )


_APART = frozenset({"office", "accredited_to", "calendar", "zone", "said", "languages"})


def _fits(default: Any, value: Any) -> bool:
    if isinstance(default, Mapping):
        return isinstance(value, dict) and all(
            isinstance(v, type(next(iter(default.values()), v))) for v in value.values()
        )
    return type(value) is type(default)


def setting_findings(name: str, value: Any) -> tuple[Finding, ...]:
    """Section 16: may this setting take this value? Refused beyond its bound, and always where it may not be
    loosened."""
    setting = SETTINGS.get(name)
    if setting is None or setting.loosen is Loosen.NEVER:
        return (
            _refused(_("This rule is not a setting: {name}.").format(name=_(setting.label) if setting else name), ""),
        )
    if wrong := _not_sayable(name, value):
        return (_refused(*wrong),)
    default = msgspec.structs.asdict(OfficeSettings()).get(name)
    numbers = value if isinstance(value, Mapping) else {"": value}
    bounds = default if isinstance(default, Mapping) and default else {"": setting.bound}
    found = []
    for key, number in numbers.items():
        bound = bounds.get(key, setting.bound)
        if not isinstance(number, int) or not isinstance(bound, int):
            continue
        low = setting.loosen is Loosen.ONLY_HIGHER and number < bound
        high = setting.loosen is Loosen.ONLY_LOWER and (number > bound or number < 1)
        if low or high:
            sentence = _("{name} cannot be {value}: that would loosen a protection.").format(
                name=_(setting.label), value=number
            )
            remedy = _("Give at least {bound}.") if low else _("Give a number from 1 to {bound}.")
            found.append(_refused(sentence, remedy.format(bound=bound)))
    return tuple(found)


def _not_sayable(name: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with a word, a week or a number of days, and what may be said instead."""
    if name in WORDS and value not in WORDS[name]:
        return _("There is no such choice: {value}.").format(value=value), ", ".join(WORDS[name])
    if name == "weekend" and (not set(said := str(value).split()) <= set(WEEK) or len(set(said)) > 3):
        return _("These are no days of a weekend: {value}.").format(value=value), _(
            "Name up to three of: {days}."
        ).format(days=", ".join(WEEK))
    days = value.values() if name == "reply_days" and isinstance(value, Mapping) else ()
    if any(not isinstance(one, int) or not 1 <= one <= MOST_DAYS for one in days):
        return _("A letter does not give so many days for a reply."), _("Give a number from 1 to {bound}.").format(
            bound=MOST_DAYS
        )
    return None


def _refused(sentence: str, remedy: str) -> Finding:
    return Finding(rule="CFG", sentence=sentence, remedy=remedy)
