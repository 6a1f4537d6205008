"""The sheets of records: which one a record is edited on, and the use case that saves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldcase.desktop.case.actions import record_new, save
from fieldcase.desktop.case.answers import ANSWERS, answer
from fieldcase.desktop.case.editing import EditSheet
from fieldcase.desktop.case.tab import Given
from fieldcase.model.declare import Record, assemble, flatten
from fieldcase.model.kinds import KINDS, kind_of
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.words import _


def edit_sheet(given: Given, kind: str, record: Record | None, party: str = "") -> EditSheet:
    """The sheet of a record, or of a new one of that kind (about `party`, where it is about somebody)."""
    special, new = ANSWERS.get(kind), record is None
    declared = special.kind if special else KINDS[kind]
    if record is None:
        belongs = {"case": given.case_id} if "case" in declared.record.__struct_fields__ else {}
        record = special.blank(given.case_id, party) if special else declared.record(**belongs)
    elif special:
        record = special.of(record)
    only = special.fields if special else ()
    about = f"{given.case_id}/{party}" if party else given.case_id
    sheet = EditSheet(given.desk, declared, record, given.around, new=new, only=only, about=about)
    sheet.saved.connect(lambda values: _save(given, sheet, values))
    sheet.of, sheet.party = kind, party
    return sheet


def answer_sheet(given: Given, party: str, use: str) -> EditSheet:
    """The sheet of an answer: what was answered before for this person and use, else an empty one."""
    held = given.page.records.get("consent", ())
    answers = [one for one in held if isinstance(one, Consent) and one.answer.party == party]
    record = next((one for one in answers if use and one.answer.scope == use and not one.answer.recipient), None)
    sheet = edit_sheet(given, "consent", record, party)
    if record is None and use:
        sheet.form.take_up({"answer.scope": use})
    return sheet


def _save(given: Given, sheet: EditSheet, values: dict[str, Any]) -> None:
    kind, record = sheet.of, sheet.record
    if kind in ANSWERS:
        answer(given.desk, given.case_id, kind, record, values, lambda _said: _saved(sheet, None), sheet.refuse)
        return
    if sheet.new:
        record_new(given.desk, _with(record, values), lambda _added: _saved(sheet, None), sheet.refuse)
        return
    before = sheet.old_values(values)

    def undo(then: Callable[[object], object]) -> None:
        save(given.desk, kind, record.id, before, then)

    save(given.desk, kind, record.id, values, lambda _none: _saved(sheet, undo), sheet.refuse)


def _saved(sheet: EditSheet, undo: Any) -> None:
    sheet.drafting.forget()
    sheet.done.emit(_("Saved."), undo)


def _with(record: Record, values: dict[str, Any]) -> Record:
    """A new record with these values by ledger path."""
    kind = kind_of(type(record))
    return assemble(kind, record.id, {**flatten(kind, record), **values})
