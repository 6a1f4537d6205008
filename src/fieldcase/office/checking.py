"""Check a vault: every page, chain, signature, hash, view and file, what colleagues say that they got from it;
and every reference that it gave.

Every fault says what is wrong, where, and the way back. Nothing is changed by a check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from fieldcase.exchange.package.manifest import SignedReceipt
from fieldcase.exchange.package.refusals import PackageRefused
from fieldcase.exchange.receipts import read_receipt
from fieldcase.model.ledger.fold import Digests
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action
from fieldcase.model.rules.numbering import FATES
from fieldcase.model.words import N_, _
from fieldcase.office.exchange.mailroom import FROM
from fieldcase.office.letters.register import unaccounted
from fieldcase.office.session import Session
from fieldcase.vault import checking, rebuilding
from fieldcase.vault.check import Step
from fieldcase.vault.faults import Fault
from fieldcase.vault.faults import Progress as Done
from fieldcase.vault.files import LEDGER

Progress = Callable[[str, float], None]
"""Told what is looked at and how much of it is done, 0 to 1."""


class CheckCancelled(Refusal):
    """The person stopped the check."""

    code = "FC-441"
    message = N_("The check was stopped, so nothing can be said of the vault.")
    remedy = N_("Start it again when there is time.")


class _Stopped(Exception):
    """Out of whatever step is being taken."""


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found. `entries` and `files` count what was read; `digests` by room, empty where there are faults:
    two vaults that hold the same entries of a room have the same."""

    ok: bool
    faults: tuple[Fault, ...]
    entries: int
    files: int
    digests: dict[str, Digests]


def check_vault(
    session: Session, progress: Progress | None = None, cancel: Callable[[], bool] | None = None
) -> CheckResult:
    """Check the whole vault. `cancel` is asked now and then. Raises `CheckCancelled`."""

    def tell(where: str, done: int, of: int) -> None:
        if cancel is not None and cancel():
            raise _Stopped
        if progress is not None:
            progress(where, done / of if of else 1.0)

    try:
        found = checking.check(session.vault, [_receipts(session), _references(session)], progress=tell)
    except _Stopped:
        raise CheckCancelled from None
    return CheckResult(
        ok=not found.faults, faults=found.faults, entries=found.entries, files=found.files, digests=found.digests
    )


def rebuild_views(session: Session, progress: Progress | None = None) -> int:
    """Throw away lists and search and draw them again from the ledger; returns how many records were drawn. A program
    killed meanwhile leaves them as they were.
    """

    def tell(done: int, of: int) -> None:
        if progress is not None:
            progress(_("Drawing lists and search again"), done / of if of else 1.0)

    return rebuilding.rebuild_views(session.vault, tell)


def _receipts(session: Session) -> Step:
    """What peers got of this vault's own feeds, by their signed word, has to be here: else the vault was put back."""

    def look(_progress: Done) -> Iterator[Fault]:
        mail = session.vault.mail[LEDGER]
        for peer, room, statement in mail.receipts(FROM):
            kept = mail.receipt(FROM, peer, room)
            where = f"{room}, {peer[:8]}"
            try:
                receipt = read_receipt(SignedReceipt(statement=statement, signature=kept[1] if kept else ""))
            except PackageRefused as refusal:
                yield Fault.of(where, refusal)
                continue
            lost = [head for head in receipt.heads if not session.vault.holds_entry(bytes.fromhex(head.head))]
            if lost and room in session.vault.rooms.names:
                sentence = _("A colleague has entries of {count} feeds in “{room}” that this vault no longer holds.")
                yield Fault(
                    where=where,
                    sentence=sentence.format(count=len(lost), room=room),
                    way_out=_("Ask them to send again: what is missing comes back with their next package."),
                )

    return Step(where=_("receipts"), look=look)


def _references(session: Session) -> Step:
    """G1: no reference of the office is missing or given twice without a word of somebody."""

    def look(_progress: Done) -> Iterator[Fault]:
        if not session.may(Action.READ_CASE):
            return
        for one in unaccounted(session):
            yield Fault(
                where=one.reference,
                sentence=_("No letter accounts for this reference: {fate}.").format(fate=_(FATES[one.fate])),
                way_out=_("Say what happened to it: fieldcase letter explain."),
            )

    return Step(where=_("references"), look=look)
