"""What a remark about consent would let an officer record for a letter to the State: read from word lists, on the
safe side.

A remark is cut into clauses; each is understood only by words that the lists know. A name is proposed only where
every word of the clause that speaks of it is known; a word that is not understood there leads to no proposal. Where
clauses differ the most restrictive counts. Somebody else's word counts only with a reason that allows it. The lists
are data (`fieldcase-consent/1`); whatever comes out is a proposal that a person confirms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from fieldcase.model.dates.lexicon import plain

REASONS = (
    "given",
    "given_without_name",
    "organisation_organ",
    "representative",
    "guardian",
    "family_deceased",
    "family_unreachable",
    "refused",
    "withdrawn",
    "not_by_person",
    "not_asked",
    "deferred",
    "unclear",
    "as_before",
)
"""Why a level is proposed, or why none is."""


class ConsentList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language's list as it stands in the resources: words and phrases by what they do in a remark."""

    format: str
    lang: str
    negation: list[str] = []
    names: list[str] = []
    with_name: list[str] = []
    self: list[str] = []
    mention: list[str] = []
    state: list[str] = []
    others: list[str] = []
    publication: list[str] = []
    agree: list[str] = []
    full: list[str] = []
    coded: list[str] = []
    only: list[str] = []
    withdrawn: list[str] = []
    not_asked: list[str] = []
    deferred: list[str] = []
    refused: list[str] = []
    unsure: list[str] = []
    as_before: list[str] = []
    past: list[str] = []
    parents: list[str] = []
    relatives: list[str] = []
    colleagues: list[str] = []
    lawyers: list[str] = []
    organs: list[str] = []
    child: list[str] = []
    bodies: list[str] = []
    says: list[str] = []
    unreachable: list[str] = []
    deceased: list[str] = []
    conditions: list[str] = []
    splitters: list[str] = []
    fillers: list[str] = []


CATEGORIES = tuple(name for name in ConsentList.__struct_fields__ if name not in ("format", "lang"))


class ConsentWords(msgspec.Struct, frozen=True, kw_only=True):
    """All lists together: phrase → language → what it does there."""

    phrases: Mapping[tuple[str, ...], Mapping[str, frozenset[str]]]
    longest: int
    languages: tuple[str, ...]


class Piece(msgspec.Struct, frozen=True):
    """A word or known phrase of a clause, with what it does; nothing known of it when `does` is empty."""

    text: str
    does: frozenset[str]


Clause = tuple[Piece, ...]

_QUESTION = re.compile(r"[?¿؟？]")
_UNSPACED = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_]+|\d+")
_BREAK = re.compile(r"[.,;:!?()\[\]–—\n\"“”«»،؛؟。，；：！？（）]|\s-\s")


def consent_words(lists: Iterable[Mapping[str, Any]]) -> ConsentWords:
    """Make the words of decoded lists. Raises `msgspec.ValidationError` when a list is not of the format."""
    phrases: dict[tuple[str, ...], dict[str, frozenset[str]]] = {}
    languages = []
    for one in (msgspec.convert(raw, ConsentList) for raw in lists):
        languages.append(one.lang)
        for category in CATEGORIES:
            for text in getattr(one, category):
                here = phrases.setdefault(_words(text), {})
                here[one.lang] = here.get(one.lang, frozenset()) | {category}
    phrases.pop((), None)
    return ConsentWords(phrases=phrases, longest=max(map(len, phrases), default=1), languages=tuple(languages))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(plain(text)))


def clauses(remark: str, words: ConsentWords) -> tuple[Clause, ...]:
    """Cut a remark at its punctuation and at words such as "but", and know each piece by the lists."""
    parts = [_words(part) for part in _BREAK.split(plain(remark))]
    cut = [list(_phrases(part, words)) for part in parts if part]
    spoken = Counter(next(iter(known)) for part in cut for _text, known in part if len(known) == 1)

    def language(known: Mapping[str, frozenset[str]]) -> str:
        return min(known, key=lambda one: (-spoken[one], words.languages.index(one)))

    out: list[Clause] = []
    for part in cut:
        clause: list[Piece] = []
        for text, known in part:
            does = known[language(known)] if known else frozenset()
            if "splitters" in does:
                out.append(tuple(clause))
                clause = []
            else:
                clause.append(Piece(text, does))
        out.append(tuple(clause))
    return tuple(clause for clause in out if clause)


