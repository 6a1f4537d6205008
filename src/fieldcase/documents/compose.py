"""From a draft and a naming table to one tree: the only place where a code becomes a name, or nothing.

Every rendition is composed anew from the blocks; none is made by masking another. A party at NONE leaves a fixed
token and a finding; an item or paragraph about such a party is withheld whole where the rendition says so. What a
party's level does to dates and places is decided for the whole document, since one exact place tells where the others
were.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from fieldcase.documents import annex
from fieldcase.documents.dates import before_month, generalised, readable, say, say_month_after, without_days
from fieldcase.documents.draft import BlockText, Draft
from fieldcase.documents.marks import isolated, marked, together
from fieldcase.documents.markup import DateSign, PartySign, PlaceSign, Sign, joined, parties_in, read_blocks
from fieldcase.documents.naming import Naming, PartyKind, PartyNaming, lowest
from fieldcase.documents.places import written
from fieldcase.documents.resources import DocumentResources, Words
from fieldcase.documents.tree import (
    Block,
    Direction,
    Document,
    Heading,
    Initials,
    Level,
    Name,
    Paragraph,
    ParagraphRole,
    Removed,
    Section,
    Signature,
    Span,
    Spans,
    Text,
    Value,
)
from fieldcase.documents.typography import typeset
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.words import _

_ROLES = {
    "letterhead": ParagraphRole.LETTERHEAD,
    "reference": ParagraphRole.REFERENCE,
    "marking": ParagraphRole.MARKING,
    "date_place": ParagraphRole.DATE,
    "addressee": ParagraphRole.ADDRESSEE,
    "enclosures": ParagraphRole.NOTE,
}


class Composed(msgspec.Struct, frozen=True, kw_only=True):
    """A tree and what composing it found (a party without a level in the naming table, a place without a region)."""

    document: Document
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Exactness:
    """What a rendition does with dates, places and items about a party who must not appear.

    `about`: whatever concerns people and not this party (a code) is withheld whole.
    """

    generalise: bool = False
    withhold_items: bool = False
    about: str = ""


@dataclass
class _Composer:
    """One composition: looks parties up and remembers what was said before."""

    draft: Draft
    naming: Naming
    words: Words
    exactness: Exactness
    block: str = ""
    findings: list[Finding] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.letters = self.naming.letters()
        self.places = {place.key: place for place in self.draft.facts.places}
        self.about = {f"{one.number}.": one.parties for one in self.draft.facts.allegations}

    def resolve(self, signs: tuple[Sign, ...]) -> Spans:
        """The spans that some signs stand for; a paragraph about a party at NONE is withheld where that is asked."""
        if self._withheld(tuple(sign.party for sign in signs if isinstance(sign, PartySign))):
            return (Removed(text=self.words.furniture.withheld),)
        found: list[Span] = []
        for sign in signs:
            last = found[-1] if found else None
            if isinstance(sign, DateSign) and isinstance(last, Text) and self._loses_day(sign):
                found[-1] = msgspec.structs.replace(last, text=before_month(last.text, self.words))
                edtf = generalised(sign.edtf)
                said = say_month_after(last.text, edtf, self.words)
                found.append(Value(text=said, data_ref="date:" + edtf, strong=sign.strong))
                continue
            found += self._spans(sign)
        if self.words.direction == Direction.RTL:
            return _begun(joined(together([isolated(span) for span in found])))
        return _begun(joined([marked(span) for span in found]))

    def item(self, label: str, spans: Spans) -> Spans:
        """An allegation's words, withheld whole when it is about a party at NONE, named in it or not."""
        parties = self.about.get(label, ()) if self.block in annex.PLACES else ()
        return (Removed(text=self.words.furniture.withheld),) if self._withheld(parties) else spans

    def _withheld(self, parties: tuple[str, ...]) -> bool:
        """Whether what concerns these parties may not be read by whom the rendition is for."""
        if not parties:
            return False
        if self.exactness.about and self.exactness.about not in parties:
            return True
        return self.exactness.withhold_items and lowest(self.naming, parties) is Level.NONE

    def _loses_day(self, sign: DateSign) -> bool:
        return self.exactness.generalise and "/" not in sign.edtf and generalised(sign.edtf) != sign.edtf

    def _spans(self, sign: Sign) -> list[Span]:
        match sign:
            case PartySign():
                return self._party(sign)
            case DateSign():
                if not readable(sign.edtf):
                    self.find("N7", _("The text holds a date that cannot be read."), _("Write it as 2025-03-12."))
                edtf = generalised(sign.edtf) if self.exactness.generalise else sign.edtf
                return [Value(text=say(edtf, self.words), data_ref="date:" + edtf, strong=sign.strong)]
            case PlaceSign():
                return [self._place(sign)]
            case Text() if self.exactness.generalise:
                return [Text(text=self._vague(sign.text), strong=sign.strong)]
            case Text() | Value():
                return [sign]

    def _place(self, sign: PlaceSign) -> Span:
        place = self.places.get(sign.key)
        if place is None:
            self.find("N7", _("The text names a place that the letter does not know."), _("Choose one of its places."))
            return Removed(text=self.words.furniture.removed)
        text = (place.region or self.words.furniture.somewhere) if self.exactness.generalise else place.exact
        return Value(text=text, data_ref="place:" + sign.key, strong=sign.strong)

    def _vague(self, text: str) -> str:
        """Words of an officer with exact places and days taken back to region and month."""
        for place in sorted(self.places.values(), key=lambda one: -len(one.exact)):
            if place.exact:
                region = (place.region or self.words.furniture.somewhere).replace("\\", r"\\")
                text = written(place.exact).sub(rf"\g<before>{region}", text)
        return without_days(text, self.words)

    def _party(self, sign: PartySign) -> list[Span]:
        row = self.naming.of(sign.party)
        first = sign.party not in self.shown
        self.shown.add(sign.party)
        text = self._shown(row)
        if not text:
            self.find(
                "G4",
                _("Party {party} is mentioned but may not appear in this rendition.").format(party=sign.party),
                _("Record the consent that this use needs, or take the mention out."),
                sign.party,
            )
            return [Removed(text=self.words.furniture.removed, strong=sign.strong)]
        name = Name(text=text, party=sign.party, level=row.level, strong=sign.strong)
        if row.level is Level.NAMED and row.also and first:
            also = Name(text=row.also, party=sign.party, level=row.level, strong=sign.strong)
            before, _name, after = self.words.furniture.also.partition("{name}")
            return [name, Text(text=before), also, Text(text=after)]
        return [name]

    def _shown(self, row: PartyNaming) -> str:
        furniture = self.words.furniture
        match row.level:
            case Level.NAMED:
                return row.name
            case Level.CODED:
                word = {
                    PartyKind.PERSON: furniture.person,
                    PartyKind.GROUP: furniture.group,
                    PartyKind.ORGANISATION: furniture.organisation,
                }[row.kind]
                return word.format(letter=self.letters[row.party])
            case Level.ANON:
                plain = {
                    PartyKind.PERSON: furniture.somebody,
                    PartyKind.GROUP: furniture.some_group,
                    PartyKind.ORGANISATION: furniture.some_organisation,
                }[row.kind]
                return row.descriptor or plain
            case Level.NONE:
                return ""

    def find(self, rule: str, sentence: str, remedy: str, party: str = "") -> None:
        """Keep a finding, each once."""
        found = Finding(
            rule=rule, severity=Severity.ERROR, sentence=sentence, remedy=remedy, field=self.block, party_code=party
        )
        if found not in self.findings:
            self.findings.append(found)


