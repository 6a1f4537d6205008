"""The link between cooperation and harm: its nexus to the United Nations (G27) and relatives under OP4(d) (G26)."""

from __future__ import annotations

from collections.abc import Sequence

from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import found, said, warned
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.model.words import _

HELPED = frozenset({"victim", "cooperator", "assistant", "representative", "witness"})
"""Roles whose relatives OP4(d) protects: victims of violations and those who assisted them."""
NEXUS_OUTPUTS = frozenset({"sg_report", "good_offices", "sp_proposal"})
"""Outputs that a case with a regional body alone cannot enter as a reprisal (G27)."""


def un_nexus(links: Sequence[CooperationLink], vocabularies: Vocabularies) -> str:
    """G27: the kind of nexus, computed from the bodies of all links: `un`, `mixed`, `regional_only` or `none_yet`."""
    bodies = {body for link in links for body in link.mechanism}
    regional = {body for body in bodies if vocabularies.flag("mechanism", body, "regional")}
    if not bodies:
        return "none_yet"
    if bodies == regional:
        return "regional_only"
    return "mixed" if regional else "un"


def nexus_findings(file: CaseFile, output: str) -> tuple[Finding, ...]:
    """G27: cooperation with a regional body alone cannot enter the Secretary-General's report, good offices or a
    proposal to mandate holders as a reprisal; it is recorded (OP1), protected and may be referred (S12).

    `output` is `sg_report`, `good_offices`, `sp_proposal`; anything else passes.
    """
    if output not in NEXUS_OUTPUTS or un_nexus(file.links, file.vocabularies) != "regional_only":
        return ()
    sentence = _(
        "The cooperation was with a regional body alone; this cannot go out as a reprisal for cooperation with the UN."
    )
    remedy = _("Keep the record, and refer the case to the regional body if the person agrees.")
    return (found("G27", sentence, remedy, records=(link.id for link in file.links), field="mechanism"),)


def relative_findings(file: CaseFile) -> tuple[Finding, ...]:
    """G26: under OP4(d) the victim is related to somebody who is a victim of violations or assisted victims, and the
    reasoning on E3 explains the connection to cooperation (S7).

    Relations lie in the identity room: where it is not open the finding is a warning, for nobody can see them here.
    """
    findings = []
    for link in file.links:
        if not any(category.startswith("4d") for category in link.op4_category):
            continue
        for victim in link.victim:
            if not file.identity_open:
                sentence = _("The relation of {party} cannot be seen while identities are closed.").format(
                    party=file.code(victim)
                )
                findings.append(
                    warned(
                        "G26",
                        sentence,
                        _("Open identities with a reason."),
                        records=(link.id,),
                        party=file.code(victim),
                    )
                )
            elif not any(file.related(victim, helped) for helped in _helped(file, link) if helped != victim):
                sentence = _("{party} is recorded as a relative, but no relation is.").format(party=file.code(victim))
                remedy = _("Record the relation to the person who cooperated or assisted victims.")
                findings.append(found("G26", sentence, remedy, records=(link.id,), party=file.code(victim)))
        if not _explained(file, link):
            sentence = _("The reasoning on E3 does not explain how the relative's harm is connected to cooperation.")
            findings.append(
                found("G26", sentence, _("Write the reasoning on element E3."), records=(link.id,), field="reasoning")
            )
    return tuple(findings)


def _helped(file: CaseFile, link: CooperationLink) -> set[str]:
    return {link.cooperator} | {i.party for i in file.involvements if i.role in HELPED}


def _explained(file: CaseFile, link: CooperationLink) -> bool:
    acts = {act.id for act in file.acts if set(act.victims) & set(link.victim)}
    return any(row.element == "E3" and row.target in acts and said(row.finding.reasoning) for row in file.assessments)