def _phrases(part: tuple[str, ...], words: ConsentWords) -> Iterable[tuple[str, Mapping[str, frozenset[str]]]]:
    at = 0
    while at < len(part):
        length = next(
            (
                size
                for size in range(min(words.longest, len(part) - at), 0, -1)
                if part[at : at + size] in words.phrases
            ),
            0,
        )
        known: Mapping[str, frozenset[str]] = words.phrases[part[at : at + length]] if length else {}
        if not known and part[at].isdigit():
            known = {words.languages[0]: frozenset({"fillers"})} if words.languages else {}
        yield " ".join(part[at : at + (length or 1)]), known
        at += length or 1


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the person whose consent it is. `called` are the person's own names."""

    natural: bool = True
    minor: bool = False
    called: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a remark comes to. `level` is NAMED, CODED, NONE (refused, withdrawn) or empty: nothing may be proposed."""

    level: str = ""
    why: str = "unclear"
    basis: str = ""
    found: tuple[str, ...] = ()
    limits: str = ""

    def __repr__(self) -> str:
        return f"Reading({self.level or 'nothing'}, {self.why})"


def read_remark(remark: str, words: ConsentWords, person: Speaker | None = None) -> Reading:
    """Read a remark for the scope of a letter to the State. Never raises; nothing but a remark is read from it."""
    person = person or Speaker()
    said = clauses(remark, words)
    if said and _QUESTION.search(remark):
        said = (*said, (Piece("?", frozenset({"unsure"})),))
    if not said:
        return Reading(why="not_asked" if not remark.strip(" ?.-–") and "?" not in remark else "unclear")
    called = _roles(person.called, words)
    speaker, verdicts, limits = "", [], []
    for clause in said:
        speaker, rest = _speaker(clause, speaker, called)
        verdict = _verdict(rest, person.natural)
        if verdict or (speaker and _does(clause, "says")):
            verdicts.append((verdict, speaker, _text(clause)))
        if not verdict and rest and (_does(rest, "negation") or _does(rest, "conditions")):
            limits.append(_text(clause))
    outcome = _outcome(verdicts, said, person)
    return (
        msgspec.structs.replace(outcome, limits="; ".join(limits)) if outcome.level in ("NAMED", "CODED") else outcome
    )


def _roles(called: str, words: ConsentWords) -> frozenset[str]:
    """What a person is called by: "Mother of Salma" speaks for herself when the mother speaks."""
    return frozenset(
        category
        for clause in clauses(called, words)
        for piece in clause
        for category in piece.does.intersection(("parents", "relatives", "child"))
    )


def _text(clause: Clause) -> str:
    return " ".join(piece.text for piece in clause)


def _does(clause: Clause, category: str) -> bool:
    return any(category in piece.does for piece in clause)


_SPEAKERS = ("colleagues", "relatives", "parents", "lawyers", "organs", "child")


def _speaker(clause: Clause, before: str, called: frozenset[str]) -> tuple[str, Clause]:
    """Who speaks in a clause, and the clause without its speaker. Who spoke before goes on until another is named."""
    at = 0
    while at < len(clause) and clause[at].does and clause[at].does <= {"fillers"}:
        at += 1
    if at == len(clause):
        return before, clause
    if _does(clause, "says"):
        told_by = next((role for role in _SPEAKERS if _does(clause, role) and role not in called), "")
        if told_by and not clause[at].does & {*_SPEAKERS}:
            return told_by, clause
    for role in _SPEAKERS:
        if role in clause[at].does and role not in called:
            end = at + 1
            while (
                end < len(clause) and clause[end].does & {*_SPEAKERS, "says", "fillers"} and not _decides(clause[end])
            ):
                end += 1
            return role, clause[end:]
    return before, clause


def _decides(piece: Piece) -> bool:
    return bool(piece.does & {"agree", "refused", "negation", "unsure"})


_OTHER_PEOPLE = frozenset({"relatives", "parents", "colleagues", "lawyers", "child"})
"""Words for people whose name is not the person's own."""


def _verdict(clause: Clause, natural: bool) -> str:
    """What one clause says about a letter to the State; empty when it says nothing about it."""
    if _does(clause, "past") or not clause:
        return ""
    for category in ("withdrawn", "not_asked", "as_before", "deferred", "refused", "unsure"):
        if _does(clause, category):
            return category
    if (_does(clause, "others") or _does(clause, "publication")) and not _does(clause, "state"):
        return _elsewhere(clause)
    if _does(clause, "negation"):
        return _denied(clause)
    if _does(clause, "coded"):
        return "coded"
    if any(_does(clause, category) for category in ("names", "with_name", "full")):
        someone = any(piece.does & _OTHER_PEOPLE or (natural and "bodies" in piece.does) for piece in clause)
        if someone or not all(piece.does for piece in clause) or _does(clause, "conditions"):
            return "unread"
        meant = any(_does(clause, category) for category in ("full", "state", "agree", "with_name"))
        return "named" if meant else "name"
    if not all(piece.does for piece in clause) or _does(clause, "conditions"):
        return "unread" if _does(clause, "state") or _does(clause, "self") else ""
    return "agree" if _does(clause, "agree") else ""


