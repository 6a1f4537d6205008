"""What blocks are called on the screen, in the language spoken there; bookmarks of a letter are in the letter's own."""

from __future__ import annotations

from fieldcase.model.words import N_, _

BLOCKS = {
    "letterhead": N_("Letterhead"),
    "reference": N_("Reference"),
    "title": N_("Title"),
    "marking": N_("Marking"),
    "opening": N_("Opening formula"),
    "mandate": N_("Mandate"),
    "context": N_("Context"),
    "allegations": N_("Allegations"),
    "standards": N_("Standards"),
    "concern": N_("Concern"),
    "requests": N_("Questions"),
    "no_reprisal_clause": N_("Protection from harm"),
    "deadline": N_("Date for a reply"),
    "publication_notice": N_("Publication"),
    "previous_letters": N_("Earlier letters"),
    "outstanding": N_("Points outstanding"),
    "reply_received": N_("Reply received"),
    "next_step": N_("Next step"),
    "reported_cases": N_("Cases in earlier reports"),
    "acknowledged_positive": N_("Measures acknowledged"),
    "observations": N_("Observations"),
    "salutation": N_("Salutation"),
    "closing": N_("Closing formula"),
    "date_place": N_("Date and place"),
    "initials_stamp": N_("Initials and stamp"),
    "signature": N_("Signature"),
    "addressee": N_("Addressee"),
    "enclosures": N_("Enclosures"),
    "handling": N_("Internal cover"),
    "consents": N_("Consent"),
    "risk": N_("Risk"),
    "addressed_state": N_("State addressed"),
    "proposed_mandates": N_("Mandates proposed"),
    "urgency": N_("Urgency"),
    "interim_measures": N_("Interim protective measures"),
    "publication_preference": N_("Publication preference"),
    "approached": N_("Approaches to the State"),
    "state_position": N_("Position of the State"),
    "suggested_step": N_("Suggested step"),
    "annex": N_("Annex"),
    "law_provisions": N_("Provisions of the law"),
    "recommendations": N_("Recommendations"),
    "technical_cooperation": N_("Technical cooperation"),
    "disclaimer": N_("Reservation"),
    "greeting": N_("Greeting"),
    "receipt": N_("What arrived"),
    "done_for_you": N_("What was done"),
    "answered": N_("Answers received"),
    "contact_arrangement": N_("Contact"),
    "": N_("Page head and foot"),
}


def block_name(block: str) -> str:
    """The name of a block as people read it; an unknown block by its code."""
    return _(BLOCKS[block]) if block in BLOCKS else block
