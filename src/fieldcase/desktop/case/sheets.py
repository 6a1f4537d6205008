"""The sheets of records: which one a record is edited on, and the use case that saves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.case import elements
from fieldcase.desktop.case.actions import record_new, save
from fieldcase.desktop.case.answering import Answer
from fieldcase.desktop.case.answers import ANSWERS, answer
from fieldcase.desktop.case.deeds import DEEDS
from fieldcase.desktop.case.editing import EditSheet
from fieldcase.desktop.case.elementcard import item_line
from fieldcase.desktop.case.leading import Way
from fieldcase.desktop.case.made import Made, undoing
from fieldcase.desktop.case.newpeople import INSTEAD, NEW_PEOPLE
from fieldcase.desktop.case.steps import STEPS
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.case.told import SourceGrade
from fieldcase.desktop.parts.arrange import column, framed
from fieldcase.desktop.parts.label import Label
from fieldcase.model.declare import Record, assemble, flatten
from fieldcase.model.kinds import KINDS, kind_of
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.decisions import Assessment, Finding
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.sources.sources import SourceLine
    from fieldcase.office.verification.board import ElementCard, TargetBoard


def asked_for(kind: str) -> Answer | None:
    """What is answered or done on a sheet of that name; None for a kind whose records are simply edited."""
    return ANSWERS.get(kind) or DEEDS.get(kind) or STEPS.get(kind) or NEW_PEOPLE.get(kind)


def knows(kind: str) -> bool:
    """Whether there is a sheet of that name."""
    return kind in KINDS or asked_for(kind) is not None


def edit_sheet(
    given: Given,
    kind: str,
    record: Record | None,
    party: str = "",
    *,
    beside: Mapping[str, Mapping[str, str]] | None = None,
) -> EditSheet:
    """The sheet of a record, or of a new one of that kind (about `party`, where it is about somebody). `beside` are
    records that may be chosen though they stand on no page of the case, as `Around.choices`."""
    if record is None:
        kind = INSTEAD.get(kind, kind)
    special, new = asked_for(kind), record is None
    declared = special.kind if special else KINDS[kind]
    if record is None:
        belongs = {"case": given.case_id} if "case" in declared.record.__struct_fields__ else {}
        record = special.blank(given.case_id, party) if special else declared.record(**belongs)
    elif special:
        record = special.of(record)
    only = special.fields if special else ()
    about = f"{given.case_id}/{party}" if party else given.case_id
    around = replace(given.around, choices={**given.around.choices, **(beside or {})})
    sheet = EditSheet(given.desk, declared, record, around, new=new, only=only, about=about)
    if special is not None:
        sheet.be(special.title, special.verb, danger=special.danger)
    sheet.saved.connect(lambda values: _save(given, sheet, values))
    sheet.of, sheet.party = kind, party
    return sheet


def element_sheet(given: Given, target: TargetBoard, card: ElementCard) -> EditSheet:
    """The sheet on which an element is assessed: its act and person stand in the title, what bears on it above."""
    held = given.page.records.get("assessment", ())
    record = next((one for one in held if one.id == card.assessment), None)
    asked, new = ANSWERS["assessment"], record is None
    party = target.party if card.element in ("E1", "E3") else ""
    finding = Finding(element=card.element, target=target.record, party=party)
    who = f" · {target.party_code}" if party else ""
    where = f"{card.element} {_(elements.TITLES[card.element])} · {elements.target_words(target, given.wording)}{who}"
    sheet = EditSheet(
        given.desk,
        asked.kind,
        record or Assessment(case=given.case_id, finding=finding),
        given.around,
        new=new,
        only=tuple(f"finding.{name}" for name in ("level", "reasoning", "weighed", "gaps", "next_step")),
        about=f"{given.case_id}/{card.element}/{target.record}/{party}",
        title=where,
        above=_bearing(card),
    )
    sheet.saved.connect(lambda values: _save(given, sheet, values))
    sheet.of, sheet.party = "assessment", party
    sheet.by_tab = {"element": card.element, "target": target.record, "of": target.party, "assess": True}
    return sheet


def _bearing(card: ElementCard) -> QWidget:
    """What was recorded for and against the element."""
    lines: list[QWidget] = [Label(_(elements.QUESTIONS[card.element]), wrap=True)]
    for title, items in ((_("Supports"), card.supports), (_("Contradicts"), card.contradicts)):
        lines.append(Label(title, "over"))
        lines += [item_line(one) for one in items] or [Label(_("Nothing recorded. Have you looked?"), "caption")]
    return framed(column(*lines, gap=6, margins=(12, 8)), "sunken")


def source_grade_sheet(given: Given, line: SourceLine) -> EditSheet:
    """The sheet on which a source is graded anew, by its code."""
    asked = ANSWERS["source_grade"]
    record = SourceGrade(id=line.record, grade=line.grade, why=line.reason)
    title = _("Reliability of {code}").format(code=line.code)
    sheet = EditSheet(given.desk, asked.kind, record, given.around, title=title)
    sheet.saved.connect(lambda values: _save(given, sheet, values))
    sheet.of = "source_grade"
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


def several_sheet(given: Given, party: str, uses: Sequence[str]) -> EditSheet:
    """The sheet that fills several cells of one person at once."""
    sheet = edit_sheet(given, "several", None, party)
    if uses:
        sheet.form.take_up({"uses": list(uses)})
    return sheet


def resumed_sheet(given: Given, told: Mapping[str, Any]) -> EditSheet | None:
    """The sheet that `Sheet.where` told of; None where its record is gone."""
    wanted = told.get("record")
    held = (given.page.case, *(one for records in given.page.records.values() for one in records))
    record = next((one for one in held if wanted and one.id == wanted), None)
    if record is None and wanted:
        return None
    return edit_sheet(given, str(told["kind"]), record, str(told.get("party", "")))


def led_sheet(given: Given, way: Way) -> EditSheet | None:
    """The sheet that a step leads to, at its field; None where it leads to no sheet."""
    if not way.sheet:
        return None
    if way.sheet == "answer":
        return answer_sheet(given, way.party, way.use)
    held = (one for records in given.page.records.values() for one in records)
    record = next((one for one in held if one.id == way.record), None) if way.record else None
    sheet = edit_sheet(given, way.sheet, record, way.party)
    sheet.at = way.at
    return sheet


def _save(given: Given, sheet: EditSheet, values: dict[str, Any]) -> None:
    kind, record = sheet.of, sheet.record
    special = asked_for(kind)
    if special is not None:

        def done(done: Made) -> None:
            if special.after is not None:
                special.after(given, done.said)
            _saved(sheet, None if special.final else undoing(given.desk, done), special.done)

        answer(given.desk, given.case_id, special, record, values, done, sheet.refuse)
        return
    if sheet.new:
        record_new(
            given.desk, _with(record, values), lambda added: _saved(sheet, undoing(given.desk, added)), sheet.refuse
        )
        return
    before = sheet.old_values(values)

    def undo(then: Callable[[object], object]) -> None:
        save(given.desk, kind, record.id, before, then)

    save(given.desk, kind, record.id, values, lambda _none: _saved(sheet, undo), sheet.refuse)


def _saved(sheet: EditSheet, undo: Any, sentence: str = "") -> None:
    sheet.drafting.forget()
    sheet.done.emit(_(sentence) if sentence else _("Saved: {what}.").format(what=_(sheet.kind.label)), undo)


def _with(record: Record, values: dict[str, Any]) -> Record:
    """A new record with these values by ledger path."""
    kind = kind_of(type(record))
    return assemble(kind, record.id, {**flatten(kind, record), **values})
