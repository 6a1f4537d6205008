"""Draft a letter from records: the template filled in each language, the naming table as the allegations want it.

A draft may say more than may leave: the rules are asked before the next step, not here. What a profile lacks is
refused at once, for nothing can be written without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import msgspec

from fieldcase.documents.draft import questions_for
from fieldcase.documents.facts import LetterKind
from fieldcase.model.declare import LText, Words
from fieldcase.model.kinds.acts import LawOrMeasure
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.directory import MandateText, StateProfile
from fieldcase.model.kinds.letters import AllegationInLetter, Block, EarlierLetter, Letter, TemplateUsed
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.kinds.values import Named
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.refusal import BadValue, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import joint
from fieldcase.model.rules.naming import earlier_letters, mentions, recipient_of, responsible_for, scopes_of
from fieldcase.model.rules.replies import remaining_findings
from fieldcase.model.rules.scales import ANON, CONSENT, consent_rank
from fieldcase.model.rules.sealing import sealed_output
from fieldcase.model.shape import Cites, Puts, Shape, To
from fieldcase.model.words import _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.checking import allegation_values
from fieldcase.office.letters.composing import fresh_draft, template_hash
from fieldcase.office.letters.facts import addressee_of, in_force, kind_of_letter, letter_facts, state_profile
from fieldcase.office.letters.gathering import Opened, file_of_cases
from fieldcase.office.letters.laws import laws_chosen
from fieldcase.office.letters.outside import letter_outside
from fieldcase.office.letters.pending import pending_findings
from fieldcase.office.letters.proposals import HEADQUARTERS, recipients, with_bodies
from fieldcase.office.letters.refusals import (
    NothingToAnswer,
    NothingToRemind,
    WhichState,
)
from fieldcase.office.letters.tosource import letter_to_source, link_to_source
from fieldcase.office.records import write_new
from fieldcase.office.session import Session

MINISTRY = "foreign_ministry"
URGENT = "sp_urgent_draft"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer asks for; what is left empty follows from the records.

    `allegations` in the order of their numbers in the letter (all of the case by default); `state` the State addressed;
    `concerned_as` why it (G18); `languages` the first is authentic; `previous` earlier letters cited; `other_cases`
    further cases that the letter covers; `laws` those that it comments on (all of that State in the case by default);
    `outside` the addressee of a letter that goes to no State; `person` or `source` whom a letter to a source goes to;
    `bodies` mandates or the committee that a proposal suggests; `requests` codes of the question bank; `reply_days`
    None for the office's own; `annexed` whether the allegations stand in an annex, None for as many as the office has
    set.
    """

    allegations: tuple[str, ...] = ()
    state: str = ""
    addressee_kind: str = MINISTRY
    concerned_as: str = ""
    languages: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    urgent: bool | None = None
    reply_days: int | None = None
    mandates: tuple[str, ...] | None = None
    previous: tuple[str, ...] = ()
    replies_to: tuple[str, ...] = ()
    other_cases: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    outside: str = ""
    bodies: tuple[str, ...] = ()
    annexed: bool | None = None
    person: str = ""
    source: str = ""


def draft_letter(session: Session, case_id: str, kind: str, wanted: Wanted | None = None) -> Letter:
    """Draft a letter of a kind for a case (domain reference, sections 3.14, 10.1–10.3).

    Raises `NotYourRole`, `KindNotReady`, `LanguageNotReady`, `WhichState`, the refusals of profiles
    (`letters.refusals`), `BlockedByRules` where a case is sealed, to whoever may open it too (G33).
    """
    session.require(Action.DRAFT_LETTER)
    wanted = wanted or Wanted()
    shape = kind_of_letter(kind).shape
    for language in wanted.languages:
        document_resources().words(language)
    if shape.cites is Cites.LETTER:
        wanted = _after_first(session, case_id, wanted)
    elif shape.cites is Cites.REPLY:
        wanted = _after_reply(session, case_id, wanted)
    for case in (case_id, *wanted.other_cases):
        require_unsealed(session, case)
    file = file_of_cases(session, (case_id, *wanted.other_cases))
    require(sealed_output(file))
    require(tuple(pending_findings(session, kind, wanted.previous)))
    letter = _letter(session, file, kind, wanted)
    require(remaining_findings(file, letter))
    letter = with_text(session, file, letter)
    with session.vault.writing() as writing:
        made = write_new(session, writing, letter)
        if wanted.source:
            link_to_source(session, writing, made.id, wanted.source)
        writing.commit()
    return session.vault.get(Letter, made.id)


