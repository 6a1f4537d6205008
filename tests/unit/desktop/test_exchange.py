"""What the place Exchange says, without a window: peers, what went and came, what waits to be signed."""

from __future__ import annotations

from datetime import date

import pytest

from fieldcase.desktop.exchange.peers import PeerTable, head_line, state_of, what_goes
from fieldcase.desktop.exchange.routes import KINDS, Routes, Way, kind_words
from fieldcase.desktop.exchange.told import (
    came,
    going,
    held_line,
    received,
    room_word,
    sent,
    size,
    staying,
    stopped,
    to_sign,
)
from fieldcase.desktop.frame.counts import said_of
from fieldcase.desktop.onebyone import Came
from fieldcase.office.exchange.cards import KINDS_OF_ROUTES
from fieldcase.office.exchange.overview import KeptPackage, Overview, PeerOverview, Posted
from fieldcase.office.exchange.receive import Received
from fieldcase.office.exchange.send import Dispatch, SentPackage
from fieldcase.office.exchange.withholding import HeldBack
from fieldcase.office.rosters.signing import Cut, Waiting
from tests.unit.desktop.samples import wording

HQ = PeerOverview(name="XHQ-01", vault="0a" * 16, who="Desk", headquarters=True, rooms=("case",), waits=3)
COLLEAGUE = PeerOverview(
    name="XKAL-07",
    vault="0b" * 16,
    rooms=("case", "identity"),
    sent="1f" * 16,
    sent_at="2026-05-02T09:00:00Z",
    receipt_at="2026-05-01T09:00:00Z",
)
PACKAGE = SentPackage(
    package="1f" * 16, peer="XHQ-01", vault="0a" * 16, room="XKAL/case", bytes=3000, entries=3, withheld=2, name=""
)


def table(*peers: PeerOverview) -> PeerTable:
    made = PeerTable(wording(), date(2026, 5, 4))
    made.show(peers, Routes({"0a" * 16: [["stick", "/media/stick"]]}))
    return made


def test_sent_and_received_are_two_columns_and_a_receipt_that_is_older_is_no_tick() -> None:
    cells = table(HQ, COLLEAGUE).cells(COLLEAGUE)
    assert cells[3].text == "1f1f1f1f"
    assert "sent" in cells[3].below
    assert cells[4].below == "not yet the last package"
    assert state_of(COLLEAGUE)[1] == "No receipt yet"


@pytest.mark.parametrize(
    ("peer", "word"),
    [
        (HQ, "Waiting"),
        (PeerOverview(name="XKAL-11", vault="0c" * 16), "Up to date"),
        (PeerOverview(name="XKAL-11", vault="0c" * 16, waits=4, stopped=True), "Stopped"),
    ],
)
def test_each_state_is_a_word(peer: PeerOverview, word: str) -> None:
    assert state_of(peer)[1] == word


def test_a_route_is_called_by_its_folder_alone() -> None:
    made = table(HQ)
    cell = made.cells(*made.rows[0])[1]
    assert cell.text == "stick"
    assert "media" not in cell.text + cell.below


def test_a_peer_says_what_it_gets() -> None:
    assert what_goes(HQ) == "cases; names by consent only"
    assert what_goes(COLLEAGUE) == "colleague; cases and names"


def test_a_row_is_said_whole_to_a_screen_reader() -> None:
    said = table(HQ).said(0)
    assert said.startswith("XHQ-01, Desk, cases; names by consent only, Route: stick")
    assert "Waits: 3 updates" in said


def test_while_sending_only_that_peer_says_so() -> None:
    made = table(HQ, COLLEAGUE)
    made.sending("XHQ-01")
    assert [made.cells(one)[6].text for one in (HQ, COLLEAGUE)] == ["Sending", "No receipt yet"]


def test_the_head_counts_what_waits_and_what_was_put_aside() -> None:
    kept = KeptPackage(name="0" * 64, length=10, code="FC-204")
    assert head_line(Overview(peers=(HQ, COLLEAGUE), aside=(kept,))) == (
        "3 updates wait · 1 peer has not confirmed yet · 1 put aside"
    )
    assert head_line(Overview()) == "Nothing waits"


def test_what_was_sent_is_never_called_received() -> None:
    told = sent(Dispatch(packages=(PACKAGE,)), "stick")
    assert told.sentence.startswith("Left on stick for 1 peer. Sent is not received")
    assert sent(Dispatch(), "stick").sentence == "Nobody lacks anything, so nothing was sent."


def test_what_stays_here_says_why_by_code_and_never_by_name() -> None:
    held = HeldBack(
        case="XKAL-03-2026-00001", kind="act", record="0d", field="narrative", called="act A1", label="story",
        party="P-7K3D", why="",
    )  # fmt: skip
    done = Dispatch(packages=(PACKAGE,), waiting=("XKAL-03-2026-00002",), held_back=(held,), in_question=("XKAL-11",))
    lines = staying(done)
    assert lines[0] == "1 case waits for consent: XKAL-03-2026-00002"
    assert "XKAL-11" in lines[1]
    assert "1 text stays here" in lines[2]
    assert held_line(held) == "XKAL-03-2026-00001 act A1, story: names P-7K3D"
    assert going(done) == (("XHQ-01", "Cases", 3, 3000, 2),)


