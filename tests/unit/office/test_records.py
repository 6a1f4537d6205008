"""Record and change: number, check and role for every record of whatever kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.model.kinds.sources import Source
from fieldcase.model.refusal import BadValue, NotYourRole, UnknownField
from fieldcase.office.records import add, change
from fieldcase.office.session import Session
from fieldcase.vault.reading import NoSuchRecord
from tests.laptops import READER, Clock, a_matter, an_office


def test_a_new_record_gets_its_number_or_code(session: Session) -> None:
    case = add(session, Case(title_neutral="Detention", track="normal", subject_kind="persons"))
    assert case.case_no == "XKAL-03-2026-00001"
    assert add(session, Case(case_no="XKAL-03-2019-00007")).case_no == "XKAL-03-2019-00007"
    party = add(session, Party(kind="group", names={"1": Name(full="Orvane Readers")}))
    assert party.code.startswith("G-")
    assert add(session, Source()).code.startswith("S-")


def test_fields_change_and_elements_go(session: Session) -> None:
    matter = a_matter(session)
    change(session, "case", matter.case.id, {"title_neutral": "Detention on return"})
    change(session, "party", matter.party.id, {"names/1": None})
    assert session.vault.get(Case, matter.case.id).title_neutral == "Detention on return"
    assert session.vault.get(Party, matter.party.id).names == {}


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"nothing": "x"}, UnknownField),
        ({"track": "no such track"}, BadValue),
        ({"title_neutral": 5}, BadValue),
        ({"status": "closed"}, BadValue),
        ({"title_neutral/en": "x"}, UnknownField),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(
    session: Session, values: dict[str, object], refusal: type[Exception]
) -> None:
    matter = a_matter(session)
    before = session.vault.history("case", matter.case.id)
    with pytest.raises(refusal):
        change(session, "case", matter.case.id, {"title_neutral": "Changed", **values})
    assert session.vault.history("case", matter.case.id) == before


def test_what_is_not_there_is_not_changed(session: Session) -> None:
    with pytest.raises(NoSuchRecord):
        change(session, "case", "a" * 32, {"title_neutral": "x"})


def test_a_role_that_may_not_is_told_who_may(tmp_path: Path) -> None:
    session = an_office(tmp_path / "heads", Clock(), READER)
    with pytest.raises(NotYourRole, match="case officer"):
        add(session, Party(kind="person", names={"1": Name(full="Ilena Dovrak")}))
    assert session.vault.all(Party, hidden=True) == ()
    session.close()
