"""Where a text that somebody typed names a place: as a whole word, as each script writes words.

Used to take an exact place back to its region where nobody may be recognised. Chinese parts no words; Arabic writes
prepositions and "and" onto a name; Russian declines it. It looks for the recorded words only, never for other places.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DENSE = "[\u2e80-\u9fff\uf900-\ufaff]"
_CYRILLIC_ENDS = "аяоеыийуюьъ"
_ARABIC_BEFORE = "[وفبلك]{0,2}"


@lru_cache(maxsize=256)
def written(place: str) -> re.Pattern[str]:
    """A pattern for a place in running text; its group `before` holds letters written onto the name, which stay."""
    words = r"\s+".join(map(_declined, place.split()))
    if re.search(_DENSE, place):
        return re.compile(rf"(?P<before>){words}")
    before = _ARABIC_BEFORE if re.match("[\u0600-\u06ff]", place) else ""
    return re.compile(rf"(?<!\w)(?P<before>{before}){words}(?!\w)")


def _declined(word: str) -> str:
    if not re.fullmatch("[\u0400-\u04ff-]+", word):
        return re.escape(word)
    stem = word.rstrip(_CYRILLIC_ENDS)
    return re.escape(stem) + r"\w{0,4}" if len(stem) > 2 else re.escape(word)
