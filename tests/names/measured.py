"""Put mutated names into letters and count what the check finds; and letters that name nobody, and count its alarms.

python -m tests.names.measured --seed 777
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from fieldcase.documents.names import PersonOnRecord, check_names
from fieldcase.documents.near import Likenesses, find_near
from fieldcase.documents.register import Register
from fieldcase.documents.tree import Document, Paragraph, Section, Text
from tests.bench.words import Words
from tests.names.despatches import HeldOut, Tuning
from tests.names.mutations import EXACT, NEAR, whole
from tests.names.people import Somebody, somebody
from tests.names.places import Correspondence, Places, Prose

PARTIES = 8
"""People on record whom a clean letter is about; all others are of other cases."""
SCRIPTS = ("latin", "cyrillic", "arabic", "chinese")
CARRIERS = {"latin": ("en", "fr", "es"), "cyrillic": ("ru",), "arabic": ("ar",), "chinese": ("zh",)}


@dataclass
class Figures:
    """By script and way: how many were written, and which were not found as they should be."""

    written: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[tuple[str, str, str, str]] = field(default_factory=list)

    def share(self) -> float:
        """Share that was found, 0 to 1."""
        return 1 - self.missed.total() / self.written.total()


@dataclass
class Alarms:
    """Clean letters in which somebody was found: outright, nearly, in either way."""

    exact: int = 0
    near: int = 0
    letters: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)


def letter(text: str, language: str) -> Document:
    """A letter of one block."""
    section = Section(block="allegations", title="", content=(Paragraph(spans=(Text(text=text),)),))
    return Document(language=language, title="", reference="", page_words="{page}/{pages}", sections=(section,))


def people(seed: int, each: int) -> list[Somebody]:
    """So many people of each script."""
    chance = random.Random(f"people {seed}")
    return [somebody(chance, script, number) for number in range(each) for script in SCRIPTS]


def blocked(document: Document, known: Sequence[PersonOnRecord]) -> frozenset[str]:
    """The parties that the exact search finds."""
    return frozenset(one.party_code for one in check_names(document, known))


def mutations(seed: int, count: int, *, register: int = 400) -> tuple[Figures, Figures]:
    """`count` mutations, half of a kind that folding undoes where the script has others: figures of both kinds."""
    everybody, chance = people(seed, register // 4), random.Random(f"mutations {seed}")
    words, exact, near = Words(chance), Figures(), Figures()
    for number in range(count):
        one = everybody[number % len(everybody)]
        ways, figures = (EXACT, exact) if number % (2 * len(everybody)) < len(everybody) else (NEAR, near)
        if not ways[one.script]:
            ways, figures = EXACT, exact
        names = sorted(ways[one.script])
        name = chance.choice(names)
        if not one.others and "transliteration" in name:
            name = "letter changed"
        written = ways[one.script][name](chance, one)
        language = chance.choice(CARRIERS["latin" if "transliteration" in name else one.script])
        text = f"{words.text(language, 30)} {written}, {words.text(language, 20)}"
        document = letter(text, language)
        found = blocked(document, [one.record])
        if figures is near:
            found |= {hit.party for hit in find_near(document, [one.record])}
        figures.written[one.script, name] += 1
        if one.record.party not in found:
            figures.missed[one.script, name] += 1
            figures.examples.append((one.script, name, whole(one), written))
    return exact, near


def clean(
    seed: int, count: int, source: type[Words | Places | Prose | Correspondence | Tuning], *, register: int = 10_000
) -> Alarms:
    """Letters of 240 words and four names that are nobody's on record: in how many of them the exact search and the
    search for near names give an alarm, which they should not.
    """
    known = [
        msgspec.structs.replace(one.record, in_letter=number < PARTIES)
        for number, one in enumerate(people(seed, register // 4))
    ]
    likenesses, exact = Likenesses(known), Register(known)
    words, alarms = source(random.Random(f"clean {seed}")), Alarms()
    for _number in range(count):
        language = words.language()
        text = " ".join(f"{words.text(language, 60)} {words.name(language)}." for _part in range(4))
        near = [(one.party, text[start:end]) for one, start, end in likenesses.find(text)]
        outright = [(hit.party, text[hit.start : hit.end]) for hit in exact.find(text)]
        alarms.exact += bool(outright)
        alarms.near += bool(near)
        alarms.letters += bool(near or outright)
        alarms.examples += (near + outright)[:1]
    return alarms


def main() -> None:
    """Print the figures as they stand in `docs/names.md`."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seed", type=int, default=777)
    asked.add_argument("--count", type=int, default=2000)
    asked.add_argument("--letters", type=int, default=500)
    asked.add_argument("--missed", action="store_true")
    given = asked.parse_args()
    for title, figures in zip(("exact", "near"), mutations(given.seed, given.count), strict=True):
        print(f"{title}: {figures.written.total() - figures.missed.total()} of {figures.written.total()}")
        for (script, way), written in sorted(figures.written.items()):
            print(f"| {script} | {way} | {written} | {written - figures.missed[script, way]} |")
        if given.missed:
            for example in figures.examples[:40]:
                print("  ", example)
    for source in (HeldOut, Correspondence, Tuning, Words, Places, Prose):
        alarms = clean(given.seed, given.letters, source)
        told = f"{alarms.letters} of {given.letters} (exact {alarms.exact}, near {alarms.near})"
        print(f"alarms in {source.__name__}: {told}", alarms.examples if given.missed else "")


if __name__ == "__main__":
    main()
