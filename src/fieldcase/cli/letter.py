"""`fieldcase letter`: draft, check, submit, approve, sign, dispatch. Each refusal names its rule and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.decision import pairs
from fieldcase.cli.labels import require_choice
from fieldcase.cli.lines import table
from fieldcase.cli.namesakes import TheWords, WhoElse, Whose
from fieldcase.cli.outcome import finding_lines
from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.session import Session

GROUP = Group("letter", N_("Letters: draft, check, submit, approve, sign, dispatch, render."))
ORDER = (
    *("list", "draft", "remind", "check", "moved", "redraft", "block", "stands", "naming", "names", "warnings"),
    *("agree", "propose", "session", "render", "render-all", "submit", "recognise", "somebody-else", "return"),
    *("approve", "clear", "object", "sign", "cancel", "dispatch", "copy", "receipt", "dispatches", "extend"),
    *("silence", "submit-hq", "hq", "accept", "decline", "outcome", "register", "explain", "last-number"),
    *("formulae",),
)
"""The commands as the work goes: drafting, reading it over, who approves, what leaves, headquarters, the register."""
Letter = Annotated[str, typer.Argument(metavar="LETTER", help=N_("Id of the letter, or the beginning of it."))]
Languages = Annotated[list[str] | None, typer.Option("--language", help=N_("Language; the first is authentic."))]


def letter_called(session: Session, said: str) -> str:
    """The id of a letter that is called so."""
    from fieldcase.office.called import called

    return called(session, "letter", said)


@GROUP.command(
    "draft",
    N_("Draft a letter from the records of a case: no name is in it until it is rendered."),
    "letter draft XKAL-03-2026-00001 note_verbale --language en",
    "letter draft XKAL-03-2026-00001 note_verbale --language es --language en --urgent",
    "letter draft XKAL-03-2026-00001 note_verbale --also XKAL-03-2026-00004 --annex",
    "letter draft XKAL-03-2026-00001 letter_concern --addressee minister --urgent",
    "letter draft XKAL-03-2026-00001 aide_memoire",
    "letter draft XKAL-03-2026-00001 info_request_op8",
    "letter draft XKAL-03-2026-00001 follow_up --cites 5ab0c1",
    "letter draft XKAL-03-2026-00001 acknowledgement_state --reply XKAL-03-2026-00001/R1",
    "letter draft XKAL-03-2026-00001 thanks_reply --reply XKAL-03-2026-00001/R1",
    "letter draft XKAL-03-2026-00001 law_comment --addressee minister --law XKAL-03-2026-00001/L1",
    'letter draft XKAL-03-2026-00001 non_state_letter --to "Harbour Holding"',
    'letter draft XKAL-03-2026-00001 de_facto_letter --to "Authority of the North"',
    "letter draft XKAL-03-2026-00001 source_acknowledgement --source S-4QW8ZZ",
    "letter draft XKAL-03-2026-00001 source_feedback --person P-7K3D9X",
)
def draft(
    run: Run,
    case: Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case."))],
    kind: Annotated[str, typer.Argument(help=N_("Kind of letter (letter_kind)."))],
    language: Languages = None,
    state: Annotated[str, typer.Option(help=N_("State addressed; else the one responsible."))] = "",
    addressee: Annotated[str, typer.Option(help=N_("Kind of addressee in that State."))] = "foreign_ministry",
    urgent: Annotated[bool, typer.Option("--urgent", help=N_("On the urgent track."))] = False,
    days: Annotated[int | None, typer.Option(min=1, help=N_("Days for the reply."))] = None,
    cites: Annotated[list[str] | None, typer.Option(help=N_("Earlier letter that it goes back to."))] = None,
    reply: Annotated[list[str] | None, typer.Option(help=N_("Reply of the State that it answers."))] = None,
    law: Annotated[list[str] | None, typer.Option(help=N_("Law that it comments on; else all of the case."))] = None,
    person: Annotated[str, typer.Option(metavar="CODE", help=N_("Person of the case whom it is written to."))] = "",
    source: Annotated[str, typer.Option(metavar="CODE", help=N_("Source whom it is written to."))] = "",
    to: Annotated[str, typer.Option(metavar="NAME", help=N_("Addressee who is no State, by its name."))] = "",
    also: Annotated[list[str] | None, typer.Option(metavar="CASE", help=N_("A further case that it covers."))] = None,
    annex: Annotated[
        bool | None, typer.Option("--annex/--no-annex", help=N_("Allegations as a table behind it; else if many."))
    ] = None,
) -> None:
    """A new draft."""
    from fieldcase.office.called import called, case_called
    from fieldcase.office.letters.drafting import Wanted, draft_letter
    from fieldcase.office.profiles.outside import outside_called

    with run.session() as session:
        wanted = Wanted(
            languages=tuple(language or ()),
            state=state,
            addressee_kind=addressee,
            urgent=urgent or None,
            reply_days=days,
            previous=tuple(called(session, "letter earlier_letter", one) for one in cites or ()),
            replies_to=tuple(called(session, "state_reply", one) for one in reply or ()),
            laws=tuple(called(session, "law_or_measure", one) for one in law or ()),
            outside=outside_called(session, to) if to else "",
            other_cases=tuple(case_called(session, one) for one in also or ()),
            annexed=annex,
            person=called(session, "party", person) if person else "",
            source=called(session, "source", source) if source else "",
        )
        made = draft_letter(session, case_called(session, case), kind, wanted)
    run.says.document("letter-draft", {"id": made.id, "kind": made.kind}, made.id)


@GROUP.command("check", N_("What stands between a letter and its next step."), "letter check 5ab0c1")
def check(run: Run, letter: Letter) -> None:
    """Every finding; status 1 when one blocks."""
    from fieldcase.office.letters.checking import check as look

    with run.session() as session:
        found = look(session, letter_called(session, letter))
    blocked = any(one.blocks for one in found)
    lines = finding_lines(found) or [_("Nothing stands in its way.")]
    run.says.document("letter-check", {"ok": not blocked, "findings": found}, *lines)
    if blocked:
        raise typer.Exit(1)


@GROUP.command(
    "block",
    N_("Write one block of a letter anew; persons as signs {P-7K3D9X}."),
    'letter block 5ab0c1 en requests --text "The Office would be grateful for the legal grounds."',
)
def block(
    run: Run,
    letter: Letter,
    language: Annotated[str, typer.Argument(help=N_("Language of the block."))],
    name: Annotated[str, typer.Argument(metavar="BLOCK", help=N_("Name of the block."))],
    text: Annotated[str, typer.Option(help=N_("Its text; empty takes it out."))],
) -> None:
    """One block, edited."""
    from fieldcase.office.letters.editing import edit_block

    with run.session() as session:
        made = edit_block(session, letter_called(session, letter), language, name, text)
    run.says.document("letter-block", {"id": made.id, "block": name}, _("Saved."))


@GROUP.command(
    "naming",
    N_("Say how far people may be recognised in a letter; consent is asked at every step all the same."),
    "letter naming 5ab0c1 P-7K3D9X=CODED P-22FW4B=ANON",
)
def naming(
    run: Run, letter: Letter, levels: Annotated[list[str], typer.Argument(metavar="CODE=LEVEL", help=N_("Levels."))]
) -> None:
    """The naming table."""
    from fieldcase.office.called import party_called
    from fieldcase.office.letters.editing import set_naming

    with run.session() as session:
        said = {party_called(session, code): level for code, level in pairs(levels, "naming").items()}
        made = set_naming(session, letter_called(session, letter), said)
    run.says.document("letter-naming", {"id": made.id}, _("Saved."))


@GROUP.command(
    "warnings",
    N_("Write why warnings of the text check stay."),
    'letter warnings 5ab0c1 --reason "A term of law."',
)
def warnings(run: Run, letter: Letter, reason: Annotated[str, typer.Option(help=N_("Why, in codes."))]) -> None:
    """Warnings, kept with a reason."""
    from fieldcase.office.letters.editing import keep_warnings

    with run.session() as session:
        made = keep_warnings(session, letter_called(session, letter), reason)
    run.says.document("letter-warnings", {"id": made.id}, _("Saved."))


@GROUP.command(
    "recognise",
    N_("Answer, for a letter you did not write, whether its reader could recognise people under a code."),
    "letter recognise 5ab0c1",
    'letter recognise 5ab0c1 P-7K3D9X=no --reason "Several hundred people fit."',
)
def recognise(
    run: Run,
    letter: Letter,
    answers: Annotated[list[str] | None, typer.Argument(metavar="CODE=ANSWER", help=N_("yes, unsure or no."))] = None,
    reason: Annotated[str, typer.Option(help=N_("Why, in codes."))] = "",
) -> None:
    """The questions of G5, or their answers."""
    from fieldcase.office.called import party_called
    from fieldcase.office.letters.identifiability import answer_identifiability, identifiability_asked

    with run.session() as session:
        found = letter_called(session, letter)
        if answers:
            said = {party_called(session, code): (one, reason) for code, one in pairs(answers, "answer").items()}
            answer_identifiability(session, found, said)
        asked = identifiability_asked(session, found)
    lines = [_question(one) for one in asked] or [_("Nobody in this letter is asked about.")]
    run.says.document("identifiability", {"questions": asked}, *lines)


def _question(one: object) -> str:
    hints = "; ".join(getattr(one, "hints", ()))
    told = (str(getattr(one, name, "") or "") for name in ("code", "level", "answer"))
    return "  ".join((*told, hints)).rstrip()


@GROUP.command(
    "names",
    N_("Show the words of a letter that are a name on record, or come near one. The look is logged."),
    "letter names 5ab0c1 --language en",
)
def names(
    run: Run,
    letter: Letter,
    language: Annotated[str, typer.Option(help=N_("Language of the letter; else the authentic one."))] = "",
) -> None:
    """What the check of names found, in words."""
    from fieldcase.model.kinds.letters import Letter as Record
    from fieldcase.office.letters.identifiability import names_found

    with run.session() as session:
        called = letter_called(session, letter)
        hits = names_found(session, called, language or session.vault.get(Record, called).authentic_lang)
    heads = (_("Person"), _("Block"), _("Words found"), "")
    rows = [(one.code, one.block, one.words, _("comes near") if one.near else "") for one in hits]
    lines = table(heads, rows) if rows else (_("No words of this letter are a name on record or come near one."),)
    run.says.document("letter-names", {"names": hits}, *lines)


@GROUP.command(
    "somebody-else",
    N_("Say that words of a letter are somebody else's name. Only who did not write the text may."),
    'letter somebody-else 5ab0c1 P-7K3D9X "Ivan Dovrak" --reason "The minister of that name."',
)
def somebody_else(
    run: Run,
    letter: Letter,
    party: Whose,
    words: TheWords,
    reason: WhoElse,
) -> None:
    """A name that is somebody else's."""
    from fieldcase.office.called import party_called
    from fieldcase.office.letters.identifiability import somebody_else as say

    with run.session() as session:
        made = say(session, letter_called(session, letter), party_called(session, party), words, reason)
    run.says.document("letter-somebody-else", {"id": made.id}, _("Saved."))


