"""The closed and open lists of terms that records use: codes, labels per language, parents and flags.

Read from bytes that `office` hands over; rules ask for flags and never for labels. An office may add terms with the
prefix `x_` to open lists; they stay out of figures for headquarters until they are mapped. Codes that are not in a list
are refused when a person types them (`check`) and shown as they are when somebody else wrote them (`label`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.words import N_, _

OFFICE_PREFIX = "x_"
_BRACKETS = re.compile(r" \(|（")
FALLBACK = "en"
SHIPPED = ("en", "fr")
OFFICE_LISTS: dict[str, dict[str, str]] = {
    "right": {"en": "Rights engaged (articles of instruments)", "fr": "Droits en cause (articles d’instruments)"},
}
"""Lists that an office keeps wholly by itself, with their titles: they ship empty and open."""


FEW = 8
"""So many codes of a list are named in a sentence; more are shown by a command."""


class BadVocabulary(Refusal):
    """The vocabulary that the program came with cannot be read."""

    code = "FC-011"
    message = N_("The vocabulary cannot be read: {why}.")
    remedy = N_("Install the program again.")


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One term. `labels` by language; `reviewed` the languages that language staff have checked; flags as rules read
    them: `hrc` and `regional` of mechanisms, `sdg` of acts and profiles, `tier` of tools, `rank` of ordered scales."""

    code: str
    labels: dict[str, str] = {}
    reviewed: tuple[str, ...] = SHIPPED
    parent: str = ""
    definition: str = ""
    note: str = ""
    hrc: bool = False
    regional: bool = False
    sdg: str = ""
    tier: int | None = None
    rank: int | None = None
    retired: bool = False
    """Offered no more; records that have it keep it."""

    @property
    def own(self) -> bool:
        """Whether an office added the term."""
        return self.code.startswith(OFFICE_PREFIX)


class TermList(msgspec.Struct, frozen=True, kw_only=True):
    """One list: its title by language, whether an office may add to it, its terms in the order given."""

    name: str
    title: dict[str, str]
    open: bool = False
    terms: dict[str, Term] = {}


