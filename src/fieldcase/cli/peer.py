"""`fieldcase peer`: cards, the six words, enrolment, rosters: whom this vault exchanges packages with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.cli.vault import roles_named
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

GROUP = Group("peer", N_("Other vaults: cards, six words by voice, enrolment, who takes part."))
Card = Annotated[Path, typer.Argument(metavar="CARD", help=N_("File with the other vault's card or request."))]
Words = Annotated[str, typer.Option(help=N_("The six words, once both sides have read them out."))]
VOICE = "by voice"


class HowEnrolled(Refusal):
    """A vault is enrolled as a colleague's laptop, or as another office's vault."""

    code = "FC-557"
    message = N_("It is not said whether this is a colleague's laptop or another office's vault.")
    remedy = N_("For a laptop of this office: --device 07 --roles reviewer,head. For another: --role headquarters.")


class CardUnreadable(Refusal):
    """A card is text."""

    code = "FC-558"
    message = N_("“{file}” is no card.")
    remedy = N_("Ask the other side for the file that fieldcase peer card wrote.")


@GROUP.command(
    "card",
    N_("Show this vault's card, to be given to another vault by any way."),
    "peer card --out kalindra-03.card",
    "peer card --secret",
)
def card(
    run: Run,
    out: Annotated[Path | None, typer.Option(help=N_("File to write it to."))] = None,
    secret: Annotated[
        bool, typer.Option("--secret", help=N_("Training only: the secret age key of each compartment."))
    ] = False,
) -> None:
    """The card, or a training vault's secret keys."""
    from fieldcase.office.exchange.cards import own_card, secret_keys
    from fieldcase.office.given import write_given

    with run.session() as session:
        if secret:
            keys = secret_keys(session)
            run.says.document("keys", {"keys": keys}, *(f"# {room}\n{key}" for room, key in keys.items()))
            return
        text = own_card(session).document.text
    if out is not None:
        write_given(out, text.encode())
    lines = [_("The card is in {file}.").format(file=out)] if out else [text]
    run.says.document("card", {"card": str(out) if out else text}, *lines)


@GROUP.command("words", N_("The six words to compare by voice with the other side."), "peer words kalindra-07.card")
def words(run: Run, card: Card) -> None:
    """Six words of both cards; for an answer to a request to join too."""
    from fieldcase.office.exchange.cards import own_card
    from fieldcase.office.exchange.enrol import words_with
    from fieldcase.office.founding.join import words_for_answer
    from fieldcase.office.given import read_given

    data = read_given(card)
    with run.session() as session:
        if session.office:
            found = words_with(session, own_card(session), _text(card, data))
        else:
            found = words_for_answer(session, data)
    run.says.document("words", {"words": found}, " ".join(found))


@GROUP.command(
    "enrol",
    N_("Take a vault in, once the six words were the same on both sides."),
    'peer enrol request.txt --words "…" --device 07 --roles reviewer,head --out answer.fcjoin',
    'peer enrol headquarters.card --words "…" --role headquarters',
)
def enrol(
    run: Run,
    card: Card,
    words: Words,
    device: Annotated[str, typer.Option(help=N_("A colleague's laptop: its new code, two digits."))] = "",
    roles: Annotated[list[str] | None, typer.Option(help=N_("A colleague's roles, separated by commas."))] = None,
    role: Annotated[str, typer.Option(help=N_("Another office: headquarters, colleague or liaison."))] = "",
    out: Annotated[Path | None, typer.Option(help=N_("File for the answer to a colleague's request."))] = None,
    compared: Annotated[str, typer.Option(help=N_("How the words were compared."))] = VOICE,
    replaces: Annotated[str, typer.Option(help=N_("Another office: the keys whose place these take, as told."))] = "",
) -> None:
    """A colleague's laptop, or the vault of another office."""
    from fieldcase.office.exchange.cards import own_card
    from fieldcase.office.exchange.enrol import end_founding, enrol_colleague, enrol_peer
    from fieldcase.office.given import read_given, require_new, write_given

    if bool(role) == bool(device and roles and out):
        raise HowEnrolled
    if out is not None:
        require_new(out)
    text = _text(card, read_given(card))
    with run.session() as session:
        mine = own_card(session)
        if role:
            made = enrol_peer(session, text, mine, words, role=role, compared=compared, replaces=replaces)
            run.says.document("enrolled", {"id": made.id, "role": role}, _("Enrolled."))
            return
        answer = enrol_colleague(session, text, mine, words, device=device, roles=roles_named(roles or []))
        assert out is not None
        write_given(out, answer)
        ended = end_founding(session)
        counts = any(one.device == device and one.office == session.office for one in session.roster.vaults)
    lines = [_("The answer is in {file}.").format(file=out)]
    if not counts:
        lines.append(
            _("It holds once the other of head and custodian signed too (peer sign): write it anew then, peer answer.")
        )
    if ended:
        lines.append(_("The founding is over: the root key now lives in the recovery sheets alone."))
    run.says.document(
        "enrolled", {"device": device, "answer": str(out), "counts": counts, "founding_over": ended}, *lines
    )


