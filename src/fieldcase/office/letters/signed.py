"""What is kept of a signed letter: its bytes and the draft they were made of, sealed one by one, and the signature.

Signed bytes are never made again: they are kept as objects of the vault under the hash that was signed. The signature
is an internal record over the list of them, never an enclosure. Their keys lie in the identity room, for the pages may
show names.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from datetime import UTC, date
from typing import Literal, overload

import msgspec

from fieldcase.documents.draft import Draft
from fieldcase.documents.renditions import Rendition
from fieldcase.documents.tree import to_json
from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.letters import Rendition as Frozen
from fieldcase.model.machines.letter import PROPOSAL, STATE, family
from fieldcase.model.roles import Role, Seat
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.composing import Composition, template_hash
from fieldcase.office.letters.gathering import Opened
from fieldcase.office.letters.refusals import NotFrozenHere, SignatureBroken
from fieldcase.office.profiles.logo import logo_for
from fieldcase.office.session import Session
from fieldcase.vault.keys import sshsig

NAMESPACE = "fieldcase-letter"
"""Of the SSH signature over a signed letter."""
FORMATS = ("pdf", "docx")
TREE = "tree"
"""The format under which draft and tree are kept, so that other renditions are composed from what was signed."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What a signed letter was made of: the draft (codes only) and the tree as it was drawn."""

    draft: Draft
    tree: bytes


def signature_step(session: Session, opened: Opened) -> LetterStep | None:
    """The step of the signature that stands; None while the letter is not signed.

    A letter to a State is signed by who was head that day, or a delegate; what anybody else wrote is no signature. A
    proposal is never signed, whatever somebody's program wrote (G10).
    """
    if family(opened.letter.kind) == PROPOSAL:
        return None
    if opened.status not in ("signed", "dispatched", "receipt_confirmed", "cancelled", "superseded"):
        return None
    steps = [one for one in opened.file.steps if one.letter == opened.letter.id and one.step == "signature"]
    if family(opened.letter.kind) == STATE:
        steps = [one for one in steps if _by_head(session, opened, one)]
    return max(steps, key=lambda one: (one.taken.at, one.id), default=None)


def _by_head(session: Session, opened: Opened, step: LetterStep) -> bool:
    return bool(_signers(session, opened, step))


def _signers(session: Session, opened: Opened, step: LetterStep) -> list[Seat]:
    """The seats that wrote the step and may have signed: of a letter to a State, those that were head that day."""
    seats = [opened.file.seats[seat] for seat in _writers(session, step) if seat in opened.file.seats]
    if family(opened.letter.kind) != STATE:
        return seats
    day = session.settings.local_day(step.taken.at)
    return [seat for seat in seats if day is not None and Role.HEAD in seat.roles_on(day.isoformat())]


def _writers(session: Session, step: LetterStep) -> set[str]:
    return {seat for seats in session.vault.writers("letter_step", step.id).values() for seat in seats}


def reference_of(session: Session, opened: Opened) -> str:
    """The office reference that the letter was given at signature; empty before."""
    step = signature_step(session, opened)
    return step.taken.office_ref if step else ""


def day_of_letter(session: Session, opened: Opened) -> date:
    """The day that the letter bears: the local day of its signature, today before."""
    step = signature_step(session, opened)
    day = session.settings.local_day(step.taken.at) if step else None
    return day or session.today()


def freeze(session: Session, letter: Letter, made: Iterable[tuple[str, Composition]]) -> dict[str, Frozen]:
    """Draw the letter in each language (language, full rendition) and keep what was drawn, sealed, in the vault.

    Raises `CharactersMissing` and the refusals of the disk; an object without a record does no harm.
    """
    from fieldcase.documents.docx.render import render_docx
    from fieldcase.documents.pdf.render import render_pdf

    found: dict[str, Frozen] = {}
    created, logo = session.clock().astimezone(UTC), logo_for(session, letter)
    for language, one in made:
        tree = to_json(one.composed.document)
        kept = msgspec.json.encode(Kept(draft=one.draft, tree=tree))
        content = {
            "pdf": render_pdf(one.composed.document, document_resources(), created, logo),
            "docx": render_docx(one.composed.document, document_resources(), logo),
            TREE: kept,
        }
        for form, data in content.items():
            stored = session.vault.objects.add(io.BytesIO(data), len(data))
            found[key_of(Rendition.STATE_FULL, language, form)] = Frozen(
                rendition=Rendition.STATE_FULL,
                lang=language,
                format=form,
                sha256=stored.sha256,
                object=stored.object,
                identity=stored.identity,
                size=stored.length,
                template=template_hash(one.draft),
                tree=hashlib.sha256(tree).hexdigest(),
            )
    return found


