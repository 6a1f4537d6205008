"""Sources, information and evidence on real laptops (domain reference, sections 3.7 and 3.8; G8, G12, G23)."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from fieldcase.model.kinds.evidence import CustodyEvent, EvidenceOrigin
from fieldcase.model.kinds.sources import InformationSource, Source
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office.casefile import gather
from fieldcase.office.records import change
from fieldcase.office.session import Session
from fieldcase.office.sources.evidence import (
    Received,
    check_evidence,
    open_evidence,
    record_custody,
    register_evidence,
)
from fieldcase.office.sources.information import add_support, bears_on, grade_information, record_information
from fieldcase.office.sources.sources import SourcesClosed, grade_source, record_source, see_source, sources_of
from tests.laptops import Clock, Matter, a_colleague, a_matter, carry

Both = tuple[Session, Session]
PHOTO = b"\x89PNG a wall with a number" * 40


def a_source(session: Session, group: str = "neighbours", kind: str = "eyewitness", grade: str = "R2") -> Source:
    return record_source(session, kind, group=group, grade=grade, reason="Known for years.", identity="Nuria Kesh")


def told(session: Session, matter: Matter, *sources: Source):  # type: ignore[no-untyped-def]
    supports = [bears_on("E2", matter.act.id)]
    return record_information(
        session, matter.case.id, "Four men came.", supports=supports, sources=sources, credibility="C2",
        event_date="2026-03-05",
    )  # fmt: skip


def test_the_case_room_knows_a_grade_and_a_letter_and_nothing_else_of_a_source(laptop: Session) -> None:
    matter = a_matter(laptop)
    one, other, again = a_source(laptop), a_source(laptop, "league"), a_source(laptop, grade="R4")
    items = [told(laptop, matter, source) for source in (one, other, again)]
    assert [item.no for item in items] == ["I1", "I2", "I3"]
    assert [(item.reliability, item.independence_group) for item in items] == [("R2", "a"), ("R2", "b"), ("R4", "a")]
    assert {item.source_type for item in items} == {""}
    case_room = laptop.vault.rooms.room("XKAL/case")
    assert case_room is not None
    assert not {key[0] for key in case_room.ledger.keys()} & {"source", "information_source"}  # noqa: SIM118  # no dict
    assert "Nuria" not in repr(gather(laptop, matter.case.id))


def test_of_several_sources_the_weakest_counts_and_their_origins_are_not_one(laptop: Session) -> None:
    matter = a_matter(laptop)
    item = told(laptop, matter, a_source(laptop), a_source(laptop, "league", grade="R3"))
    assert (item.reliability, item.independence_group) == ("R3", "")
    assert {source.independence_group for source in sources_of(laptop, item.id)} == {"neighbours", "league"}
    assert told(laptop, matter, a_source(laptop, grade="R0"), a_source(laptop)).reliability == "R0"


def test_a_kind_of_source_that_points_at_nobody_may_be_known(laptop: Session) -> None:
    matter = a_matter(laptop)
    assert told(laptop, matter, a_source(laptop, "press", "media")).source_type == "media"


def test_grading_a_source_anew_leaves_the_credibility_of_what_it_said(laptop: Session) -> None:
    matter = a_matter(laptop)
    source = a_source(laptop)
    item = told(laptop, matter, source)
    grade_source(laptop, source.id, "R4", "Was wrong twice.")
    found = gather(laptop, matter.case.id).infos[0]
    assert (found.reliability, found.credibility.level) == ("R4", "C2")
    grade_information(laptop, item.id, "C4", "Contradicts the record.")
    found = gather(laptop, matter.case.id).infos[0]
    assert (found.reliability, found.credibility.level) == ("R4", "C4")
    with pytest.raises(BadValue):
        grade_source(laptop, source.id, "R4", "")


def test_an_item_may_bear_on_more_than_one_element(laptop: Session) -> None:
    matter = a_matter(laptop)
    item = told(laptop, matter, a_source(laptop))
    found = add_support(laptop, item.id, bears_on("E4", matter.act.id, "contradicts"))
    assert {(one.element, one.direction) for one in found.supports.values()} == {
        ("E2", "supports"),
        ("E4", "contradicts"),
    }


def test_a_laptop_without_the_key_records_sources_and_cannot_read_them_back(
    laptops: Both, tmp_path: Path, clock: Clock
) -> None:
    custodian, _head = laptops
    officer = a_colleague(tmp_path, custodian, clock, (Role.CASE_OFFICER,), device="09", name="Taro Kesh")
    carry(custodian, officer)
    try:
        matter = a_matter(officer)
        source = a_source(officer)
        item = told(officer, matter, source)
        assert (item.reliability, item.independence_group) == ("R2", ""), "independent of nothing until somebody looks"
        assert officer.vault.all(Source) == officer.vault.all(InformationSource) == ()
        with pytest.raises(SourcesClosed):
            grade_source(officer, source.id, "R4", "Was wrong.")
        with pytest.raises(SourcesClosed):
            see_source(officer, source.id, "To call again")
        assert sources_of(officer, item.id) == ()
    finally:
        officer.close()


def test_who_a_source_is_takes_a_reason(laptops: Both) -> None:
    officer, head = laptops
    source = a_source(officer)
    carry(officer, head)
    with pytest.raises(BadValue):
        see_source(head, source.id, "")
    assert see_source(head, source.id, "A threat against the source").identity == "Nuria Kesh"
    with pytest.raises(NotYourRole):
        record_source(head, "media", group="press", grade="R2", reason="A daily.")


def test_evidence_is_hashed_as_received_and_opens_as_it_came(laptop: Session) -> None:
    matter = a_matter(laptop)
    received = Received(
        kind="photograph", title="A wall", media_type="image/png", file_name="Ilenas house.png",
        supports=(bears_on("E2", matter.act.id),), reveals_source=False,
    )  # fmt: skip
    item = register_evidence(laptop, matter.case.id, io.BytesIO(PHOTO), len(PHOTO), received)
    assert (item.ev_no, item.sha256, item.size) == ("EV1", hashlib.sha256(PHOTO).hexdigest(), len(PHOTO))
    sink = io.BytesIO()
    open_evidence(laptop, item.id, sink, "")
    assert sink.getvalue() == PHOTO
    record_custody(laptop, item.id, "copied", note="For the lawyer.")
    events = [one.custody.event for one in laptop.vault.all(CustodyEvent)]
    assert events == ["received", "hashed", "verified_hash", "copied"]


def test_bytes_that_may_reveal_a_source_lie_in_the_source_room(laptop: Session) -> None:
    matter = a_matter(laptop)
    source = a_source(laptop)
    received = Received(kind="document", title="A list", received_from=source.id)
    item = register_evidence(laptop, matter.case.id, io.BytesIO(PHOTO), len(PHOTO), received)
    assert item.reveals_source
    assert not item.blob.object
    origin = laptop.vault.where(EvidenceOrigin, "evidence", [item.id])[0]
    assert origin.received_from == source.id
    sink = io.BytesIO()
    open_evidence(laptop, item.id, sink, "")
    assert sink.getvalue() == PHOTO
    assert check_evidence(laptop, item.id, reveals_source=False, reveals_identity=True).reveals_source is False


@pytest.mark.security
def test_a_hash_that_differs_blocks_the_item_from_then_on(laptop: Session) -> None:
    matter = a_matter(laptop)
    received = Received(kind="photograph", title="A wall", reveals_source=False)
    item = register_evidence(laptop, matter.case.id, io.BytesIO(PHOTO), len(PHOTO), received)
    change(laptop, "evidence", item.id, {"sha256": "0" * 64})
    with pytest.raises(BlockedByRules) as refused:
        open_evidence(laptop, item.id, io.BytesIO(), "")
    assert refused.value.findings[0].rule == "G23"
    assert laptop.vault.all(CustodyEvent)[-1].custody.event == "hash_mismatch"


def test_evidence_without_a_title_makes_no_record(laptop: Session) -> None:
    matter = a_matter(laptop)
    with pytest.raises(BadValue):
        register_evidence(laptop, matter.case.id, io.BytesIO(b"x"), 1, Received(kind="document", title=" "))
    assert gather(laptop, matter.case.id).evidence == ()


@pytest.mark.security
def test_no_time_in_the_source_room_joins_a_source_to_what_it_said(laptop: Session) -> None:
    matter = a_matter(laptop)
    record_information(
        laptop, matter.case.id, "She was taken from the bus.", supports=[bears_on("E2", matter.act.id)],
        sources=[a_source(laptop)], event_date="2026-03-05", first_hand="yes", credibility="C2",
    )  # fmt: skip
    rooms = {place: laptop.vault.rooms.room(f"XKAL/{place}") for place in ("source", "case")}
    times = {
        place: {
            entry.label.wall
            for head in room.ledger.heads()
            for entry in room.ledger.slice(bytes(32), head.entry)
            if entry.label
        }
        for place, room in rooms.items()
        if room
    }
    assert times["source"]
    assert all(time % 86_400_000 == 0 for time in times["source"])
    assert not times["source"] & times["case"]
