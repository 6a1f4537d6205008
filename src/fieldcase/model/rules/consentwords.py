"""What the rules say about consent, in whole sentences with a party's code and never a name."""

from __future__ import annotations

from fieldcase.model.rules.consent import Why
from fieldcase.model.words import N_, _

USES = {
    "record_store": N_("keeping a record"),
    "recontact": N_("being contacted again"),
    "share_hq": N_("sharing with headquarters"),
    "share_un_system": N_("sharing within the United Nations"),
    "special_procedures": N_("special procedures"),
    "treaty_bodies": N_("treaty bodies"),
    "hrc_president": N_("the President of the Council"),
    "state_letter": N_("a letter to the responsible State"),
    "state_oral": N_("a talk with the State"),
    "third_state": N_("a letter to another State or a third party"),
    "sg_report": N_("the Secretary-General's report"),
    "public_statement": N_("a public statement"),
    "regional_nhri": N_("a regional body or national institution"),
    "protection_partners": N_("partners in protection"),
    "accountability_body": N_("a body of accountability"),
}

LEVELS = {
    "NAMED": N_("by name"),
    "CODED": N_("under a code"),
    "ANON": N_("anonymously"),
    "NONE": N_("not at all"),
    "NOT_ASKED": N_("not at all"),
}

SENTENCES = {
    Why.NOT_ASKED: N_("{party} has not been asked about {use}."),
    Why.REFUSED: N_("{party} refused {use}."),
    Why.WITHDRAWN: N_("{party} withdrew consent for {use}."),
    Why.EXPIRED: N_("The consent of {party} for {use} has ended."),
    Why.LIFE_EVENT: N_("The situation of {party} changed since consent for {use} was given."),
    Why.NOT_YET: N_("The consent of {party} for {use} does not hold yet."),
    Why.RISKS_NOT_EXPLAINED: N_("The risks of {use} were not explained to {party}."),
    Why.INCOMPLETE: N_("Part of the consent of {party} for {use} is withheld or cannot be read; it counts as refused."),
    Why.CHILD_VIEW: N_("The own view of {party}, who is a child, on {use} is not recorded."),
    Why.GUARDIAN: N_("Nobody who may decide for the child {party} has consented to {use}."),
    Why.UNREACHABLE: N_("What stands for the consent of {party} does not cover {use}."),
    Why.DECEASED: N_("{party} has died; only the family's consent counts for {use}."),
    Why.ORGAN: N_("Nobody who may decide for {party} has consented to {use}."),
    Why.HEAD_REVIEW: N_("The vital interest of {party} for {use} has not been reviewed by the head of presence."),
    Why.NO_SUCH_PARTY: N_("The record of {party} is not here; its consent for {use} counts as refused."),
    Why.RECIPIENT: N_("{party} agreed to letters to other States, not to this addressee by name."),
    Why.IN_FORCE: N_("{party} may appear {level} in {use}, and no further."),
}

REMEDIES = {
    Why.NOT_ASKED: N_("Record the answer of {party}, or leave {party} out."),
    Why.REFUSED: N_("Leave {party} out."),
    Why.WITHDRAWN: N_("Leave {party} out."),
    Why.EXPIRED: N_("Ask {party} again, or leave {party} out."),
    Why.LIFE_EVENT: N_("Ask {party} again, or leave {party} out."),
    Why.NOT_YET: N_("Wait until it holds, or leave {party} out."),
    Why.RISKS_NOT_EXPLAINED: N_("Explain the risks to {party} and record the answer again."),
    Why.INCOMPLETE: N_("Ask for what is withheld, or leave {party} out."),
    Why.CHILD_VIEW: N_("Record the view of {party} and the level that {party} agrees to."),
    Why.GUARDIAN: N_("Ask a guardian who is not involved, or let the head of presence decide on a vital interest."),
    Why.UNREACHABLE: N_("Ask {party} directly, or leave {party} out."),
    Why.DECEASED: N_("Ask the closest family of {party}."),
    Why.ORGAN: N_("Ask its governing body; members consent for themselves only."),
    Why.HEAD_REVIEW: N_("Ask the head of presence to review it."),
    Why.NO_SUCH_PARTY: N_("Ask the office that holds the record."),
    Why.RECIPIENT: N_("Record the answer of {party} for this very addressee, by its name, or leave {party} out."),
    Why.IN_FORCE: N_("Lower the level of {party} in the naming table, or ask {party} again."),
}


def sentence(why: Why, party: str, scope: str, level: str) -> str:
    """Why a party may not appear as wanted: `party` is a code, `scope` and `level` are vocabulary codes."""
    return _(SENTENCES[why]).format(party=party, use=use(scope), level=_(LEVELS.get(level, LEVELS["NONE"])))


def remedy(why: Why, party: str) -> str:
    """What clears it."""
    return _(REMEDIES[why]).format(party=party)


def use(scope: str) -> str:
    """A consent scope in words."""
    return _(USES[scope]) if scope in USES else scope