def key_of(rendition: str, language: str, form: str) -> str:
    """The element under which a frozen rendition stands in its step."""
    return f"{rendition}-{language}-{form}"


def statement(letter: str, reference: str, at: str, frozen: dict[str, Frozen]) -> bytes:
    """What is signed: letter, reference, the instant of the signature and the hashes of all kept pages, one canonical
    JSON line (docs/formats/letter.md). The instant says whose signature it may be: who was head that day."""
    pages = [[key, one.sha256, one.tree, one.template] for key, one in sorted(frozen.items())]
    return msgspec.json.encode({"at": at, "letter": letter, "reference": reference, "pages": pages}, order="sorted")


def sign_frozen(session: Session, letter: str, reference: str, at: str, frozen: dict[str, Frozen]) -> str:
    """This seat's signature over the kept pages and the instant `at`, as an armoured SSH signature."""
    return session.vault.sign(NAMESPACE, statement(letter, reference, at, frozen))


def require_signature(session: Session, opened: Opened) -> LetterStep:
    """The step of the signature, once its signature is that of the seat that signed over the pages kept: whoever wrote
    over the step of the head is no head by that. Raises `NotFrozenHere` where nothing of it is here, `SignatureBroken`.
    """
    step = signature_step(session, opened)
    if step is None or not step.renditions:
        raise NotFrozenHere
    message = statement(opened.letter.id, step.taken.office_ref, step.taken.at, step.renditions)
    keys = {seat.key for seat in _signers(session, opened, step)}
    try:
        signer = sshsig.signer(step.taken.signature)
        sshsig.verify(step.taken.signature, NAMESPACE, message, signer)
    except sshsig.BadSignature as failure:
        raise SignatureBroken from failure
    if signer.hex() not in keys:
        raise SignatureBroken
    return step


@overload
def frozen_bytes(session: Session, opened: Opened, rendition: Rendition, language: str, form: str) -> bytes: ...


@overload
def frozen_bytes(
    session: Session,
    opened: Opened,
    rendition: Rendition,
    language: str,
    form: str,
    *,
    missing_is_none: Literal[True],
) -> bytes | None: ...


def frozen_bytes(
    session: Session, opened: Opened, rendition: Rendition, language: str, form: str, *, missing_is_none: bool = False
) -> bytes | None:
    """The signed bytes of a rendition, their hash looked at. Raises `NotFrozenHere`, `SignatureBroken`,
    `ObjectDamaged`.
    """
    step = signature_step(session, opened)
    found = step.renditions.get(key_of(rendition, language, form)) if step else None
    if found is None or found.object not in session.vault.objects:
        if missing_is_none:
            return None
        raise NotFrozenHere
    data = session.vault.objects.read(found.object, found.identity)
    if hashlib.sha256(data).hexdigest() != found.sha256:
        raise SignatureBroken
    return data


def draft_as_signed(session: Session, opened: Opened, language: str) -> Draft | None:
    """The draft that a signed letter was made of, by which its text is judged from then on; None before, and where what
    was kept is not here or is not what was signed: whoever sends or shows it is told so."""
    try:
        return kept_draft(session, opened, language) if signature_step(session, opened) else None
    except (NotFrozenHere, SignatureBroken):
        return None


def kept_draft(session: Session, opened: Opened, language: str) -> Draft:
    """The draft that a signed letter was made of. Raises as `require_signature` and `frozen_bytes` do."""
    require_signature(session, opened)
    data = frozen_bytes(session, opened, Rendition.STATE_FULL, language, TREE)
    try:
        return msgspec.json.decode(data, type=Kept).draft
    except msgspec.DecodeError as error:
        raise SignatureBroken from error
