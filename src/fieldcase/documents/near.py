"""Names that a text nearly gives: a letter changed, dropped, doubled or swapped, or written in another transliteration.

What is found here is no proof: a person decides. So it is sought where it means something: two words of one name near
each other, an initial with a family name, and single words only of those whom the letter is about. Chinese is left to
the exact search, and so is whoever may be named.

People are folded once, into an index of their words with each letter left out, and of their sounds; a text then costs
by its own length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.folding import Folded, fold, script_of, squeezed, words
from fieldcase.documents.lookalikes import readings
from fieldcase.documents.names import (
    Hit,
    PersonOnRecord,
    find_in_tree,
    inside,
    of_somebody_else,
    places,
    solid_words,
    words_of,
)
from fieldcase.documents.sounds import sounds, vowels_agree
from fieldcase.documents.tree import Document, Level
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.rules.recognition import LIKENESS
from fieldcase.model.words import _

_SHORT, _LONG = 3, 6
"""Letters of a word that is looked for at all, and of one that is looked for by itself."""
_APART = 2
"""How many words further the second word of a name may stand: one may lie between."""
_TOGETHER = 7
"""Letters of two words of a name in a script without capitals."""
_ONE_OFF, _BOTH_OFF = 8, 10
"""Letters on record of two words of a stranger's name of which one is off, or both."""
_CONSONANTS = 5
"""Consonants of the two words of a stranger's name that is known by its sound alone."""
_REMEMBERED = 20_000
"""Words of texts of which it is remembered which names they may be; then forgotten all at once."""
_BEFORE = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_ENDINGS = ("ами", "ями", "ого", "ему", "ому", "ыми", "ой", "ою", "ей", "ом", "ем", "ым", "им", "ых", "их", "ев", "ов")
_VOWELS = "аяоеыийуюьъ"
_PARTICLES = frozenset(words("al el ul ibn bin ben abu bint de da di du del dos la le van von der den ter y e"))
_STOPS = frozenset(".;:!?。؟؛×=<>+#•")
_JOINING = frozenset("-‐‑–—'’\n\r\t")


class _Unit(msgspec.Struct, frozen=True):
    """A word of a text, or two that a hyphen or a line break parts: letters, place among the words, place in the text;
    `raised` where it begins with a capital.
    """

    letters: str
    first: int
    last: int
    start: int
    end: int
    raised: bool


class _Match(msgspec.Struct, frozen=True):
    """A unit that may be a word of somebody: `cost` 0 the word itself, 1 one letter off, 2 alike in sound."""

    unit: _Unit
    word: str
    cost: int