def test_what_came_in_is_counted_and_what_was_put_aside_says_why() -> None:
    found = (
        Received(what="applied", room="XKAL/case", entries=4),
        Received(what="aside", reason="It was altered.", remedy="Ask for it again."),
    )
    told = received(found)
    assert told.sentence == "1 taken in · 1 put aside · 4 updates"
    assert told.tone == "danger"
    assert told.lines == ("It was altered. Ask for it again.",)
    assert received(()).tone == "info"
    assert received((Received(what="waits", reason="A gap."),)).tone == "warn"


def test_a_size_is_said_in_a_unit_that_a_person_reads() -> None:
    assert (size(10), size(3000), size(5 << 20)) == ("1 kB", "3 kB", "5.0 MB")


def test_a_room_is_called_by_what_it_holds() -> None:
    assert (room_word("XKAL/identity"), room_word("case")) == ("Names", "Cases")


def test_a_signature_is_asked_for_in_full() -> None:
    cut = Cut(room="XKAL/case", who="Mira Sol", seat="0e", entry="0f", stays=12, falls=1)
    said = to_sign(Waiting(code="3f09c2d1a7be", cuts=(cut,), lacking=("XKAL/source",), apart=True))
    assert said[0] == "Mira Sol: in Cases, 12 entries stay and 1 stop counting."
    assert any("Sources" in line for line in said)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Posted(), ("", "")),
        (Posted(peers=True), ("Nothing waits to be sent", "No receipt yet")),
        (
            Posted(peers=True, headquarters=True, waits=3, receipt_days=2),
            ("3 updates wait for headquarters", "Last receipt 2 days ago"),
        ),
        (Posted(peers=True, waits=1, receipt_days=0), ("1 update waits to be sent", "Last receipt today")),
    ],
)
def test_the_status_line_says_what_waits_and_when_the_last_receipt_came(told: Posted, said: tuple[str, str]) -> None:
    assert said_of(told) == said


def test_routes_are_kept_in_order_and_what_is_no_route_is_left_out() -> None:
    folder, stick = Way("folder", "/srv/shared"), Way("stick", "/media/stick")
    routes = Routes({}).add("0a", folder).add("0a", stick).used(Way("folder", "/media/stick"), "0a", "0b")
    assert routes.of("0a") == (folder, stick)
    assert routes.of("0b") == (Way("folder", "/media/stick"),)
    assert routes.prefer("0a", stick).of("0a") == (stick, folder)
    assert routes.remove("0a", folder).remove("0a", stick).of("0a") == ()
    assert routes.last == "/media/stick"
    again = Routes(routes.said())
    assert (again.of("0a"), again.last) == (routes.of("0a"), routes.last)
    assert Routes({"0a": [["carrier pigeon", "roof"], "x", ["stick", ""]], "0b": "/old", "last": 3}).said() == {}
    assert routes.add("0a", Way("stick", "/srv/shared")).of("0a")[0].kind == "stick"


def test_every_kind_of_route_has_words_and_an_icon() -> None:
    assert [kind_words(Way(name, "/x")) for name in KINDS] == ["Shared folder", "Memory stick"]
    assert set(KINDS) == set(KINDS_OF_ROUTES)


def test_a_second_route_of_a_peer_is_a_row_of_its_own_that_repeats_no_count() -> None:
    made = PeerTable(wording(), date(2026, 5, 4))
    made.show((HQ, COLLEAGUE), Routes({"0a" * 16: [["folder", "/srv/shared"], ["stick", "/media/stick"]]}))
    assert [(row[0].name, row[2]) for row in made.rows] == [("XHQ-01", True), ("XHQ-01", False), ("XKAL-07", True)]
    second = made.cells(*made.rows[1])
    assert [cell.text for cell in second] == ["XHQ-01, Desk", "stick", "", "", "", "", ""]
    assert made.said(1) == "XHQ-01, Desk, another route, Route: stick Memory stick"


def test_several_files_are_told_one_by_one_and_one_that_cannot_be_read_stops_none() -> None:
    good, bad = (Received(what="applied", entries=4),), (Received(what="aside", reason="Altered.", remedy="Ask."),)
    told = came([Came("a", good), Came("b", bad), Came("c", None, "“c” cannot be read.")])
    assert told.sentence == "1 taken in · 1 put aside · 4 updates · 1 file not read"
    assert told.lines == ("a: 1 taken in · 4 updates", "b: 1 put aside · Altered. Ask.", "c: “c” cannot be read.")
    assert told.tone == "danger"
    assert came([Came("a", good)]) == received(good)
    assert came([Came("c", None, "No.")]).sentence == "1 file not read"
    assert stopped([Came("a", good)], 3).lines == ("a: 1 taken in · 4 updates", "3 files were not looked at.")