def compose(
    draft: Draft,
    naming: Naming,
    resources: DocumentResources,
    *,
    exactness: Exactness | None = None,
    banners: tuple[str, ...] = (),
) -> Composed:
    """Make the tree of one rendition. Raises `LanguageNotReady`; what may not appear gives findings, not errors."""
    facts = draft.facts
    words = resources.words(facts.language)
    composer = _Composer(draft=draft, naming=naming, words=words, exactness=exactness or Exactness())
    sections = tuple(_section(block, composer) for block in draft.blocks)
    document = Document(
        language=facts.language,
        direction=Direction(words.direction),
        title=facts.reference or words.kinds.get(facts.kind, facts.kind),
        reference=facts.reference,
        banners=banners,
        page_words=words.furniture.page,
        sections=sections,
    )
    return Composed(document=document, findings=tuple(composer.findings))


def mentions(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Which parties each block mentions: for screens that show who stands where."""
    return {block.block: parties_in(block.text) for block in draft.blocks}


def _begun(spans: Spans) -> Spans:
    """A paragraph begins with a capital where its first words come from a list: a description, a date in words."""
    first = spans[0] if spans else None
    described = isinstance(first, Name) and first.level is Level.ANON
    if first is None or not (described or (isinstance(first, Value) and first.data_ref.startswith("date:"))):
        return spans
    return (msgspec.structs.replace(first, text=first.text[:1].upper() + first.text[1:]), *spans[1:])


def _section(block: BlockText, composer: _Composer) -> Section:
    composer.block = block.block
    role = _ROLES.get(block.block, ParagraphRole.BODY)
    text = typeset(block.text, composer.words.language)
    content: tuple[Block, ...] = tuple(read_blocks(text, role, composer.resolve, composer.item))
    if block.block == "initials_stamp":
        content = tuple(Initials(spans=one.spans) if isinstance(one, Paragraph) else one for one in content)
    elif block.block == "title":
        content = tuple(Heading(level=1, spans=one.spans) if isinstance(one, Heading) else one for one in content)
    elif block.block == "signature":
        content = (Signature(lines=tuple(one.spans for one in content if isinstance(one, Paragraph))),)
    title = composer.words.titles.get(block.block, block.block)
    return Section(block=block.block, title=title, content=content)
