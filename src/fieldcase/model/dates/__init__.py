"""Dates as people say them: how sure, how exact, and never more than was said.

`edtf` is the value that is stored, `phrases` reads what people write, `shown` reads it back in words, `deadlines`
counts days. Nothing here looks at a clock: every day that matters is an argument.
"""

from fieldcase.model.dates.drafts import Note
from fieldcase.model.dates.edtf import BadDate, Doubt, Edtf, Hemisphere, Moment, Precision
from fieldcase.model.dates.lexicon import Lexicon, lexicon
from fieldcase.model.dates.phrases import Certainty, Understood, from_serial, understand
from fieldcase.model.dates.shown import explained, shown

__all__ = [
    "BadDate",
    "Certainty",
    "Doubt",
    "Edtf",
    "Hemisphere",
    "Lexicon",
    "Moment",
    "Note",
    "Precision",
    "Understood",
    "explained",
    "from_serial",
    "lexicon",
    "shown",
    "understand",
]