def _elsewhere(clause: Clause) -> str:
    """A clause about somebody else than the State: "HQ only" refuses the State; "no photos" is a limit."""
    negation, only = _does(clause, "negation"), _does(clause, "only")
    if negation and _governs_name(clause):
        return "coded"
    if only or (negation and _does(clause, "others")):
        return "refused"
    return "" if negation else "elsewhere"


def _denied(clause: Clause) -> str:
    """A clause with a "no" in it: no name, no mention, no letter, or no at all."""
    if _governs_name(clause):
        return "coded"
    if _does(clause, "coded") or _does(clause, "names") or _does(clause, "with_name"):
        return "refused" if all(piece.does for piece in clause) else "unread"
    if _does(clause, "mention"):
        return "unmentioned"
    if _does(clause, "state") or _does(clause, "agree"):
        return "refused"
    meaningful = [piece for piece in clause if not piece.does or piece.does - {"fillers", "only"}]
    return "refused" if all("negation" in piece.does for piece in meaningful) else ""


def _governs_name(clause: Clause) -> bool:
    """True when the "no" stands by the name: "no name", "sans mon nom", "my name no", with only small words between."""
    no = [at for at, piece in enumerate(clause) if "negation" in piece.does]
    names = [at for at, piece in enumerate(clause) if piece.does & {"names", "with_name", "self"}]
    for one in no:
        for name in names:
            between = clause[min(one, name) + 1 : max(one, name)]
            if len(between) <= 3 and all(piece.does & {"fillers", "negation", "child", "self"} for piece in between):
                return True
    return False


_BASIS = {"organs": "organisation_organ", "lawyers": "representative"}


def _outcome(verdicts: list[tuple[str, str, str]], said: tuple[Clause, ...], person: Speaker) -> Reading:
    """Put the clauses together: the most restrictive counts, and only from who may say it."""
    kinds = {verdict for verdict, _speaker, _words in verdicts}
    speakers = {speaker for _verdict, speaker, _words in verdicts if speaker}

    def found(*which: str) -> tuple[str, ...]:
        return tuple(text for verdict, _speaker, text in verdicts if verdict in which)

    if "withdrawn" in kinds:
        return Reading(level="NONE", why="withdrawn", found=found("withdrawn"))
    minor = person.minor or any(_does(clause, "child") for clause in said)
    refusal = "refused" in kinds or ("unmentioned" in kinds and "agree" not in kinds)
    basis, allowed = _authority(speakers, said, msgspec.structs.replace(person, minor=minor))
    if refusal and (allowed or minor):
        return Reading(level="NONE", why="refused", found=found("refused", "unmentioned"))
    if not allowed:
        return Reading(why="not_by_person", found=tuple(text for _verdict, _speaker, text in verdicts))
    for kind, why in (
        ("deferred", "deferred"),
        ("not_asked", "not_asked"),
        ("unsure", "unclear"),
        ("unread", "unclear"),
    ):
        if kind in kinds:
            return Reading(why=why, found=found(kind))
    if minor and basis != "guardian" and kinds & {"coded", "unmentioned", "named", "name"}:
        return Reading(why="unclear", found=found("coded", "unmentioned", "named", "name"))
    why = basis or "given"
    if kinds & {"coded", "unmentioned"}:
        return Reading(
            level="CODED", why=basis or "given_without_name", basis=basis, found=found("coded", "unmentioned")
        )
    agreed = "name" in kinds and any("agree" in piece.does for clause in said for piece in clause)
    if "named" in kinds or agreed:
        level = "CODED" if basis == "guardian" else "NAMED"
        return Reading(level=level, why=why, basis=basis, found=found("named", "name", "agree"))
    if "as_before" in kinds:
        return Reading(why="as_before", found=found("as_before", "agree"))
    return Reading(why="unclear", found=found("agree", "elsewhere", "name"))


def _authority(speakers: set[str], said: tuple[Clause, ...], person: Speaker) -> tuple[str, bool]:
    """On what basis those who spoke may speak, and whether they may at all (domain reference, 3.9 and G29 to G31)."""
    if "colleagues" in speakers:
        return "", False
    anywhere = {category for clause in said for piece in clause for category in piece.does}
    if speakers & {"relatives", "parents"}:
        if person.minor:
            return "guardian", "parents" in speakers
        if "deceased" in anywhere:
            return "family_deceased", True
        return "family_unreachable", "unreachable" in anywhere
    if "organs" in anywhere:
        return "organisation_organ", not person.natural
    return ("representative", True) if "lawyers" in anywhere else ("", True)
