"""What stops a letter before any rule is asked: a kind or a profile that is not there, a step too late."""

from __future__ import annotations

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_


class KindNotReady(Refusal):
    """There is no template for letters of this kind."""

    code = "FC-460"
    message = N_("Letters of the kind “{kind}” cannot be drafted here yet.")
    remedy = N_("These can be: {known}.")


class OfficeUnnamed(Refusal):
    """The office has no name, or no place, in the language of the letter."""

    code = "FC-461"
    message = N_("The settings do not say how the office is called in “{language}”, or where its letters are written.")
    remedy = N_("Add its name and the place of letters in the settings (fieldcase profile office).")


class NoStateProfile(Refusal):
    """Nobody entered the profile of the State that the letter goes to."""

    code = "FC-462"
    message = N_("There is no profile of {state}.")
    remedy = N_("Enter its names and addressees in the settings first (fieldcase profile state, profile addressee).")


class StateUnnamed(Refusal):
    """The State has no name in this language that somebody confirmed."""

    code = "FC-463"
    message = N_("The profile of {state} has no confirmed name in “{language}”.")
    remedy = N_("Let somebody who knows the right form enter it in the settings (fieldcase profile state).")


class NoAddressee(Refusal):
    """The State's profile has no such addressee today, or none in this language."""

    code = "FC-464"
    message = N_("The profile of {state} has no addressee of the kind “{kind}” in “{language}”.")
    remedy = N_("Add the addressee in the settings (fieldcase profile addressee), or choose another one.")


class NoTextInLanguage(Refusal):
    """An allegation has no text in a language of the letter."""

    code = "FC-465"
    message = N_("Allegation {number} has no text in “{language}”.")
    remedy = N_("Translate it first, or leave that language out.")


class WhichState(Refusal):
    """It does not follow from the allegations to which State the letter goes."""

    code = "FC-466"
    message = N_("It is not clear to which State this letter goes.")
    remedy = N_("Name the State by its code, such as {example}.")


class LetterPast(Refusal):
    """The letter was signed, or cancelled: its text is what it is."""

    code = "FC-467"
    message = N_("This letter is past the point where its text can be changed.")
    remedy = N_("Write another letter; a signed one can be cancelled before it is dispatched.")


class NothingToRemind(Refusal):
    """A reminder or a follow-up cites a letter that was dispatched."""

    code = "FC-468"
    message = N_(
        "A letter of this kind goes back to an earlier one that was dispatched, with its reference and the day."
    )
    remedy = N_("Choose a letter that was dispatched.")


class NothingToAnswer(Refusal):
    """An acknowledgement, or thanks, answers a reply that was registered."""

    code = "FC-477"
    message = N_("A letter of this kind answers a reply of the State that was registered in the case.")
    remedy = N_("Register the reply, and name it.")


class NoSuchBlock(Refusal):
    """The letter has no block of that name."""

    code = "FC-469"
    message = N_("This letter has no block “{block}”.")
    remedy = N_("Its blocks are: {known}.")


class GivenAtSignature(Refusal):
    """Reference and date are given when the letter is signed."""

    code = "FC-470"
    message = N_("The block “{block}” is written by the program when the letter is signed.")
    remedy = N_("Change the other blocks.")


class IdentitiesClosed(Refusal):
    """Names can be neither printed nor checked on this laptop."""

    code = "FC-471"
    message = N_("Identities are closed on this laptop, so this letter cannot be shown or checked in full.")
    remedy = N_("Ask somebody whose seat opens them.")


class NotFrozenHere(Refusal):
    """The signed bytes lie in another vault and have not come yet."""

    code = "FC-472"
    message = N_("The signed pages of this letter are not in this vault.")
    remedy = N_("Receive what the colleague who signed it sends.")


class NoReasonGiven(Refusal):
    """A step that is recorded with its reason was asked without one."""

    code = "FC-473"
    message = N_("A written reason is needed.")
    remedy = N_("Say in a sentence why, with codes only.")


class FrozenText(Refusal):
    """A version that was transmitted is what the State has; it is not changed."""

    code = "FC-474"
    message = N_("Version {version} of this allegation was transmitted and cannot be changed.")
    remedy = N_("Write a new version.")


