"""What comes from outside never overwrites what is here (G34): equal is ignored, different is a conflict for a
person.

The ledger keeps every value; these functions say what counts until somebody decides: the lower consent, the higher
risk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from fieldcase.model.declare import LText
from fieldcase.model.kinds.consents import ConsentAnswer
from fieldcase.model.kinds.risks import RiskJudgement
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.saying import warned
from fieldcase.model.rules.scales import NONE, consent_rank, risk_rank
from fieldcase.model.words import ngettext


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """What an imported record is beside the local one, by ledger path: new, equal, or different."""

    added: tuple[str, ...] = ()
    equal: tuple[str, ...] = ()
    divergent: tuple[str, ...] = ()

    @property
    def ignored(self) -> bool:
        """Nothing in it that is not here already."""
        return not self.added and not self.divergent


def compare(local: Mapping[str, Any], imported: Mapping[str, Any]) -> Merge:
    """G34: field by field, by ledger path and plain value; a local value is never replaced by this."""
    added = [path for path in imported if path not in local]
    equal = [path for path in imported if path in local and local[path] == imported[path]]
    divergent = [path for path in imported if path in local and local[path] != imported[path]]
    return Merge(added=tuple(added), equal=tuple(equal), divergent=tuple(divergent))


def merge_findings(record: str, merge: Merge) -> tuple[Finding, ...]:
    """G34: a conflict is shown and decided by a person, field by field; it never stops the import of the rest."""
    if not merge.divergent:
        return ()
    count = len(merge.divergent)
    sentence = ngettext(
        "One field differs from what is recorded here; both are kept.",
        "{count} fields differ from what is recorded here; both are kept.",
        count,
    ).format(count=count)
    return (warned("G34", sentence, records=(record,), field=merge.divergent[0]),)


def consent_meanwhile(answers: Iterable[ConsentAnswer]) -> ConsentAnswer | None:
    """G34 and decisions: of answers written apart the lowest counts until a person decides; a withdrawn one is NONE
    (S28).

    Equal levels keep the limits of all of them together and end with the first that ends.
    """
    rows = list(answers)
    if not rows:
        return None

    def rank(answer: ConsentAnswer) -> int:
        return consent_rank(NONE) if answer.withdrawn_at else consent_rank(answer.level)

    lowest = min(rows, key=lambda answer: (rank(answer), not answer.withdrawn_at))
    equal = [answer for answer in rows if rank(answer) == rank(lowest)]
    limits: LText = {}
    for answer in equal:
        for lang, words in answer.limits.items():
            key = lang if lang not in limits or limits[lang] == words else f"{lang}-also{len(limits)}"
            limits[key] = words
    ends = [answer.expires_on for answer in equal if answer.expires_on]
    return msgspec.structs.replace(lowest, limits=limits, expires_on=min(ends, default=""))


def risk_meanwhile(risks: Sequence[RiskJudgement]) -> RiskJudgement | None:
    """G34: of risks judged apart the higher counts until a person decides."""
    return max(risks, key=lambda risk: risk_rank(risk.level), default=None)
