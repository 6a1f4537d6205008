"""What the demonstration tells when it is done: the document that `fieldcase demo --json` prints, and its summary.

Numbers, codes and rules only; no name and no narrative, for a log may keep it.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import msgspec

from fieldcase.model.words import _, ngettext


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """Base of the parts of the document."""


class LetterTold(Told, frozen=True, kw_only=True):
    """A letter that left: the case's number, kind, language, and the files of its rendition."""

    case: str
    kind: str
    language: str
    pdf: str
    docx: str


class RefusedTold(Told, frozen=True, kw_only=True):
    """A step that was refused: the case's number, the rule, why, and what clears it."""

    case: str
    rule: str
    reason: str
    remedy: str


class PackageTold(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A package that went from one vault to another."""

    from_: str
    to: str
    room: str
    bytes: int
    entries: int
    withheld: int


class ConflictTold(Told, frozen=True, kw_only=True):
    """A field that two laptops changed apart, and how many values stand there."""

    record: str
    field: str
    count: int


class ReceiptTold(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from", "for_": "for"}):
    """A signed receipt: who gave it, for which room, and how many feeds it speaks of."""

    from_: str
    for_: str
    feeds: int


class CheckTold(Told, frozen=True, kw_only=True):
    """What the check of a vault found."""

    vault: str
    ok: bool
    entries: int
    files: int


class VaultTold(Told, frozen=True, kw_only=True):
    """A vault that was made, and the file with its passphrase (training vaults only)."""

    name: str
    path: str
    passphrase_file: str


class Demonstration(Told, frozen=True, kw_only=True):
    """Everything that the demonstration did."""

    into: str
    rows: int
    imported: int
    problems: tuple[dict[str, str | int | None], ...]
    duplicates: int
    letters: tuple[LetterTold, ...]
    refused: tuple[RefusedTold, ...]
    packages: tuple[PackageTold, ...]
    conflicts: tuple[ConflictTold, ...]
    receipts: tuple[ReceiptTold, ...]
    check: tuple[CheckTold, ...]
    vaults: tuple[VaultTold, ...]
    replies: int = 0
    waiting_for_consent: int = 0
    seconds: float = 0.0


def summary(done: Demonstration) -> str:
    """The demonstration in some lines for a person."""
    return "\n".join(_lines(done)) + "\n"


def _lines(done: Demonstration) -> Iterator[str]:
    yield _("TRAINING DATA. People, States and events are fictional.")
    yield ""
    yield _("A register: {rows} rows, {imported} imported, {problems} problems explained.").format(
        rows=done.rows, imported=done.imported, problems=len(done.problems)
    )
    yield _counted(
        ngettext(
            "{count} pair of rows may be one incident.", "{count} pairs of rows may be one incident.", done.duplicates
        ),
        done.duplicates,
    )
    yield _counted(
        ngettext(
            "{count} letter left, approved and signed by a second person:",
            "{count} letters left, each approved and signed by a second person:",
            len(done.letters),
        ),
        len(done.letters),
    )
    yield from (f"  {one.case}  {one.kind}  {one.language}  {one.pdf}" for one in done.letters)
    yield _counted(
        ngettext("{count} step was refused:", "{count} steps were refused:", len(done.refused)), len(done.refused)
    )
    yield from (f"  {one.case}  {one.rule}  {one.reason}" for one in done.refused)
    yield _counted(
        ngettext("{count} sealed package went.", "{count} sealed packages went.", len(done.packages)),
        len(done.packages),
    )
    yield _counted(
        ngettext(
            "{count} field was changed on two laptops apart; a person decides.",
            "{count} fields were changed on two laptops apart; a person decides.",
            len(done.conflicts),
        ),
        len(done.conflicts),
    )
    yield _counted(
        ngettext("{count} signed receipt came back.", "{count} signed receipts came back.", len(done.receipts)),
        len(done.receipts),
    )
    yield _counted(
        ngettext(
            "{count} case waits for consent before it goes to headquarters.",
            "{count} cases wait for consent before they go to headquarters.",
            done.waiting_for_consent,
        ),
        done.waiting_for_consent,
    )
    for check in done.check:
        word = _("in order") if check.ok else _("damaged")
        yield _("Check of {vault}: {word}, {entries} entries, {files} files.").format(
            vault=check.vault, word=word, entries=check.entries, files=check.files
        )
    yield ""
    yield _("Folder: {folder}").format(folder=done.into)
    for vault in done.vaults:
        place, passphrase = shlex.quote(str(vault.path)), shlex.quote(str(vault.passphrase_file))
        yield f"  fieldcase case list --vault {place} --passphrase-file {passphrase}"
    yield _("Took {seconds} seconds.").format(seconds=f"{done.seconds:.1f}")


def _counted(sentence: str, count: int) -> str:
    return sentence.format(count=count)
