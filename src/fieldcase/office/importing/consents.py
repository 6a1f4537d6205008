"""The consents that rows propose: by the column of a scope, else by the words of a remark for letters to the State.

No other scope is ever inferred. The same person on several rows gets the most restrictive of their answers
everywhere; a look-alike under another spelling keeps its own. Everything here is a proposal.
"""

from __future__ import annotations

import msgspec

from fieldcase.office.importing import marks
from fieldcase.office.importing.consent_words import ConsentWords, Reading, Speaker, read_remark
from fieldcase.office.importing.dated import years_of_age
from fieldcase.office.importing.fields import CONSENT_LEVEL
from fieldcase.office.importing.plan import Alike, ProposedConsent
from fieldcase.office.importing.rows import Row, TableRows

STATE_LETTER = "state_letter"
_STRICTEST = ("", "NONE", "ANON", "CODED", "NAMED")
_KINDS = {
    "not_asked": "consent_missing",
    "deferred": "consent_unclear",
    "unclear": "consent_unclear",
    "as_before": "consent_unclear",
    "withdrawn": "consent_withdrawn",
    "not_by_person": "consent_not_by_person",
}
_NAMES = ("full", "family", "given", "alias")


def read_consents(table: TableRows, words: ConsentWords) -> list[ProposedConsent]:
    """What each record row of a table proposes for each scope that its mapping reaches."""
    out = []
    for row in table.rows:
        if not row.unread:
            out.extend(_of_row(table, row, words))
    return out


def _of_row(table: TableRows, row: Row, words: ConsentWords) -> list[ProposedConsent]:
    remarks = row.of("Consent.remark")
    levels = [value for value in row.values if value.field.startswith(CONSENT_LEVEL)]
    remark = "; ".join(dict.fromkeys(text for value in remarks if (text := marks.visible(value.said))))
    out = []
    for value in levels:
        beside = "; ".join(text for one in remarks if one.column != value.column and (text := marks.visible(one.said)))
        reading = _chosen(value.values, value.said, beside, words, speaker(row))
        scope = value.field.removeprefix(CONSENT_LEVEL)
        out.append(_proposed(table, row, value.column, scope, remark, reading))
    if remarks and not any(one.scope == STATE_LETTER for one in out):
        reading = read_remark(remark, words, speaker(row))
        out.append(_proposed(table, row, remarks[0].column, STATE_LETTER, remark, reading))
    return out


def _chosen(values: tuple[str, ...], said: str, beside: str, words: ConsentWords, who: Speaker) -> Reading:
    """A level chosen from a list; words beside it may only lower it."""
    if not values:
        return Reading(why="not_asked" if marks.is_blank(said) else "unclear")
    level = min(values, key=_STRICTEST.index)
    why = {"NAMED": "given", "NONE": "refused"}.get(level, "given_without_name")
    told = read_remark(beside, words, msgspec.structs.replace(who, minor=True)) if beside else Reading()
    explicit = told.why in ("refused", "withdrawn") or told.level == "CODED"
    if explicit and _STRICTEST.index(told.level) < _STRICTEST.index(level):
        return told
    return Reading(level=level, why=why, found=(marks.fold(said),))


def speaker(row: Row) -> Speaker:
    """What the row says of the person that matters for who may speak for them."""
    age = next((years_of_age(value.said) for value in row.of("Person.date_of_birth")), None)
    codes = {code for value in row.values for code in value.values}
    minor = (age is not None and age < 18) or bool(codes & {"child", "0_17"})
    told = [value for name in ("given", "full") for value in row.of(f"Person.names.{name}")]
    natural = bool(row.first("Person.gender") or age is not None or row.first("Person.names.given"))
    called = " ".join(marks.visible(value.said) for value in told)
    return Speaker(natural=natural, minor=minor, called=called)


def _proposed(table: TableRows, row: Row, column: str, scope: str, remark: str, reading: Reading) -> ProposedConsent:
    return ProposedConsent(
        table=table.name,
        row=row.number,
        column=column,
        scope=scope,
        remark=remark,
        level=reading.level,
        alone=reading.level,
        why=reading.why,
        basis=reading.basis,
        found=reading.found,
        limits=reading.limits,
    )


def agree_same_person(
    consents: list[ProposedConsent], same: tuple[Alike, ...], alike: tuple[Alike, ...], tables: list[TableRows]
) -> list[ProposedConsent]:
    """Give the rows of one person the most restrictive answer, follow "as before", and note what is missing."""
    place = {(one.table, one.row, one.scope): at for at, one in enumerate(consents)}
    out = list(consents)
    for at, one in enumerate(out):
        if one.why == "as_before":
            earlier = _earlier(one, out, place, (*same, *alike))
            if earlier is not None:
                out[at] = msgspec.structs.replace(one, level=earlier.level, alone=earlier.level, why="given")
    rows = {(table.name, row.number): (table, row) for table in tables for row in table.rows}
    scopes = list(dict.fromkeys(one.scope for one in out))
    for group in same:
        for scope in scopes:
            ats = [place[key] for row in group.rows if (key := (group.table, row, scope)) in place]
            _most_restrictive(out, ats, rows)
    for one in out:
        kind = _KINDS.get(one.why)
        if kind and one.scope == STATE_LETTER:
            table, row = rows[(one.table, one.row)]
            table.problem(row, one.column, kind)
    return out


def _earlier(
    one: ProposedConsent,
    out: list[ProposedConsent],
    place: dict[tuple[str | None, int, str], int],
    groups: tuple[Alike, ...],
) -> ProposedConsent | None:
    """The answer that "as before" points back to: the same person's, or a look-alike's, on an earlier row."""
    found = []
    for group in groups:
        if group.table == one.table and one.row in group.rows:
            keys = [(group.table, row, one.scope) for row in group.rows if row < one.row]
            found += [out[place[key]] for key in keys if key in place and out[place[key]].alone]
    return min(found, key=lambda each: _STRICTEST.index(each.alone), default=None)


def _most_restrictive(
    out: list[ProposedConsent], ats: list[int], rows: dict[tuple[str | None, int], tuple[TableRows, Row]]
) -> None:
    said = [at for at in ats if out[at].why != "not_asked"]
    if len({out[at].alone for at in said}) < 2:
        return
    lowest = min((out[at].alone for at in said), key=_STRICTEST.index)
    for at in said:
        one = out[at]
        out[at] = msgspec.structs.replace(one, level=lowest)
        table, row = rows[(one.table, one.row)]
        table.problem(row, one.column, "consent_conflict")
