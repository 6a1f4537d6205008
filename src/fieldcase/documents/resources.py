"""Fonts, templates and words that letters are made with, handed in as bytes and text; no file is opened here.

One object serves the whole process: fonts are parsed once, lists are read once. It holds no letter and no name.
Threads: used by the thread that owns the vault only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import msgspec

from fieldcase.documents.proposals import ProposalWords
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

if TYPE_CHECKING:
    from fieldcase.documents.pdf.typefaces import Typefaces

Read = TypeVar("Read")


class LanguageNotReady(Refusal):
    """There are no words, or no template, for letters of this kind in this language."""

    code = "FC-350"
    message = N_("Letters of this kind cannot be written in the language “{language}” yet.")
    remedy = N_("Choose another language for this letter: {known}.")


class ResourceDamaged(Refusal):
    """A word list, formula or font that letters need is missing or cannot be read."""

    code = "FC-351"
    message = N_("The resource “{name}” that letters need is missing or damaged.")
    remedy = N_("Install the program again.")


class DateWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a letter says dates. Each phrase has the named fields that it fills in.

    `{month}` is the month's form after a day, `{month_alone}` by itself, `{month_in}` after "in"; `_start` and `_end`
    are for the ends of a period. `before_day_and_before_month` turns a preposition that stands before a day into the
    one before a month (empty where a month needs none); `month_after` says which of `month_start` and `month_end`
    follows a preposition. `days_also` and `months_also` are other ways of writing, found where days are taken back.
    """

    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    months_in: tuple[str, ...]
    months_also: dict[str, int]
    days_also: tuple[str, ...]
    day: str
    first_day: str
    month: str
    month_start: str
    month_end: str
    month_after: dict[str, str]
    year: str
    year_start: str
    year_end: str
    about: str
    about_day: str
    uncertain: str
    approximate: str
    some_day: str
    between: str
    between_days: str
    since: str
    since_day: str
    until: str
    until_day: str
    before_day_and_before_month: dict[str, str]
    unknown: str


class FurnitureWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that stand on pages without being part of a text; `letters` number the questions, `also` is a name in
    its own script behind it."""

    page: str
    draft: str
    training: str
    reference: str
    reference_pending: str
    initials: str
    question: str
    letters: str
    removed: str
    withheld: str
    also: str
    person: str
    group: str
    organisation: str
    somebody: str
    some_group: str
    some_organisation: str
    somewhere: str
    date_note: str
    place_note: str
    note_parts: str
    date_pending: str


class OutstandingWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How allegations that were not answered are counted up, without their facts."""

    one: str
    many: str
    sentence_one: str
    sentence_many: str
    comma: str
    joined: str = msgspec.field(name="and")


class AnnexWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The annex with a table of allegations: its title, the sentence that refers to it, the heads of its columns."""

    title: str
    sentence: str
    heads: tuple[str, str, str, str]


class Silence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How it is said that a State had not replied by a day, and that it still had time (G14, S17), without reproach."""

    no_reply: str
    not_expired: str


class FloorWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the wording may claim at one level of verification (domain reference §6, last paragraph). `concern_others`
    is for addressees who are no State, where the other names the Government.
    """

    lead: str
    concern: str
    concern_others: str = ""


class LawWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the history of a law is told, and how many it affects. `history` is the sentence that its stages make."""

    history: str
    stage: str
    comma: str
    stages: dict[str, str]
    affected: str
    between: str
    at_least: str


class FormWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Articles, and what they become after "to" and "of"; short forms of offices and addressees (see `forms.py`).

    `nouns` and `office_shorts` are looked through in order; the last one fits everything. `to` and `of` are keyed by
    how a name begins: its article, or the noun that is declined (Russian). `feminine` are endings of an office's first
    word after which a verb has its feminine form (Arabic).
    """

    articles: tuple[str, ...]
    nouns: tuple[tuple[str, str], ...]
    to: dict[str, str]
    of: dict[str, str]
    feminine: tuple[str, ...]
    office_shorts: tuple[tuple[str, str], ...]
    addressee_shorts: dict[str, str]
    government: str


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All words of one language that are not template or formula; `titles` name the blocks for bookmarks."""

    language: str
    direction: str
    locale: str
    docx_language: str
    dates: DateWords
    furniture: FurnitureWords
    floors: dict[str, FloorWords]
    outstanding: OutstandingWords
    laws: LawWords
    annex: AnnexWords
    forms: FormWords
    titles: dict[str, str]
    kinds: dict[str, str]


