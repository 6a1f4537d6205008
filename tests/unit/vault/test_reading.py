"""Read records, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.declare import Room, natural_id
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.office import Holiday, OfficeSettings
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.kinds.sources import Source
from fieldcase.model.ledger.entries import Label, part
from fieldcase.vault.reading import NoSuchRecord
from fieldcase.vault.vault import Vault
from fieldcase.vault.views.shown import Mark
from tests.unit.vault.vaults import OPEN_AND_NAMES, Law, exchange, new_vault, write


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = new_vault(tmp_path)
    yield vault
    vault.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Vault]:
    vault = new_vault(tmp_path, name="other")
    yield vault
    vault.close()


def test_what_is_not_held_or_was_deleted_is_not_found(vault: Vault) -> None:
    with pytest.raises(NoSuchRecord, match="Case"):
        vault.get(Case, "a" * 32)
    assert vault.find(Case, "no id at all") is None
    case = write(vault, "case", {"title_neutral": "Detention"})
    with vault.writing() as writing:
        writing.delete("case", case)
        writing.commit()
    assert vault.find(Case, case) is None
    assert vault.all(Case) == ()
    assert [one.id for one in vault.all(Case, hidden=True)] == [case]


def test_a_record_is_read_over_all_rooms_that_are_open(vault: Vault) -> None:
    party = write(vault, "party", {"code": "P-234567", "kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    for read in (vault.get(Party, party), vault.all(Party)[0], vault.where(Party, "code", ["P-234567"])[0]):
        assert (read.code, read.names["1"].full) == ("P-234567", "Ilena Dovrak")
    assert vault.where(Party, "code", []) == ()
    assert vault.where(Party, "code", ["P-999999"]) == ()
    assert vault.highest(Party, "code", "P-") == "P-234567"
    assert vault.highest(Party, "code", "G-") is None


def test_a_seat_without_the_names_reads_codes(tmp_path: Path, vault: Vault) -> None:
    party = write(vault, "party", {"code": "P-234567", "kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    reader = new_vault(tmp_path, (Room.CASE, Room.OFFICE), name="reader")
    exchange(vault, reader)
    found = reader.get(Party, party)
    assert (found.code, found.names) == ("P-234567", {})
    assert reader.all(Source) == ()
    assert reader.where(Source, "code", ["S-234567"]) == ()
    assert reader.highest(Source, "code", "S-") is None
    reader.close()


def test_records_of_one_case_alone(vault: Vault) -> None:
    one, two = (write(vault, "case", {"title_neutral": title}) for title in ("One", "Two"))
    acts = [write(vault, "act", {"case": case, "date": "2026-03-05"}) for case in (one, two, one)]
    assert [act.id for act in vault.all(Act, case=one)] == [acts[0], acts[2]]


def test_what_a_decision_rests_on(vault: Vault) -> None:
    assert vault.heads("case", "a" * 32) == frozenset()
    assert vault.values("case", "a" * 32) == frozenset()
    case = write(vault, "case", {"title_neutral": "One", "track": "normal"})
    before = vault.heads("case", case)
    write(vault, "case", {"title_neutral": "Two"}, case)
    now = vault.heads("case", case)
    assert len(before) == len(now) == 2
    assert len(before & now) == 1
    assert vault.values("case", case) == before | now
    assert all(len(ref) == 68 for ref in now)


def test_where_a_record_stands_and_when_that_no_longer_holds(vault: Vault, other: Vault) -> None:
    letter = write(other, "letter", {"kind": "note_verbale", "addressee_state": "XKA"})
    exchange(other, vault)
    assert vault.standing("letter", letter) is None
    with vault.writing() as writing:
        writing.transition("letter", letter, "approved", rests_on=vault.heads("letter", letter))
        writing.commit()
    standing = vault.standing("letter", letter)
    assert standing is not None
    assert (standing.state, standing.holds, standing.void, standing.seat) == ("approved", True, "", vault.seat_id)
    write(vault, "letter", {"addressee_state": "XME"}, letter)
    standing = vault.standing("letter", letter)
    assert standing is not None
    assert (standing.state, standing.holds) == ("approved", False)
    assert standing.void


def test_edits_apart_stand_beside_each_other(vault: Vault, other: Vault) -> None:
    case = write(vault, "case", {"title_neutral": "One"})
    exchange(vault, other)
    write(vault, "case", {"title_neutral": "Ours"}, case)
    write(other, "case", {"title_neutral": "Theirs"}, case)
    exchange(other, vault)
    found = vault.alternatives("case", case, "title_neutral")
    assert {one.value for one in found} == {"Ours", "Theirs"}
    assert {one.seat for one in found} == {vault.seat_id, other.seat_id}
    assert all(one.at and not one.why for one in found)
    shown = vault.shown("case", case)
    assert shown is not None
    assert Mark.CONFLICT in shown.marks["title_neutral"]
    writers = vault.writers("case", case)["title_neutral"]
    assert writers == {vault.seat_id, other.seat_id}
    assert vault.alternatives("case", case, "track") == ()


def test_history_tells_everything_in_an_order_that_no_clock_breaks(vault: Vault) -> None:
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    write(vault, "party", {"names/1": {"full": "Ilena Marvane"}}, party)
    changes = vault.history("party", party)
    assert [change.path for change in changes] == ["kind", "names/1", "names/1"]
    assert changes[2].replaces == (changes[1].ref,)
    assert changes[1].value == {"full": "Ilena Dovrak"}
    assert vault.history("party", "a" * 32) == ()


def test_what_is_withheld_is_told(vault: Vault, other: Vault) -> None:
    case = write(vault, "case", {"title_neutral": "One", "track": "normal"})
    room = vault.rooms.room("XKAL/case")
    assert room is not None
    heads = room.ledger.heads()
    entries = [part(entry, keep=lambda at: at == 1) for entry in room.ledger.slice(bytes(32), heads[0].entry)]
    with other.taking("XKAL/case") as taking:
        taking.apply(entries, heads)
    assert other.incomplete("case", case)
    assert other.get(Case, case).track == "normal"
    assert [change.value for change in other.history("case", case)] == [None, "normal"]
    exchange(vault, other)
    assert not other.incomplete("case", case)
    assert other.get(Case, case).title_neutral == "One"


def test_a_set_of_the_same_person_and_its_undoing(vault: Vault) -> None:
    one, two, three = (write(vault, "party", {"kind": "person", "code": f"P-{n}"}) for n in "234")
    assert vault.same_sets("party").members(one) == (one,)
    assert vault.same_sets("party").links(one) == frozenset()
    with vault.writing() as writing:
        writing.same("party", one, two, yes=True)
        writing.same("party", two, three, yes=True)
        writing.commit()
    sets = vault.same_sets("party")
    assert set(sets.members(one)) == {one, two, three}
    assert sets.groups([one, "f" * 32]) == (frozenset({one, two, three}),)
    assert sets.members("") == ("",)
    with vault.writing() as writing:
        writing.same("party", two, three, yes=False)
        writing.commit()
    assert set(vault.same_sets("party").members(one)) == {one, two}


def test_a_consent_for_a_set_ends_with_any_change_of_it(vault: Vault) -> None:
    parties = sorted(write(vault, "party", {"kind": "person", "code": f"P-{n}"}) for n in "23")

    def consent(party: str, level: str, rests_on: frozenset[bytes] = frozenset()) -> str:
        record = natural_id("consent", party, "share_hq", "")
        with vault.writing() as writing:
            answer = {"party": party, "scope": "share_hq", "level": level}
            writing.set("consent", record, {"answer": answer}, rests_on=[ref.hex() for ref in rests_on])
            writing.commit()
        return record

    below = consent(parties[1], "NONE")
    assert not vault.decides_for_set(below, parties)
    with vault.writing() as writing:
        writing.same("party", *parties, yes=True)
        writing.commit()
    links = vault.same_sets("party").links(parties[0])
    heads = frozenset(bytes.fromhex(ref) for ref in vault.heads("consent", below))
    decided = consent(parties[0], "CODED", links | heads)
    assert vault.decides_for_set(decided, parties)
    assert not vault.decides_for_set(decided, parties[:1])
    assert not vault.decides_for_set("a" * 32, parties)
    assert vault.get(Consent, decided).level == "CODED"
    consent(parties[1], "ANON")
    assert not vault.decides_for_set(decided, parties)


def test_entries_against_a_role_make_no_record(tmp_path: Path) -> None:
    def allowed(label: Label, seat: bytes, values: object) -> bool:
        return label.kind != "case"

    vault = new_vault(tmp_path, OPEN_AND_NAMES, Law(judge=allowed), name="strict")
    case = write(vault, "case", {"title_neutral": "Forged"})
    assert vault.find(Case, case) is None
    assert vault.all(Case) == ()
    assert vault.search("forged").hits == ()
    assert [change.value for change in vault.history("case", case)] == ["Forged"]
    vault.close()


def test_what_trust_is_built_on_is_read_from_one_room_alone(tmp_path: Path) -> None:
    ours, theirs = new_vault(tmp_path, name="ours"), new_vault(tmp_path, office="XORV", name="theirs")
    day = write(ours, "holiday", {"date": "2026-05-01"})
    write(theirs, "holiday", {"date": "2026-01-01"})
    write(theirs, "holiday", {"date": "2026-12-31"}, day)
    exchange(theirs, ours)
    assert [one.date for one in ours.within("XKAL/office", Holiday)] == ["2026-05-01"]
    assert len(ours.within("XORV/office", Holiday)) == 2
    assert ours.within("XKAL/office", OfficeSettings) == ()
    assert ours.within("XNONE/office", Holiday) == ()
    assert ours.ids_within("XKAL/office", "holiday") == (day,)
    assert ours.ids_within("XNONE/office", "holiday") == ()
    with ours.writing() as writing:
        writing.delete("holiday", day)
        writing.commit()
    assert ours.ids_within("XKAL/office", "holiday") == (day,)
    assert ours.within("XKAL/office", Holiday) == ()
    theirs.close()
    ours.close()


def test_values_of_another_form_hide_nothing_else(vault: Vault) -> None:
    case = write(vault, "case", {"title_neutral": 5, "track": ["normal"], "old_number": "12/2019"})
    assert vault.get(Case, case).old_number == "12/2019"
    assert vault.get(Case, case).title_neutral == ""
    assert vault.incomplete("case", case)
    assert vault.all(Case)[0].old_number == "12/2019"
    party = write(vault, "party", {"kind": "person", "names/1": "no group", "names/2": {"full": "Ilena Dovrak"}})
    assert vault.get(Party, party).names["2"].full == "Ilena Dovrak"
    consent = natural_id("consent", party, "share_hq", "")
    write(vault, "consent", {"answer": 7}, consent)
    assert vault.all(Consent) is not None
    assert not vault.decides_for_set(consent, [party, "f" * 32])


def test_what_names_no_record_is_left_out(vault: Vault) -> None:
    act = write(vault, "act", {"case": "not an id", "victims/x": "x", "date": "2026-03-05"})
    assert (vault.get(Act, act).case, vault.get(Act, act).victims) == ("", ())
    assert vault.get(Act, act).date == "2026-03-05"
    assert vault.all(Act)[0].case == ""
    involvement = write(vault, "involvement", {"case": "zz", "party": 5, "role": "victim"})
    assert (vault.get(Involvement, involvement).case, vault.all(Involvement)[0].party) == ("", "")
    assert vault.rooms_holding("case", "zz") == []
    assert vault.history("case", "zz") == ()
    assert vault.same_sets("party").members("zz") == ("zz",)
