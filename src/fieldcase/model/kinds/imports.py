"""What an import of an old register did, so that it can be undone and a second run makes nothing twice."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, Record, Room, Type, describe
from fieldcase.model.words import N_


class Outcome(Group, frozen=True, kw_only=True):
    """How many rows there were, how many came in, how many problems were found."""

    rows: Annotated[int, Field(N_("Rows"), Type.NUMBER)] = 0
    imported: Annotated[int, Field(N_("Imported"), Type.NUMBER)] = 0
    problems: Annotated[int, Field(N_("Problems"), Type.NUMBER)] = 0
    duplicates: Annotated[int, Field(N_("Duplicates"), Type.NUMBER)] = 0
    records: Annotated[int, Field(N_("Records made"), Type.NUMBER)] = 0


class ImportBatch(Record, frozen=True, kw_only=True):
    """One run of an import. The file's name may name people and stays in the identity room."""

    at: Annotated[str, Field(N_("Imported on"), Type.INSTANT, required=True, listed=True)] = ""
    file_sha256: Annotated[str, Field(N_("Hash of the file"), Type.SHA256, required=True, listed=True)] = ""
    mapping_sha256: Annotated[str, Field(N_("Hash of the mapping"), Type.SHA256, required=True)] = ""
    file_name: Annotated[str, Field(N_("File"), room=Room.IDENTITY)] = ""
    outcome: Annotated[Outcome, Field(N_("Outcome"), Type.GROUP)] = Outcome()
    undone_at: Annotated[str, Field(N_("Undone on"), Type.INSTANT, listed=True)] = ""


class RowMark(Group, frozen=True, kw_only=True):
    """One row of a register that came in: its mark, the mark of its content, and the records made of it.

    Both marks are HMACs under a random key of the office: nobody can confirm a guess about a row. `records` are written
    `kind:id`.
    """

    mark: Annotated[str, Field(N_("Mark of the row"), Type.SHA256, required=True, listed=True)] = ""
    content: Annotated[str, Field(N_("Mark of its content"), Type.SHA256, required=True, listed=True)] = ""
    batch: Annotated[str, Field(N_("Import"), Type.REF, refers="import_batch", required=True, listed=True)] = ""
    table: Annotated[str, Field(N_("Table"))] = ""
    row: Annotated[int, Field(N_("Row"), Type.NUMBER)] = 0
    records: Annotated[tuple[str, ...], Field(N_("Records made"), Type.TEXT)] = ()
    undone: Annotated[bool, Field(N_("Undone"), Type.BOOL, listed=True)] = False


class RowSeen(Record, frozen=True, kw_only=True):
    """A row that came in once; natural key its mark, so that two laptops importing the same row meet."""

    seen: Annotated[RowMark, Field(N_("Row"), Type.GROUP, room=Room.IDENTITY, required=True)] = RowMark()


class ImportKey(Record, frozen=True, kw_only=True):
    """The office's random key for the marks of rows; in the identity room and nowhere else."""

    key: Annotated[str, Field(N_("Key of marks"), room=Room.IDENTITY, required=True)] = ""


IMPORT_BATCH = describe(
    ImportBatch, "import_batch", N_("Import"), N_("Imports"), N_("One run of an import, and how to undo it.")
)
ROW_SEEN = describe(
    RowSeen, "row_seen", N_("Row imported"), N_("Rows imported"), N_("So that no row comes in twice."), key=("mark",)
)
IMPORT_KEY = describe(
    ImportKey, "import_key", N_("Key of marks"), N_("Keys of marks"), N_("Makes the marks of imported rows.")
)