@GROUP.command(
    "answer",
    N_("Write the answer for a laptop of this office again: once the second signature came, or when it was lost."),
    "peer answer request.txt --out answer.fcjoin",
)
def answer(
    run: Run, card: Card, out: Annotated[Path, typer.Option(help=N_("File for the answer to a colleague's request."))]
) -> None:
    """An answer written before the roster counts is refused by the laptop that asked."""
    from fieldcase.office.exchange.cards import own_card
    from fieldcase.office.exchange.enrol import answer_again
    from fieldcase.office.given import read_given, write_given

    text = _text(card, read_given(card))
    with run.session() as session:
        write_given(out, answer_again(session, text, own_card(session)))
    run.says.document("answer", {"answer": str(out)}, _("The answer is in {file}.").format(file=out))


def _text(file: Path, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise CardUnreadable(file=file.name) from None


@GROUP.command(
    "accept",
    N_("Take on what the office answered to the request to join."),
    'peer accept answer.fcjoin --words "…"',
)
def accept(
    run: Run,
    answer: Annotated[Path, typer.Argument(metavar="ANSWER", help=N_("File with the answer (.fcjoin)."))],
    words: Words,
) -> None:
    """The vault joins its office."""
    from fieldcase.office.founding.join import accept_answer
    from fieldcase.office.given import read_given

    data = read_given(answer)
    with run.session() as session:
        accept_answer(session, data, words)
        said = {"office": session.office, "device": session.vault.device, "roles": sorted(session.roles)}
    line = _("This vault belongs to office {office} now, as laptop {device}.").format(**said)
    run.says.document("joined", said, line)


@GROUP.command(
    "sign",
    N_("Show what a roster that waits would change, and add the second signature to it."),
    "peer sign",
    "peer sign --code 3f09c2d1a7be",
)
def sign(
    run: Run,
    code: Annotated[str, typer.Option(help=N_("The code under what was shown: signs without asking."))] = "",
) -> None:
    """Head and custodian sign together, what they were shown and nothing else."""
    from fieldcase.office.rosters.signing import NothingToSign, sign_roster, what_waits

    with run.session() as session:
        waits = what_waits(session)
        if not waits:
            raise NothingToSign
        if not code:
            lines = [line for one in waits for line in (*_waiting_lines(one), "")]
            if run.says.json or not sys.stdin.isatty():
                run.says.document("roster-waiting", {"waiting": [_shown(one) for one in waits]}, *lines, _(UNSIGNED))
                return
            run.note("\n".join(lines))
            code = _yes(_("Sign?"), waits[0].code) if len(waits) == 1 else typer.prompt(_("Code"), err=True)
        signed = sign_roster(session, code)
        counts = not signed.roster or signed.roster in session.law.rosters_counting
    lines = [_("Signed."), _("It counts now.") if counts else _("It counts once another of head and custodian signed.")]
    lines += [_(LACKING).format(rooms=", ".join(signed.lacking))] if signed.lacking else []
    run.says.document("roster-signed", {"roster": signed.roster, "counts": counts, **_shown(signed)}, *lines)


UNSIGNED = N_("Nothing was signed. To sign, give the code of what you read: fieldcase peer sign --code CODE.")
LACKING = N_(
    "The revocation has not come yet for: {rooms}. Receive what your colleague sent and sign again, so that it holds"
    " there too."
)


def _shown(waiting: Any) -> dict[str, Any]:
    changes = [
        {"what": one.what.value, "who": one.who, "seat": one.seat, "vault": one.vault, "field": one.field,
         "before": one.before, "after": one.after, "sentence": one.sentence}
        for one in waiting.changes
    ]  # fmt: skip
    return {**msgspec.structs.asdict(waiting), "changes": changes}


def _waiting_lines(waiting: Any) -> list[str]:
    """What waits, in sentences, and its code last."""
    lines = []
    if waiting.roster:
        by = ", ".join(waiting.proposed_by)
        said = _("Roster {number}, proposed by {by} on {on}, would change this:")
        lines.append(said.format(number=waiting.number, by=by, on=waiting.made))
    else:
        lines.append(_("These revocations of seats already taken out wait for your word:"))
    lines += [f"  {one.sentence}" for one in waiting.changes]
    cut = _("  {who}: in {room}, {stays} entries stay and {falls} stop counting.")
    lines += [cut.format(who=one.who, room=one.room, stays=one.stays, falls=one.falls) for one in waiting.cuts]
    if waiting.apart:
        lines.append(_("  It was made beside another roster that counts: where they differ, the narrower one holds."))
    if waiting.lacking:
        lines.append("  " + _(LACKING).format(rooms=", ".join(waiting.lacking)))
    return [*lines, _("Code: {code}").format(code=waiting.code)]


def _yes(question: str, code: str) -> str:
    """The code, once the person said yes; else the command stops."""
    typer.confirm(question, default=False, abort=True, err=True)
    return code


@GROUP.command(
    "revoke",
    N_("Take a seat out: a laptop was lost, or a colleague leaves. Shows first what that does."),
    "peer revoke XKAL-11",
    "peer revoke XKAL-11 --code 3f09c2d1a7be",
)
def revoke(
    run: Run,
    seat: Annotated[str, typer.Argument(metavar="LAPTOP", help=N_("Office and laptop, as peer list shows them."))],
    code: Annotated[str, typer.Option(help=N_("The code under what was shown: proposes it without asking."))] = "",
) -> None:
    """Propose the roster without the seat, and a revocation in every room."""
    from fieldcase.office.rosters.removing import plan_removal, propose_removal

    with run.session() as session:
        plan = plan_removal(session, seat)
        if not code:
            lines = _removal_lines(plan)
            if run.says.json or not sys.stdin.isatty():
                run.says.document("removal", msgspec.structs.asdict(plan) | {"proposed": False}, *lines, _(UNDONE))
                return
            run.note("\n".join(lines))
            code = _yes(_("Propose it?"), plan.code)
        done = propose_removal(session, seat, code)
    lines = [_("{who} is taken out.") if done.at_once else _("Proposed: {who} is to be taken out.")]
    after = _("Until the other of head and custodian signs (fieldcase peer sign), packages of this seat wait.")
    lines += [] if done.at_once else [after, _("Next: fieldcase send.")]
    said = msgspec.structs.asdict(done) | {"proposed": True}
    run.says.document("removal", said, *(line.format(who=done.who) for line in lines))


@GROUP.command(
    "delegate",
    N_("Let a colleague sign for the head of presence for a time, by a document (--end: no more). Two must sign it."),
    'peer delegate XKAL-11 --from 2026-03-12 --until 2026-03-20 --document "memo 4 of 12 March"',
    "peer delegate XKAL-11 --end",
)
def delegate(
    run: Run,
    seat: Annotated[str, typer.Argument(metavar="LAPTOP", help=N_("Office and laptop, as peer list shows them."))],
    first: Annotated[str, typer.Option("--from", metavar="DAY", help=N_("The first day."))] = "",
    last: Annotated[str, typer.Option("--until", metavar="DAY", help=N_("The last day; it counts too."))] = "",
    document: Annotated[str, typer.Option(help=N_("The written delegation: its reference and date."))] = "",
    end: Annotated[bool, typer.Option("--end", help=N_("The seat signs for the head no more."))] = False,
) -> None:
    """A written delegation of the head's signature, or its end."""
    from fieldcase.office.rosters.delegating import propose_delegation, propose_end

    with run.session() as session:
        made = propose_end(session, seat) if end else propose_delegation(session, seat, first, last, document)
    at_once = _("{who}: it counts from now on.")
    later = _("{who}: proposed. The other of head and custodian signs it (fieldcase peer sign).")
    said = msgspec.to_builtins(made)
    run.says.document("delegation", said, (at_once if made.at_once else later).format(who=made.who))


UNDONE = N_("Nothing was changed. To propose it, give the code: fieldcase peer revoke LAPTOP --code CODE.")


def _removal_lines(plan: Any) -> list[str]:
    """What taking the seat out does, and what it does not."""
    from fieldcase.model.roles import ROLE_LABELS

    roles = ", ".join(_(ROLE_LABELS[role]) for role in plan.roles)
    lines = [_("To be taken out: {who}, {roles}.").format(who=plan.who, roles=roles)]
    if plan.last_on_vault:
        lines.append(_("Nothing is sealed to laptop {laptop} any more, and its packages are put aside.").format(
            laptop=plan.laptop
        ))  # fmt: skip
    stays = _(
        "In {room}, {entries} entries of this seat stay, and count as before; what it writes later counts nowhere."
    )
    lines += [stays.format(room=one.room, entries=one.entries) for one in plan.entries]
    lines.append(
        _("What your laptop has not received of it yet does not count: receive from everybody first, if you can.")
    )
    lines += [
        _("Nobody who stays compared the six words with laptop {laptop}: its seats review nothing until that is done.")
        .format(laptop=one)
        for one in plan.alone
    ]  # fmt: skip
    lines.append(
        _("The keys of {rooms} are not renewed: what lies on that laptop stays readable to whoever opens it.").format(
            rooms=", ".join(plan.opens)
        )
    )
    return [*lines, _("Code: {code}").format(code=plan.code)]


@GROUP.command("list", N_("List the vaults that packages go to, and what they said they hold."), "peer list")
def list_(run: Run) -> None:
    """Peers and their receipts."""
    from fieldcase.office.exchange.cards import enrolled_apart, known_peers
    from fieldcase.office.exchange.receive import receipts

    with run.session() as session:
        found, held, apart = known_peers(session), receipts(session), enrolled_apart(session)
    rows = [(one.name, one.role, one.compared, one.vault[:8]) for one in found]
    names = {one.vault: one.name for one in found}
    got = [(names.get(one.peer, one.peer[:8]), one.room, one.feeds, one.made) for one in held]
    heads = (_("Peer"), _("Role"), _("Compared"), _("Vault"))
    receipt_heads = (_("Received by"), _("Room"), _("Feeds"), _("On"))
    run.says.document(
        "peers",
        {"peers": found, "receipts": held, "apart": apart},
        *table(heads, rows),
        *(table(receipt_heads, got) if got else ()),
        *(one.sentence for one in apart),
    )