@GROUP.command("submit", N_("Put a letter before reviewer and head."), "letter submit 5ab0c1")
def submit(run: Run, letter: Letter) -> None:
    """Into review."""
    from fieldcase.office.letters.steps import submit as put

    with run.session() as session:
        found = put(session, letter_called(session, letter))
    run.says.document("letter-submit", {"findings": found}, _("Submitted."), *finding_lines(found))


@GROUP.command("return", N_("Give a letter back with comments."), 'letter return 5ab0c1 --comments "Shorter."')
def return_(
    run: Run, letter: Letter, comments: Annotated[str, typer.Option(help=N_("What to change, in codes."))]
) -> None:
    """Back to its author."""
    from fieldcase.office.letters.steps import return_letter

    with run.session() as session:
        return_letter(session, letter_called(session, letter), comments)
    run.says.document("letter-return", {}, _("Returned."))


@GROUP.command("approve", N_("Approve a letter that somebody else wrote."), "letter approve 5ab0c1")
def approve(run: Run, letter: Letter) -> None:
    """A second person approves."""
    from fieldcase.office.letters.steps import approve as take

    with run.session() as session:
        made = take(session, letter_called(session, letter))
    run.says.document("letter-approve", {"step": made.id}, _("Approved."))


@GROUP.command("sign", N_("Sign an approved letter: it gets its reference, its pages are kept."), "letter sign 5ab0c1")
def sign(
    run: Run,
    letter: Letter,
    how: Annotated[str, typer.Option(help=N_("signature, initials_stamp or none."))] = "",
    delegation: Annotated[str, typer.Option(help=N_("The written delegation, for a delegate."))] = "",
) -> None:
    """The head signs."""
    from fieldcase.office.letters.steps import sign as take

    require_choice("--how", how, ("signature", "initials_stamp", "none"))
    with run.session() as session:
        made = take(session, letter_called(session, letter), signed_how=how, delegation=delegation)
    reference = made.taken.office_ref
    run.says.document("letter-sign", {"step": made.id, "office_ref": reference}, reference)


@GROUP.command(
    "cancel", N_("Give a letter up before it is dispatched."), 'letter cancel 5ab0c1 --reason "Consent withdrawn."'
)
def cancel(run: Run, letter: Letter, reason: Annotated[str, typer.Option(help=N_("Why, in codes."))]) -> None:
    """Given up; its reference is never used again."""
    from fieldcase.office.letters.steps import cancel as take

    with run.session() as session:
        made = take(session, letter_called(session, letter), reason)
    run.says.document("letter-cancel", {"step": made.id}, _("Cancelled."))
