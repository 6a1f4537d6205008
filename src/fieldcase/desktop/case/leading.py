"""Where on the page of a case a step is taken: the tab, the row or cell in it, the sheet, or the page of a letter.

Both the remedies of the rules and the lines of Today lead by it. No widgets here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.remedies import (
    FILES,
    HAPPENED,
    LETTERS,
    OF_LETTER,
    PEOPLE,
    SHEETS,
    SUMMARY,
    VERIFICATION,
    Remedy,
    tab_of,
)
from fieldcase.model.declare import Record
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.decisions import Assessment

if TYPE_CHECKING:
    from fieldcase.office.cases.page import CasePage

CONSENT = "consent/"
"""What a field begins with that names a use of consent."""
TOLD, FOLLOWS = 1, 2
"""Views of the tab Verification (`case/verification.py`)."""
ON_TAB = {
    PEOPLE: ("party", "involvement", "consent", "risk_assessment", "protection_action"),
    HAPPENED: ("act", "cooperation_link", "law_or_measure", "follow_up"),
    VERIFICATION: ("assessment", "decision", "allegation", "information"),
    LETTERS: (
        "letter",
        "earlier_letter",
        "oral_approach",
        "state_reply",
        "matrix_row",
        "question_row",
        "state_measure",
    ),
    FILES: ("evidence",),
}
"""The kinds of records that each tab shows, as `case/tabs.py` has them."""
WITH_PAGES = {"letter": "letter", "state_reply": "reply"}
"""Kinds of record that have a page of their own, by its place."""


@dataclass(frozen=True)
class Way:
    """`tab` and what it takes up in `within`; the `record` whose row gets the focus; the `sheet` that is opened there
    (a kind, about `record`, `party` and `use`), at the field `at`; `to`: another screen, what about, and where in it;
    `conflict`: the record whose fields wait to be decided.
    """

    tab: int = SUMMARY
    within: Mapping[str, Any] = field(default_factory=dict)
    record: str = ""
    sheet: str = ""
    party: str = ""
    use: str = ""
    at: str = ""
    to: tuple[str, str, dict[str, Any]] | None = None
    conflict: str = ""


def way_led(page: CasePage, led: Mapping[str, Any]) -> Way | None:
    """The way that a line of Today, or the page of a letter, asked for; None where nothing of it is there any more."""
    asked, records = led.get("remedy"), [str(one) for one in led.get("records", ())]
    if isinstance(asked, dict):
        return way_of(page, Remedy(**asked))
    if led.get("conflict") is True:
        waits = [one.record for one in page.conflicts]
        return Way(conflict=next((one for one in records if one in waits), waits[0])) if waits else None
    return way_to(page, records)


def way_to(page: CasePage, records: Iterable[str]) -> Way | None:
    """The way to the first of these records that stands in the case; None where none of them does."""
    for record in records:
        for kind, held in page.records.items():
            one = next((each for each in held if each.id == record), None)
            if one is not None and kind != "case":
                return _way_to(kind, one)
    return None


def _way_to(kind: str, one: Record) -> Way:
    if kind in WITH_PAGES:
        return Way(tab=LETTERS, to=(WITH_PAGES[kind], one.id, {}))
    if isinstance(one, Consent):
        return Way(tab=PEOPLE, within={"party": one.answer.party, "use": one.answer.scope})
    if isinstance(one, Assessment):
        return Way(tab=VERIFICATION, within=_element(one))
    if kind == "party":
        return Way(tab=PEOPLE, within={"party": one.id})
    view = {"information": TOLD, "decision": FOLLOWS, "allegation": FOLLOWS}.get(kind, 0)
    return Way(tab=_tab(kind), within={"view": view} if view else {}, record=one.id)


def _tab(kind: str) -> int:
    return next((tab for tab, kinds in ON_TAB.items() if kind in kinds), SUMMARY)


def way_of(page: CasePage, remedy: Remedy) -> Way:
    """Where a remedy of the rules is done: the sheet that it asks for, else the row or cell, else its letter."""
    place, party = tab_of(remedy.action), _party(page, remedy.party_code)
    if remedy.action == "record_consent":
        return _consent(page, remedy, party)
    if remedy.action in SHEETS:
        return Way(tab=place, sheet=SHEETS[remedy.action], party=party)
    if remedy.action == "assess_element":
        return _assessed(page, remedy, party)
    if remedy.action == "edit_record":
        return _edited(page, remedy)
    if remedy.action in OF_LETTER:
        return _letter(page, remedy) or Way(tab=LETTERS)
    if remedy.action == "decide_tool":
        return Way(tab=VERIFICATION, within={"view": FOLLOWS}, sheet="proposed")
    if remedy.action == "grade_information":
        told = {one.id for one in page.records.get("information", ())}
        first = next((one for one in remedy.records if one in told), "")
        return Way(tab=VERIFICATION, within={"view": TOLD}, record=first)
    if remedy.action == "review_consent":
        return _cell(page, remedy) or Way(tab=PEOPLE, within={"party": party})
    return way_to(page, remedy.records) or (Way(tab=PEOPLE, within={"party": party}) if party else Way(tab=place))


def _consent(page: CasePage, remedy: Remedy, party: str) -> Way:
    """The answer of a person about a use; where no use is lacking, what stands in the cell or in the letter."""
    if remedy.field.startswith(CONSENT):
        return Way(tab=PEOPLE, sheet="answer", party=party, use=remedy.field.removeprefix(CONSENT))
    return _cell(page, remedy) or _letter(page, remedy) or Way(tab=PEOPLE, within={"party": party})


def _cell(page: CasePage, remedy: Remedy) -> Way | None:
    """The cell of a consent that a line speaks of."""
    held = {one.id for one in page.records.get("consent", ())}
    return way_to(page, (one for one in remedy.records if one in held))


def _assessed(page: CasePage, remedy: Remedy, party: str) -> Way:
    """The element that the line speaks of; an act that names none has its allegations to be mended."""
    held = {one.id: one for one in page.records.get("assessment", ()) if isinstance(one, Assessment)}
    row = next((held[one] for one in remedy.records if one in held), None)
    if row is not None:
        return Way(tab=VERIFICATION, within=_element(row) | {"assess": True})
    if any(one.id in remedy.records for one in page.records.get("allegation", ())):
        return way_to(page, remedy.records) or Way(tab=VERIFICATION)
    target = next(iter(remedy.records), "")
    if party and remedy.field in ("E2", "E4"):
        party = ""
    return Way(tab=VERIFICATION, within={"target": [target, party], "element": remedy.field, "view": 0, "assess": True})


def _element(row: Assessment) -> dict[str, Any]:
    said = row.finding
    return {"target": [said.target, said.party], "element": said.element, "view": 0}


def _edited(page: CasePage, remedy: Remedy) -> Way:
    """The record whose words name somebody, at that field; a letter on its own page."""
    for record in remedy.records:
        for kind, held in page.records.items():
            if any(one.id == record for one in held):
                if kind in WITH_PAGES:
                    return Way(tab=LETTERS, to=(WITH_PAGES[kind], record, {}))
                return Way(tab=_tab(kind), sheet=kind, record=record, at=remedy.field)
    return Way()


def _letter(page: CasePage, remedy: Remedy) -> Way | None:
    """The page of the letter that a line is about; the first that is under way where it says none."""
    letters = [one.id for one in page.letters]
    told = next((one for one in remedy.records if one in letters), letters[0] if letters else "")
    if not told:
        return None
    return Way(tab=LETTERS, to=("letter", told, {"remedy": asdict(remedy)}))


def _party(page: CasePage, code: str) -> str:
    return next((one.id for one in page.parties if code and one.code == code), "")
