"""Cards, the six words, requests to join and their answers (docs/formats/card.md).

Trust comes from six words compared by voice and from nothing else: a card that arrives says who somebody claims to
be. Refuses cards of the other kind (training and real), cards whose own signature does not hold, answers to other
requests.
"""

from __future__ import annotations

import base64
import hashlib
import io
import struct
from functools import lru_cache
from typing import Annotated, Final

import msgspec
import pyrage

from fieldcase.exchange import signed
from fieldcase.exchange.package import limits
from fieldcase.exchange.package.manifest import Hex16, Hex32, Instant, read_json, require_shallow
from fieldcase.exchange.package.opening import Unseal
from fieldcase.exchange.package.refusals import PackageRefused
from fieldcase.exchange.package.seal import Sign
from fieldcase.exchange.roster import SignedRoster, read_together
from fieldcase.exchange.signed import CARD, SignedText, read_signed
from fieldcase.model.declare import Room
from fieldcase.model.ledger.entries import seat_record
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Role, Seat, VaultCard, may_hold
from fieldcase.model.words import N_

FORMAT: Final = "fieldcase-card/1"
ANSWER_FORMAT: Final = "fieldcase-join/1"
LARGEST_ANSWER: Final = 2 * limits.MIB
_WORDS_SALT: Final = b"fieldcase-words/1"
_SCRYPT: Final = {"n": 2**17, "r": 8, "p": 1, "maxmem": 192 * limits.MIB}


class CardUnreadable(Refusal):
    """Not a card, or one that its own first seat did not sign."""

    code = "FC-220"
    message = N_("This is not a whole and genuine card.")
    remedy = N_("Ask the other side for their card again.")


class CardFromTheFuture(Refusal):
    """A card of a newer format."""

    code = "FC-221"
    message = N_("This card was written by a newer version of the program.")
    remedy = N_("Update the program and read the card again.")


class CardOfOtherKind(Refusal):
    """Training and production never meet."""

    code = "FC-222"
    message = N_("Training and real data never mix: this card and this vault are not of the same kind.")
    remedy = N_("Exchange cards with a vault of the same kind.")


class WordsDiffer(Refusal):
    """The six words are not the same on both sides: somebody stands between."""

    code = "FC-223"
    message = N_("The six words are not the same. Nobody was enrolled.")
    remedy = N_(
        "Somebody may be altering what you send each other. Exchange the cards by another way and compare again."
    )


class AnswerUnreadable(Refusal):
    """Not an answer to this vault's own request, or not signed by the office whose card was compared."""

    code = "FC-224"
    message = N_("This is not an answer to the request of this vault.")
    remedy = N_("Send the request again, and compare the six words with the office by voice.")


class OwnCard(Refusal):
    """A vault does not enrol itself."""

    code = "FC-225"
    message = N_("This is the card of this vault itself.")
    remedy = N_("Read the card that the other side made.")


