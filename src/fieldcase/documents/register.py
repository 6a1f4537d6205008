"""Everybody on record, folded once, to be asked whom some texts may mean. It holds names: it goes with its owner.

Texts are looked at by six letters in a row, against an index of all that is looked for: tens of thousands
of people cost a text no more than a few. It may name too many, never too few; `names.find_names` then says who it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from fieldcase.documents.folding import letters_of
from fieldcase.documents.lookalikes import readings
from fieldcase.documents.names import Hit, PersonOnRecord, Wanted, find_wanted, looked_for, wanted_of

_GRAM = 6
"""Letters in a row that are looked up before a whole name is."""


class Register:
    """People, and all that is looked for of each, by how it begins."""

    def __init__(self, people: Iterable[PersonOnRecord], *, shortest_word: int = 6) -> None:
        self._people: list[PersonOnRecord] = []
        self._shortest = shortest_word
        self._folded: dict[int, Wanted] = {}
        self._owners: dict[str, int | tuple[int, ...]] = {}
        self._by_start: dict[str, tuple[str, ...]] = {}
        self._short: list[int] = []
        self.add(people)

    def add(self, people: Iterable[PersonOnRecord]) -> None:
        """Fold more people, so that tens of thousands need not be folded in one go."""
        for number, person in enumerate(people, len(self._people)):
            self._people.append(person)
            for trace in looked_for(wanted_of(person, self._shortest)):
                owners = self._owners.get(trace)
                if owners is None:
                    self._owners[trace] = number
                    start = trace[:_GRAM]
                    self._by_start[start] = (*self._by_start.get(start, ()), trace)
                else:
                    self._owners[trace] = (*_several(owners), number)
        self._short = sorted({len(start) for start in self._by_start if len(start) < _GRAM})

    def __len__(self) -> int:
        return len(self._people)

    def __repr__(self) -> str:
        return f"Register({len(self._people)} people)"

    def among(self, texts: Iterable[str]) -> tuple[PersonOnRecord, ...]:
        """Those of whom anything stands in the letters of these texts, in whatever words they are cut.

        A check of names reads only those: nobody else can be found by it.
        """
        return tuple(self._people[number] for number in self._near(texts))

    def find(self, text: str, *, but: Collection[str] = ()) -> tuple[Hit, ...]:
        """Every hit in a text of whoever is not in `but` (party codes); nobody in it is named with leave."""
        near = [number for number in self._near((text,)) if self._people[number].party not in but]
        return find_wanted(text, map(self._wanted, near)) if near else ()

    def _near(self, texts: Iterable[str]) -> list[int]:
        letters = "\n".join(letters_of(way) for text in texts for way in readings(text))
        starts = {letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1)}
        for length in self._short:
            starts |= {letters[at : at + length] for at in range(len(letters) - length + 1)}
        found: set[int] = set()
        for start in starts & self._by_start.keys():
            for trace in self._by_start[start]:
                if trace in letters:
                    found.update(_several(self._owners[trace]))
        return sorted(found)

    def _wanted(self, number: int) -> Wanted:
        """Somebody folded once, when first found near: a name that many share is met in many texts."""
        if (wanted := self._folded.get(number)) is None:
            wanted = self._folded[number] = wanted_of(self._people[number], self._shortest)
        return wanted


def _several(owners: int | tuple[int, ...]) -> tuple[int, ...]:
    """One owner is kept as a number: most that is looked for is one person's, and there are tens of thousands."""
    return owners if isinstance(owners, tuple) else (owners,)
