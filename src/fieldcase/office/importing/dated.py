"""The dates of a table: each cell understood, each column's order of day and month taken into account, each doubt
noted.

A date that cannot be what it says (an act after it was received, a year far ahead) stays as said and is flagged.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from fieldcase.model.dates import Certainty, Edtf, Hemisphere, Note, Understood, from_serial, shown, understand
from fieldcase.model.dates.edtf import certainly_before
from fieldcase.model.dates.lexicon import plain
from fieldcase.office.importing import marks
from fieldcase.office.importing.fields import KnownField, Meaning
from fieldcase.office.importing.mapping import Mapping
from fieldcase.office.importing.plan import DateRead, FieldValue
from fieldcase.office.importing.problems import NOT_UNDERSTOOD
from fieldcase.office.importing.rows import Row, TableRows
from fieldcase.office.importing.settings import ImportSettings
from fieldcase.office.importing.sheets import Cell, CellKind

MAY_LIE_AHEAD = frozenset({"RiskAssessment.review_due", "Letter.due_at", "Consent.expires_on"})
NEEDED = "Act.date"
"""The one date without which a row is undated even when its cell is empty."""


def read_dates(table: TableRows, mapping: Mapping, settings: ImportSettings, epoch_1904: bool) -> list[DateRead]:
    """Understand every date of the table, put it into the rows' values and note what is doubtful."""
    out: list[DateRead] = []
    as_of = mapping.as_of or settings.today
    for column, fields in sorted(table.set_table.fields.items(), key=_received_last_first):
        targets = [one for one in fields if one.meaning in (Meaning.DATE, Meaning.BIRTH)]
        for one in targets:
            birth = one.meaning is Meaning.BIRTH
            cells = [(row, row.cells[column]) for row in table.rows if not row.unread]
            read = [(row, _understood(row, cell, mapping, settings, epoch_1904, as_of, birth)) for row, cell in cells]
            settled = _order_settled([understood for _row, understood in read])
            for row, understood in read:
                kept = _settle(understood) if settled else understood
                out.append(DateRead(table=table.name, row=row.number, column=column, field=one.name, understood=kept))
                _put(row, one.name, column, kept)
                _note(table, row, column, one.name, kept, birth, as_of)
    for row in table.rows:
        _compare(table, row)
    return out


def _understood(
    row: Row, cell: Cell, mapping: Mapping, settings: ImportSettings, epoch_1904: bool, as_of: date, birth: bool
) -> Understood:
    text = marks.visible(cell.text)
    if birth and _age(text) is not None:
        return Understood(text=cell.text)
    if cell.kind is CellKind.NUMBER and not re.fullmatch(r"[12]\d{3}", text):
        return from_serial(float(text), epoch_1904=epoch_1904, text=cell.text)
    hemisphere = settings.hemisphere or (Hemisphere(mapping.hemisphere) if mapping.hemisphere else None)
    written = _written_on(row, as_of)

    def in_year(year: int | None) -> Understood:
        return understand(
            text,
            settings.dates,
            order=mapping.date_order,
            hemisphere=hemisphere,
            context_year=year,
            latest_year=as_of.year if birth else None,
        )

    read = in_year(None if birth else written.year)
    late = read.edtf is not None and read.edtf.earliest is not None and read.edtf.earliest > written
    if late and Note.YEAR_COMPLETED in read.notes:
        read = in_year(written.year - 1)
    return msgspec.structs.replace(read, text=cell.text)


def _received_last_first(item: tuple[str, tuple[KnownField, ...]]) -> bool:
    """The day of receipt is read before the other dates: it completes their years."""
    return all(one.name != "Case.received_at" for one in item[1])


def _written_on(row: Row, as_of: date) -> date:
    received = row.first("Case.received_at")
    return (Edtf.parse(received).latest if received else None) or as_of


LONGEST_AGE = 40
"""Characters beyond which a text is no age."""

_AGE = re.compile(r"[^\d]{0,12}(\d{1,3})(s?)[^\d]{0,12}")


def _age(text: str) -> tuple[int, int] | None:
    """An age as its lowest and highest year; None when the text is no age."""
    found = _AGE.fullmatch(plain(text).strip()) if len(text) < LONGEST_AGE else None
    if not found or int(found[1]) > 120:
        return None
    age = int(found[1])
    return (age, age + 9) if found[2] and age % 10 == 0 else (age, age)


