"""`fieldcase peer`: cards, the six words, enrolment, rosters: whom this vault exchanges packages with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
) -> None:
    """A colleague's laptop, or the vault of another office."""
    from fieldcase.office.exchange.cards import own_card
    from fieldcase.office.exchange.enrol import end_founding, enrol_colleague, enrol_peer
    from fieldcase.office.given import read_given, write_given

    if bool(role) == bool(device and roles and out):
        raise HowEnrolled
    text = _text(card, read_given(card))
    with run.session() as session:
        mine = own_card(session)
        if role:
            made = enrol_peer(session, text, mine, words, role=role, compared=compared)
            run.says.document("enrolled", {"id": made.id, "role": role}, _("Enrolled."))
            return
        answer = enrol_colleague(session, text, mine, words, device=device, roles=roles_named(roles or []))
        assert out is not None
        write_given(out, answer)
        ended = end_founding(session)
    lines = [_("The answer is in {file}.").format(file=out)]
    if ended:
        lines.append(_("The founding is over: the root key now lives in the recovery sheets alone."))
    run.says.document("enrolled", {"device": device, "answer": str(out), "founding_over": ended}, *lines)


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


@GROUP.command("sign", N_("Add the second signature to the newest roster."), "peer sign")
def sign(run: Run) -> None:
    """Head and custodian sign together."""
    from fieldcase.office.exchange.enrol import sign_roster

    with run.session() as session:
        made = sign_roster(session)
    run.says.document("roster-signed", {"roster": made.hash}, _("Signed."))


@GROUP.command("list", N_("List the vaults that packages go to, and what they said they hold."), "peer list")
def list_(run: Run) -> None:
    """Peers and their receipts."""
    from fieldcase.office.exchange.cards import known_peers
    from fieldcase.office.exchange.receive import receipts

    with run.session() as session:
        found, held = known_peers(session), receipts(session)
    rows = [(one.name, one.role, one.compared, one.vault[:8]) for one in found]
    names = {one.vault: one.name for one in found}
    got = [(names.get(one.peer, one.peer[:8]), one.room, one.feeds, one.made) for one in held]
    heads = (_("Peer"), _("Role"), _("Compared"), _("Vault"))
    receipt_heads = (_("Received by"), _("Room"), _("Feeds"), _("On"))
    run.says.document(
        "peers", {"peers": found, "receipts": held}, *table(heads, rows), *(table(receipt_heads, got) if got else ())
    )
