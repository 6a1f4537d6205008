"""The check of names: no person appears in a rendition who did not agree to, in any script or spelling on record.

Looked for: whole names in any order, two words of a name, an initial with a family name, single words of six letters
or more, aliases, contacts, telephone and document numbers; folded as `folding.py` says. A transliteration is an entry
of its own and is looked for as such. A hit inside a name that is bound to another party is none (somebody else of
this name).

Findings carry the party's code and the block, never what was found. What the check cannot know: a name that nobody
recorded, and descriptions that identify (G5 asks a person).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

import msgspec

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.folding import DIGIT_RUN, Folded, european_digits, fold, letters_of, script_of, squeezed, words
from fieldcase.documents.lookalikes import readings
from fieldcase.documents.tree import Document, Level, Name, Spans, page_furniture, span_groups, spans_text
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.words import _

_ENDINGS = {"latin": ("", "s", "es"), "arabic": ("",), "dense": ("",), "other": ("",)}
_ARABIC_BEFORE = ("", "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ول", "وب")
_CYRILLIC_ENDS = "аяоеыийуюьъ"
_SHORT = 3
"""Words below this length are looked for only as part of a whole name."""


class NameOnRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One way in which a name is recorded; `full` in the order that the person gives, parts where they are known."""

    full: str = ""
    given: str = ""
    family: str = ""


