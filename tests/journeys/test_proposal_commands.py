"""A proposal goes to headquarters and its answer comes back, by commands alone, over one folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands import Laptop
from tests.laptops import PASSPHRASES, Clock
from tests.offices import Office, three_vaults
from tests.proposal_ground import approved

DESK = "a desk that opens"


@pytest.fixture
def letter(tmp_path: Path) -> str:
    """The id of a brief for the President that laptop 07 approved; all three vaults are locked."""
    three_vaults(tmp_path)
    office = Office(tmp_path, Clock(datetime.now(UTC) - timedelta(hours=1)))
    found = approved(office, "hrc_president_brief", "CODED", "en").id
    office.close()
    return found


def laptops(folder: Path) -> tuple[Laptop, Laptop, Laptop]:
    first, second = (Laptop(folder, device, PASSPHRASES[device]) for device in ("03", "07"))
    return first, second, Laptop(folder, "hq", DESK)


def carry(giver: Laptop, *takers: Laptop) -> None:
    giver.does("send", "--route", "route")
    for taker in takers:
        taker.does("receive", "--route", "route")


@pytest.mark.slow
def test_a_brief_is_submitted_taken_up_and_told_by_commands(letter: str, tmp_path: Path) -> None:
    officer, head, desk = laptops(tmp_path)
    told = head.types("letter", "submit-hq", letter)
    assert told.status == 1
    assert "No package has taken the proposal" in told.err
    assert "fieldcase send" in told.err
    told = head.types("letter", "sign", letter)
    assert (told.status, "submit-hq" in told.err) == (1, True)

    carry(head, desk)
    package = head.does("letter", "submit-hq", letter)["package"]
    carry(head, desk)
    assert "answer_proposal" in {one["kind"] for one in desk.does("due")["items"]}
    assert desk.does("letter", "hq", letter)["proposal"]["package"] == package
    desk.does("letter", "render", letter, "--out", "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")

    (tmp_path / "page.pdf").write_bytes(b"%PDF- as the Council's secretariat sent it")
    given = ("--system", "Council", "--reference", "HRC/P/2026/7", "--dated", "2026-11-02", "--file", "page.pdf")
    assert officer.types("letter", "accept", letter, *given).status == 1
    desk.does("letter", "accept", letter, *given)
    desk.does("letter", "outcome", letter, "--text", "The President spoke to the mission.", "--public", "no")
    carry(desk, head, officer)

    found = officer.does("letter", "hq", letter)["proposal"]
    assert (found["status"], found["reference"]["reference"]) == ("hq_accepted", "HRC/P/2026/7")
    said = officer.types("letter", "hq", letter).out
    assert "Taken up by Council: HRC/P/2026/7, 2026-11-02." in said
    (row,) = officer.does("letter", "list")["letters"]
    assert (row["status"], row["reference"]) == ("hq_accepted", "HRC/P/2026/7")


def test_a_brief_is_declined_with_a_reason_that_the_officer_reads(letter: str, tmp_path: Path) -> None:
    officer, head, desk = laptops(tmp_path)
    carry(head, desk)
    head.does("letter", "submit-hq", letter)
    carry(head, desk)
    desk.does("letter", "decline", letter, "--reason", "The facts are older than a year.")
    carry(desk, head, officer)
    assert "Declined: The facts are older than a year." in officer.types("letter", "hq", letter).out
    assert "read_answer" in {one["kind"] for one in officer.does("due")["items"]}
