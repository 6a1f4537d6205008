"""The figures of the place Reports: counts of cases, persons, organisations and acts; by month, status, kind of act and
reply. Counts are never added to each other (I1).

Every figure of cases is the number that the list of cases shows under the filter that stands beside it, and every
figure of letters the number that the book of letters shows: they are asked of the same lists. Figures of persons, and
of kinds of acts, are small-number figures for everybody (G22, section 12.3); who may read no case gets every figure so.
Cases that are sealed to the seat are in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import msgspec

from fieldcase.model.kinds.reporting import ReportingCycle
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Action
from fieldcase.model.rules.saying import day_of
from fieldcase.model.rules.suppression import TOTAL, drill_down, suppress_list
from fieldcase.office.cases.listing import CaseQuery, count_cases, filters_of, list_cases
from fieldcase.office.letters.book import REPLY_ANSWERS, answer_of, letter_book, within
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Among, Compare, Filter, ListQuery

MONTHS = 12
FIRST_MONTH = 5
"""The report of the Secretary-General goes from May to April where headquarters entered no cycle."""
LEAST = 3
WRITING = timedelta(days=92)
"""So long after its period a report is being written."""
SHOWN_TYPES = 6
PERSONS, GROUPS = ("woman", "man"), ("organisation", "group")


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Days that figures are of, both included; without days it is everything. `label` is that of a cycle."""

    start: date | None = None
    end: date | None = None
    label: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """As the list of cases is narrowed by it."""
        if self.start is None or self.end is None:
            return {}
        return {"received_from": self.start.isoformat(), "received_until": self.end.isoformat()}


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: the code of what is counted, its number (None where it is held back), what is printed, and what the
    list behind it is narrowed by. `part` are those of which only acts online are known; `of` is its list."""

    code: str
    count: int | None
    shown: str
    filters: Mapping[str, str] = {}
    of: str = "cases"
    part: int = 0


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Bars beside each other; `total` is what is printed for all of them, empty where they overlap."""

    bars: tuple[Bar, ...]
    total: str = ""


class Heads(msgspec.Struct, frozen=True, kw_only=True):
    """The four counts, as printed; `more` is how many more cases than in the period before, None where that says too
    much or there was none."""

    cases: Bar
    more: int | None
    persons: str
    gender: Mapping[str, str]
    organisations: str
    acts: str
    online: str


def periods(session: Session) -> tuple[Period, ...]:
    """What figures can be asked of: the cycles that were entered, else the year of the report that runs and the one
    before; calendar years; everything. Raises `NotYourRole`."""
    session.require(Action.SEE_FIGURES)
    today = session.today()
    found = list(_cycles(session)) or _report_years(today)
    found += [Period(start=date(year, 1, 1), end=date(year, 12, 31)) for year in (today.year, today.year - 1)]
    return (*found, Period())


def reason_without_cases(session: Session) -> Finding | None:
    """Why a figure does not open its cases for this seat; None where it does (G22, S34)."""
    return next(iter(drill_down(session.roles)), None)


def smallest(session: Session) -> int:
    """The smallest number of persons that is shown (section 12.3: 5, and never under 3)."""
    return max(session.settings.suppression_n, LEAST)


def heads(session: Session, period: Period, state: str = "") -> Heads:
    """The four counts. Raises `NotYourRole`."""
    session.require(Action.SEE_FIGURES)
    said = _said(period, state)
    cases = _number(session, said)
    shown = _plain(session, {"cases": cases})
    genders = {code: _parties(session, said, code) for code in PERSONS}
    persons = _parties(session, said)
    genders["other"] = persons - sum(genders.values())
    told = suppress_list(genders, session.settings.suppression_n)
    organisations = _total(session, "party", *_victims(session, said), Filter("kind", Compare.ANY, GROUPS))
    acts, online = (_acts(session, said, online=online) for online in (False, True))
    small = suppress_list({"online": online, "offline": acts - online}, session.settings.suppression_n)
    return Heads(
        cases=Bar(code="cases", count=_known(shown["cases"]), shown=shown["cases"], filters=said),
        more=_more(session, period, state, cases),
        persons=told[TOTAL],
        gender={code: told[code] for code in genders},
        organisations=_few(session, organisations),
        acts=small[TOTAL],
        online=small["online"],
    )


def by_month(session: Session, period: Period, state: str = "") -> Chart:
    """New cases in each month of the period, the last twelve of them. `part` are cases with acts online alone."""
    session.require(Action.SEE_FIGURES)
    months = _months(period, session.today())
    said = [{**_said(Period(start=first, end=last), state)} for first, last in months]
    counts = {first.isoformat()[:7]: _number(session, one) for (first, _last), one in zip(months, said, strict=True)}
    shown = _plain(session, counts)
    bars = []
    for (code, _count), one in zip(counts.items(), said, strict=True):
        known = _known(shown[code])
        part = _online_alone(session, one) if known is not None and session.may(Action.READ_CASE) else 0
        bars.append(Bar(code=code, count=known, shown=shown[code], filters=one, part=part))
    return Chart(bars=tuple(bars), total=shown[TOTAL])


def by_status(session: Session, period: Period, state: str = "") -> Chart:
    """The cases of the period by where they stand today; states in which none stands are left out."""
    session.require(Action.SEE_FIGURES)
    said = {
        code: {**_said(period, state), "status": code} for code in session.vocabularies.codes("case_status") if code
    }
    counts = {code: _number(session, one) for code, one in said.items()}
    shown = _plain(session, counts)
    bars = (Bar(code=code, count=_known(shown[code]), shown=shown[code], filters=said[code]) for code in counts)
    return Chart(bars=tuple(bar for bar in bars if bar.shown != "0"), total=shown[TOTAL])


