"""Letters about fictional people of Kalindra, and the resources as they ship."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from fieldcase.documents.draft import Draft, draft_letter
from fieldcase.documents.facts import LetterFacts
from fieldcase.documents.naming import Naming
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Level

FOLDER = Path(__file__).parent
RESOURCES = Path(__file__).parents[2] / "resources"
MAY = datetime(2025, 5, 1, 9, 30, tzinfo=UTC)
KINDS = (
    *("note", "reminder", "follow_up", "letter_concern", "aide_memoire"),
    *("info_request_op8", "acknowledgement_state", "thanks_reply"),
)
"""The letters that lie beside this file, one of a kind, in every language."""
ILENA, KARIM, ANTON, RIVERS = "P-7K3D9X", "P-M4XA22", "P-8QW3ZZ", "O-5RIVER"


def shipped() -> DocumentResources:
    """The resources as they ship."""
    return DocumentResources(
        fonts={path.name: path.read_bytes() for path in (RESOURCES / "fonts").glob("*/*.ttf")},
        templates={path.stem: path.read_text("utf-8") for path in (RESOURCES / "templates").glob("*.txt")},
        data={path.name: path.read_bytes() for path in (RESOURCES / "documents").glob("*.json")},
    )


def facts(kind: str, language: str, **changes: object) -> LetterFacts:
    """`note` is a note verbale of three allegations about four parties, `reminder` reminds of it."""
    data = (FOLDER / f"{kind}.{language}.json").read_bytes()
    return msgspec.structs.replace(msgspec.json.decode(data, type=LetterFacts), **changes)


def draft(kind: str, language: str, resources: DocumentResources, **changes: object) -> Draft:
    """The draft of `facts`."""
    return draft_letter(facts(kind, language, **changes), resources)


def naming(**levels: Level) -> Naming:
    """All four parties named, in four scripts; `ilena=Level.CODED` changes one."""
    table = msgspec.json.decode((FOLDER / "naming.json").read_bytes(), type=Naming)
    codes = {"ilena": ILENA, "karim": KARIM, "anton": ANTON, "rivers": RIVERS}
    changed = {codes[name]: level for name, level in levels.items()}
    rows = (msgspec.structs.replace(row, level=changed.get(row.party, row.level)) for row in table.parties)
    return Naming(parties=tuple(rows))
