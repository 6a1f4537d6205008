"""While packages are being written the office works on: what is withdrawn in between does not go with the next one."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.exchange import receive, send
from fieldcase.office.exchange.pace import at_once
from fieldcase.office.exchange.send import Dispatch
from tests.laptops import a_matter
from tests.offices import ASKED, Office

pytestmark = pytest.mark.security


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_name_whose_consent_is_withdrawn_while_the_case_is_written_does_not_follow(
    office: Office, withdrawn: bool
) -> None:
    office.round()
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "NAMED", ASKED)
    paused: list[int] = []

    def pause() -> None:
        paused.append(1)
        if withdrawn and len(paused) == 1:
            withdraw_consent(office.first, matter.party.id, "She called and said no.")

    done: Dispatch = at_once(send.send_in_steps(office.first, office.route, to="XHQ-01", pause=pause))
    assert done.packages[0].room == "XKAL/case"
    assert paused
    receive.collect(office.desk, office.route)
    assert office.desk.vault.get(Case, matter.case.id).case_no == matter.case.case_no
    named = office.desk.vault.find(Party, matter.party.id)
    assert bool(named and named.names) is not withdrawn


def test_a_record_written_between_two_steps_goes_with_what_is_packed_after_it(office: Office) -> None:
    office.round()
    steps = send.send_in_steps(office.first, office.route)
    next(steps)
    matter = a_matter(office.first)
    at_once(steps)
    receive.collect(office.second, office.route)
    assert office.second.vault.get(Case, matter.case.id).case_no == matter.case.case_no


def test_records_may_be_written_while_packages_are_taken_in(office: Office) -> None:
    office.round()
    matter = a_matter(office.first)
    send.send(office.first, office.route)
    written: list[str] = []

    def pause() -> None:
        if not written:
            written.append(a_matter(office.second, "Summons after testimony").case.id)

    found = at_once(receive.collect_in_steps(office.second, office.route, pause=pause))
    assert {one.what for one in found} == {"applied"}
    assert office.second.vault.get(Case, matter.case.id).case_no == matter.case.case_no
    assert office.second.vault.get(Case, written[0]).case_no
    office.round()
    assert office.first.vault.get(Case, written[0]).case_no
