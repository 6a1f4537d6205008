"""Check a letter before its next step: every rule of the panel, the text in every language, names in every rendition.

Where identities are closed on this laptop names cannot be checked, and that is an error (N8): the letter waits for
somebody who can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from fieldcase.documents.lint.check import lint_letter
from fieldcase.documents.lint.letter import LintSettings
from fieldcase.documents.names import PersonOnRecord, check_names
from fieldcase.documents.near import near_findings
from fieldcase.documents.renditions import CHECKED, CODED_COPIES, Rendition, render_tree, without_cover
from fieldcase.documents.tree import Document, Level, all_text
from fieldcase.model.declare import Room
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.directory import StateProfile
from fieldcase.model.kinds.letters import Recognition
from fieldcase.model.kinds.parties import Party
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.roles import Role
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import mentions, text_hash
from fieldcase.model.rules.panel import letter_findings
from fieldcase.model.rules.saying import found, said, warned
from fieldcase.model.words import _
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.ahead import rules_ahead
from fieldcase.office.letters.asapproved import numbering_findings
from fieldcase.office.letters.composing import Composition, allowed_levels, drafted, rendered
from fieldcase.office.letters.gathering import Opened, letter_file, open_letter
from fieldcase.office.letters.moved import moved_findings
from fieldcase.office.letters.outside import recipient_findings
from fieldcase.office.letters.rewritten import rewritten_findings
from fieldcase.office.letters.signed import draft_as_signed
from fieldcase.office.letters.states import other_states
from fieldcase.office.names import SHORTEST_WORD, register_of
from fieldcase.office.session import Session

WANT_REASON = ("N", "10.")
"""Rules of the text check, whose warnings stay only with a written reason (section 10.4)."""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of the text found, and what the renditions say to whoever reads them."""

    findings: tuple[Finding, ...] | None
    texts: tuple[str, ...] = ()


def check(session: Session, letter_id: str) -> tuple[Finding, ...]:
    """Everything that stands between a letter and its next step, worst first (domain reference, 7.5, 8, 10.3–10.5).

    Raises `NoSuchRecord`, `NotYourRole`, and what keeps a letter from being composed at all (`letters.refusals`).
    """
    opened = open_letter(session, letter_id)
    step = rules_ahead(opened.letter, opened.status)
    return findings_for(checked(session, opened), step) if step else ()


def findings_for(lf: LetterFile, step: str) -> tuple[Finding, ...]:
    """The findings of all rules for a step, and the reason that kept warnings want; errors first."""
    findings = (*letter_findings(lf, step), *_reason_wanted(lf))
    order = list(Severity)
    return tuple(sorted(findings, key=lambda one: order.index(one.severity)))


def checked(session: Session, opened: Opened) -> LetterFile:
    """The letter with its text checked, as the rules want it."""
    text = check_text(session, opened)
    return letter_file(session, opened, text.findings, text.texts)


