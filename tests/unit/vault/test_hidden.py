"""Deleted records and records of which nothing counts: one rule for lists, single records, search and counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.parties import Party
from fieldcase.model.ledger.entries import Label
from fieldcase.model.ledger.rules import Texts
from fieldcase.vault.checking import check
from fieldcase.vault.vault import Vault
from fieldcase.vault.views.lists import ListQuery
from tests.unit.vault.vaults import Law, new_vault, write


class Strict(Law):
    """Forbids what `forbidden` names: kinds of records."""

    forbidden: frozenset[str] = frozenset()

    def __init__(self) -> None:
        super().__init__(judge=self.allowed)

    def allowed(self, label: Label, seat: bytes, values: Texts) -> bool:
        return label.kind not in self.forbidden


@pytest.fixture
def law() -> Strict:
    return Strict()


@pytest.fixture
def vault(tmp_path: Path, law: Strict) -> Iterator[Vault]:
    made = new_vault(tmp_path, law=law)
    yield made
    made.close()


def seen(vault: Vault, record: str) -> dict[str, bool]:
    """Where a person is to be found."""
    return {
        "all": record in {one.id for one in vault.all(Party)},
        "find": vault.find(Party, record) is not None,
        "page": record in {row.id for row in vault.page(ListQuery(kind="party")).rows},
        "search": record in {hit.id for hit in vault.search("dovrak").hits},
    }


EVERYWHERE = {"all": True, "find": True, "page": True, "search": True}
NOWHERE = dict.fromkeys(EVERYWHERE, False)


@pytest.mark.parametrize(
    ("rooms", "expected"),
    [((), EVERYWHERE), (("case",), NOWHERE), (("case", "identity"), NOWHERE)],
)
def test_a_record_deleted_in_its_main_room_is_shown_nowhere(
    vault: Vault, rooms: tuple[str, ...], expected: dict[str, bool]
) -> None:
    """A seat without the key of names deletes what it reads: that is the record, whatever else lies elsewhere."""
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    with vault.writing() as writing:
        for place in rooms:
            room = vault.rooms.room(f"XKAL/{place}")
            assert room is not None
            entries = {head.ref[:32] for head in room.ledger.state("party", bytes.fromhex(party)).heads()}
            writing._append(room.name, "deletion", bytes.fromhex(party), {"deleted": True}, tuple(sorted(entries)))
        writing.commit()
    assert seen(vault, party) == expected
    with vault.writing() as writing:
        writing.restore("party", party)
        writing.commit()
    assert seen(vault, party) == EVERYWHERE
    assert check(vault).faults == ()


def test_a_part_deleted_in_another_room_alone_is_left_out_everywhere(vault: Vault) -> None:
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    room = vault.rooms.room("XKAL/identity")
    assert room is not None
    entries = {head.ref[:32] for head in room.ledger.state("party", bytes.fromhex(party)).heads()}
    with vault.writing() as writing:
        writing._append(room.name, "deletion", bytes.fromhex(party), {"deleted": True}, tuple(sorted(entries)))
        writing.commit()
    assert seen(vault, party) == EVERYWHERE | {"search": False}
    assert vault.get(Party, party).names == {}
    assert vault.all(Party)[0].names == {}
    shown = vault.shown("party", party)
    assert shown is not None
    assert set(shown.values) == {"kind"}


def test_a_record_of_which_nothing_counts_is_in_no_list_and_no_count(vault: Vault, law: Strict) -> None:
    case = write(vault, "case", {"title_neutral": "Detention"})
    law.forbidden = frozenset({"act", "case"})
    vault.rooms.forget()
    act = write(vault, "act", {"case": case, "date": "2026-03-05"})
    other = write(vault, "case", {"title_neutral": "Written against a role"})
    for kind, record_type, record in (("act", Act, act), ("case", Case, other)):
        assert record not in {row.id for row in vault.page(ListQuery(kind=kind)).rows}
        assert vault.page(ListQuery(kind=kind)).total == len(vault.page(ListQuery(kind=kind)).rows)
        assert vault.find(record_type, record) is None
        assert record not in {one.id for one in vault.all(record_type, hidden=True)}
    assert not vault.search("against").hits


def test_a_consent_written_against_a_role_goes_on_restricting(vault: Vault, law: Strict) -> None:
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    law.forbidden = frozenset({"consent"})
    vault.rooms.forget()
    record = "c" * 32
    with vault.writing() as writing:
        writing.set("consent", record, {"answer": {"party": party, "scope": "share_hq", "level": "NAMED"}})
        writing.commit()
    (found,) = [one for one in vault.all(Consent) if one.id == record]
    assert found.answer.level in ("", "NONE")


def test_a_name_that_counts_is_shown_though_the_case_side_does_not(vault: Vault, law: Strict) -> None:
    law.judge = lambda label, seat, values: not any(value and b'"kind"' in value for value in values)
    vault.rooms.forget()
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    found = vault.find(Party, party)
    assert found is not None
    assert found.names["1"].full == "Ilena Dovrak"
    assert {hit.id for hit in vault.search("dovrak").hits} == {party}
