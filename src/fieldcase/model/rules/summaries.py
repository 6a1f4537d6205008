"""Does the summary of a reply say more than the reply does? A look at the words, so that a person looks at the meaning.

What a summary has and no quote beside it has: numbers, months, names, and claims such as “released” or “acquitted” (or
their denial). Word lists are data, by language. It cannot tell whether a summary is fair: the second reader does.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from fieldcase.model.kinds.replies import Quote
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.rules.naming import PLACEHOLDER
from fieldcase.model.rules.saying import found
from fieldcase.model.words import N_, _

WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"[.!?;\n。！？；؛؟]+")
CODE = re.compile(r"\b[A-Z]{1,2}-[A-Z0-9]{4,}\b")
INSIDE = frozenset({"ar", "zh"})
"""Languages in whose words a stem may stand anywhere: Arabic puts articles and particles before it."""
PARTICLES = frozenset({"de", "del", "of", "the", "من"})
"""Words that stand between a month and its number."""
LEAST = 4
"""Letters of a name that must agree: endings are inflected."""


class Exceeds(StrEnum):
    """In what a summary says more than the words beside it."""

    NO_QUOTE = "no_quote"
    NUMBER = "number"
    MONTH = "month"
    NAME = "name"
    CLAIM = "claim"
    DENIAL = "denial"
    UNREAD = "unread"


SENTENCES: dict[str, str] = {
    Exceeds.NO_QUOTE: N_("A summary stands without the State's own words beside it."),
    Exceeds.NUMBER: N_("A summary has a number that stands in no quote beside it."),
    Exceeds.MONTH: N_("A summary has a month that stands in no quote beside it."),
    Exceeds.NAME: N_("A summary names something that stands in no quote beside it."),
    Exceeds.CLAIM: N_("A summary asserts something that no quote beside it asserts."),
    Exceeds.DENIAL: N_("A summary denies what its quote affirms, or affirms what it denies."),
    Exceeds.UNREAD: N_("A summary stands beside words in another language, without their translation."),
}


class Excess(msgspec.Struct, frozen=True, kw_only=True):
    """One thing too much in a summary, with the words of it; they may be names, so they are shown and never kept."""

    what: Exceeds
    words: str = ""


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """Words that assert something, by what they assert and by language; words that deny; words with a capital that name
    nobody; small numbers in words; names of months. All are folded (`folded`)."""

    claims: Mapping[str, Mapping[str, tuple[str, ...]]]
    negations: Mapping[str, tuple[str, ...]]
    ordinary: frozenset[str]
    numbers: Mapping[str, int]
    months: Mapping[str, int]


def folded(text: str) -> str:
    """Without marks and case, digits as 0–9: the form in which words are compared."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in plain.casefold())


def excesses(
    summary: str, language: str, quote: Quote, claims: Claims, known: Collection[str] = ()
) -> tuple[Excess, ...]:
    """What a summary in a language has that the quote, in the original and in translation, has not.

    `known` are names that it may have all the same, such as the State's own.
    """
    said = CODE.sub(" ", PLACEHOLDER.sub(" ", summary)).strip()
    beside = " \n".join(filter(None, (quote.original, quote.translation)))
    if not said:
        return ()
    if not beside.strip():
        return (Excess(what=Exceeds.NO_QUOTE),)
    words = sorted({folded(one) for one in WORD.findall(beside)})
    over = [Excess(what=Exceeds.NUMBER, words=one) for one in _numbers_beyond(said, beside, claims)]
    over += [Excess(what=Exceeds.MONTH, words=one) for one in _months_beyond(said, beside, claims)]
    if _script(said) == _script(beside) or _script(said) == _script(quote.translation):
        over += [Excess(what=Exceeds.NAME, words=one) for one in _names_beyond(said, words, claims, known)]
    else:
        over.append(Excess(what=Exceeds.UNREAD))
    over += _claims_beyond(said, language, beside, claims)
    return tuple(dict.fromkeys(over))


def summary_findings(record: str, over: Iterable[Excess], kept: str) -> tuple[Finding, ...]:
    """A finding for each way in which a summary says more: it blocks until somebody wrote why the summary stays."""
    severity = Severity.NOTE if kept.strip() else Severity.ERROR
    remedy = "" if kept.strip() else _("Say no more than the reply does, add the words, or write why it stays.")
    kinds = dict.fromkeys(one.what for one in over)
    return tuple(
        found("3.15", _(SENTENCES[one]), remedy, records=(record,), field="neutral_summary", severity=severity)
        for one in kinds
    )


