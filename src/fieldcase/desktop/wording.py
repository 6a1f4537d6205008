"""How codes, dates and States are said on the screen. It knows the vocabularies, never a record.

Enumerations that the program itself owns have their words here, in one table; a test finds a word for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, QTime

from fieldcase.model.dates.edtf import BadDate, Edtf
from fieldcase.model.dates.shown import shown
from fieldcase.model.roles import ROLE_LABELS, Role
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.model.words import N_, _

WORDS: dict[str, str] = {
    "normal": N_("Normal"),
    "urgent": N_("Urgent"),
    "persons": N_("Persons"),
    "organisations": N_("Organisations"),
    "law_or_measure": N_("Law or measure"),
    "mixed": N_("Persons and a law or measure"),
    "person": N_("Person"),
    "group": N_("Group"),
    "organisation": N_("Organisation"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "partly": N_("Partly"),
    "unsure": N_("Not sure"),
    "unknown": N_("Not known"),
    "commission": N_("Committed by State agents"),
    "acquiescence": N_("Tolerated by the State"),
    "failure_to_protect": N_("The State failed to protect"),
    "none_non_state": N_("Not the State"),
    "public": N_("Public"),
    "known_to_few": N_("Known to few"),
    "confidential": N_("Confidential"),
    "proposed": N_("Proposed"),
    "agreed": N_("Agreed"),
    "under_way": N_("Under way"),
    "done": N_("Done"),
    "failed": N_("Failed"),
    "declined": N_("Declined"),
    "new_act": N_("A new act"),
    "release": N_("Released"),
    "sentence": N_("Sentenced"),
    "contact": N_("Contact"),
    "state_measure": N_("A measure of the State"),
    "deterioration": N_("It got worse"),
    "recommendation_implemented": N_("A recommendation was carried out"),
    "alive": N_("Alive"),
    "deceased": N_("Deceased"),
    "disappeared": N_("Disappeared"),
    "detained": N_("Detained"),
    "in_exile": N_("In exile"),
    "explicit_statement": N_("Somebody said so"),
    "questioning_about_un": N_("Questions about the United Nations"),
    "timing": N_("The time"),
    "pattern": N_("A pattern"),
    "document_citing_un": N_("A document that cites the United Nations"),
    "same_unit": N_("The same unit"),
    "no_other_explanation": N_("No other explanation"),
    "followed_public_statement": N_("It followed a public statement"),
    "responsible": N_("It is held responsible"),
    "territorial": N_("It happened on its territory"),
    "host": N_("It hosts the meeting"),
    "nationality": N_("The person is its national"),
    "addressee_of_law": N_("The law is its own"),
    "supports": N_("Supports"),
    "contradicts": N_("Contradicts"),
    "neutral": N_("Neither"),
}
LEVEL_ICONS = {
    "NAMED": ("user-round-check", "info"),
    "CODED": ("hash", "info"),
    "ANON": ("circle-user-round", "info"),
    "NONE": ("ban", "danger"),
}
"""Icon and tone of each level of consent."""

RISK = {
    "imminent": ("triangle-alert", "danger"),
    "high": ("triangle-alert", "danger"),
    "medium": ("diamond", "warn"),
    "low": ("circle", "neutral"),
}
STATUS_ICONS = {
    "draft": "pen-line",
    "triage": "scale",
    "open": "folder-open",
    "under_verification": "search-check",
    "action": "send",
    "awaiting_reply": "hourglass",
    "follow_up": "reply",
    "closed": "archive",
    "reopened": "rotate-ccw",
    "not_admitted": "circle-slash",
    "merged": "git-merge",
    "transferred": "external-link",
}
LETTER_ICONS = {
    "draft": ("pen-line", "neutral"),
    "in_review": ("book-open-check", "info"),
    "returned": ("undo-2", "warn"),
    "approved": ("circle-check", "ok"),
    "signed": ("stamp", "ok"),
    "dispatched": ("send", "info"),
    "receipt_confirmed": ("receipt-text", "ok"),
    "submitted_hq": ("send", "info"),
    "hq_accepted": ("circle-check", "ok"),
    "hq_declined": ("circle-x", "danger"),
    "cancelled": ("ban", "neutral"),
    "superseded": ("copy-check", "neutral"),
}


_ARTICLES = {"fr": re.compile(r"^(?:le |la |les |l[’'])(?=[A-ZÀ-Ý])")}


def bare(name: str, language: str) -> str:
    """The name of a State without its article, where the language has one: “le Kalindra” is Kalindra in a list."""
    return _ARTICLES[language].sub("", name) if language in _ARTICLES else name


class Wording:
    """Threads: made and used in the window; what it reads never changes."""

    def __init__(
        self,
        vocabularies: Vocabularies,
        language: str = "en",
        *,
        states: Mapping[str, str] | None = None,
        zone: str = "UTC",
    ) -> None:
        self.vocabularies, self.language = vocabularies, language
        self._states = dict(states or {})
        self.zone = ZoneInfo(zone)
        self._locale = QLocale(language)

    def term(self, vocabulary: str, code: str) -> str:
        """The label of a term; nothing for an empty code."""
        return self.vocabularies.label(vocabulary, code, self.language) if code else ""

    def terms(self, vocabulary: str, keep: Iterable[str] = ()) -> dict[str, str]:
        """The labels that a list offers, by code, indented as far as they stand below others; retired ones only where
        `keep` has them."""
        return {
            code: "\u2003" * len(self.vocabularies.ancestors(vocabulary, code)) + self.term(vocabulary, code)
            for code in self.vocabularies.offered(vocabulary, keep)
        }

    def choice(self, code: str) -> str:
        """The words of an enumeration that the program owns; a code that has none is shown as it is."""
        return _(WORDS[code]) if code in WORDS else code

    def state(self, code: str) -> str:
        """The name of a State as a label has it: without the article that a sentence needs; else its code."""
        return bare(self._states.get(code, code), self.language)

    def known_states(self) -> dict[str, str]:
        """Every State that has a name, by code, in the order of the names."""
        return dict(sorted(((code, self.state(code)) for code in self._states), key=lambda one: one[1]))

    def states(self, codes: tuple[str, ...]) -> str:
        return ", ".join(self.state(code) for code in codes)

    def day(self, value: str) -> str:
        """A stored day or instant as a day in words: “5 March 2026”."""
        found = self._date(value)
        return shown(Edtf.day(found)) if found else value

    def short_day(self, value: str | date) -> str:
        """A day for a narrow column: “5 Mar 2026”, in the person's own order."""
        found = value if isinstance(value, date) else self._date(value)
        if found is None:
            return str(value)
        order = _("d MMM yyyy")
        return self._locale.toString(QDate(found.year, found.month, found.day), order)

    def moment(self, value: str, today: date) -> str:
        """A stored instant of late, by the clock of the office: “Friday 17:30”, longer ago “12 Apr, 17:30”."""
        try:
            at = datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(self.zone)
        except ValueError:
            return value
        day, ago = QDate(at.year, at.month, at.day), (today - at.date()).days
        said = self._locale.toString(day, "dddd" if 0 <= ago < 7 else _("d MMM"))
        return _("{day}, {time}").format(day=said, time=self.clock(QTime(at.hour, at.minute)))

    def weekday(self, day: date) -> str:
        """A day as the head of a page says it: “Monday 4 May 2026”."""
        return self._locale.toString(QDate(day.year, day.month, day.day), _("dddd d MMMM yyyy"))

    def near_day(self, value: str, year: int) -> str:
        """A stored day or instant for a narrow place: “5 Mar”; another year is said."""
        found = self._date(value)
        return self._days(found, found, year) if found else value

    def dated(self, value: str) -> str:
        """A stored date (EDTF) in words, with its doubt."""
        try:
            return shown(Edtf.parse(value)) if value else ""
        except BadDate:
            return value

    def brief(self, when: Edtf, year: int) -> str:
        """A date for a narrow place: “5 Mar”, “5–9 Mar”, “about 11–20 Feb”; other years are said."""
        if when.period and when.end is None:
            return _("goes on") if when.start else ""
        first, last = when.earliest, when.latest
        if first is None or last is None:
            return shown(when)
        said = self._days(first, last, year)
        ends = (when.start, when.end)
        return _("about {days}").format(days=said) if any(end is not None and end.doubt for end in ends) else said

    def month(self, day: date) -> str:
        """A day where only its month has room: “May 2027”."""
        return self._locale.toString(QDate(day.year, day.month, day.day), "MMM yyyy")

    def number(self, count: int) -> str:
        return self._locale.toString(count)

    def _days(self, first: date, last: date, year: int) -> str:
        def day(one: date, order: str) -> str:
            whole = order if one.year == year else _("{day} yyyy").format(day=order)
            return self._locale.toString(QDate(one.year, one.month, one.day), whole)

        if first == last:
            return day(first, _("d MMM"))
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        if (
            first.day == 1
            and (last + timedelta(days=1)).day == 1
            and (first.year, first.month) == (last.year, last.month)
        ):
            return day(first, "MMMM")
        if (first.year, first.month) == (last.year, last.month):
            return _("{first}–{last}").format(first=first.day, last=day(last, _("d MMM")))
        return _("{first} – {last}").format(first=day(first, _("d MMM")), last=day(last, _("d MMM")))

    def clock(self, now: QTime) -> str:
        return self._locale.toString(now, "HH:mm")

    def roles(self, roles: frozenset[Role] | tuple[Role, ...]) -> str:
        """The roles of a seat in words, the one with most to answer for first."""
        said = [_(ROLE_LABELS[role]) for role in reversed(Role) if role in roles]
        text = ", ".join(said)
        return text[:1].upper() + text[1:]

    def _date(self, value: str) -> date | None:
        try:
            if "T" in value:
                return datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(self.zone).date()
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