def check_text(session: Session, opened: Opened) -> Text:
    """N1–N15, sections 10.3 and 10.5, and the check of names, in every language and rendition. A signed letter is
    judged by what was frozen: another name of the office since then makes it no other letter.

    `findings` is None where identities are closed here: names cannot be looked for then (N8).
    """
    if not opened.file.identity_open:
        return Text(findings=None)
    findings: list[Finding] = [*_stale_allegations(session, opened), *_unknown_here(session, opened)]
    findings += moved_findings(session, opened)
    findings += recipient_findings(session, opened.letter)
    findings += rewritten_findings(session, opened)
    drafts = [
        draft_as_signed(session, opened, language) or drafted(session, opened, language, session.today())
        for language in opened.letter.languages
    ]
    each = [{rendition: rendered(session, opened, draft, rendition) for rendition in CHECKED} for draft in drafts]
    people = people_in(session, *(shown for one in each for shown in one.values()))
    nearly = nearly_in(session, opened, *(shown for one in each for shown in one.values()))
    recognised, uncleared = recognised_by_another(session, opened), _uncleared(session, opened)
    for one in each:
        full = one[Rendition.STATE_FULL]
        language = full.draft.facts.language
        settings = _settings(session, opened, language, people_for(opened, full, people), recognised)
        findings += [one for one in full.composed.findings if one.party_code not in uncleared]
        findings += numbering_findings(session, opened, full.draft)
        findings += _longer_than_a_page(opened, full)
        findings += lint_letter(full.draft, full.composed.document, full.naming, document_resources(), settings)
        for rendition in (Rendition.OFFICE_COPY, Rendition.PUBLIC_REDACTED):
            findings += names_in(opened, one[rendition], people, rendition, recognised)
        for rendition, shown in one.items():
            who = people_for(opened, shown, nearly, nobody=rendition in CODED_COPIES)
            findings += near_findings(shown.composed.document, who, recognised)
    sent = [text for one in each for text in all_text(one[Rendition.STATE_FULL].composed.document)]
    return Text(findings=tuple(dict.fromkeys(findings)), texts=tuple(sent))


def _longer_than_a_page(opened: Opened, full: Composition) -> Iterator[Finding]:
    """10.3: a brief that is to be read at a glance fits one page, its cover apart."""
    shape = shape_of(opened.letter.kind)
    if shape is None or not shape.one_page:
        return
    from fieldcase.documents.pdf.render import count_pages

    body = render_tree(without_cover(full.draft), Rendition.STATE_FULL, full.naming, document_resources()).document
    if (pages := count_pages(body, document_resources())) > 1:
        sentence = _("The brief in “{language}” has {pages} pages without its cover; it is to fit one.")
        remedy = _("Shorten it: fewer allegations, or shorter words for each; or keep it with a reason.")
        sentence = sentence.format(language=full.draft.facts.language, pages=pages)
        yield warned("10.3", sentence, remedy, records=(opened.letter.id,), field="blocks")


def people_in(session: Session, *compositions: Composition) -> tuple[PersonOnRecord, ...]:
    """Those in the identity room whom these renditions may mean: nobody else can be found in them."""
    documents = (one.composed.document for one in compositions)
    return register_of(session).among(text for document in documents for text in all_text(document))


def nearly_in(session: Session, opened: Opened, *compositions: Composition) -> tuple[PersonOnRecord, ...]:
    """Those in the identity room whom these renditions may nearly name, and all parties of the letter and the case."""
    texts = dict.fromkeys(text for one in compositions for text in all_text(one.composed.document))
    inside = {row.party for one in compositions for row in one.naming.parties}
    return register_of(session).near(texts, inside | {one.code for one in opened.file.parties.values()})


def names_in(
    opened: Opened,
    composition: Composition,
    register: tuple[PersonOnRecord, ...],
    rendition: Rendition,
    recognised: tuple[tuple[str, str], ...] = (),
) -> tuple[Finding, ...]:
    """The check of names on one rendition; where codes stand nobody is named."""
    people = people_for(opened, composition, register, nobody=rendition in CODED_COPIES)
    document: Document = composition.composed.document
    return check_names(document, people, shortest_word=SHORTEST_WORD, recognised=recognised)


def people_for(
    opened: Opened, composition: Composition, register: tuple[PersonOnRecord, ...], *, nobody: bool = False
) -> tuple[PersonOnRecord, ...]:
    """The register with the level at which a rendition may show those that it is about; strangers stay at NONE."""
    levels: Mapping[str, Level] = {} if nobody else {row.party: row.level for row in composition.naming.parties}
    inside = {row.party for row in composition.naming.parties} | {one.code for one in opened.file.parties.values()}
    return tuple(
        msgspec.structs.replace(one, level=levels.get(one.party, Level.NONE), in_letter=True)
        if one.party in inside
        else one
        for one in register
    )