class Formula(msgspec.Struct, frozen=True, kw_only=True):
    """An opening or closing formula: configurable, shipped as not verified (domain reference §10.6)."""

    kind: str
    addressee_kind: str
    lang: str
    text: str
    verified_by: str | None = None
    verified_on: str | None = None
    note: str = ""

    @property
    def verified(self) -> bool:
        """Whether a person has confirmed the wording."""
        return bool(self.verified_by and self.verified_on)


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question of the bank (domain reference §10.7). `when` says which letters it is proposed for; `text_others` is
    its text for addressees who are no State, where the other speaks of the Government or of duties of a State.
    """

    code: str
    paragraphs: tuple[int, ...]
    when: str
    host: bool
    branches: tuple[str, ...]
    text: dict[str, str]
    text_others: dict[str, str] = {}


class LintWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Word lists of one language for the checks of §10.4 and §10.5; lists are data, rules are code.

    `whole_words` is false where words are not divided by spaces. `person_exceptions` are patterns in which a word of
    `persons` is none (a numeral after "annex"). `accusing`, `asserting`, `complained`, `praise` are phrases. `prefix`
    is a pattern of letters written onto a word (Arabic "and"). `placeholders` are words that wait for others (N7),
    `perpetrators` words of guilt. `occupations`, `ages` (patterns), `small_places` together tell who somebody is,
    `unique` (patterns) alone does. `numerals` say how many, of `allegation_words` and `victim_words`. A star ends a
    word that goes on.
    """

    language: str
    whole_words: bool
    quotes: tuple[tuple[str, str], ...]
    persons: tuple[str, ...]
    person_exceptions: tuple[str, ...] = ()
    confirm_by_person: bool = False
    salutations: tuple[str, ...] = ()
    asserting: tuple[str, ...] = ()
    blaming: tuple[str, ...] = ()
    complained: tuple[str, ...] = ()
    praise: tuple[str, ...] = ()
    alleged: tuple[str, ...] = ()
    prefix: str = ""
    placeholders: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    small_places: tuple[str, ...] = ()
    numerals: dict[str, int] = {}
    allegation_words: tuple[str, ...] = ()
    victim_words: tuple[str, ...] = ()
    state_titles: tuple[str, ...] = ()
    un_words: tuple[str, ...] = ()


class DocumentResources:
    """What `office` hands in.

    `fonts`: file name → bytes; `templates`: `kind.lang` → text; `data`: file name → bytes.
    """

    def __init__(self, *, fonts: Mapping[str, bytes], templates: Mapping[str, str], data: Mapping[str, bytes]) -> None:
        self._fonts = fonts
        self._templates = templates
        self._data = data
        self._words: dict[str, Words] = {}
        self._lint: dict[str, LintWords] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that letters can be written in."""
        found = (name.removeprefix("words.").removesuffix(".json") for name in self._data if name.startswith("words."))
        return tuple(sorted(found))

    def template(self, kind: str, language: str) -> str:
        """The text of a template; raises `LanguageNotReady` when there is none."""
        text = self._templates.get(f"{kind}.{language}")
        if text is None:
            there = sorted(name.rpartition(".")[2] for name in self._templates if name.rpartition(".")[0] == kind)
            raise LanguageNotReady(language=language, known=", ".join(there or self.languages))
        return text

    def has_template(self, kind: str, language: str) -> bool:
        """Whether a template ships for the kind in the language."""
        return f"{kind}.{language}" in self._templates

    def words(self, language: str) -> Words:
        """The words of a language; raises `LanguageNotReady`."""
        if language not in self._words:
            if f"words.{language}.json" not in self._data:
                raise LanguageNotReady(language=language, known=", ".join(self.languages))
            words, own = self._read(f"words.{language}.json", Words), self._proposals.get(language)
            if own is not None:
                words = msgspec.structs.replace(words, titles=words.titles | own.titles, kinds=words.kinds | own.kinds)
            self._words[language] = words
        return self._words[language]

    def proposals(self, language: str) -> ProposalWords:
        """The words for proposals to headquarters in a language; raises `LanguageNotReady`."""
        found = self._proposals.get(language)
        if found is None:
            raise LanguageNotReady(language=language, known=", ".join(sorted(self._proposals)))
        return found

    @cached_property
    def _proposals(self) -> dict[str, ProposalWords]:
        return self._read("proposals.json", dict[str, ProposalWords])

    def lint(self, language: str) -> LintWords:
        """The word lists for checking letters of a language; raises `LanguageNotReady`."""
        if language not in self._lint:
            if f"lint.{language}.json" not in self._data:
                raise LanguageNotReady(language=language, known=", ".join(self.languages))
            self._lint[language] = self._read(f"lint.{language}.json", LintWords)
        return self._lint[language]

    @cached_property
    def formulae(self) -> tuple[Formula, ...]:
        """All formulae shipped; an office's own come before them as an argument of `draft_letter`."""
        return self._read("formulae.json", tuple[Formula, ...])

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The question bank Q1…Q13."""
        return self._read("questions.json", tuple[Question, ...])

    @cached_property
    def silences(self) -> Mapping[str, Silence]:
        """By language, how it is said that no reply came."""
        return self._read("silence.json", dict[str, Silence])

    @cached_property
    def typefaces(self) -> Typefaces:
        """The fonts, parsed when the first PDF is made."""
        from fieldcase.documents.pdf.typefaces import FontPlan, Typefaces

        return Typefaces(self._fonts, self._read("fonts.json", FontPlan))

    def _read(self, name: str, kind: type[Read]) -> Read:
        try:
            return msgspec.json.decode(self._data[name], type=kind)
        except (KeyError, msgspec.DecodeError) as error:
            raise ResourceDamaged(name=name) from error
