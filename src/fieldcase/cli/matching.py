"""`fieldcase reply` on what it says: beside each allegation and question, in the State's words, and measures it tells
of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from fieldcase.cli.labels import Labels, choice
from fieldcase.cli.labels import status as status_label
from fieldcase.cli.lines import table
from fieldcase.cli.outcome import finding_lines
from fieldcase.cli.reply import GROUP, Reply, reply_called
from fieldcase.cli.run import Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.rules.replies import EACH_ALLEGATION
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.replies.matrix import QuestionLine
    from fieldcase.office.replies.page import Beside, ReplyPage
    from fieldcase.office.session import Session

Quote = Annotated[str, typer.Option(help=N_("The State's words, letter by letter."))]
Translation = Annotated[str, typer.Option(help=N_("The same words in the translation."))]
Page = Annotated[str, typer.Option(help=N_("Page on which they stand."))]
Summary = Annotated[str, typer.Option(help=N_("Neutral summary for the report."))]
Kept = Annotated[str, typer.Option(help=N_("Why the summary stays though it seems to say more than its quote."))]
Of = Annotated[str, typer.Option("--letter", help=N_("Letter that put it, where the reply answers several."))]


@GROUP.command(
    "show",
    N_("What was asked beside what was answered. That it was read is logged."),
    "reply show XKAL-03-2026-00001/R1",
)
def show(run: Run, reply: Reply) -> None:
    """The page of a reply."""
    from fieldcase.office.replies.page import reply_page

    with run.session() as session:
        found = reply_page(session, reply_called(session, reply))
        labels = Labels.of(session)
    said = {
        "row": found.row,
        "outcome": found.matrix.outcome,
        "allegations": found.allegations,
        "questions": found.questions,
        "measures": found.measures,
        "texts": found.texts,
        "findings": found.matrix.findings,
    }
    run.says.document("reply", said, *_page(found, labels))


def _page(found: ReplyPage, labels: Labels) -> Iterator[str]:
    from fieldcase.model.rules.tracker import LABELS

    yield f"{found.row.case_no}/{found.row.reply_no}  {status_label('reply', found.row.status)}"
    for language, text in found.texts.items():
        yield f"[{language}] {_whose(found, language)}".rstrip()
        yield from text.splitlines()
    for one in (*found.allegations, *found.questions):
        yield ""
        yield from _beside(one, labels)
    yield ""
    yield _(LABELS[found.matrix.outcome])
    yield from (task.text for task in found.matrix.alerts)
    yield from finding_lines(found.matrix.findings)


def _whose(found: ReplyPage, language: str) -> str:
    """What a text of a reply is: nothing for its own words, else how far its translation may be trusted."""
    if language == found.reply.language:
        return ""
    held = [one for one in found.reply.translations.values() if one.lang == language]
    if any(one.official for one in held):
        return _("official translation")
    if any(one.checked_by for one in held):
        return _("unofficial translation, checked by a second person")
    return _("unofficial translation, not checked")


def _beside(one: Beside, labels: Labels) -> Iterator[str]:
    """One point: what was asked, the quote, the summary beside it, and what the summary says too much."""
    number = f"({_letter(one.number)}) {one.question}" if one.question else f"{one.number}."
    yield f"{one.reference or one.letter[:8]}  {number} {one.asked}"
    if one.row is not None:
        said, answer = labels.terms("reply_position", one.row.position), one.row.row
        quote, summary, kept = answer.quote, answer.neutral_summary, answer.summary_kept
    elif one.answer is not None:
        said = choice(one.answer.answer.answered)
        quote, summary, kept = (
            one.answer.answer.quote,
            one.answer.answer.neutral_summary,
            one.answer.answer.summary_kept,
        )
    else:
        yield "  " + _("Nobody said yet what the reply says to it.")
        return
    yield f"  {said}"
    yield from (f"  “{words}”" for words in (quote.original, quote.translation) if words)
    yield from (f"  [{language}] {text.text}" for language, text in summary.items())
    too_much = ", ".join(dict.fromkeys(each.words for each in one.over if each.words))
    if too_much:
        yield "  " + _("Beyond its quote: {words}").format(words=too_much)
    if kept:
        yield "  " + _("It stays: {reason}").format(reason=kept)


@GROUP.command("matrix", N_("What a reply says to each allegation that was put."), "reply matrix XKAL-03-2026-00001/R1")
def matrix(run: Run, reply: Reply) -> None:
    """The matrix of a reply as it stands."""
    from fieldcase.office.replies.page import reply_page

    with run.session() as session:
        found = reply_page(session, reply_called(session, reply), words=False)
        labels = Labels.of(session)
    _tell(run, found, labels)


def _tell(run: Run, found: ReplyPage, labels: Labels) -> None:
    from fieldcase.model.rules.tracker import LABELS

    rows = [
        (
            one.reference or one.letter[:8],
            _letter(one.number) if one.question else one.number,
            one.question or one.allegation[:8],
            labels.terms("reply_position", one.row.position)
            if one.row
            else choice(one.answer.answer.answered)
            if one.answer
            else "",
        )
        for one in (*found.allegations, *found.questions)
    ]
    heads = (_("Letter"), _("No."), _("Point"), _("Position"))
    held = found.matrix
    said = {
        "status": held.status,
        "outcome": held.outcome,
        "lines": held.lines,
        "questions": held.questions,
        "findings": held.findings,
        "alerts": [one.text for one in held.alerts],
    }
    lines = [*table(heads, rows), *(one.text for one in held.alerts), *finding_lines(held.findings)]
    run.says.document("matrix", said, status_label("reply", held.status), _(LABELS[held.outcome]), *lines)


def _put(session: Session, reply: str, letter: str, said: str) -> str:
    """The allegation that a person means: by its number in the letter, as CASE/NUMBER, or by id."""
    from fieldcase.office.called import called
    from fieldcase.office.replies.matrix import reply_matrix

    if not said.isdecimal():
        return called(session, "allegation earlier_letter", said)
    of = called(session, "letter earlier_letter oral_approach", letter) if letter else ""
    lines = [one for one in reply_matrix(session, reply).lines if one.number == int(said) and of in ("", one.letter)]
    if len({one.allegation for one in lines}) != 1:
        why = _("several letters have that number") if lines else _("no letter has that number")
        raise BadValue(field="allegation", value=said, why=why, expected=_("its number with --letter, or its id"))
    return lines[0].allegation


@GROUP.command(
    "row",
    N_("Record what a reply says to one allegation, with its own words."),
    'reply row XKAL-03-2026-00001/R1 1 --position denies_fact --quote "No such arrest took place."',
    'reply row XKAL-03-2026-00001/R1 2 --position announces_remedy --quote "Compensation is being considered." '
    "--measure compensation:announced:2026-04",
)
def row(
    run: Run,
    reply: Reply,
    allegation: Annotated[str, typer.Argument(metavar="ALLEGATION", help=N_("Its number in the letter, or its id."))],
    position: Annotated[list[str], typer.Option(help=N_("Position (reply_position); repeat it for several."))],
    letter: Of = "",
    quote: Quote = "",
    translation: Translation = "",
    page: Page = "",
    summary: Summary = "",
    kept: Kept = "",
    note: Annotated[str, typer.Option(help=N_("A note for the office, in codes."))] = "",
    measure: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND:STAGE:DATE", help=N_("Measure that it tells of, of the list state_measure; repeat it.")
        ),
    ] = None,
    follow_up: Annotated[str, typer.Option(help=N_("What is still to be asked, in codes."))] = "",
    new_fact: Annotated[
        list[str] | None, typer.Option(help=N_("Information recorded from it: CASE/NUMBER or id; repeat it."))
    ] = None,
    version: Annotated[int, typer.Option(min=0, help=N_("Version that was put; the newest by default."))] = 0,
) -> None:
    """One row of the matrix."""
    from fieldcase.office.called import called
    from fieldcase.office.replies.matrix import Position, match_allegation
    from fieldcase.office.replies.measures import Measure

    measures = tuple(
        Measure(kind=kind, stage=stage or "announced", date=date)
        for one in measure or ()
        for kind, stage, date in [(*one.split(":", 2), "", "")[:3]]
    )
    said = Position(
        positions=tuple(position),
        quote=quote,
        translation=translation,
        page=page,
        neutral_summary=summary,
        summary_kept=kept,
        officer_note=note,
        follow_up=follow_up,
        measures=measures,
    )
    with run.session() as session:
        found = reply_called(session, reply)
        facts = tuple(called(session, "information", one) for one in new_fact or ())
        said = msgspec.structs.replace(said, new_facts=facts)
        made = match_allegation(session, found, _put(session, found, letter, allegation), said, version=version)
    run.says.document("reply-row", {"id": made.id, "position": made.row.position}, _("Saved."))


@GROUP.command(
    "question",
    N_("Record whether a reply answers a question of the letter, with its own words."),
    'reply question XKAL-03-2026-00001/R1 b yes --quote "An investigation was opened on 3 March."',
    "reply question XKAL-03-2026-00001/R1 Q5 no",
    "reply question XKAL-03-2026-00001/R1 rest no",
)
def question(
    run: Run,
    reply: Reply,
    asked: Annotated[
        str, typer.Argument(metavar="QUESTION", help=N_("Its letter, number or code: b, 2, Q3; or rest, all left."))
    ],
    answered: Annotated[str, typer.Argument(help=N_("yes, partly or no."))],
    letter: Of = "",
    quote: Quote = "",
    translation: Translation = "",
    page: Page = "",
    summary: Summary = "",
    kept: Kept = "",
) -> None:
    """One question."""
    from fieldcase.office.called import called
    from fieldcase.office.replies.matrix import reply_matrix
    from fieldcase.office.replies.questions import Said, match_question

    said = Said(
        answered=answered, quote=quote, translation=translation, page=page, neutral_summary=summary, summary_kept=kept
    )
    with run.session() as session:
        found = reply_called(session, reply)
        of = called(session, "letter", letter) if letter else ""
        lines = [one for one in reply_matrix(session, found).questions if of in ("", one.letter)]
        wanted = _asked(lines, asked)
        made = [match_question(session, found, each, number, said) for each, number in wanted]
    answers = [{"id": one.id, "question": one.question, "answered": one.answer.answered} for one in made]
    run.says.document("reply-question", {"answers": answers}, _("Saved."))


def _asked(lines: list[QuestionLine], said: str) -> list[tuple[str, int]]:
    """The questions (letter, number) that a person means: one, or the rest that nobody has looked at. Raises
    `BadValue`."""
    if said == "rest":
        return [(one.letter, one.number) for one in lines if one.row is None and one.question != EACH_ALLEGATION]
    wanted = [(one.letter, one.number) for one in lines if said.lower() in _names(one.number, one.question)]
    if len(wanted) != 1:
        why = _("several letters ask it") if wanted else _("no letter asks it")
        known = ", ".join(dict.fromkeys(one.question for one in lines)) or _("none")
        raise BadValue(field="question", value=said[:12], why=why, expected=known)
    return wanted


def _names(number: int, code: str) -> tuple[str, ...]:
    return (str(number), code.lower(), _letter(number))


def _letter(number: int) -> str:
    """The letter under which a question stands in a letter; its number after the 26th."""
    return chr(ord("a") + number - 1) if number <= 26 else str(number)


@GROUP.command("review", N_("Accept a matrix that somebody else wrote."), "reply review XKAL-03-2026-00001/R1")
def review(run: Run, reply: Reply) -> None:
    """A second person accepts."""
    from fieldcase.office.replies.matrix import review_matrix
    from fieldcase.office.replies.page import reply_page

    with run.session() as session:
        review_matrix(session, reply_called(session, reply))
        found = reply_page(session, reply_called(session, reply), words=False)
        labels = Labels.of(session)
    _tell(run, found, labels)