def recognised_by_another(session: Session, opened: Opened) -> tuple[tuple[str, str], ...]:
    """(party code, words) that somebody who did not write the text found to be somebody else of this name."""
    file, letter = opened.file, opened.letter
    text = text_hash(file, letter)
    writers = file.writers(letter.id, *(row.allegation for row in letter.allegations.values()))
    found = []
    for one in session.vault.where(Recognition, "letter", [letter.id]):
        by = {file.person(seat) for seats in session.vault.writers("recognition", one.id).values() for seat in seats}
        party = session.vault.find(Party, one.reading.party)
        if one.reading.text == text and by and not by & writers and party is not None:
            found.append((party.code, one.reading.form))
    return tuple(found)


def _settings(
    session: Session,
    opened: Opened,
    language: str,
    people: tuple[PersonOnRecord, ...],
    recognised: tuple[tuple[str, str], ...],
) -> LintSettings:
    settings = session.settings
    return LintSettings(
        people=people,
        recognised=recognised,
        signatories=tuple(seat.name for seat in session.roster.holding(Role.HEAD) if seat.name),
        calendar=settings.calendar,
        closing_required=settings.closing_required,
        notice_days=settings.shortest_deadline_days,
        today=session.today() if opened.status == "signed" else None,
        shortest_word=SHORTEST_WORD,
        other_states=other_states(session.vault.all(StateProfile), opened.letter.addressee_state, language),
    )


def _stale_allegations(session: Session, opened: Opened) -> Iterator[Finding]:
    """Section 3.13: the letter holds the words of a version; another text of it since then is noticed."""
    for row in opened.letter.allegations.values():
        if row.values and frozenset(row.values) != allegation_values(session, row.allegation, opened.letter.languages):
            sentence = _("Allegation {number} was changed since the letter was drafted.").format(number=row.number)
            remedy = _("Draft the block of allegations again.")
            yield found("3.13", sentence, remedy, records=(opened.letter.id, row.allegation), field="allegations")


def _unknown_here(session: Session, opened: Opened) -> Iterator[Finding]:
    """N8: the identity room holds nothing of somebody in the letter: nobody knows who it is, or it did not come yet."""
    file = opened.file
    for mention in mentions(file, opened.letter):
        rooms = session.vault.rooms_holding("party", mention.party)
        if mention.party in file.parties and all(room.place is not Room.IDENTITY for room in rooms):
            code = file.code(mention.party)
            sentence = _("Nothing is held here of who {party} is, so the text cannot be checked for the name.")
            remedy = _("Receive what colleagues sent; where nobody knows the name, say so in the person's remarks.")
            yield found("N8", sentence.format(party=code), remedy, records=(opened.letter.id,), party=code)


def _uncleared(session: Session, opened: Opened) -> frozenset[str]:
    """The codes of those whom G4 stops anyway: that they are covered in the text need not be said a second time."""
    file, allowed = opened.file, allowed_levels(opened.file, opened.letter, session.today())
    below = (one for one in mentions(file, opened.letter) if allowed.get(one.party, Level.NONE) != one.level)
    return frozenset(file.code(one.party) for one in below)


def allegation_values(session: Session, allegation: str, languages: tuple[str, ...]) -> frozenset[str]:
    """The ledger values (68 hex digits) of the texts of an allegation, as they stand, in these languages."""
    session.vault.get(Allegation, allegation)
    each = (session.vault.alternatives("allegation", allegation, f"text/{language}") for language in languages)
    return frozenset(one.ref for alternatives in each for one in alternatives)


def _reason_wanted(lf: LetterFile) -> Iterator[Finding]:
    kept = [f for f in lf.lint or () if f.severity is Severity.WARNING and f.rule.startswith(WANT_REASON)]
    if kept and not said(lf.letter.warnings_kept):
        sentence = _("Warnings of the text check are kept without a written reason.")
        remedy = _("Change the text, or write why they are kept.")
        yield found("10.4", sentence, remedy, records=(lf.letter.id,), field="warnings_kept")
