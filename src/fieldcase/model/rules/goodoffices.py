"""Good offices of the President of the Council (OP13, G15): cooperation with the Council alone, and who agreed to
it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.values import Named
from fieldcase.model.refusal import Finding
from fieldcase.model.rules import consentwords
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.consent import effective
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import allegations_of
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.scales import consent_rank
from fieldcase.model.words import _

COUNCIL, SPECIAL_PROCEDURES = "hrc", "special_procedures"


def council_bodies(file: CaseFile, link: CooperationLink) -> tuple[str, ...]:
    """G15: the bodies of a link that a brief may speak of: those of the Council; with `op13_scope` “wide” special
    procedures too; treaty bodies never, whatever else the link holds."""
    tops = (COUNCIL, SPECIAL_PROCEDURES) if file.settings.op13_scope == "wide" else (COUNCIL,)
    words = file.vocabularies
    return tuple(
        body
        for body in link.mechanism
        if words.flag("mechanism", body, "hrc") and any(words.under("mechanism", body, top) for top in tops)
    )


def links_for_brief(file: CaseFile) -> tuple[CooperationLink, ...]:
    """G15: the links that a brief may contain (S38: the Council's session, not the complaint to a treaty body)."""
    return tuple(link for link in file.links if council_bodies(file, link))


def note_findings(file: CaseFile, links: Iterable[str], naming: Iterable[Named], on: date) -> tuple[Finding, ...]:
    """G15: a note holds only links with a body of the Council, and only persons with consent `hrc_president`.

    `links` are ids, `naming` the note's table; the vocabulary's flag decides, never a label.
    """
    findings = []
    for record in links:
        link = by_id(file.links, record)
        if link is None or not council_bodies(file, link):
            sentence = _("A cooperation in the note was not with the Council.")
            findings.append(found("G15", sentence, _("Take it out of the note."), records=(record,), field="links"))
    for row in naming:
        consent = effective(file, row.party, "hrc_president", "", on)
        if file.protected(row.party) and consent.rank < consent_rank(row.level):
            code = file.code(row.party)
            sentence = consentwords.sentence(consent.why, code, "hrc_president", consent.level)
            findings.append(
                found("G15", sentence, consentwords.remedy(consent.why, code), records=consent.consents, party=code)
            )
    return tuple(findings)


def brief_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G15 for the letter kind `hrc_president_brief`: every act that it puts is linked to cooperation with the Council
    (S11)."""
    if lf.letter.kind != "hrc_president_brief":
        return ()
    acts = {act for allegation in allegations_of(lf.file, lf.letter) for act in allegation.acts}
    protected = {victim for link in links_for_brief(lf.file) for victim in link.victim}
    outside = [act.id for act in lf.file.acts if act.id in acts and not protected & set(act.victims)]
    if outside or not links_for_brief(lf.file):
        sentence = _("The brief concerns cooperation with a body that is not of the Council.")
        remedy = _("Leave that act out, or choose another tool.")
        return (found("G15", sentence, remedy, records=(lf.letter.id, *outside), field="allegations"),)
    return tuple(_mentioned(lf))


def _mentioned(lf: LetterFile) -> Iterator[Finding]:
    """S38: the brief does not even mention the bodies of the case that are not of the Council, by their label."""
    words, texts = lf.file.vocabularies, "\n".join(lf.texts).casefold()
    every = dict.fromkeys(body for link in lf.file.links for body in link.mechanism)
    council = {body for link in lf.file.links for body in council_bodies(lf.file, link)}
    for body in every:
        labels = (words.label("mechanism", body, language).partition(" (")[0] for language in lf.letter.languages)
        if body not in council and any(label.casefold() in texts for label in labels):
            sentence = _("The brief mentions “{body}”, which is not of the Council.")
            remedy = _("Take it out of the text: good offices concern cooperation with the Council alone.")
            said = sentence.format(body=words.label("mechanism", body, lf.letter.authentic_lang))
            yield found("G15", said, remedy, records=(lf.letter.id,), field="blocks")
