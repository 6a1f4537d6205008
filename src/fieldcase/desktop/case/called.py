"""What the records of a case are called on the screen: by numbers and codes, never by names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldcase.office.cases.page import CasePage

CALLED = (
    "code",
    "case_no",
    "act_no",
    "lom_no",
    "info_no",
    "evidence_no",
    "allegation_no",
    "office_ref",
    "number",
)
"""The fields by which records are called on the screen, the first that a kind has."""


def names_of(page: CasePage) -> dict[str, str]:
    """What records are called on the screen: numbers and codes, never names."""
    names = {}
    for records in page.records.values():
        for record in records:
            said = next((str(getattr(record, field)) for field in CALLED if getattr(record, field, "")), "")
            if said:
                names[record.id] = said
    return names | {page.case.id: page.case.case_no}