class Likenesses:
    """People, and the words of their names, to be asked whom a text nearly names. It holds names."""

    def __init__(self, people: Iterable[PersonOnRecord]) -> None:
        self._people = tuple(one for one in people if one.level is not Level.NAMED)
        self._owners: dict[str, list[int]] = {}
        self._less: dict[str, list[str]] = defaultdict(list)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._hearers: dict[str, list[int]] = defaultdict(list)
        self._own: set[str] = set()
        self._initials: dict[int, frozenset[str]] = {}
        self._asked: dict[str, dict[str, int]] = {}
        for number, person in enumerate(self._people):
            for word in (said := tuple(_words_of(person))):
                if word not in self._owners:
                    self._owners[word] = []
                    self._enter(word)
                self._owners[word].append(number)
            for word in _told_by_sound(said):
                self._hearers[word].append(number)
                if person.in_letter:
                    self._own.add(word)

    def __repr__(self) -> str:
        return f"Likenesses({len(self._people)} people)"

    def among(self, texts: Iterable[str]) -> tuple[PersonOnRecord, ...]:
        """Those whom these texts nearly name."""
        found = {number for text in texts for number, _start, _end in self._search(text)}
        return tuple(self._people[number] for number in sorted(found))

    def find(self, text: str) -> Iterator[tuple[PersonOnRecord, int, int]]:
        """Whom a text nearly names, and where."""
        for number, start, end in self._search(text):
            yield self._people[number], start, end

    def _enter(self, word: str) -> None:
        for form in {word, _stem(word)}:
            for less in _lessened(form):
                self._less[less].append(word)
        for key in sounds(word) | sounds(_stem(word)):
            self._sounds[key].append(word)

    def _search(self, text: str) -> Iterator[tuple[int, int, int]]:
        seen: set[tuple[int, int, int]] = set()
        for way in readings(text):
            units = tuple(_units(way, fold(way)))
            matches = [_Match(unit, word, cost) for unit in units for word, cost in self._known(unit.letters).items()]
            together = _joins(way, [unit for unit in units if unit.first == unit.last])
            for found in (
                *self._pairs(matches, together),
                *self._initialled(units, matches, together),
                *self._singles(matches),
            ):
                if found not in seen:
                    seen.add(found)
                    yield found

    def _known(self, letters: str) -> dict[str, int]:
        """As `_words`, of words that were asked for before too: letters of one office have most of theirs in common."""
        found = self._asked.get(letters)
        if found is None:
            if len(self._asked) >= _REMEMBERED:
                self._asked.clear()
            found = self._asked[letters] = self._words(letters)
        return found

    def _words(self, letters: str) -> dict[str, int]:
        """The words on record that some letters of a text may be, and how far they are from each."""
        found: dict[str, int] = {}
        if len(letters) < _SHORT or script_of(letters) == "dense":
            return found
        arabic = script_of(letters) == "arabic"
        for key in sounds(letters) if self._own or not arabic else ():
            for word in self._sounds.get(key, ()):
                if (not arabic or word in self._own) and vowels_agree(letters, word):
                    found[word] = 2
        for form in _forms(letters):
            for less in _lessened(form):
                for word in self._less.get(less, ()):
                    cost = min(_letters_off(form, word), _letters_off(form, _stem(word)))
                    if cost <= 1:
                        found[word] = min(cost, found.get(word, 2))
        return found

    def _pairs(self, matches: Sequence[_Match], together: Callable[[int, int], int]) -> Iterator[tuple[int, int, int]]:
        by_place: dict[int, list[_Match]] = defaultdict(list)
        for match in matches:
            by_place[match.unit.first].append(match)
        for one in matches:
            for place in range(one.unit.last + 1, one.unit.last + 1 + _APART):
                near = together(one.unit.last, place) if place in by_place else 0
                for other in by_place[place] if near else ():
                    if _agree(one, other) and (near == 2 or max(one.cost, other.cost) < 2):
                        faint = _faint(one, other)
                        for number in set(self._may_be(one)).intersection(self._may_be(other)):
                            if faint and not self._people[number].in_letter:
                                continue
                            yield number, one.unit.start, other.unit.end

    def _may_be(self, match: _Match) -> Iterable[int]:
        """Whose word a match may be; a sound in Arabic, which writes few vowels, only of the letter's parties."""
        if match.cost < 2:
            return self._owners[match.word]
        hearers = self._hearers.get(match.word, ())
        if script_of(match.unit.letters) != "arabic":
            return hearers
        return (number for number in hearers if self._people[number].in_letter)

    def _initialled(
        self, units: Sequence[_Unit], matches: Sequence[_Match], together: Callable[[int, int], int]
    ) -> Iterator[tuple[int, int, int]]:
        """An initial beside a long word that is one letter off."""
        single = {
            unit.first: unit for unit in units if len(unit.letters) == 1 and unit.raised and unit.letters.isalpha()
        }
        for match in matches:
            unit = match.unit
            if match.cost != 1 or not unit.raised or len(match.word) < _LONG - 1:
                continue
            for place in (unit.first - 1, unit.last + 1):
                if place in single and (place < unit.first or together(unit.last, place)):
                    start, end = min(unit.start, single[place].start), max(unit.end, single[place].end)
                    for number in self._owners[match.word]:
                        if single[place].letters in self._letters(number) - {match.word[0]}:
                            yield number, start, end

    def _letters(self, number: int) -> frozenset[str]:
        if number not in self._initials:
            self._initials[number] = frozenset(word[0] for word in _words_of(self._people[number]))
        return self._initials[number]

    def _singles(self, matches: Sequence[_Match]) -> Iterator[tuple[int, int, int]]:
        """A long word by itself that is one letter off, of those whom the letter is about."""
        for match in matches:
            if match.cost == 1 and _marked(match.unit) and min(len(match.word), len(match.unit.letters) + 1) >= _LONG:
                for number in self._owners[match.word]:
                    if self._people[number].in_letter:
                        yield number, match.unit.start, match.unit.end


def find_near(document: Document, people: Iterable[PersonOnRecord]) -> tuple[Hit, ...]:
    """Where a document nearly names one of these people and does not name them outright; `words_of` gives the words.

    A place that the exact search finds is left to it, and so is one inside a name bound to another party.
    """
    known = tuple(people)
    likenesses, exact = Likenesses(known), find_in_tree(document, known)
    hits = [
        Hit(party=person.party, block=place.block, trait="near", start=start, end=end, place=number)
        for number, place in enumerate(places(document))
        for person, start, end in likenesses.find(place.text)
        if not of_somebody_else(place, person.party, start, end)
    ]
    return tuple(hit for hit in hits if not any(_touches(hit, other) for other in exact))


def near_findings(
    document: Document, people: Iterable[PersonOnRecord], recognised: Iterable[tuple[str, str]] = ()
) -> tuple[Finding, ...]:
    """L1: a warning a party and block where a name is nearly given and nobody decided who is meant.

    `recognised` are (party, words) that a second person found to be somebody else's.
    """
    decided = {(party, squeezed(form)) for party, form in recognised}
    hits = find_near(document, people)
    others = [hit for hit in hits if (hit.party, squeezed(words_of(document, hit))) in decided]
    left = [hit for hit in hits if not any(inside(hit, other) for other in others)]
    sentence = _("Block “{block}” has words that come near a name of {party}.")
    return tuple(
        Finding(
            rule=LIKENESS,
            severity=Severity.WARNING,
            sentence=sentence.format(block=block_name(block), party=party),
            remedy=_(
                "Correct them where this person is meant; else somebody who did not write the text says who it is."
            ),
            field=block,
            party_code=party,
        )
        for party, block in dict.fromkeys((hit.party, hit.block) for hit in left)
    )