def draft_reminder(session: Session, letter_id: str, *, languages: tuple[str, ...] = ()) -> Letter:
    """Draft the reminder of a letter that was dispatched: it cites it and the numbers outstanding, nothing more.

    Raises `NothingToRemind` and as `draft_letter` does.
    """
    first = _sent_before(session, letter_id)
    wanted = Wanted(languages=languages, previous=(letter_id,))
    return draft_letter(session, first.case, LetterKind.REMINDER, wanted)


def _sent_before(session: Session, record: str) -> Letter | EarlierLetter:
    found = session.vault.find(Letter, record) or session.vault.find(EarlierLetter, record)
    if found is None:
        raise NothingToRemind
    return found


def _after_first(session: Session, case_id: str, wanted: Wanted) -> Wanted:
    """What a letter that goes back to an earlier one takes from it: it goes to the same addressee, for the same reason,
    in its languages. A letter of an old register is answered by the ministry. Raises `NothingToRemind`, `BadValue`."""
    if not wanted.previous:
        raise NothingToRemind
    first = _sent_before(session, wanted.previous[0])
    cases = first.case_nos if isinstance(first, Letter) else (first.case,)
    if case_id not in (first.case, *cases):
        why, expected = _("that letter is about another case"), _("a letter of this case")
        raise BadValue(field="previous", value=wanted.previous[0][:8], why=why, expected=expected)
    others = (_sent_before(session, record) for record in wanted.previous[1:])
    cases += tuple(case for one in others for case in (one.case, *(one.case_nos if isinstance(one, Letter) else ())))
    cases = tuple(dict.fromkeys((*wanted.other_cases, first.case, *cases)))
    more: dict[str, Any] = {"mandates": wanted.mandates or (), "other_cases": tuple(c for c in cases if c != case_id)}
    more |= {"state": wanted.state or first.addressee_state}
    if isinstance(first, Letter):
        more |= {
            "addressee_kind": first.addressee_kind,
            "concerned_as": wanted.concerned_as or first.concerned_as,
            "languages": wanted.languages or first.languages,
            "urgent": first.urgent if wanted.urgent is None else wanted.urgent,
        }
    else:
        more |= {"concerned_as": wanted.concerned_as or "responsible"}
    return msgspec.structs.replace(wanted, **more)


def _after_reply(session: Session, case_id: str, wanted: Wanted) -> Wanted:
    """What a letter that answers replies takes from them: it goes to the State that wrote, as the letter went that was
    answered. Raises `NothingToAnswer`, `BadValue`."""
    replies = [session.vault.find(StateReply, record) for record in wanted.replies_to]
    if not replies or None in replies:
        raise NothingToAnswer
    told = [one for one in replies if one is not None]
    answered = dict.fromkeys(record for one in told for record in one.to_letters)
    sent = tuple(record for record in answered if _is_letter(session, record))
    wanted = msgspec.structs.replace(wanted, state=wanted.state or told[0].from_state)
    if sent:
        return _after_first(session, case_id, msgspec.structs.replace(wanted, previous=sent))
    if any(one.case != case_id for one in told):
        why, expected = _("that reply is about another case"), _("a reply in this case")
        raise BadValue(field="replies_to", value=wanted.replies_to[0][:8], why=why, expected=expected)
    return msgspec.structs.replace(wanted, mandates=wanted.mandates or ())


def _is_letter(session: Session, record: str) -> bool:
    return bool(session.vault.find(Letter, record) or session.vault.find(EarlierLetter, record))