class CardSeat(msgspec.Struct, frozen=True, kw_only=True):
    """A seat on a card: public key (64 hex), the same in OpenSSH's form, name for colleagues, roles wished for."""

    seat: Hex32
    key: Annotated[str, msgspec.Meta(max_length=200)]
    name: Annotated[str, msgspec.Meta(max_length=120)] = ""
    roles: Annotated[tuple[Role, ...], msgspec.Meta(max_length=16)] = ()


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A vault's card. `recipients`: age recipients (`age1…`) by compartment; `root`: the office's root key, public."""

    format: str = FORMAT
    vault: Hex16
    office: Annotated[str, msgspec.Meta(pattern=r"\A[A-Z0-9]{0,12}\Z")]
    device: Annotated[str, msgspec.Meta(pattern=r"\A([0-9]{2}[a-z]{0,2})?\Z")]
    training: bool
    made: Instant
    root: Hex32 | None = None
    recipients: dict[str, Annotated[str, msgspec.Meta(pattern=r"\Aage1[0-9a-z]{58}\Z")]]
    seats: Annotated[tuple[CardSeat, ...], msgspec.Meta(min_length=1, max_length=16)]

    @property
    def asks_to_join(self) -> bool:
        """Whether this is a request: no office yet."""
        return not self.office


class ReadCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card with the exact document it was read from; `hash` names it."""

    card: Card
    document: SignedText

    @property
    def hash(self) -> str:
        """SHA-256 of the card's line, 64 hex."""
        return self.document.hash


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What an office tells a vault that asked to join. `card` is a signed document as text."""

    format: str = ANSWER_FORMAT
    request: Hex32
    office: Annotated[str, msgspec.Meta(pattern=r"\A[A-Z0-9]{2,12}\Z")]
    device: Annotated[str, msgspec.Meta(pattern=r"\A[0-9]{2}[a-z]{0,2}\Z")]
    roles: tuple[Role, ...]
    training: bool
    made: Instant
    card: str
    rosters: Annotated[tuple[SignedRoster, ...], msgspec.Meta(min_length=1, max_length=1000)]


def card_seat(seat: str, name: str, roles: tuple[Role, ...] = ()) -> CardSeat:
    """A seat for a card, from its public key (64 hex)."""
    return CardSeat(seat=seat, key=openssh_key(seat), name=name, roles=roles)


def openssh_key(seat: str) -> str:
    """A public key (64 hex) in OpenSSH's form, as `allowed_signers` wants it."""
    parts = (b"ssh-ed25519", bytes.fromhex(seat))
    return "ssh-ed25519 " + base64.b64encode(b"".join(struct.pack(">I", len(one)) + one for one in parts)).decode()


def write_card(card: Card, sign: Sign) -> ReadCard:
    """Sign a card; its first seat is the one that `sign` signs for. Raises `NameUnfit`."""
    for one in card.seats:
        signed.require_shown_as_it_is(one.name)
    line = msgspec.json.encode(card)
    return ReadCard(card=card, document=SignedText(line=line.decode(), signature=sign(CARD, line)))


def read_card(text: bytes | str, *, training: bool) -> ReadCard:
    """Read a `.fccard`. Raises `CardUnreadable`, `CardFromTheFuture`, `CardOfOtherKind`."""
    try:
        document = read_signed(text)
        seat = signed.signer_of(document.signature)
        signed.require_signature(document.signature, CARD, document.line.encode(), seat)
        require_shallow(document.line.encode(), limits.STATEMENT_NESTING)
        version = read_json(document.line, _Version)
        if version.format != FORMAT and version.format.startswith("fieldcase-card/"):
            raise CardFromTheFuture
        card = read_json(document.line, Card)
    except (signed.NotSigned, signed.SignatureFalse, PackageRefused) as failure:
        raise CardUnreadable from failure
    if card.format != FORMAT or card.seats[0].seat != seat.hex() or not _sound(card):
        raise CardUnreadable
    if card.training != training:
        raise CardOfOtherKind
    return ReadCard(card=card, document=document)


def six_words(one: ReadCard, other: ReadCard) -> tuple[str, ...]:
    """The six words that both sides read to each other; takes some tenths of a second on purpose, the first time
    (section 3).

    Raises `OwnCard` when both are the same card.
    """
    if one.hash == other.hash or one.card.vault == other.card.vault:
        raise OwnCard
    return _words_of(b"".join(sorted((bytes.fromhex(one.hash), bytes.fromhex(other.hash)))))


@lru_cache(maxsize=8)
def _words_of(both: bytes) -> tuple[str, ...]:
    """Kept, for they are shown, compared and signed one after the other; who tries cards has a new pair each time."""
    from shamir_mnemonic.wordlist import WORDLIST

    code = int.from_bytes(hashlib.scrypt(both, salt=_WORDS_SALT, dklen=8, **_SCRYPT)) >> 4
    return tuple(str(WORDLIST[code >> shift & 1023]) for shift in range(50, -1, -10))


def require_same_words(said: str, words: tuple[str, ...]) -> None:
    """What a person typed is these six words; case, hyphens and spaces aside. Raises `WordsDiffer`."""
    if said.replace("-", " ").replace(",", " ").casefold().split() != list(words):
        raise WordsDiffer


