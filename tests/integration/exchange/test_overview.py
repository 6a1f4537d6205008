"""Where every version is: what waits, went and was receipted, told apart; looking sends nothing."""

from __future__ import annotations

import io
from pathlib import Path

from fieldcase.office.exchange import receive, send
from fieldcase.office.exchange.cards import folder_route
from fieldcase.office.exchange.overview import overview
from tests.laptops import a_matter
from tests.offices import Office


def test_what_waits_goes_is_sent_and_is_receipted_in_turn(office: Office, tmp_path: Path) -> None:
    officer, reader = office.first, office.second
    stick = tmp_path / "stick"
    stick.mkdir()
    a_matter(officer)

    def colleague() -> tuple[int, bool, bool]:
        one = next(one for one in overview(officer).peers if one.name == "XKAL-07")
        return one.waits, bool(one.sent), bool(one.receipt_at)

    waits, sent, _received = colleague()
    assert waits > 0
    assert not sent
    send.send(officer, folder_route(officer, stick), to="XKAL-07")
    assert colleague()[:2] == (0, True)
    receive.collect(reader, folder_route(reader, stick))
    assert colleague()[:2] == (0, True)
    send.send(reader, folder_route(reader, stick), to="XKAL-03")
    receive.collect(officer, folder_route(officer, stick))
    assert colleague() == (0, False, True)
    assert overview(officer).last_receipt


def test_headquarters_comes_first_and_nothing_is_said_of_where_it_was_not_heard(office: Office) -> None:
    seen = overview(office.first).peers
    assert seen[0].headquarters
    assert [one.headquarters for one in seen[1:]] == [False] * (len(seen) - 1)


def test_looking_at_what_would_go_sends_nothing(office: Office) -> None:
    officer = office.first
    a_matter(officer)
    first = send.would_send(officer, to="XKAL-07")
    assert sum(one.entries for one in first.packages) > 0
    again = send.would_send(officer, to="XKAL-07")
    assert [(one.room, one.entries) for one in again.packages] == [(one.room, one.entries) for one in first.packages]
    assert not overview(officer).unreceipted


def test_what_was_put_aside_says_what_to_do_and_can_be_tried_again(office: Office, tmp_path: Path) -> None:
    officer, reader = office.first, office.second
    a_matter(officer)
    written = send.write_packages(officer, tmp_path, to="XKAL-07").packages[0]
    altered = bytearray((tmp_path / written.name).read_bytes())
    altered[-1] ^= 1
    assert receive.receive(reader, io.BytesIO(altered))[0].what == "aside"
    (kept,) = overview(reader).aside
    assert kept.remedy.startswith("Ask the sender")
    receive.try_aside(reader, kept.name)
    assert [one.name for one in overview(reader).aside] == [kept.name]
    assert receive.try_aside(reader, "0" * 64) == ()
    assert receive.way_out("FC-000") == ""
