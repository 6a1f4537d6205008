"""Going somewhere by a few words: cases by number and title, people by code, no name."""

from __future__ import annotations

import msgspec

from fieldcase.model.kinds.parties import Involvement, Name, Party
from fieldcase.office.cases.opening import new_case
from fieldcase.office.finding import find
from fieldcase.office.records import add
from fieldcase.office.session import Session


def test_cases_and_people_are_found_and_no_name_is_told(session: Session) -> None:
    case = new_case(session, "Warning visit before a session", channel="person", subject="persons")
    party = add(session, Party(kind="person", gender="woman", names={"1": Name(full="Ilena Dovrak", script="Latn")}))
    add(session, Involvement(case=case.id, party=party.id, role="victim"))
    assert [row.id for row in find(session, "warning").cases] == [case.id]
    person = find(session, party.code).people[0]
    assert (person.id, person.code, person.case, person.case_no) == (party.id, party.code, case.id, case.case_no)
    assert "Ilena" not in str(msgspec.to_builtins(find(session, "Ilena")))
    assert find(session, "nothing of the kind").people == ()
