"""Full-text search: what a person types, in any script, ranked, with the words found marked in the text.

Typed text never fails: quotes make phrases, a minus leaves words out, a star finds beginnings; everything else is just
words. Only what stands in this file's views can be found, so a seat finds nothing in rooms that it may not open.
"""

# ruff: noqa: S608  # names in the SQL come from declarations; what is typed or stored is always bound

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from fieldcase.vault.views.index import RANKS
from fieldcase.vault.views.layout import Layout
from fieldcase.vault.views.tables import KIND_BITS, Views
from fieldcase.vault.views.texts import UNSPACED, Words, between_letters, fold, place_keeping, tokens, words_of

LENGTH = 160
"""About how many characters of a text a hit shows."""

_TERM = re.compile(r'(-?)(?:["“”«»]([^"“”«»]*)["“”«»]?|([^\s"“”«»]+))')
_LETTERS = re.compile(r"[^\W_]+")
_MOST_TERMS = 12


class Snippet(msgspec.Struct, frozen=True):
    """A piece of a field's text, and where in it the words stand: (start, end) in characters."""

    field: str
    text: str
    spans: tuple[tuple[int, int], ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One record found; `score` is higher for a better fit and only compares within one search."""

    kind: str
    id: str
    case: str = ""
    score: float
    snippet: Snippet | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The best hits, and whether there are more."""

    hits: tuple[Hit, ...] = ()
    more: bool = False


class Term(msgspec.Struct, frozen=True):
    """A word or phrase that was typed: its folded words in order; `begins`: the last may go on; `leaves_out`."""

    words: tuple[str, ...]
    begins: bool = False
    leaves_out: bool = False

    @property
    def phrase(self) -> str:
        """As the index of words takes it; quoted, so nothing typed is ever read as a command."""
        return f'"{tokens(" ".join(self.words)).strip()}"' + (" *" if self.begins else "")

    @property
    def piece(self) -> str:
        """As the index of pieces takes it; empty when too short for one."""
        text = " ".join(self.words)
        return f'"{text}"' if len(text) >= 3 else ""


def terms_of(typed: str, *, typing: bool = False) -> tuple[Term, ...]:
    """What was typed, as terms. `typing`: the last word may be unfinished."""
    out: list[Term] = []
    for minus, quoted, plain in _TERM.findall(typed)[:_MOST_TERMS]:
        words = tuple(_LETTERS.findall(fold(quoted or plain)))
        if words:
            out.append(Term(words, plain.endswith("*") and not quoted, bool(minus)))
    if typing and out and not out[-1].leaves_out and typed[-1:].isalnum() and _long_enough(out[-1].words[-1]):
        out[-1] = msgspec.structs.replace(out[-1], begins=True)
    return tuple(out)


def _long_enough(word: str) -> bool:
    """Beginnings of one or two Latin letters are those of nearly everything."""
    return len(word) >= 3 or not word.isascii()


def search(
    views: Views, typed: str, *, kinds: Collection[str] | None = None, limit: int = 50, typing: bool = False
) -> Found:
    """The `limit` best records for what was typed, of some kinds or all. Never raises on what was typed."""
    terms = terms_of(typed, typing=typing)
    wanted = [term for term in terms if not term.leaves_out]
    if not wanted or limit < 1:
        return Found()
    ranked = _ranked(views, wanted, [term for term in terms if term.leaves_out], _numbers(views, kinds), limit + 1)
    best = sorted(ranked.items(), key=lambda item: (-item[1], -item[0]))[: limit + 1]
    return Found(hits=tuple(_hits(views, best[:limit], wanted)), more=len(best) > limit)


def _numbers(views: Views, kinds: Collection[str] | None) -> str:
    """A condition on the record's number; empty for all kinds."""
    if kinds is None:
        return ""
    numbers = [str(number) for kind in kinds if (number := views.number(kind)) is not None]
    return f" AND (rowid >> {KIND_BITS}) IN ({', '.join(numbers)})"


def _ranked(views: Views, wanted: list[Term], without: list[Term], among: str, limit: int) -> dict[int, float]:
    """Number and score of the best records."""
    execute = views.connection.execute
    scores: dict[int, float] = {}
    match = " ".join(term.phrase for term in wanted)
    if without:
        match = f"({match}) NOT ({' OR '.join(term.phrase for term in without)})"
    ranked = f"MATCH ?{among} ORDER BY fit LIMIT ?"
    for n, rank in execute(f"SELECT rowid, {RANKS['words']} AS fit FROM words WHERE words {ranked}", (match, limit)):
        scores[n] = -rank
    pieces = [term.piece for term in wanted]
    if all(pieces):
        left_out = " OR ".join(term.phrase for term in without)
        sql = f"SELECT rowid, {RANKS['pieces']} AS fit FROM pieces WHERE pieces {ranked}"
        for n, rank in execute(sql, (" ".join(pieces), limit)):
            if not (left_out and _matches(views, left_out, n)):
                scores[n] = scores.get(n, 0.0) - rank
    if len(scores) < limit and len(wanted) > 1 and any(pieces):
        for n in _mixed(views, wanted, without, among, limit):
            scores.setdefault(n, 0.0)
    return scores


def _matches(views: Views, phrase: str, n: int) -> bool:
    found = views.connection.execute("SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?", (phrase, n)).fetchone()
    return found is not None


def _mixed(views: Views, wanted: list[Term], without: list[Term], among: str, limit: int) -> Iterable[int]:
    """Records in which some terms stand as words and others inside words."""
    parts, values = [], []
    for term in wanted:
        either = [f"SELECT rowid FROM words WHERE words MATCH ?{among}"]
        values.append(term.phrase)
        if term.piece:
            either.append(f"SELECT rowid FROM pieces WHERE pieces MATCH ?{among}")
            values.append(term.piece)
        parts.append(f"SELECT rowid FROM ({' UNION '.join(either)})")
    sql = " INTERSECT ".join(parts)
    for term in without:
        sql += " EXCEPT SELECT rowid FROM words WHERE words MATCH ?"
        values.append(term.phrase)
    rows = views.connection.execute(f"{sql} LIMIT ?", (*values, limit)).fetchall()
    return [n for (n,) in rows]


def _hits(views: Views, best: list[tuple[int, float]], wanted: list[Term]) -> Iterable[Hit]:
    patterns = tuple([pattern(term, whole=whole) for term in wanted] for whole in (True, False))
    by_kind: dict[int, list[int]] = {}
    for n, _ in best:
        by_kind.setdefault(n >> KIND_BITS, []).append(n)
    found: dict[int, tuple[str, str, str, Snippet | None]] = {}
    for numbers in by_kind.values():
        layout = views.layouts[views.kind_at(numbers[0])]
        case = f'v."{layout.case}"' if layout.case else "''"
        rows = views.connection.execute(
            f"SELECT v.n, v._id, {case}, r.shown FROM {layout.table} v JOIN records r ON r.n = v.n"
            f" WHERE v.n IN ({', '.join('?' * len(numbers))})",
            numbers,
        )
        for n, record, in_case, data in rows.fetchall():
            found[n] = (layout.kind.name, record, in_case or "", _snippet(layout, views.read(data).values, patterns))
    for n, score in best:
        kind, record, in_case, snippet = found[n]
        yield Hit(kind=kind, id=record, case=in_case, score=score, snippet=snippet)


def pattern(term: Term, *, whole: bool = True) -> re.Pattern[str]:
    """Finds the term in text that `place_keeping` prepared: as whole words, or inside them."""
    signs = between_letters()
    words = [signs.join(map(re.escape, word)) + signs for word in term.words]
    text = r"[\W_]*".join(words)
    first, last = term.words[0][0], term.words[-1][-1]
    begin = "" if not whole or UNSPACED.match(first) else r"(?<![^\W_])"
    end = "" if not whole or term.begins or UNSPACED.match(last) else r"(?![^\W_])"
    rest = r"[^\W_]*" if term.begins else ""
    return re.compile(f"{begin}{text}{rest}{end}")


def _snippet(layout: Layout, values: dict[str, Any], patterns: tuple[list[re.Pattern[str]], ...]) -> Snippet | None:
    """The weightiest text in which words were found, cut around the first of them; else one with pieces of words."""
    texts = sorted(words_of(layout, values), key=lambda one: -one.weight)
    for among in patterns:
        for words in texts:
            folded = place_keeping(words.text)
            spans = sorted({found.span() for one in among for found in one.finditer(folded) if found.group()})
            if spans:
                return _cut(words, spans)
    return None


def _cut(words: Words, spans: list[tuple[int, int]]) -> Snippet:
    text = words.text
    start = max(0, spans[0][0] - LENGTH // 3)
    if start:
        start = text.find(" ", start, spans[0][0]) + 1 or start
    stop = min(len(text), max(start + LENGTH, spans[0][1]))
    if stop < len(text):
        space = text.rfind(" ", spans[0][1], stop)
        stop = space if space > 0 else stop
    inside, end = [], 0
    for one, other in spans:
        if other <= stop and one >= end:
            inside.append((one - start, other - start))
            end = other
    return Snippet(words.field, text[start:stop], tuple(inside))
