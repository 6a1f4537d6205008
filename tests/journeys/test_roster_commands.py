"""A third laptop is taken in by two, and taken out again, by commands alone: nothing is signed or proposed unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.model.roles import Role
from fieldcase.office.exchange.enrol import end_founding
from fieldcase.office.founding.join import ask_to_join
from tests.commands import Laptop
from tests.laptops import CHEAP, PASSPHRASES, Clock, founded, opened

THIRD = "a third laptop that opens"


@pytest.fixture
def laptops(tmp_path: Path) -> tuple[Laptop, Laptop, Laptop]:
    """Laptops 03 (officer, custodian) and 07 (reviewer, head), and one that asks to join, with its request."""
    founded(tmp_path)
    session = opened(tmp_path, "03", Clock())
    assert end_founding(session)
    session.close()
    (tmp_path / "stick").mkdir()
    newcomer, request = ask_to_join(
        tmp_path / "11", THIRD, name="Mira Sol", roles=(Role.CASE_OFFICER,), training=True, clock=Clock(),
        outside=tmp_path / "outside-11", cost=CHEAP, language="en",
    )  # fmt: skip
    (tmp_path / "request.txt").write_text(request.document.text)
    newcomer.close()
    one, other = (Laptop(tmp_path, device, PASSPHRASES[device]) for device in ("03", "07"))
    return one, other, Laptop(tmp_path, "11", THIRD)


def carry(giver: Laptop, *takers: Laptop) -> list[str]:
    giver.does("send", "--route", "stick")
    return [one["what"] for taker in takers for one in taker.does("receive", "--route", "stick")["packages"]]


@pytest.mark.slow
def test_a_laptop_is_taken_in_and_out_by_two_who_read_what_they_sign(laptops: tuple[Laptop, Laptop, Laptop]) -> None:
    custodian, head, newcomer = laptops
    words = " ".join(custodian.does("peer", "words", "request.txt")["words"])
    enrol = ("peer", "enrol", "request.txt", "--words", words, "--device", "11", "--roles", "case_officer")
    assert custodian.refused(*enrol, "--out", "request.txt")[0] == "FC-453", "and no roster was made"
    assert custodian.does(*enrol, "--out", "early")["counts"] is False
    assert custodian.refused("peer", "answer", "request.txt", "--out", "answer.fcjoin")[0] == "FC-425"
    carry(custodian, head)
    (waits,) = head.does("peer", "sign")["waiting"]
    assert [one["what"] for one in waits["changes"]] == ["added", "laptop_added", "met", "met"]
    assert waits["proposed_by"] == ["Sami Rahal (XKAL-03)"]
    told = head.types("peer", "sign")
    assert "Mira Sol (XKAL-11) is added, as case officer." in told.out
    assert f"Code: {waits['code']}" in told.out
    assert head.refused("peer", "sign", "--code", "0" * 12)[0] == "FC-426"
    assert head.does("peer", "sign", "--code", waits["code"])["counts"] is True
    assert head.refused("peer", "sign")[0] == "FC-423"
    carry(head, custodian)
    custodian.does("peer", "answer", "request.txt", "--out", "answer.fcjoin")
    newcomer.does("peer", "accept", "answer.fcjoin", "--words", words)
    carry(custodian, newcomer)

    plan = custodian.does("peer", "revoke", "XKAL-11")
    assert (plan["who"], plan["proposed"]) == ("Mira Sol (XKAL-11)", False)
    told = custodian.types("peer", "revoke", "XKAL-11")
    assert "The keys of case, identity, office are not renewed" in told.out
    assert "Nothing was changed." in told.out
    assert custodian.refused("peer", "revoke", "XKAL-11", "--code", "0" * 12)[0] == "FC-413"
    assert custodian.refused("peer", "revoke", "XKAL-99")[0] == "FC-427"
    assert custodian.does("peer", "revoke", "11", "--code", plan["code"])["proposed"] is True
    carry(custodian, head)
    (waits,) = head.does("peer", "sign")["waiting"]
    assert {one["what"] for one in waits["changes"]} == {"revoked", "laptop_removed"}
    assert {one["falls"] for one in waits["cuts"]} == {0}
    head.does("peer", "sign", "--code", waits["code"])
    carry(head, custodian)
    for laptop, names in ((custodian, ["XKAL-07"]), (head, ["XKAL-03"])):
        assert [one["name"] for one in laptop.does("peer", "list")["peers"]] == names
    newcomer.does(
        "case", "new", "Written later", "--received", "2026-03-02", "--channel", "person", "--subject", "persons",
        "--summary", "Detained.",
    )  # fmt: skip
    assert "aside" in carry(newcomer, custodian)
