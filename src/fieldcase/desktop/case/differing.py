"""A field that two laptops changed, told for who decides: each value with who wrote it and when, which one counts
meanwhile, and for texts where they differ. A view model without widgets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.case.changes import said_value
from fieldcase.desktop.form.saying import Names
from fieldcase.desktop.wording import Wording
from fieldcase.model.declare import Shape, Type, Words
from fieldcase.model.kinds import KINDS
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.cases.conflicts import ConflictLine, Value

SAME, GONE, NEW = "same", "gone", "new"
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Way:
    """One value that may be kept: its words, whence, by whom and when; `strict` counts until somebody decides."""

    ref: str
    said: str
    whence: str
    who: str
    strict: bool
    why: str = ""


@dataclass(frozen=True)
class Differing:
    """One field: its words, whose it is, its ways; `text` is whether a combined text may be written."""

    kind: str
    record: str
    path: str
    label: str
    of: str
    ways: tuple[Way, ...]
    text: bool = False
    hidden: bool = False
    case: str = ""

    @property
    def first(self) -> int:
        """The way that is chosen to begin with: the stricter one, else the first that can be read."""
        strict = [at for at, way in enumerate(self.ways) if way.strict]
        readable = [at for at, way in enumerate(self.ways) if not way.why]
        return (strict or readable or [0])[0]


def differing(line: ConflictLine, wording: Wording, names: Names) -> Differing:
    """The field as it is told."""
    kind = KINDS[line.kind]
    part = kind.part_of(line.path)
    long = part.shape is Shape.TEXTS or (part.shape is Shape.PLAIN and part.field.type in (Type.TEXT, Type.LONG_TEXT))
    called = names.get(line.record, "")
    if line.kind == "consent":
        called = _consent_of(line, wording, names) or called
    return Differing(
        kind=line.kind,
        record=line.record,
        path=line.path,
        label=_(part.field.label),
        of=" ".join(filter(None, (_(kind.label), called))),
        ways=tuple(_way(line, one, wording, names) for one in line.values),
        text=long and not line.hidden,
        hidden=line.hidden,
        case=line.case,
    )


def _consent_of(line: ConflictLine, wording: Wording, names: Names) -> str:
    answers = [one.value for one in line.values if isinstance(one.value, dict)]
    if not answers:
        return ""
    code = names.get(str(answers[0].get("party", "")), "")
    return f"{code} · {wording.term('consent_scope', str(answers[0].get('scope', '')))}"


def _way(line: ConflictLine, one: Value, wording: Wording, names: Names) -> Way:
    when = datetime.fromtimestamp(one.at / 1000, wording.zone)
    day = wording.near_day(when.date().isoformat(), 0)
    whence = _("From this laptop") if one.here else _("From the other laptop")
    who = _("{who}, {day}, {time}").format(who=one.by or _("Somebody"), day=day, time=f"{when:%H:%M}")
    said = _said(line, one, wording, names)
    return Way(one.ref, said, whence, who, one.counts, one.why)


def _said(line: ConflictLine, one: Value, wording: Wording, names: Names) -> str:
    if one.why:
        return _("Withheld or erased: it cannot be read here.")
    if one.value is None:
        return _("removed")
    if line.kind == "consent" and isinstance(one.value, dict):
        return _answer(one.value, wording)
    return said_value(KINDS[line.kind], line.path, one.value, wording, names)


def _answer(answer: dict[str, Any], wording: Wording) -> str:
    """An answer about consent in a few words: the level, or that it was withdrawn, and how."""
    if answer.get("withdrawn_at"):
        return ", ".join(filter(None, (_("Withdrawn"), str(answer.get("withdrawn_how", "")))))
    level = wording.term("consent_level", str(answer.get("level", "")))
    return ", ".join(filter(None, (level, wording.term("consent_method", str(answer.get("method", ""))))))


def marked(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts as one, word by word: what both have, what only the first has, what only the second has."""
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((SAME, "".join(one[a:b])))
            continue
        gone, new = "".join(one[a:b]), "".join(other[c:d])
        if gone:
            found.append((GONE, gone))
        if new:
            apart = bool(gone) and not gone[-1].isspace() and not new[0].isspace()
            found.append((NEW, f" {new}" if apart else new))
    return found


def combined(texts: Sequence[str]) -> str:
    """What a combined text begins with: everything that any of them says, once."""
    whole = texts[0] if texts else ""
    for other in texts[1:]:
        whole = "".join(words for _kind, words in marked(whole, other))
    return whole


def as_kept(path: str, text: str) -> Any:
    """A text written anew, as the ledger keeps it under that path: in its language, or plain."""
    if "/" not in path:
        return text
    return {"text": text, "original": Words(original=True).original}