def with_text(session: Session, file: CaseFile, letter: Letter) -> Letter:
    """The letter with its blocks drafted anew in every language, and the hash of each template."""
    blocks: dict[str, Block] = {}
    templates: dict[str, TemplateUsed] = {}
    roles: dict[str, Words] = dict(letter.addressee_role)
    opened = Opened(letter=letter, status="draft", file=file)
    for language in letter.languages:
        facts = letter_facts(session, opened, language, session.today())
        draft = fresh_draft(session, facts)
        templates[language] = TemplateUsed(sha256=template_hash(draft))
        for order, block in enumerate(draft.blocks, 1):
            blocks[block_key(language, block.block)] = Block(
                order=order,
                block=block.block,
                lang=language,
                text=block.text,
                data_refs=block.data_refs,
                drawn=block.drawn,
            )
    return msgspec.structs.replace(letter, blocks=blocks, templates=templates, addressee_role=roles)


def block_key(language: str, block: str) -> str:
    """The element under which a block stands: the same on two laptops, so that edits apart meet."""
    return f"{language}-{block}"


def _letter(session: Session, file: CaseFile, kind: str, wanted: Wanted) -> Letter:
    shape = kind_of_letter(kind).shape
    chosen = _chosen(file, wanted, shape)
    if shape.to_state:
        letter = _to_state(
            session, file, kind, wanted, chosen, laws_chosen(file, wanted.laws) if shape.comments else ()
        )
    elif shape.to is To.SOURCE:
        letter = letter_to_source(session, file, wanted.person, wanted.source, wanted.languages)
    else:
        letter = letter_outside(session, kind, wanted.outside, wanted.languages)
    languages = letter.languages
    letter = msgspec.structs.replace(
        letter,
        case=file.case.id,
        case_nos=(file.case.id, *wanted.other_cases),
        kind=kind,
        authentic_lang=languages[0],
        allegations=rows(session, numbered(file, wanted.previous, chosen), languages),
        reply_due_days=wanted.reply_days,
        urgent=kind == URGENT or (file.case.track == "urgent" if wanted.urgent is None else wanted.urgent),
        previous_letters=wanted.previous,
        replies_to=wanted.replies_to,
        annexed=_annexed(session, shape, wanted, chosen),
        mandates=_mandates(session, wanted),
        external_ref=file.case.previous_report_refs if "reported_cases" in shape.names_of_blocks else (),
    )
    letter = msgspec.structs.replace(letter, concerned_as=wanted.concerned_as or _concern(file, letter))
    if kind in PROPOSALS:
        letter = with_bodies(file, letter, wanted.bodies)
    letter = msgspec.structs.replace(letter, naming=naming_wanted(session, file, letter))
    if not shape.asks or wanted.requests:
        return msgspec.structs.replace(letter, requests=wanted.requests)
    facts = letter_facts(session, Opened(letter=letter, status="draft", file=file), languages[0], session.today())
    reported = bool(file.case.previous_report_refs)
    return msgspec.structs.replace(letter, requests=questions_for(facts, document_resources(), reported=reported))


def _to_state(
    session: Session,
    file: CaseFile,
    kind: str,
    wanted: Wanted,
    chosen: Sequence[Allegation],
    laws: tuple[LawOrMeasure, ...],
) -> Letter:
    """Whom a letter to a State goes to, and the laws of that State that it comments on, where it does. A proposal about
    a State goes to headquarters."""
    enacting = {law.enacting_state for law in laws}
    state = wanted.state or (next(iter(enacting)) if len(enacting) == 1 else _state(session, file, chosen))
    profile = state_profile(session, state)
    languages = wanted.languages or (profile.preferred_letter_lang or session.language,)
    return Letter(
        addressee_state=state,
        addressee_role=recipients(kind, languages)
        if kind in PROPOSALS
        else _roles(session, profile, wanted.addressee_kind, languages),
        addressee_kind=HEADQUARTERS if kind in PROPOSALS else wanted.addressee_kind,
        languages=languages,
        laws=tuple(law.id for law in laws if wanted.laws or law.enacting_state == state),
    )


def _annexed(session: Session, shape: Shape, wanted: Wanted, chosen: Sequence[Allegation]) -> bool | None:
    """Whether the allegations stand in an annex: as an officer says, else where there are many; None where none do."""
    if not shape.annexes:
        return None
    many = len(chosen) >= session.settings.annex_from
    return (many if wanted.annexed is None else wanted.annexed) or None