def write_answer(answer: Answer, request: Card, sign: Sign) -> bytes:
    """The answer as `.fcjoin`: signed, and sealed to the request's recipient for the office compartment."""
    line = msgspec.json.encode(answer)
    text = SignedText(line=line.decode(), signature=sign(CARD, line)).text
    return bytes(pyrage.encrypt(text.encode(), [pyrage.x25519.Recipient.from_str(request.recipients["office"])]))


def read_answer(sealed: bytes, unseal: Unseal, request: ReadCard) -> tuple[Answer, ReadCard]:
    """Open a `.fcjoin`: the answer and the office's card, whose six words are then compared with those of the
    request.

    Checks all that does not need a voice (section 4). Raises `AnswerUnreadable`, `CardOfOtherKind` and refusals of
    the card and the rosters.
    """
    document = _unsealed(sealed, unseal)
    seat = signed.signer_of(document.signature)
    signed.require_signature(document.signature, CARD, document.line.encode(), seat)
    try:
        answer = read_json(document.line, Answer)
    except PackageRefused as failure:
        raise AnswerUnreadable(why="format") from failure
    office = read_card(answer.card, training=request.card.training)
    if answer.format != ANSWER_FORMAT or answer.request != request.hash or answer.training != request.card.training:
        raise AnswerUnreadable(why="request")
    if answer.office != office.card.office or seat.hex() not in {one.seat for one in office.card.seats}:
        raise AnswerUnreadable(why="signer")
    _require_listed(answer, request.card, office.card)
    return answer, office


def _require_listed(answer: Answer, request: Card, office: Card) -> None:
    """The roster in force lists the new vault as it asked, and the office's root key stands at its beginning."""
    roster = read_together(answer.rosters, root=office.root or "").roster
    vault = roster.vault(request.vault)
    if vault is None or vault.device != answer.device or {vault.office, roster.office} != {answer.office}:
        raise AnswerUnreadable(why="roster")
    seats = [seat for seat in roster.seats if seat.vault == vault.id]
    if not vault.recipients.items() <= request.recipients.items() or "office" not in vault.recipients:
        raise AnswerUnreadable(why="keys")
    if {one.key for one in seats} != {one.seat for one in request.seats}:
        raise AnswerUnreadable(why="keys")
    if {role for one in seats for role in one.roles} != set(answer.roles):
        raise AnswerUnreadable(why="roles")


def vault_row(card: Card, *, office: str, device: str, roles: tuple[Role, ...] | None = None) -> VaultCard:
    """The vault of a card as it stands in a roster. With `roles`: only recipients of compartments these may open."""
    recipients = {place: key for place, key in card.recipients.items() if roles is None or may_hold(roles, Room(place))}
    return VaultCard(id=card.vault, office=office, device=device, recipients=recipients, training=card.training)


def seat_rows(card: Card, roles: tuple[Role, ...]) -> tuple[Seat, ...]:
    """The seats of a card as they stand in a roster, with the roles that the office gives them."""
    return tuple(
        Seat(id=seat_record(bytes.fromhex(one.seat)).hex(), key=one.seat, name=one.name, roles=roles, vault=card.vault)
        for one in card.seats
    )


def _unsealed(sealed: bytes, unseal: Unseal) -> SignedText:
    if len(sealed) > LARGEST_ANSWER:
        raise AnswerUnreadable(why="length")
    plain = io.BytesIO()
    try:
        unseal(io.BytesIO(sealed), plain)
        return read_signed(plain.getvalue())
    except (pyrage.DecryptError, OSError, signed.NotSigned) as failure:
        raise AnswerUnreadable(why="seal") from failure


def _sound(card: Card) -> bool:
    """Keys in both forms agree, names are what one sees, recipients are keys, compartments are known, there is one
    for the office.
    """
    try:
        for recipient in card.recipients.values():
            pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        return False
    known = {"case", "identity", "source", "sealed", "office"}
    same = all(one.key == openssh_key(one.seat) for one in card.seats)
    named = all(signed.shown_as_it_is(one.name) for one in card.seats)
    return same and named and "office" in card.recipients and known.issuperset(card.recipients)


class _Version(msgspec.Struct, frozen=True):
    format: str