def by_act(session: Session, period: Period, state: str = "") -> Chart:
    """Cases with acts of each kind, the most first: a case has several, so the bars are not added."""
    session.require(Action.SEE_FIGURES)
    bars = []
    for code in session.vocabularies.children("act_type"):
        said = {**_said(period, state), "act_type": code}
        if count := _number(session, said):
            shown = suppress_list({code: count}, session.settings.suppression_n)[code]
            bars.append((count, Bar(code=code, count=_known(shown), shown=shown, filters=said)))
    ordered = sorted(bars, key=lambda pair: (-(pair[1].count or 0), pair[1].code))
    return Chart(bars=tuple(bar for _count, bar in ordered[:SHOWN_TYPES]))


def replies(session: Session, period: Period, state: str = "") -> Chart:
    """What States answered to the letters that left in the period, by letter: in full, in part, nothing of substance,
    nothing though it is overdue, nothing yet."""
    session.require(Action.SEE_FIGURES)
    span = f"{period.start}/{period.end}" if period.start else ""
    held = letter_book(session) if session.may(Action.READ_CASE) else ()
    asked = [row for row in held if within(row, span) and (not state or row.state == state)]
    counts = {code: sum(1 for row in asked if answer_of(row) == code) for code in REPLY_ANSWERS}
    narrowed = {name: value for name, value in (("sent", span), ("state", state)) if value}
    bars = tuple(
        Bar(code=code, count=count, shown=str(count), filters={**narrowed, "answer": code}, of="letters")
        for code, count in counts.items()
    )
    return Chart(bars=bars, total=str(sum(counts.values())))


def _said(period: Period, state: str) -> dict[str, str]:
    return {**period.filters, **({"state": state} if state else {})}


def _number(session: Session, said: Mapping[str, str]) -> int:
    """What the list shows; for who has no list, the number alone."""
    if session.may(Action.READ_CASE):
        return list_cases(session, CaseQuery(filters=said, limit=0)).total
    return count_cases(session, said)


def _plain(session: Session, counts: Mapping[str, int]) -> Mapping[str, str]:
    """Figures of cases as they are for who may read cases, small-number figures for others; `TOTAL` is their sum."""
    if session.may(Action.READ_CASE):
        return {**{code: str(count) for code, count in counts.items()}, TOTAL: str(sum(counts.values()))}
    return suppress_list(counts, session.settings.suppression_n)


def _few(session: Session, count: int) -> str:
    return suppress_list({"n": count}, session.settings.suppression_n)["n"]


def _known(shown: str) -> int | None:
    return int(shown) if shown.isdecimal() else None


def _more(session: Session, period: Period, state: str, cases: int) -> int | None:
    if period.start is None or period.end is None or not session.may(Action.READ_CASE):
        return None
    before = Period(start=_year_before(period.start), end=period.start - timedelta(days=1))
    return cases - _number(session, _said(before, state))


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, 1)


def _in_cases(session: Session, said: Mapping[str, str]) -> Filter:
    return Filter("case", Compare.AMONG, Among("case", "id", filters_of(session, said)))


def _victims(session: Session, said: Mapping[str, str]) -> tuple[Filter, ...]:
    role = Filter("role", Compare.IS, "victim")
    return (Filter("id", Compare.AMONG, Among("involvement", "party", (role, _in_cases(session, said)))),)


def _parties(session: Session, said: Mapping[str, str], gender: str = "") -> int:
    """Persons to whom it happened, each once however many cases they have."""
    more = (Filter("gender", Compare.IS, gender),) if gender else ()
    return _total(session, "party", *_victims(session, said), Filter("kind", Compare.IS, "person"), *more)


def _acts(session: Session, said: Mapping[str, str], *, online: bool) -> int:
    more = (Filter("is_online", Compare.IS, 1),) if online else ()
    return _total(session, "act", _in_cases(session, said), *more)


def _online_alone(session: Session, said: Mapping[str, str]) -> int:
    """Cases of the list all of whose acts happened online."""
    online = Among("act", "case", (Filter("is_online", Compare.IS, 1),))
    other = Among("act", "case", (Filter("is_online", Compare.NOT, 1),))
    alone = (Filter("id", Compare.AMONG, online), Filter("id", Compare.NOT_AMONG, other))
    return _total(session, "case", *filters_of(session, said), *alone)


def _total(session: Session, kind: str, *filters: Filter) -> int:
    return session.vault.page(ListQuery(kind=kind, filters=filters, limit=0)).total


def _cycles(session: Session) -> Iterator[Period]:
    for cycle in sorted(session.vault.all(ReportingCycle), key=lambda one: one.period_from, reverse=True):
        start, end = day_of(cycle.period_from), day_of(cycle.period_to)
        if start and end:
            yield Period(start=start, end=end, label=cycle.label)


def _report_years(today: date) -> list[Period]:
    """The year that runs and the one before; in its first months the report is still about the latter."""
    first = today.year if today.month >= FIRST_MONTH else today.year - 1
    years = (first, first - 1) if today - date(first, FIRST_MONTH, 1) > WRITING else (first - 1, first)
    return [Period(start=date(year, FIRST_MONTH, 1), end=date(year + 1, 4, 30)) for year in years]


def _months(period: Period, today: date) -> list[tuple[date, date]]:
    """First and last day of each month, the last twelve that have begun."""
    end = min(period.end or today, today)
    months: list[tuple[date, date]] = []
    first = date(end.year, end.month, 1)
    while len(months) < MONTHS and first >= (period.start or date.min).replace(day=1):
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        months.append((first, following - timedelta(days=1)))
        first = (first - timedelta(days=1)).replace(day=1)
    return months[::-1]