def age_band(text: str, bands: frozenset[str]) -> str:
    """The band of the vocabulary in which an age surely lies; nothing for a doubtful age."""
    age = _age(marks.visible(text))
    if age is None or re.search(r"[?~≈±]", text) or re.search(r"[^\W\d_]{2,}", text):
        return ""
    for band in bands:
        limits = re.fullmatch(r"(\d+)_(\d+|plus)", band)
        if limits and int(limits[1]) <= age[0] and (limits[2] == "plus" or age[1] <= int(limits[2])):
            return band
    return ""


def years_of_age(text: str) -> int | None:
    """The age that a text says, about or exactly; None when it says none."""
    age = _age(marks.visible(text))
    return age[0] if age else None


def _order_settled(read: list[Understood]) -> bool:
    """True when other dates of the column show its order, and none shows the reverse."""
    reverse = any(Note.ORDER_MISMATCH in one.notes for one in read)
    shown_by = any(
        one.certainty is Certainty.EXACT and re.fullmatch(r"\s*\d{1,2}\D\d{1,2}\D(?:\d{2}|\d{4})\s*", one.text)
        for one in read
        if one.edtf is not None and one.edtf.earliest is not None and one.edtf.earliest.day > 12
    )
    return shown_by and not reverse


def _settle(one: Understood) -> Understood:
    if Note.AMBIGUOUS_ORDER not in one.notes:
        return one
    notes = tuple(note for note in one.notes if note is not Note.AMBIGUOUS_ORDER)
    certainty = Certainty.EXACT if one.edtf is not None and one.edtf.exact else Certainty.IMPRECISE
    return msgspec.structs.replace(one, notes=notes, alternatives=(), certainty=certainty)


def _put(row: Row, field: str, column: str, understood: Understood) -> None:
    values = (str(understood.edtf),) if understood.edtf else ()
    for index, value in enumerate(row.values):
        if (value.field, value.column) == (field, column):
            row.values[index] = FieldValue(field=field, column=column, said=value.said, values=values)


def _note(table: TableRows, row: Row, column: str, field: str, one: Understood, birth: bool, as_of: date) -> None:
    if one.certainty is Certainty.EMPTY:
        if field == NEEDED and marks.is_blank(one.text):
            table.problem(row, column, "undated")
        return
    detail = shown(one.edtf) if one.edtf else ""
    if one.certainty is Certainty.IMPOSSIBLE:
        table.problem(row, column, "invalid_date")
    elif one.edtf is None:
        said = NOT_UNDERSTOOD if one.certainty is Certainty.NOT_UNDERSTOOD else ""
        table.problem(row, column, "unmapped_value" if birth else "undated", said)
    elif one.certainty is not Certainty.EXACT:
        table.problem(row, column, "uncertain_date", detail)
    for note, kind in _KINDS.items():
        if note in one.notes:
            table.problem(row, column, kind, detail)
    ahead = one.edtf is not None and one.edtf.earliest is not None and one.edtf.earliest > as_of
    if ahead and field not in MAY_LIE_AHEAD and Note.PLANNED not in one.notes:
        table.problem(row, column, "future_date")


_KINDS = {
    Note.SERIAL: "serial_date",
    Note.TWO_DIGIT_YEAR: "two_digit_year",
    Note.AMBIGUOUS_ORDER: "ambiguous_date",
    Note.ORDER_MISMATCH: "date_order_mismatch",
}


def _compare(table: TableRows, row: Row) -> None:
    act, received = _edtf(row, "Act.date"), _edtf(row, "Case.received_at")
    if act and received and certainly_before(received[1], act[1]):
        table.problem(row, act[0], "date_after_receipt")
    reply, sent = _edtf(row, "StateReply.received_at"), _edtf(row, "Letter.dispatched_at")
    if reply and sent and certainly_before(reply[1], sent[1]):
        table.problem(row, reply[0], "reply_before_letter")


def _edtf(row: Row, field: str) -> tuple[str, Edtf] | None:
    for value in row.of(field):
        if value.values:
            return value.column, Edtf.parse(value.values[0])
    return None
