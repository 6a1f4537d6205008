"""The training registers for tests that import them, and what of them must never stand where everybody reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from fieldcase.model.ledger.entries import path_of, text
from fieldcase.office import resources
from fieldcase.office.importing.apply import Imported, import_file
from fieldcase.office.importing.marks import visible
from fieldcase.office.importing.plan import ImportPlan, RowPlan
from fieldcase.office.session import Session

REGISTERS = {
    "kalindra-allegations.xlsx": "mapping-kalindra.json",
    "santa-irene-denuncias.csv": "mapping-santa-irene.json",
    "kobo-export.csv": "mapping-kobo.json",
}
PIECE = 24
"""Characters of a narrative that nobody writes by chance."""


def take_in(session: Session, file: str, **more: bool) -> Imported:
    """Import a training register with its mapping."""
    data, mapping = (resources.read(f"training/{name}") for name in (file, REGISTERS[file]))
    return import_file(session, data, file=file, mapping=mapping, **more)


def values_of(session: Session, room: str) -> list[str]:
    """Every text ever written in a room, old ones too."""
    found = session.vault.rooms.room(f"{session.office}/{room}")
    assert found is not None, "the seat must read the room"
    written = (
        one
        for kind, record in found.ledger.keys()  # noqa: SIM118  # no dict
        for one in found.ledger.written(kind, record)
    )
    held = (value for one in written for value in one.values if value is not None and path_of(value) is not None)
    return [said for value in held for said in _texts(text(value)[1])]


def _texts(content: object) -> Iterator[str]:
    match content:
        case str():
            yield content
        case dict():
            for value in content.values():
                yield from _texts(value)
        case list():
            for value in content:
                yield from _texts(value)


def folded(said: str) -> str:
    """Without capitals, marks and invisible signs: how a reader would find it."""
    plain = unicodedata.normalize("NFKD", said).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def bare(said: str) -> str:
    """Without invisible signs and with single spaces, otherwise as written."""
    return " ".join(visible(said).split())


def name_words(plan: ImportPlan) -> set[str]:
    """The words of four letters or more in the names of a register, folded."""
    names = [name for row in rows(plan) for name in _names(row)]
    return {word for name in names for word in re.findall(r"[^\W\d_]{4,}", folded(name))}


def contacts(plan: ImportPlan) -> set[str]:
    """Telephones and addresses as the register has them."""
    paths = [f"Person.contacts.{way}" for way in ("telephone", "email")]
    return {value for row in rows(plan) for path in paths for value in row.values(path) if len(value) > 5}


def pieces(plan: ImportPlan) -> set[str]:
    """Pieces of what was told: the beginning of each stretch of a narrative, a place, a remark."""
    fields = ("Case.summary", "Case.remarks", "Act.narrative", "Act.remarks", "StateReply.summary", "Letter.remarks")
    told = [folded(text) for row in rows(plan) for field in fields for text in row.values(field)]
    return {text[at : at + PIECE] for text in told for at in range(0, len(text) - PIECE, PIECE)}


def sources(plan: ImportPlan) -> set[str]:
    """Who told the office, in the register's words."""
    return {folded(text) for row in rows(plan) for text in row.values("Source.identity") if len(text) > 5}


def rows(plan: ImportPlan) -> Iterator[RowPlan]:
    """Every record row of a register."""
    return (row for table in plan.tables for row in table.rows)


def _names(row: RowPlan) -> Iterator[str]:
    for part in ("family", "given", "full", "alias", "original_script"):
        yield from row.values(f"Person.names.{part}")
