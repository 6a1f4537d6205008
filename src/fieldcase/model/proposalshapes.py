"""The shapes of proposals that go to headquarters (domain reference, 7.5 and 10.3): drafts for mandate holders,
and briefs for a treaty body, the President of the Council and the Assistant Secretary-General.

Each begins with an internal cover, a part of its own, and none is ever signed or dispatched here.
"""

from __future__ import annotations

from fieldcase.model.shape import Form, Puts, Shape, Suggests

_TO_MANDATES = ("addressed_state", "proposed_mandates")


def _proposal(
    *body: str,
    puts: Puts = Puts.MUST,
    asks: bool = False,
    tells_context: bool = False,
    comments: bool = False,
    suggests: Suggests = Suggests.NOBODY,
    one_page: bool = False,
) -> Shape:
    return Shape(
        body=body,
        form=Form.PROPOSAL,
        puts=puts,
        asks=asks,
        tells_context=tells_context,
        comments=comments,
        suggests=suggests,
        one_page=one_page,
    )


PROPOSED: dict[str, Shape] = {
    "sp_allegation_draft": _proposal(
        *_TO_MANDATES,
        "context?",
        "allegations",
        "standards",
        "concern",
        "requests",
        "publication_preference",
        asks=True,
        tells_context=True,
        suggests=Suggests.MANDATES,
    ),
    "sp_urgent_draft": _proposal(
        *_TO_MANDATES,
        "context?",
        "allegations",
        "standards",
        "concern",
        "urgency",
        "interim_measures",
        "requests",
        "publication_preference",
        asks=True,
        tells_context=True,
        suggests=Suggests.MANDATES,
    ),
    "sp_other_draft": _proposal(
        *_TO_MANDATES,
        "law_provisions",
        "standards",
        "recommendations",
        "publication_preference",
        puts=Puts.NEVER,
        comments=True,
        suggests=Suggests.MANDATES,
    ),
    "treaty_body_brief": _proposal("context", "allegations", "suggested_step", suggests=Suggests.COMMITTEE),
    "hrc_president_brief": _proposal("context", "allegations", "approached", "suggested_step"),
    "asg_brief": _proposal("allegations", "state_position", "suggested_step", one_page=True),
}
"""By code of the vocabulary `letter_kind`."""

MANDATES: dict[str, tuple[str, ...]] = {
    "life": ("sr_executions",),
    "disappearance": ("wg_disappearances",),
    "physical_integrity": ("sr_torture",),
    "liberty": ("wg_arbitrary_detention",),
    "judicial": ("sr_judges_lawyers",),
    "reputational": ("sr_expression",),
    "surveillance": ("sr_privacy",),
    "online": ("sr_expression", "sr_privacy"),
    "organisation": ("sr_assembly",),
    "access": ("sr_expression", "sr_assembly"),
}
"""Mandates suggested by branch of the act, besides that on defenders: a beginning, which an officer changes."""
ALWAYS = "sr_defenders"
"""Whoever cooperates with the United Nations for human rights is within this mandate."""
