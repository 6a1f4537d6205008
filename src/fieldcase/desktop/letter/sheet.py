"""The sheets on which a step of a letter is told: how it left, when it arrived, what was agreed, why a block stays.

A sheet takes the place of the page; what the office refuses is said above its fields, and what was typed stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.sheet import Done, Sheet
from fieldcase.desktop.letter.actions import (
    Handed,
    agree_on,
    dispatch_it,
    keep_scan,
    let_block_stand,
    proofs_here,
    receive_it,
)
from fieldcase.desktop.parts.arrange import plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_file
from fieldcase.desktop.parts.field import Field, choice_field, line_field
from fieldcase.desktop.parts.label import Label, reference
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.wording import Wording
from fieldcase.model.kinds.letters import DETAIL, Letter
from fieldcase.model.machines.letter import SOURCE, family
from fieldcase.model.rules.scales import NAMED
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.letters.proofs import Proof

DETAILS = {
    "minimal": N_("Only that there is contact"),
    "general": N_("Also that steps were taken"),
    "full": N_("Everything, with dates"),
}


class ProofSheet(Sheet):
    """How a letter left, or that it was received: when, by which way, and the proof of it.

    `leaves` is empty for a receipt; the proof is evidence of the case, or a scan that becomes evidence.
    """

    def __init__(
        self, desk: Desk, wording: Wording, letter: Letter, done: Done, back: Done, *, leaves: bool, now: bool = False
    ) -> None:
        self._desk, self._wording, self._letter, self._done, self._leaves = desk, wording, letter, done, leaves
        self.scan: Path | None = None
        self.method = line_field(_("How it left"), "", _("For example by hand, by pouch, by registered mail."))
        self.to = line_field(_("Handed to"), "", _("A desk or function, never a name."))
        when = _("A day, or a day and hour: 2026-03-02, 2026-03-02T14:30. Now where it is empty.")
        self.at = line_field(_("When it was handed over") if leaves else _("When it was received"), "", when)
        self.proof = choice_field(_("Proof"), {"": _("Not chosen")})
        self.file = Button(_("Take a scan from a file…"), "secondary", "folder-open", small=True)
        self._scanned = Label("", "caption", wrap=True)
        self._agreed = family(letter.kind) == SOURCE
        asked = [self.at] if not now else []
        if leaves and not self._agreed:
            asked = [self.method, self.to, *asked]
        title = _("Record dispatch") if leaves else _("Record receipt")
        if now:
            title = _("Sign and send")
        about = _("The time to reply begins with what stands here. It cannot be taken back.")
        if now:
            about = _("It is signed and leaves now, on the way that was agreed. It cannot be taken back.")
        elif leaves and self._agreed:
            about = _("It leaves on the way that was agreed, and no more is recorded of it. It cannot be taken back.")
        elif not leaves:
            about = _("The day on which the addressee received it, with the proof. It cannot be taken back.")
        parts = [*asked, self.proof, plain(row(self.file, (self._scanned, 1)))]
        go = Button(title, "primary", "send" if leaves else "receipt-text")
        draft = f"letter/{letter.id}/{'dispatch' if leaves else 'receipt'}"
        super().__init__(title, about, parts, go, self._tell, back, desk=desk, draft=draft)
        self.file.clicked.connect(self._choose)
        proofs_here(desk, letter.id, self._offer_proofs, self.refuse)

    def _tell(self) -> None:
        """Keep the scan first, so that it is there once even where the step is refused; then record the step."""
        if self._leaves and not self._agreed and not _typed(self.method):
            self.method.refuse(_("Say how it left."))
            return
        self.busy()
        if self.scan is not None:
            keep_scan(self._desk, self._letter.id, self.scan, self._kept, self.refuse)
        else:
            self._record()

    def take(self, scan: Path) -> None:
        """Take a scan as the proof."""
        self.scan = scan
        self._scanned.setText(_("Kept as evidence of the case: {file}").format(file=scan.name))

    def _kept(self, proof: Proof) -> None:
        self.scan = None
        self._scanned.setText("")
        self._add(proof)
        assert isinstance(self.proof.editor, QComboBox)
        self.proof.editor.setCurrentIndex(self.proof.editor.findData(proof.id))
        self._record()

    def _record(self) -> None:
        assert isinstance(self.proof.editor, QComboBox)
        handed = Handed(
            method=_typed(self.method),
            recipient=_typed(self.to),
            at=_typed(self.at),
            proof=str(self.proof.editor.currentData() or ""),
        )
        take = dispatch_it if self._leaves else receive_it
        take(self._desk, self._letter.id, handed, lambda _made: self._told(), self.refuse)

    def _told(self) -> None:
        self.taken()
        self._done()

    def _choose(self) -> None:
        chosen = chosen_file(self, _("Scan of the proof"))
        if chosen:
            self.take(Path(chosen))

    def _offer_proofs(self, found: tuple[Proof, ...]) -> None:
        for one in found:
            self._add(one)

    def _add(self, proof: Proof) -> None:
        assert isinstance(self.proof.editor, QComboBox)
        said = _("{number}, {title}").format(number=reference(proof.number), title=proof.title)
        self.proof.editor.addItem(said, proof.id)


class AgreeSheet(Sheet):
    """What was agreed with the recipient of a letter to a source; the letter is drafted anew as far as that goes."""

    def __init__(self, desk: Desk, letter: Letter, done: Done, back: Done) -> None:
        self._desk, self._letter, self._done = desk, letter, done
        agreed = letter.agreed
        self.detail = choice_field(
            _("How much it may say"),
            {code: _(DETAILS[code]) for code in DETAIL},
            agreed.detail or DETAIL[0],
        )
        self.letterhead = Tick(_("It may bear the name of the office"), agreed.letterhead is True)
        self.name = Tick(_("It may give the person's own name"), _named(letter))
        self.safe = Tick(_("The way on which it goes was agreed, and it is safe"), agreed.safe is True)
        about = _("Ask before anything is written. The letter is drafted anew; what was written in it by hand goes.")
        parts = [self.safe, self.detail, self.letterhead, *([self.name] if letter.to_party else [])]
        go = Button(_("Save what was agreed"), "primary", "check")
        super().__init__(_("What was agreed"), about, parts, go, self._tell, back)

    def _tell(self) -> None:
        """Save what was agreed, the safe way first of all."""
        if not self.safe.isChecked():
            self.notice(_("A letter is only written on a way that was agreed and is safe."))
            return
        assert isinstance(self.detail.editor, QComboBox)
        self.busy()
        agree_on(
            self._desk,
            self._letter.id,
            str(self.detail.editor.currentData()),
            self.letterhead.isChecked(),
            self.name.isChecked(),
            lambda _made: self._done(),
            self.refuse,
        )


class StaySheet(Sheet):
    """Why a block stays as it is though the records say something else now; `place`: letter, language, block."""

    def __init__(self, desk: Desk, place: tuple[str, str, str], title: str, done: Done, back: Done) -> None:
        self._desk, self._place, self._done = desk, place, done
        self.reason = line_field(_("Why it stays"), "", _("In codes. It holds until the records change once more."))
        heading = _("“{block}” stays as it is").format(block=title)
        about = _("The reason is kept with the letter, for whoever reads it again.")
        go, draft = Button(_("It stays"), "primary", "check"), f"letter/{'/'.join(place)}/stays"
        super().__init__(heading, about, [self.reason], go, self._tell, back, desk=desk, draft=draft)

    def _tell(self) -> None:
        """Save the reason; there is none without words."""
        if not _typed(self.reason):
            self.reason.refuse(_("Say why."))
            return
        self.busy()
        let_block_stand(self._desk, *self._place, _typed(self.reason), lambda _made: self._told(), self.refuse)

    def _told(self) -> None:
        self.taken()
        self._done()


def _named(letter: Letter) -> bool:
    return any(row.party == letter.to_party and row.level == NAMED for row in letter.naming.values())


def _typed(field: Field) -> str:
    assert isinstance(field.editor, QLineEdit)
    return field.editor.text().strip()
