"""What each kind of letter is for, in one sentence for the person who begins one, and how kinds are grouped."""

from __future__ import annotations

from fieldcase.model.machines.letter import PROPOSAL, SOURCE, STATE
from fieldcase.model.words import N_

ABOUT: dict[str, str] = {
    "note_verbale": N_(
        "Puts the allegations to the ministry or mission and asks for information, in the third person."
    ),
    "letter_concern": N_("Puts the allegations to a minister or the head of an authority, over the head's signature."),
    "aide_memoire": N_("A paper to leave at a meeting: no addressee, no salutation, no signature."),
    "info_request_op8": N_("Asks what measures the State has taken (paragraph 8); it mentions nobody."),
    "acknowledgement_state": N_("Says that a reply arrived and what happens next, without taking a position."),
    "reminder": N_("Recalls a letter and the numbers that are open, without facts or names."),
    "follow_up": N_("Goes back to a reply: what is new, what it left open, what is asked now."),
    "thanks_reply": N_("Thanks for a reply, with observations and what remains to be answered."),
    "law_comment": N_("Comments on a law or bill, article by article; it may mention nobody."),
    "de_facto_letter": N_("To an authority that is no State; it waits until headquarters has cleared it."),
    "non_state_letter": N_("To a company or another body that is no State."),
    "source_acknowledgement": N_("Tells a person that what they sent arrived, over their safe channel."),
    "source_feedback": N_("Tells a person what was done on their behalf: their own facts, nobody else's."),
    "sp_allegation_draft": N_("Proposes an allegation letter to the mandate holders, who alone may send it."),
    "sp_urgent_draft": N_("Proposes an urgent appeal to the mandate holders, who alone may send it."),
    "sp_other_draft": N_("Proposes a letter on a law or policy to the mandate holders."),
    "treaty_body_brief": N_("Briefs the focal point of a treaty body."),
    "hrc_president_brief": N_("Briefs for the good offices of the President of the Council: the Council's link alone."),
    "asg_brief": N_("Briefs the Assistant Secretary-General on one page."),
}
"""By code of `letter_kind`."""

FAMILIES: dict[str, str] = {
    STATE: N_("From this office"),
    PROPOSAL: N_("Proposed to headquarters"),
    SOURCE: N_("To a source or victim"),
}
"""The headings of the list, in their order."""