class Ordinary(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Folded words that tell nobody by themselves who an organisation is: `alone` ("Council", "Village"), and those of
    which two together do not either ("human rights"), which count as alone too.
    """

    alone: frozenset[str] = frozenset()
    together: frozenset[str] = frozenset()

    def __contains__(self, word: str) -> bool:
        """Whether a word tells nothing alone."""
        return word in self.alone or word in self.together


NOTHING_ORDINARY = Ordinary()


class PersonOnRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Everything recorded that could tell who a party is, and how far the party may appear in this rendition.

    `names` in every script; `contacts` are addresses of mail and accounts; `numbers` are telephone and document
    numbers. `in_letter` is false for parties of other cases: any hit of theirs is N8 rather than G4. `ordinary` are
    the words that do not point at it; people have none.
    """

    party: str
    level: Level = Level.NONE
    names: tuple[NameOnRecord, ...] = ()
    aliases: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    in_letter: bool = True
    ordinary: Ordinary = NOTHING_ORDINARY


class Hit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where somebody was found: block, passage and place in its text; what kind of trait it was. Holds no words."""

    party: str
    block: str
    trait: str
    start: int
    end: int
    place: int = 0


def check_names(
    document: Document,
    people: Iterable[PersonOnRecord],
    *,
    shortest_word: int = 6,
    recognised: Iterable[tuple[str, str]] = (),
) -> tuple[Finding, ...]:
    """Check a tree, with what stands on every page and in the metadata. One finding a party, block and trait.

    `shortest_word` is the least number of letters of a single word that counts as a name by itself. `recognised` are
    (party, words) that a second person found to be somebody else of this name; contacts and numbers are never excused.
    """
    known = tuple(people)
    excused = {(party, squeezed(form)) for party, form in recognised}
    hits = find_in_tree(document, known, shortest_word=shortest_word)
    others = [hit for hit in hits if hit.trait == "name" and (hit.party, squeezed(words_of(document, hit))) in excused]
    return _findings([hit for hit in hits if not any(inside(hit, other) for other in others)], known)


def check_text(
    text: str, people: Iterable[PersonOnRecord], *, block: str = "", shortest_word: int = 6
) -> tuple[Finding, ...]:
    """Check a text that was extracted from a file, or typed; nothing in it is bound to a party."""
    known = tuple(people)
    return _findings(find_names(text, known, block=block, shortest_word=shortest_word), known)


def find_in_tree(document: Document, people: Iterable[PersonOnRecord], *, shortest_word: int = 6) -> tuple[Hit, ...]:
    """Every hit in a tree; `words_of` gives the words of one."""
    return _search(tuple(places(document)), [wanted_of(person, shortest_word) for person in people])


def inside(hit: Hit, other: Hit) -> bool:
    """Whether a hit is another one, or a part of it: one word of a whole name that was found."""
    return (hit.party, hit.trait, hit.block, hit.place) == (other.party, other.trait, other.block, other.place) and (
        other.start <= hit.start and hit.end <= other.end
    )


def words_of(document: Document, hit: Hit) -> str:
    """The words that a hit of `find_in_tree` stands on: for the person who decides, never for a message or a log."""
    return list(places(document))[hit.place].text[hit.start : hit.end]


def find_names(
    text: str, people: Iterable[PersonOnRecord], *, block: str = "", shortest_word: int = 6
) -> tuple[Hit, ...]:
    """Every hit in a text of a person who may not be named, in order."""
    return find_wanted(text, [wanted_of(person, shortest_word) for person in people], block=block)


def find_wanted(text: str, people: Iterable[Wanted], *, block: str = "") -> tuple[Hit, ...]:
    """As `find_names`, of people who were folded before."""
    return _search((Place(block=block, text=text, bound=()),), people)


def looked_for(wanted: Wanted) -> tuple[str, ...]:
    """The folded letters of which some stand in every text in which this person can be found."""
    numbers = (tail for tail in map(_tail, wanted.person.numbers) if tail)
    return tuple(dict.fromkeys((*map(_stem, wanted.needles), *wanted.contacts, *numbers)))


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A text that is searched as one; `bound` are (start, end, party) of the names printed in it.

    Only printed names excuse a hit: a general description that holds somebody's name is a mistake.
    """

    block: str
    text: str
    bound: tuple[tuple[int, int, str], ...]


def places(document: Document) -> Iterator[Place]:
    """Every text of a document that is searched as one, with what stands on each page and in the metadata."""
    for section in document.sections:
        groups = [spans for block in section.content for spans in span_groups(block)]
        yield _whole_place(section.block, tuple(groups))
        yield Place(block=section.block, text=section.title, bound=())
    head, foot = page_furniture(document, 1, 1)
    yield Place(block="", text="\n".join((*head, *foot, document.title)), bound=())


def _whole_place(block: str, groups: tuple[Spans, ...]) -> Place:
    bound: list[tuple[int, int, str]] = []
    at = 0
    for spans in groups:
        for span in spans:
            if isinstance(span, Name) and span.level is Level.NAMED:
                bound.append((at, at + len(span.text), span.party))
            at += len(span.text)
        at += 1
    return Place(block=block, text="\n".join(spans_text(spans) for spans in groups), bound=tuple(bound))


class Wanted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A person with all that is looked for, folded; in the needles of `parted` a word must begin at a place."""

    person: PersonOnRecord
    needles: tuple[str, ...]
    contacts: tuple[str, ...]
    parted: Mapping[str, int] = {}


def wanted_of(person: PersonOnRecord, shortest_word: int = 6) -> Wanted:
    """A person folded, to be looked for in any number of texts."""
    return Wanted(
        person=person,
        needles=() if person.level is Level.NAMED else tuple(sorted(_needles(person, shortest_word))),
        contacts=tuple(one for one in map(squeezed, person.contacts) if len(one) >= 5),
        parted={
            needle: at for name in person.names for needle, at in _initialled(name) if len(needle) <= shortest_word
        },
    )


def _search(places: Sequence[Place], people: Iterable[Wanted]) -> tuple[Hit, ...]:
    """All hits, place by place. Whoever appears nowhere in all the letters together is left out at once, and a place in
    whose letters nobody can be is not folded."""
    ways = [readings(place.text) for place in places]
    letters = ["\n".join(map(letters_of, each)) for each in ways]
    everything = "\n".join(letters)
    likely = [wanted for wanted in people if _likely(wanted, everything)]
    found: list[Hit] = []
    for n, place in enumerate(places):
        here = [wanted for wanted in likely if _likely(wanted, letters[n])]
        if here:
            hits = _hits(place, [fold(way) for way in ways[n]], european_digits(place.text), here)
            found += (msgspec.structs.replace(hit, place=n) for hit in hits)
    return tuple(found)


def _likely(wanted: Wanted, letters: str) -> bool:
    return (
        any(_stem(needle) in letters for needle in wanted.needles)
        or any(contact in letters for contact in wanted.contacts)
        or any(_tail(number) in letters for number in wanted.person.numbers)
    )


def _hits(place: Place, folded: Sequence[Folded], digits: str, people: Sequence[Wanted]) -> Iterator[Hit]:
    for wanted in people:
        party = wanted.person.party
        seen: set[tuple[int, int]] = set()
        for trait, start, end in (found for way in folded for found in _traits(way, place.text, digits, wanted)):
            if (start, end) in seen or of_somebody_else(place, party, start, end):
                continue
            seen.add((start, end))
            yield Hit(party=party, block=place.block, trait=trait, start=start, end=end)


def _traits(folded: Folded, text: str, digits: str, wanted: Wanted) -> Iterator[tuple[str, int, int]]:
    """What is found of a person: a name where it may not stand, contacts and numbers anywhere."""
    for needle in wanted.needles:
        parted = wanted.parted.get(needle)
        found = (one for one in _found(folded, needle) if parted is None or _parts(folded, text, one, parted))
        yield from (("name", *folded.span(a, b)) for a, b in found)
    for contact in wanted.contacts:
        yield from (("contact", *folded.span(a, b)) for a, b in _anywhere(folded.letters, contact))
    for number in wanted.person.numbers:
        yield from (("number", start, end) for start, end in _numbers(folded, digits, number))


def _parts(folded: Folded, text: str, found: tuple[int, int], at: int) -> bool:
    """Whether a word begins at a place of what was found, and the initial on one side of it is a capital letter."""
    initial = found[0] if at == 1 else found[0] + at
    return found[0] + at in folded.begins and initial < found[1] and text[folded.at[initial]].isupper()


def of_somebody_else(place: Place, party: str, start: int, end: int) -> bool:
    """Whether a span lies in a name that is printed for another party."""
    return any(a <= start and end <= b and bound != party for a, b, bound in place.bound)


def _needles(person: PersonOnRecord, shortest_word: int) -> set[str]:
    needles: set[str] = set()
    for name in person.names:
        parts = words(name.full) or ()
        for whole in (parts, words(f"{name.given} {name.family}")):
            needles |= _needles_of(whole, shortest_word, person.ordinary)
        needles |= {needle for needle, _at in _initialled(name)}
    for alias in person.aliases:
        parts = words(alias)
        needles |= {"".join(parts)}
        needles |= {word for word in parts if len(word) >= shortest_word and word not in person.ordinary}
    return {needle for needle in needles if len(needle) >= (2 if script_of(needle) == "dense" else _SHORT)}


def _initialled(name: NameOnRecord) -> tuple[tuple[str, int], ...]:
    """An initial with the family name, in both orders, and where the second begins."""
    given, family = words(name.given), "".join(words(name.family))
    if not given or len(family) < 4:
        return ()
    return ((given[0][0] + family, 1), (family + given[0][0], len(family)))


def _needles_of(parts: tuple[str, ...], shortest_word: int, ordinary: Ordinary) -> set[str]:
    """The whole name in every order, every two of its words, and its long words; ordinary words only with others."""
    if not parts:
        return set()
    orders = permutations(parts) if len(parts) <= 4 else (parts, parts[::-1])
    needles = {"".join(order) for order in orders}
    solid = solid_words(parts)
    pairs = (pair for pair in permutations(solid, 2) if not ordinary.together.issuperset(word for _said, word in pair))
    needles |= {a + b for (a, _), (b, _) in pairs if len(a) + len(b) >= 5}
    return needles | {said for said, word in solid if len(said) >= shortest_word and word not in ordinary}


def solid_words(parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Words that say something, as they are said and by themselves; a particle ("al", "van") counts together with the
    word after it, which counts too.
    """
    result: list[tuple[str, str]] = []
    held = ""
    for word in parts:
        if len(word) < _SHORT and script_of(word) != "dense":
            held += word
            continue
        result.append((word, word))
        if held:
            result.append((held + word, word))
            held = ""
    return tuple(result)


def _found(folded: Folded, needle: str) -> Iterator[tuple[int, int]]:
    """Where a needle stands as whole words, with the endings and prefixes that its script may add."""
    script = script_of(needle)
    if script == "dense":
        yield from _anywhere(folded.letters, needle)
        return
    stem = _stem(needle)
    for start, end in _anywhere(folded.letters, stem):
        if _begins(folded, start, script) and _ends(folded, end, script, spare=len(needle) - len(stem)):
            yield start, end


def _stem(needle: str) -> str:
    """A needle without the vowel that declension changes (Cyrillic)."""
    stem = needle.rstrip(_CYRILLIC_ENDS) if script_of(needle) == "cyrillic" else needle
    return stem if len(stem) > _SHORT else needle


def _tail(number: str) -> str:
    """What is looked for of a number: the last eight digits of a telephone, all of a document's."""
    wanted = squeezed(number)
    return wanted.lstrip("0")[-8:] if wanted.isdigit() else wanted


def _begins(folded: Folded, start: int, script: str) -> bool:
    if start in folded.begins:
        return True
    if script != "arabic":
        return False
    return any(
        before and start - len(before) in folded.begins and folded.letters.startswith(before, start - len(before))
        for before in _ARABIC_BEFORE
    )


def _ends(folded: Folded, end: int, script: str, *, spare: int) -> bool:
    if end in folded.ends:
        return True
    if script == "cyrillic":
        return any(end + more in folded.ends for more in range(1, 4 + spare))
    return any(
        ending and end + len(ending) in folded.ends and folded.letters.startswith(ending, end)
        for ending in _ENDINGS[script]
    )


def _anywhere(text: str, needle: str) -> Iterator[tuple[int, int]]:
    at = text.find(needle)
    while at >= 0:
        yield at, at + len(needle)
        at = text.find(needle, at + 1)


def _numbers(folded: Folded, digits: str, number: str) -> Iterator[tuple[int, int]]:
    """A number in any spacing; too short ones are left alone."""
    tail = _tail(number)
    if not tail.isdigit():
        if len(tail) >= 5:
            yield from (folded.span(a, b) for a, b in _anywhere(folded.letters, tail))
        return
    if len(tail) < 6:
        return
    for found in DIGIT_RUN.finditer(digits):
        if tail in "".join(character for character in found[0] if character.isdigit()):
            yield found.start(), found.end()


def _findings(hits: Iterable[Hit], people: Sequence[PersonOnRecord]) -> tuple[Finding, ...]:
    rules = {person.party: "G4" if person.in_letter else "N8" for person in people}
    sentences = {
        "name": _("Block “{block}” gives the name of {party}, who may not be named in this rendition."),
        "contact": _("Block “{block}” gives a contact of {party}."),
        "number": _("Block “{block}” gives a telephone or document number of {party}."),
    }
    found: list[Finding] = []
    for hit in hits:
        finding = Finding(
            rule=rules[hit.party],
            severity=Severity.ERROR,
            sentence=sentences[hit.trait].format(block=block_name(hit.block), party=hit.party),
            remedy=_("Take it out of the text, or put the party's code there and record the consent that it needs."),
            field=hit.block,
            party_code=hit.party,
        )
        if finding not in found:
            found.append(finding)
    return tuple(found)
