"""Write docs/records.md from the declarations of the kinds of record: `python packaging/records_page.py`."""

from __future__ import annotations

from pathlib import Path

from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.page import records_page

PAGE = Path(__file__).parents[1] / "docs" / "records.md"

if __name__ == "__main__":
    PAGE.write_text(records_page(KINDS.values()), encoding="utf-8")
    print(f"{PAGE.name}: {len(KINDS)} kinds")
