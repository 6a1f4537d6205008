"""`fieldcase reply`: register what a State answers, screen it, translate it, and see what came and how late."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.labels import Labels, require_choice
from fieldcase.cli.labels import status as status_label
from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _, ngettext
from fieldcase.office.moments import instant

if TYPE_CHECKING:
    from fieldcase.office.replies.listing import AnsweredLetter, ReplyRow
    from fieldcase.office.session import Session

GROUP = Group("reply", N_("Replies of States: register, screen, match with what was put, review."))
Reply = Annotated[str, typer.Argument(metavar="REPLY", help=N_("CASE/NUMBER (XKAL-03-2026-00001/R1) or id."))]


def reply_called(session: Session, said: str) -> str:
    """The id of a reply that is called so."""
    from fieldcase.office.called import called

    return called(session, "state_reply", said)


@GROUP.command(
    "record",
    N_("Register a reply: its file becomes evidence, clocks stop, dangers raise alerts. A scan is kept as it came."),
    "reply record XKAL-03-2026-00001 --kind substantive --dated 2026-04-02 --language en "
    "--to OHCHR/XKAL/07-001/2026 --file reply.docx",
    "reply record XKAL-03-2026-00001 --kind translation_pending --dated 2026-04-02 --language ar "
    "--to 5ab0c1 --to 77e012 --to 90aa31 --file scan.pdf --screened",
    "reply record XKAL-03-2026-00001 --from XKA --kind spontaneous_op8 --dated 2026-04-02 --language en "
    '--text "She was released on 1 April." --screened',
)
def record(
    run: Run,
    case: Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case it is filed in."))],
    kind: Annotated[list[str], typer.Option(help=N_("Kind (reply_kind); repeat it for several."))],
    dated: Annotated[str, typer.Option(help=N_("Date on the reply (EDTF)."))],
    language: Annotated[str, typer.Option(help=N_("Language of the reply."))],
    state: Annotated[str, typer.Option("--from", help=N_("State that replied; else the one written to."))] = "",
    to: Annotated[
        list[str] | None, typer.Option(help=N_("What it answers: reference or id of a letter; repeat it."))
    ] = None,
    file: Annotated[Path | None, typer.Option(help=N_("The reply itself: a scan, text or DOCX."))] = None,
    text: Annotated[str, typer.Option(help=N_("Its words, where no file has them."))] = "",
    text_file: Annotated[Path | None, typer.Option(help=N_("A text with the words of a scan."))] = None,
    received: Annotated[str, typer.Option(help=N_("When it came in."))] = "",
    authority: Annotated[str, typer.Option(help=N_("Who replied for the State."))] = "",
    channel: Annotated[str, typer.Option(help=N_("direct, hq, oral or public."))] = "direct",
    until: Annotated[str, typer.Option(help=N_("Day until which it asks for time."))] = "",
    confidential: Annotated[str, typer.Option(help=N_("What the State asks to keep to itself."))] = "",
    flag: Annotated[list[str] | None, typer.Option(help=N_("Danger found: names_person, threatens …"))] = None,
    screened: Annotated[bool, typer.Option("--screened", help=N_("Somebody read it for names and threats."))] = False,
    summary: Annotated[str, typer.Option(help=N_("A summary in codes."))] = "",
    other_state: Annotated[
        bool, typer.Option("--other-state", help=N_("On purpose: from another State than the one written to."))
    ] = False,
) -> None:
    """A new reply."""
    from fieldcase.office.called import called, case_called
    from fieldcase.office.given import read_given
    from fieldcase.office.replies.page import reply_page
    from fieldcase.office.replies.registering import Came, register_reply, words_in

    data = read_given(file) if file else b""
    typed = words_in(read_given(text_file), text_file.name) if text_file else text
    with run.session() as session:
        came = Came(
            from_state=state,
            kinds=tuple(kind),
            dated=dated,
            language=language,
            to_letters=tuple(called(session, ANSWERABLE, one) for one in to or ()),
            received_at=instant(session, received, "--received"),
            channel=channel,
            authority=authority,
            text=typed,
            confidentiality=confidential,
            extended_to=until,
            flags=tuple(flag or ()),
            screened=screened,
            other_state=other_state,
        )
        name = file.name if file else ""
        made = register_reply(session, case_called(session, case), came, file=data, file_name=name, summary=summary)
        row = reply_page(session, made.id, words=False).row
    said = {"id": made.id, "reply_no": made.reply_no, "letters": row.letters, "status": row.status}
    lines = [*_standing(row), *_next(row, words=bool(made.text))]
    run.says.document("reply-record", said, made.reply_no, *lines)


ANSWERABLE = "letter earlier_letter oral_approach external_ref"


def _standing(row: ReplyRow) -> Iterator[str]:
    """For each letter: when its reply was due, how late this one came, where its clock stands."""
    from fieldcase.model.rules.tracker import LABELS

    for one in row.letters:
        yield _came(one)
        yield "  " + _("Its clock: {clock}.").format(clock=_(LABELS[one.clock.state]))


def _came(one: AnsweredLetter) -> str:
    letter, day = one.reference or one.id[:8], one.clock.due
    if day is None:
        return _("It answers {letter} of {case}, to which no reply was due.").format(letter=letter, case=one.case_no)
    if not one.days_late:
        sentence = _("It answers {letter} of {case}, due on {day}: in time.")
        return sentence.format(letter=letter, case=one.case_no, day=day)
    return ngettext(
        "It answers {letter} of {case}, due on {day}: {count} day late.",
        "It answers {letter} of {case}, due on {day}: {count} days late.",
        one.days_late,
    ).format(letter=letter, case=one.case_no, day=day, count=one.days_late)


def _next(row: ReplyRow, *, words: bool) -> Iterator[str]:
    """What comes next, as the command that does it."""
    called = f"{row.case_no}/{row.reply_no}"
    if row.status == "received":
        yield _("Next: read it for names and threats, and say so: fieldcase reply screen {reply}").format(reply=called)
    elif row.status == "awaiting_translation":
        yield _("Next: its translation: fieldcase reply translate {reply}").format(reply=called)
    elif row.letters:
        yield _("Next: what it says to each point: fieldcase reply show {reply}").format(reply=called)
    if not words:
        yield _("None of its words are here yet, so quotes cannot be checked against them.")


@GROUP.command(
    "list",
    N_("List replies: what each answers, how late it came, where its matrix stands."),
    "reply list --case XKAL-03-2026-00001",
    "reply list --late late_after_cutoff",
)
def list_(
    run: Run,
    case: Annotated[str, typer.Option(help=N_("Only replies in this case, or to a letter of it."))] = "",
    state: Annotated[str, typer.Option(help=N_("Only replies of this State."))] = "",
    late: Annotated[str, typer.Option(help=N_("Only those that came so late."))] = "",
) -> None:
    """Replies, newest first."""
    from fieldcase.model.rules.tracker import LABELS, Late
    from fieldcase.office.called import case_called
    from fieldcase.office.replies.listing import list_replies

    wanted = Late(late) if require_choice("--late", late, Late) else None
    with run.session() as session:
        only = case_called(session, case) if case else ""
        found = list_replies(session, case_id=only, state=state, late=wanted)
        labels = Labels.of(session)
    rows = [
        (
            f"{one.case_no}/{one.reply_no}",
            one.from_state,
            labels.terms("reply_kind", one.kinds),
            one.received or "",
            _(LABELS[one.late]) if one.late else "",
            ", ".join(letter.reference or letter.id[:8] for letter in one.letters),
            status_label("reply", one.status),
        )
        for one in found
    ]
    heads = (_("Reply"), _("From"), _("Kind"), _("Received"), _("Late"), _("Answers"), _("Status"))
    run.says.document("replies", {"replies": found}, *table(heads, rows))


@GROUP.command(
    "screen",
    N_("Say what was found by whoever read a reply for names and threats."),
    "reply screen XKAL-03-2026-00001/R1",
    "reply screen XKAL-03-2026-00001/R1 --flag names_person",
)
def screen(
    run: Run,
    reply: Reply,
    flag: Annotated[list[str] | None, typer.Option(help=N_("Danger found; repeat it for several."))] = None,
    summary: Annotated[str, typer.Option(help=N_("A summary in codes."))] = "",
) -> None:
    """Screened."""
    from fieldcase.office.replies.registering import screen_reply

    with run.session() as session:
        made = screen_reply(session, reply_called(session, reply), flag or (), summary=summary)
    run.says.document("reply-screen", {"id": made.id, "flags": made.protection_flags}, _("Screened."))


@GROUP.command(
    "translate",
    N_("Enter a translation of a reply; say what kind of reply it is, now that it can be read."),
    "reply translate XKAL-03-2026-00001/R1 --language en --file translation.docx --kind substantive",
    "reply translate XKAL-03-2026-00001/R1 --language en --text-file mine.txt --kind substantive",
    "reply translate XKAL-03-2026-00001/R1 --language en --check",
)
def translate(
    run: Run,
    reply: Reply,
    language: Annotated[str, typer.Option(help=N_("Language of the translation."))],
    file: Annotated[
        Path | None, typer.Option(help=N_("The translation: text, DOCX or a scan; kept as evidence."))
    ] = None,
    text_file: Annotated[Path | None, typer.Option(help=N_("A text with its words, not kept as a file."))] = None,
    by: Annotated[str, typer.Option(help=N_("Who made it: a function, not a name."))] = "",
    official: Annotated[bool, typer.Option("--official", help=N_("The State's own, or a sworn one."))] = False,
    kind: Annotated[list[str] | None, typer.Option(help=N_("What the reply is (reply_kind); repeat it."))] = None,
    check: Annotated[bool, typer.Option("--check", help=N_("Only say that you read it against the original."))] = False,
) -> None:
    """A translation."""
    from fieldcase.office.given import read_given
    from fieldcase.office.replies.registering import words_in
    from fieldcase.office.replies.translating import Translated, add_translation, check_translation

    if check:
        with run.session() as session:
            made = check_translation(session, reply_called(session, reply), language)
        run.says.document("reply-translate", {"id": made.id, "kinds": made.kind}, _("Checked."))
        return
    if file is None and text_file is None:
        why, expected = _("there is no translation"), "--file, --text-file"
        raise BadValue(field="file", value=_("empty"), why=why, expected=expected)
    data = read_given(file) if file else b""
    text = words_in(read_given(text_file), text_file.name) if text_file else ""
    said = Translated(lang=language, by=by, official=official, text=text, kinds=tuple(kind or ()))
    with run.session() as session:
        name = file.name if file else ""
        made = add_translation(session, reply_called(session, reply), said, file=data, file_name=name)
    run.says.document("reply-translate", {"id": made.id, "kinds": made.kind}, _("Saved."))


@GROUP.command("close", N_("Close a reply whose matrix was reviewed."), "reply close XKAL-03-2026-00001/R1")
def close(run: Run, reply: Reply) -> None:
    """Closed."""
    from fieldcase.office.replies.matrix import close_reply

    with run.session() as session:
        made = close_reply(session, reply_called(session, reply))
    run.says.document("reply-close", {"id": made.id}, _("Closed."))


@GROUP.command(
    "entry",
    N_("Hold the summary in an entry for the report against the words quoted of the replies."),
    "reply entry 5ab0c1",
)
def entry(
    run: Run, entry: Annotated[str, typer.Argument(metavar="ENTRY", help=N_("Id of the entry, or its beginning."))]
) -> None:
    """Does it say more than the replies do?"""
    from fieldcase.cli.outcome import finding_lines
    from fieldcase.office.called import called
    from fieldcase.office.replies.entries import check_entry_summary

    with run.session() as session:
        found = check_entry_summary(session, called(session, "report_entry", entry))
    lines = finding_lines(found) or (_("It says no more than the replies do."),)
    run.says.document("reply-entry", {"findings": found}, *lines)


@GROUP.command(
    "refuse",
    N_("Draft the answer to a reply that asks who somebody is: nobody is confirmed, no source is said to exist."),
    "reply refuse XKAL-03-2026-00001/R1",
)
def refuse(
    run: Run,
    reply: Reply,
    language: Annotated[list[str] | None, typer.Option(help=N_("Language; else those of the letter answered."))] = None,
) -> None:
    """A letter."""
    from fieldcase.office.replies.refusing import draft_refusal

    with run.session() as session:
        made = draft_refusal(session, reply_called(session, reply), tuple(language or ()))
    run.says.document("reply-refuse", {"letter": made.id}, made.id)
