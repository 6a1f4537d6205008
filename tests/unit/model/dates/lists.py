"""The word lists that ship, for the tests of dates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fieldcase.model.dates import Lexicon, lexicon

FOLDER = Path(__file__).parents[4] / "resources" / "import" / "dates"
LISTS: dict[str, Any] = {
    language: json.loads((FOLDER / f"{language}.json").read_bytes())
    for language in ("en", "fr", "es", "ar", "ru", "zh")
}
HIJRI: dict[str, Any] = json.loads((FOLDER / "hijri.json").read_bytes())


def shipped() -> Lexicon:
    return lexicon(LISTS.values(), HIJRI)