class Vocabularies:
    """All lists. Immutable; `with_terms` gives a new one. Threads: may be read from any."""

    def __init__(self, lists: Mapping[str, TermList]) -> None:
        self._lists = dict(lists)
        for name, title in OFFICE_LISTS.items():
            self._lists.setdefault(name, TermList(name=name, title=title, open=True))

    @classmethod
    def read(cls, content: bytes) -> Vocabularies:
        """The vocabularies from the bytes of a vocabulary file (JSON, version 1). Raises `BadVocabulary`."""
        try:
            said = msgspec.json.decode(content)
            if said["version"] != 1:
                raise BadVocabulary(
                    why=_("version {version} is newer than this program").format(version=said["version"])
                )
            return cls({name: _list(name, one) for name, one in said["lists"].items()})
        except (msgspec.DecodeError, msgspec.ValidationError, KeyError, TypeError, AttributeError) as error:
            raise BadVocabulary(why=type(error).__name__) from error

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all lists."""
        return tuple(self._lists)

    def list(self, name: str) -> TermList:
        """The list of that name. A name that nobody declared is a bug and raises `KeyError`."""
        return self._lists[name]

    def title(self, name: str, lang: str = FALLBACK) -> str:
        """The list's title in the language, in English where it has none."""
        titles = self._lists[name].title
        return titles.get(lang) or titles.get(FALLBACK, name)

    def has(self, name: str, code: str) -> bool:
        """Whether the list has the code."""
        return name in self._lists and code in self._lists[name].terms

    def open(self, name: str) -> bool:
        """Whether an office may add terms to the list."""
        return name in self._lists and self._lists[name].open

    def offered(self, name: str, keep: Iterable[str] = ()) -> tuple[str, ...]:
        """The codes that are offered: all but the retired, of which those in `keep` stay."""
        kept = frozenset(keep)
        return tuple(code for code, term in self._lists[name].terms.items() if not term.retired or code in kept)

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of the list, in its order."""
        return tuple(self._lists[name].terms)

    def terms(self, name: str) -> tuple[Term, ...]:
        """The terms of the list, in its order."""
        return tuple(self._lists[name].terms.values())

    def term(self, name: str, code: str) -> Term | None:
        """The term; None for a code that the list does not have (newer, or another office's)."""
        return self._lists[name].terms.get(code) if name in self._lists else None

    def label(self, name: str, code: str, lang: str = FALLBACK) -> str:
        """The term's label. The English stands in for a missing one, marked `[en]`; unknown codes show in brackets."""
        term = self.term(name, code)
        if term is None:
            return f"[{code}]"
        if lang in term.labels:
            return term.labels[lang]
        return f"{term.labels.get(FALLBACK, code)} [{FALLBACK}]"

    def short(self, name: str, code: str, lang: str = FALLBACK) -> str:
        """The label as a letter says it: without what it explains to officers in brackets."""
        return _BRACKETS.split(self.label(name, code, lang), maxsplit=1)[0] or self.label(name, code, lang)

    def has_label(self, name: str, code: str, lang: str) -> bool:
        """Whether the term has a label in that language, rather than the English that stands in."""
        term = self.term(name, code)
        return term is not None and lang in term.labels

    def reviewed(self, name: str, code: str, lang: str) -> bool:
        """Whether language staff have checked the term's label in that language."""
        term = self.term(name, code)
        return term is not None and lang in term.labels and lang in term.reviewed

    def parent(self, name: str, code: str) -> str:
        """The code one step up; empty at the top and for unknown codes."""
        term = self.term(name, code)
        return term.parent if term else ""

    def children(self, name: str, code: str = "") -> tuple[str, ...]:
        """The codes one step below; those at the top for an empty code."""
        return tuple(term.code for term in self.terms(name) if term.parent == code)

    def ancestors(self, name: str, code: str) -> tuple[str, ...]:
        """The codes above, nearest first."""
        above: list[str] = []
        at = self.parent(name, code)
        while at and at not in above:
            above.append(at)
            at = self.parent(name, at)
        return tuple(above)

    def under(self, name: str, code: str, top: str) -> bool:
        """Whether the code is `top` or stands below it."""
        return code == top or top in self.ancestors(name, code)

    def leaves(self, name: str) -> tuple[str, ...]:
        """The codes that have nothing below them."""
        above = {term.parent for term in self.terms(name)}
        return tuple(code for code in self.codes(name) if code not in above)

    def flag(self, name: str, code: str, flag: str) -> bool:
        """Whether the term carries the flag (`hrc`, `regional`, `sdg`); an unknown code carries none."""
        return bool(getattr(self.term(name, code), flag, False))

    def rank(self, name: str, code: str) -> int | None:
        """The term's place on its scale; None for unranked and unknown ones."""
        term = self.term(name, code)
        return term.rank if term else None

    def tier(self, code: str) -> int | None:
        """The tier (0 to 5) of a response tool; None for an unknown one."""
        term = self.term("response_tool", code)
        return term.tier if term else None

    def check(self, name: str, code: str, field: str = "") -> str:
        """The code, if the list has it. Raises `BadValue`, which names a few codes that would do."""
        if self.has(name, code):
            return code
        why = _("it is not in the list “{list}”").format(list=name)
        raise BadValue(field=field or name, value=code[:40], why=why, expected=self.some_of(name))

    def some_of(self, name: str) -> str:
        """What may be given of a list: its codes where they are few, else the command that shows them."""
        codes = self.codes(name) if name in self._lists else ()
        if 0 < len(codes) <= FEW:
            return ", ".join(codes)
        return _("a code of this list (fieldcase record terms {list} shows them)").format(list=name)

    def with_terms(self, name: str, terms: Iterable[Term]) -> Vocabularies:
        """The same vocabularies with an office's own terms added to one list.

        Raises `BadValue` for a closed list, for a code without the prefix `x_` and for one that the list has already.
        """
        found = self._lists[name]
        added = dict(found.terms)
        for term in terms:
            if not found.open:
                raise BadValue(
                    field=name, value=term.code, why=_("the list is closed"), expected=_("a term of the list")
                )
            if not term.own or term.code in added:
                raise BadValue(
                    field=name, value=term.code, why=_("it is taken or lacks the prefix"), expected=f"{OFFICE_PREFIX}…"
                )
            added[term.code] = term
        return Vocabularies(self._lists | {name: msgspec.structs.replace(found, terms=added)})


def _list(name: str, said: Mapping[str, Any]) -> TermList:
    terms = (_term(one) for one in said["terms"])
    return TermList(name=name, title=dict(said["title"]), open=said["open"], terms={term.code: term for term in terms})


def _term(said: Mapping[str, Any]) -> Term:
    """A term as the file says it: labels under `labels`, or each language under its own code."""
    flat = {lang: text for lang, text in said.items() if len(lang) == 2}
    rest = {key: value for key, value in said.items() if len(key) != 2}
    return msgspec.convert({**rest, "labels": {**flat, **rest.get("labels", {})}}, Term)