def _numbers_beyond(said: str, beside: str, claims: Claims) -> Iterator[str]:
    held = set(_numbers(beside, claims))
    yield from dict.fromkeys(one for one in _numbers(said, claims) if one not in held)


def _numbers(text: str, claims: Claims) -> Iterator[str]:
    plain = folded(text)
    yield from (one.lstrip("0") or "0" for one in re.findall(r"\d+", plain))
    yield from (str(claims.numbers[one]) for one in WORD.findall(plain) if one in claims.numbers)


def _months_beyond(said: str, beside: str, claims: Claims) -> Iterator[str]:
    """Months named beside a number; a month written as a number in the quote is one too."""
    held = {number for _word, number in _months(beside, claims)} | {
        int(one) for one in re.findall(r"\d+", folded(beside)) if len(one) <= 2
    }
    yield from dict.fromkeys(word for word, number in _months(said, claims) if number not in held)


def _months(text: str, claims: Claims) -> Iterator[tuple[str, int]]:
    words = WORD.findall(folded(text))
    for at, word in enumerate(words):
        if word in claims.months and any(one.isdecimal() for one in _beside(words, at)):
            yield word, claims.months[word]


def _beside(words: list[str], at: int) -> Iterator[str]:
    """The words before and after one, past a particle (“12 de marzo de 2026”)."""
    for step in (-1, 1):
        next_to = at + step
        if 0 <= next_to < len(words) and words[next_to] in PARTICLES:
            next_to += step
        if 0 <= next_to < len(words):
            yield words[next_to]


def _names_beyond(said: str, words: Sequence[str], claims: Claims, known: Collection[str]) -> Iterator[str]:
    """Words with a capital inside a sentence, and words in capitals, of which the quote has no form. `words` are those
    of the quote, sorted, so that a long text costs no more a word than a short one."""
    may = claims.ordinary | {folded(word) for name in known for word in WORD.findall(name)}
    for sentence in SENTENCE.split(said):
        for at, word in enumerate(WORD.findall(sentence)):
            plain = folded(word)
            capital = word[0].isupper() and (at > 0 or word[1:2].isupper())
            if not capital or plain in may or plain in claims.months or len(plain) < 2:
                continue
            stem = plain[: max(LEAST, len(plain) - 3)]
            at_least = bisect_left(words, stem)
            if at_least == len(words) or not words[at_least].startswith(stem):
                yield word


def _claims_beyond(said: str, language: str, beside: str, claims: Claims) -> Iterator[Excess]:
    ours, quoted = _sentences(said), _sentences(beside)
    for claim, by_language in claims.claims.items():
        mine = _asserted(ours, {language: by_language.get(language, ())}, claims)
        if not mine:
            continue
        theirs = _asserted(quoted, by_language, claims)
        if not theirs:
            yield Excess(what=Exceeds.CLAIM, words=claim)
        elif not mine & theirs:
            yield Excess(what=Exceeds.DENIAL, words=claim)


def _sentences(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each different sentence of a text, folded, with its words: read once, whatever is asked of it."""
    folds = dict.fromkeys(folded(sentence) for sentence in SENTENCE.split(text))
    return tuple((plain, frozenset(WORD.findall(plain))) for plain in folds)


def _asserted(
    sentences: Iterable[tuple[str, Collection[str]]], stems: Mapping[str, tuple[str, ...]], claims: Claims
) -> frozenset[bool]:
    """Whether a claim is affirmed (True), denied (False), or both, in sentences that have a word of it."""
    said: set[bool] = set()
    for plain, words in sentences:
        if len(said) == 2:
            break
        if any(_has(plain, words, language, one) for language, each in stems.items() for one in each):
            no = any(_denies(plain, words, language, each) for language, each in claims.negations.items())
            said.add(not no)
    return frozenset(said)


def _has(plain: str, words: Collection[str], language: str, stem: str) -> bool:
    return stem in plain if language in INSIDE else any(word.startswith(stem) for word in words)


def _denies(plain: str, words: Collection[str], language: str, denying: Collection[str]) -> bool:
    return any(one in plain for one in denying) if language == "zh" else any(one in words for one in denying)


def _script(text: str) -> str:
    """The script of most letters of a text, by the first word of their Unicode names."""
    counted: dict[str, int] = {}
    for one in text:
        if one.isalpha():
            script = unicodedata.name(one, "").partition(" ")[0]
            counted[script] = counted.get(script, 0) + 1
    return max(counted, key=lambda each: counted[each], default="")