class SignatureBroken(Refusal):
    """What is kept of a signed letter is not what was signed."""

    code = "FC-475"
    message = N_("The kept pages of this letter are not those that were signed.")
    remedy = N_("Run the check of the vault and tell the custodian.")


class NothingToExtend(Refusal):
    """Only a clock that runs can be given more time."""

    code = "FC-476"
    message = N_("This letter has not left, so no reply to it is due.")
    remedy = N_("Give more time once it was dispatched.")


class NothingToComment(Refusal):
    """Comments on a law need a law."""

    code = "FC-484"
    message = N_("No law or measure is recorded in this case, so there is nothing to comment on.")
    remedy = N_("Record the law with its articles first.")


class LawNotInLanguage(Refusal):
    """An article of a law has no text in a language of the letter."""

    code = "FC-485"
    message = N_("An article of {number} has no text, or no comment, in “{language}”.")
    remedy = N_("Translate it first, or leave that language out.")


class WhichAddressee(Refusal):
    """It does not follow from the directory to whom a letter goes that goes to no State."""

    code = "FC-489"
    message = N_("It is not clear to whom this letter goes: who is no State is addressed from the directory.")
    remedy = N_("Enter the addressee in the directory of those who are no State, and name it.")


class NotInLanguage(Refusal):
    """The addressee has no name in a language of the letter."""

    code = "FC-459"
    message = N_("The addressee of this letter has no name in “{language}”.")
    remedy = N_("Add it in the directory, or leave that language out.")


class NothingToClear(Refusal):
    """Headquarters clears letters of some kinds, once they were approved."""

    code = "FC-450"
    message = N_("This letter is not one that headquarters clears now.")
    remedy = N_("Only approved letters to a de facto authority are cleared, before they are signed.")


class NotAProposal(Refusal):
    """Only proposals go to headquarters to be taken or declined."""

    code = "FC-414"
    message = N_("This letter is no proposal; it does not go to headquarters to be answered.")
    remedy = N_("A letter to a State is signed and dispatched here.")


class NeverSigned(Refusal):
    """A proposal is neither signed nor dispatched here (G10): only its recipient makes a communication of it."""

    code = "FC-415"
    message = N_("A proposal is neither signed nor dispatched here; only whom it is proposed to can do that.")
    remedy = N_("Once it is approved, the head of presence submits it: fieldcase letter submit-hq.")


class NoNote(Refusal):
    """Only a brief for the President of the Council leaves a note of what came of it."""

    code = "FC-416"
    message = N_("There is no good offices note of this letter.")
    remedy = N_("A brief for the President of the Council has one once it was put into review.")


class FromRecords(Refusal):
    """The internal cover is written from the records whenever pages are made."""

    code = "FC-417"
    message = N_("The block “{block}” of the internal cover is written from the records, by the program.")
    remedy = N_("Correct the records (consent, risk, mandates proposed); the cover follows.")


class NotForThePublic(Refusal):
    """A proposal is internal: nothing of it is published, not even redacted."""

    code = "FC-497"
    message = N_("A proposal to headquarters is internal; there is no rendition of it for the public or for a source.")
    remedy = N_("Publish, or give to the person, what its recipient makes of it.")


class NotToASource(Refusal):
    """What is agreed with a recipient is agreed for letters to sources."""

    code = "FC-449"
    message = N_("This letter goes to no source, so nothing is agreed with its recipient.")
    remedy = N_("Draft a letter of the kind source_acknowledgement or source_feedback.")


class WhichRecipient(Refusal):
    """A letter to a source says whom it goes to: a person of the case, or a source."""

    code = "FC-419"
    message = N_("It is not clear to whom this letter goes.")
    remedy = N_("Name one person of the case (P-7K3D9X), or one source (S-…), not both.")


class NeverPublic(Refusal):
    """A letter to a source is shown to its recipient and to the office."""

    code = "FC-418"
    message = N_("A letter to a source goes to its recipient alone; no other copy of it is made.")
    remedy = N_("Take the rendition state_full for the recipient, or the office copy.")


class NoPaper(Refusal):
    """The paper that shows the reference of a proposal lies in another vault, or there is none."""

    code = "FC-498"
    message = N_("There is no paper here that shows the reference of this proposal.")
    remedy = N_("Receive what headquarters sends, over a folder or stick that carries files.")