def numbered(
    file: CaseFile, previous: Iterable[str], chosen: Sequence[Allegation]
) -> tuple[tuple[int, Allegation], ...]:
    """Allegations with their numbers in a letter, in this order: those that an earlier letter put keep the number that
    they had there, the others go on counting (section 10.3)."""
    put = [row for letter in earlier_letters(file, previous) for row in letter.allegations.values()]
    had = {row.allegation: row.number for row in reversed(put)}
    free = count(max(had.values(), default=0) + 1)
    return tuple(sorted(((had.get(one.id) or next(free), one) for one in chosen), key=lambda pair: pair[0]))


def rows(
    session: Session, chosen: Sequence[tuple[int, Allegation]], languages: tuple[str, ...]
) -> dict[str, AllegationInLetter]:
    """The allegations of a letter under their numbers, each bound to the texts that it has now."""
    return {
        one.id: AllegationInLetter(
            allegation=one.id,
            version=one.version or 1,
            number=number,
            values=tuple(sorted(allegation_values(session, one.id, languages))),
        )
        for number, one in chosen
    }


def naming_wanted(session: Session, file: CaseFile, letter: Letter) -> dict[str, Named]:
    """The naming table to begin with: the level that an allegation wants; for others what they agreed to, at least
    anonymous, since the text is about them. G4 says later whether it may be."""
    wanted = {
        row.party: row.level
        for one in letter.allegations.values()
        if (allegation := file.allegation(one.allegation))
        for row in allegation.persons.values()
    }
    scopes, recipient = scopes_of(file, letter), recipient_of(letter)
    table = {}
    for mention in mentions(file, letter):
        if mention.cited:
            continue
        agreed = joint(file, mention.party, scopes, recipient, session.today()).level
        level = wanted.get(mention.party) or (agreed if consent_rank(agreed) > CONSENT[ANON] else ANON)
        table[mention.party] = Named(party=mention.party, level=level)
    return table


def _chosen(file: CaseFile, wanted: Wanted, shape: Shape) -> list[Allegation]:
    """The allegations wanted; else all of the case, but for those that the letters cited put as they stand now."""
    if shape.puts is Puts.NEVER:
        return []
    if wanted.allegations:
        return [one for record in wanted.allegations if (one := file.allegation(record))]
    cited = earlier_letters(file, wanted.previous) if shape.cites else ()
    put = {(row.allegation, row.version) for letter in cited for row in letter.allegations.values()}
    new = (one for one in file.allegations if (one.id, one.version or 1) not in put)
    order = {case: n for n, case in enumerate((file.case.id, *wanted.other_cases))}
    return sorted(new, key=lambda one: (order.get(one.case, len(order)), one.alleg_no or 0))


def _state(session: Session, file: CaseFile, chosen: Iterable[Allegation]) -> str:
    """The one State that is responsible for all that is put; else the refusal says so."""
    fitting = Letter(allegations={one.id: AllegationInLetter(allegation=one.id) for one in chosen})
    states = responsible_for(file, fitting)
    if len(states) != 1:
        raise WhichState(example=", ".join(sorted(states)) or next(iter(session.settings.accredited_to), "XKA"))
    return next(iter(states))


def _concern(file: CaseFile, letter: Letter) -> str:
    """Why the State is written to, as far as the acts say; else an officer says it (G18)."""
    if not letter.addressee_state:
        return ""
    if letter.laws and not letter.allegations:
        return "addressee_of_law"
    if letter.addressee_state in responsible_for(file, letter):
        return "responsible"
    put = {act for one in letter.allegations.values() if (a := file.allegation(one.allegation)) for act in a.acts}
    here = any(act.act_country == letter.addressee_state for act in file.acts if act.id in put)
    return "territorial" if here else ""


def _roles(session: Session, profile: StateProfile, kind: str, languages: tuple[str, ...]) -> LText:
    today = session.today()
    return {
        language: Words(text=addressee_of(profile, kind, language, today).role[language].text, original=True)
        for language in languages
    }


def _mandates(session: Session, wanted: Wanted) -> tuple[str, ...]:
    if wanted.mandates is not None:
        return wanted.mandates
    found = [one for one in session.vault.all(MandateText) if one.date and in_force(one, session.today())]
    return tuple(one.id for one in sorted(found, key=lambda one: (one.date, one.symbol)))