def _touches(hit: Hit, other: Hit) -> bool:
    same = (hit.party, hit.place) == (other.party, other.place)
    return same and hit.start < other.end and other.start < hit.end


def _words_of(person: PersonOnRecord) -> Iterator[str]:
    """The words of somebody's names and aliases that can point at them, each once."""
    said = (
        *(one.full for one in person.names),
        *(f"{one.given} {one.family}" for one in person.names),
        *person.aliases,
    )
    found = {word: None for name in said for each in solid_words(words(name)) for word in each}
    for word in found:
        if len(word) >= _SHORT and word not in person.ordinary and script_of(word) != "dense":
            yield word


def _faint(one: _Match, other: _Match) -> bool:
    """Whether two words are too short, for how far they are off, to point at one of many strangers."""
    letters = len(one.word) + len(other.word)
    if 0 in (one.cost, other.cost):
        return letters < _ONE_OFF
    heard = _heard(one.word) + _heard(other.word) if 2 in (one.cost, other.cost) else _CONSONANTS
    return letters < _BOTH_OFF or heard < _CONSONANTS


def _joins(text: str, plain: Sequence[_Unit]) -> Callable[[int, int], int]:
    """How far two words may be of one name: 0 where a sentence ends or another word stands between, 1 with a name
    between, 2 side by side or with a particle.
    """

    def together(first: int, last: int) -> int:
        before, found = plain[first], 2
        for unit in plain[first + 1 : last + 1]:
            if _STOPS.intersection(text[before.end : unit.start]) and len(before.letters) > 1:
                return 0
            if unit.first < last and unit.letters not in _PARTICLES:
                found = 1 if unit.raised else 0
            before = unit
        return found

    return together


def _marked(unit: _Unit) -> bool:
    return unit.raised or script_of(unit.letters) == "arabic"


def _told_by_sound(said: Sequence[str]) -> Iterable[str]:
    """The words of somebody that sound is compared with: those that write vowels, where there are any."""
    return [word for word in said if script_of(word) != "arabic"] or said


def _agree(one: _Match, other: _Match) -> bool:
    """Whether two matches are two words of a name: the further off, the longer and the better marked as a name."""
    ours, theirs = one.unit, other.unit
    if one.word == other.word or ours.letters == theirs.letters or script_of(ours.letters) != script_of(theirs.letters):
        return False
    worst, both = max(one.cost, other.cost), one.cost + other.cost
    if script_of(ours.letters) == "arabic":
        close = theirs.first == ours.last + 1 and len(ours.letters) + len(theirs.letters) >= _TOGETHER
        return close and (worst == 2 or both <= 1)
    if not (ours.raised and theirs.raised):
        return False
    short = min(len(ours.letters), len(theirs.letters)) <= _SHORT
    return worst == 2 or both < 2 or not short or len(one.word) + len(other.word) >= _BOTH_OFF


def _units(text: str, folded: Folded) -> Iterator[_Unit]:
    marks = [*sorted(folded.begins), len(folded.letters)]
    plain = []
    for place, (start, end) in enumerate(zip(marks, marks[1:], strict=False)):
        at, to = folded.span(start, end)
        plain.append(_Unit(folded.letters[start:end], place, place, at, to, text[at].isupper()))
    yield from plain
    for one, other in zip(plain, plain[1:], strict=False):
        if _JOINING.intersection(text[one.end : other.start]):
            yield _Unit(one.letters + other.letters, one.first, other.last, one.start, other.end, one.raised)


def _forms(word: str) -> tuple[str, ...]:
    """A word without the endings (Latin, Cyrillic) or what is written on to it (Arabic)."""
    script, forms = script_of(word), [word]
    if script == "latin" and word.endswith("s"):
        forms.append(word[:-1])
    if script == "cyrillic":
        forms = [word, word.rstrip(_VOWELS), *(word[: -len(end)] for end in _ENDINGS if word.endswith(end))]
    if script == "arabic":
        forms += [word[len(before) :] for before in _BEFORE if word.startswith(before)]
    return tuple(form for form in dict.fromkeys(forms) if len(form) >= 2)


def _stem(word: str) -> str:
    script = script_of(word)
    if script == "cyrillic":
        stem = word.rstrip(_VOWELS)
        return stem if len(stem) >= 2 else word
    return word[2:] if script == "arabic" and word.startswith("ال") and len(word) >= 5 else word


def _lessened(word: str) -> set[str]:
    """A word, and what it is without each of its letters: two words one letter apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _letters_off(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1)


def _heard(word: str) -> int:
    return max(map(len, sounds(word)), default=0)
