"""Acts across borders (domain reference, section 4): five countries, five facts, and suggestions an officer confirms.

Country of the act, responsible State, country of cooperation, country of residence and addressee are never filled
from one another. Residence lies in the identity room: where it is not open, what rests on it is simply not suggested.
"""

from __future__ import annotations

import msgspec

from fieldcase.model.kinds.acts import Act
from fieldcase.model.rules.casefile import CaseFile

TIES_ACROSS = frozenset({"passport_refusal", "international_notice_misuse", "deportation", "citizenship_deprivation"})
"""T5: passports, international notices, extradition and removal, nationality."""
CONSULAR = frozenset({"diplomatic_mission"})


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of transnational repression that the facts suggest: the rule, the term and the act it comes from."""

    rule: str
    kind: str
    act: str


def suggestions(file: CaseFile) -> tuple[Suggestion, ...]:
    """T1–T5: every suggestion for every act, in the order of the acts; nothing is written by itself."""
    rules = (
        ("T1", "direct_abroad", direct_abroad),
        ("T2", "proxy_relatives", proxy_relatives),
        ("T3", "digital_cross_border", digital_cross_border),
        ("T4", "host_state_assisted", host_state_assisted),
        ("T5", "mobility_control", mobility_control),
    )
    return tuple(
        Suggestion(rule=rule, kind=kind, act=act.id)
        for act in file.acts
        for rule, kind, applies in rules
        if applies(file, act)
    )


def direct_abroad(file: CaseFile, act: Act) -> bool:
    """T1: the act was felt in another country than that of a State held responsible."""
    return bool(act.act_country) and any(state != act.act_country for state in act.responsible_state)


def proxy_relatives(file: CaseFile, act: Act) -> bool:
    """T2: an act in the responsible State on a relative of somebody who cooperated and lives elsewhere (S7)."""
    if act.act_country not in act.responsible_state:
        return False
    for link in file.links:
        touched = set(act.victims) & set(link.victim) - {link.cooperator}
        relative = any(category.startswith("4d") for category in link.op4_category)
        relative = relative or any(file.related(victim, link.cooperator) for victim in touched)
        if touched and relative and _lives_outside(file, link.cooperator, act):
            return True
    return False


def digital_cross_border(file: CaseFile, act: Act) -> bool:
    """T3: an act online against somebody who lives outside the responsible (or suspected) State (S9)."""
    return bool(act.is_online) and any(_lives_outside(file, victim, act) for victim in act.victims)


def host_state_assisted(file: CaseFile, act: Act) -> bool:
    """T4: the State on whose territory it happened took part in, or acquiesced in, what another State is held to have
    done."""
    others = [state for state in act.responsible_state if state != act.act_country]
    if not act.act_country or not others:
        return False
    return act.act_country in act.responsible_state or act.attribution_mode == "acquiescence"


def mobility_control(file: CaseFile, act: Act) -> bool:
    """T5: passports, notices, extradition or consular services used against somebody who lives abroad."""
    uses_papers = not TIES_ACROSS.isdisjoint(act.type) or not CONSULAR.isdisjoint(act.state_organs)
    return uses_papers and any(_lives_outside(file, victim, act) for victim in act.victims)


def _lives_outside(file: CaseFile, party: str, act: Act) -> bool:
    home = file.residence(party)
    return bool(home) and any(state != home for state in act.responsible_state)
