"""Until two laptops hold the office, a real one takes nothing but cards: its root key is still on the first laptop."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.model.roles import Role
from fieldcase.office.cases.opening import new_case
from fieldcase.office.exchange.enrol import end_founding
from fieldcase.office.parties.recording import record_party
from fieldcase.office.session import FoundingFirst
from tests.laptops import Clock, a_colleague, a_person, an_office


@pytest.mark.security
def test_a_real_office_writes_about_people_once_its_founding_is_over(tmp_path: Path, clock: Clock) -> None:
    first = an_office(tmp_path, clock, (Role.CASE_OFFICER, Role.CUSTODIAN), training=False)
    for refused in (lambda: new_case(first, "One"), lambda: record_party(first, a_person())):
        with pytest.raises(FoundingFirst):
            refused()
    other = a_colleague(tmp_path, first, clock)
    if first.vault.keys.root is not None:
        assert end_founding(first)
    assert new_case(first, "One").case_no == "KAL-03-2026-00001"
    other.close()
    first.close()


def test_a_training_office_may_begin_at_once(tmp_path: Path, clock: Clock) -> None:
    first = an_office(tmp_path, clock)
    assert new_case(first, "One").case_no
    first.close()
