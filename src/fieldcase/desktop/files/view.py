"""The Files tab: what was received, with its length, hash and custody. Drop a file to add it, or press the button."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from fieldcase.desktop.case.tab import CaseTab, Given
from fieldcase.desktop.files import actions, lines
from fieldcase.desktop.files.adding import FileSheet
from fieldcase.desktop.files.custody import CustodySheet
from fieldcase.desktop.files.sealing import sealing_of
from fieldcase.desktop.files.several import SeveralSheet
from fieldcase.desktop.files.underway import UnderWay
from fieldcase.desktop.files.viewing import ViewSheet
from fieldcase.desktop.files.writing import WriteSheet
from fieldcase.desktop.parts.arrange import column, empty, framed, of_row, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_files
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.flow import wrapping
from fieldcase.desktop.parts.label import Label, Picture, named, reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.sources.files import FileLine

PICTURES = {"image": "eye", "text": "file-text", "audio": "phone", "video": "eye"}


class Files(CaseTab):
    """A card for each file. Nothing of a file is decoded here."""

    rules_beside = False

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.setAcceptDrops(True)
        self._lines: tuple[FileLine, ...] = ()
        self._opened: set[str] = set()
        self._again: dict[str, Any] = {}
        self._due = False
        self.shows: list[Button] = []
        self.add = Button(_("Add a file"), "primary", "plus")
        self.add.clicked.connect(self._choose)
        self.primary = self.add
        self._list = column(Label(_("Reading the files…"), "quiet"), gap=10)
        hint = Label(
            _("Drop files here, or add them. They are sealed at once; the files that lie on your disk stay."),
            "caption",
            wrap=True,
        )
        head = row((hint, 1), self.add, gap=12)
        sealing = sealing_of(given.desk)
        sealing.ended.connect(self._sealed)
        self.under_way = UnderWay(sealing, given.case_id)
        self.setLayout(column(head, self.under_way, self._list, ..., gap=12))
        actions.files(given.desk, given.case_id, self._show, self._failed)

    # --- the page around it

    def arrive(self) -> bool:
        self._due = True
        self._focus()
        return True

    def regions(self) -> list[QWidget]:
        return [self.add]

    def where(self) -> dict[str, Any]:
        return {"opened": sorted(self._opened)}

    def take_up(self, where: Mapping[str, Any]) -> None:
        opened = where.get("opened")
        self._opened = {str(one) for one in opened} if isinstance(opened, list) else set()

    def reopen(self, where: Mapping[str, Any]) -> None:
        """The sheet of a file, as soon as the files are read; one that shows a file asks for the reason anew."""
        self._again = dict(where)

    def _reopen(self) -> None:
        told, self._again = self._again, {}
        line = next((one for one in self._lines if one.evidence.id == told.get("file")), None)
        made = {"custody": CustodySheet, "write": WriteSheet}.get(str(told.get("sheet", "")))
        if line is not None and made is not None:
            self.sheet.emit(made(self.given, line))

    def _focus(self) -> None:
        if self._due and self.add.isVisible():
            self._due = False
            (self.shows[0] if self.shows else self.add).setFocus()

    # --- showing

    def _failed(self, refusal: Refusal) -> None:
        empty(self._list)
        self._list.addWidget(Empty("octagon-alert", refusal.sentence, (refusal.way_out,)))

    def _show(self, found: tuple[FileLine, ...]) -> None:
        self._lines, self.shows = found, []
        empty(self._list)
        for line in found:
            self._list.addWidget(self._card(line))
        if not found:
            words = _(
                "A scan, a photograph, a message: add it as you received it. It is hashed, sealed and never changed."
            )
            self._list.addWidget(Empty("folder-open", _("No file yet."), (words,)))
        if self._again:
            self._reopen()
        elif not self.settle():
            self._focus()

    def _card(self, line: FileLine) -> QFrame:
        one, wording = line.evidence, self.given.wording
        state = (
            Pill("circle-check", _("as received"), "ok")
            if line.intact
            else Pill("octagon-x", _("hash differs"), "danger")
        )
        warning = lines.reveals(line)
        why = lines.why_not_shown(line)
        show = self._button(_("Show"), "eye", one.ev_no, "remedy")
        show.setEnabled(not why)
        show.clicked.connect(lambda: self.sheet.emit(ViewSheet(self.given, line)))
        self.shows += [] if why else [show]
        out = self._button(_("Write it out…"), "download", one.ev_no, "quiet")
        out.setEnabled(line.intact)
        out.clicked.connect(lambda: self.sheet.emit(WriteSheet(self.given, line)))
        custody = column(
            *(Label(lines.event_words(event, wording), "caption", wrap=True) for event in line.custody), gap=2
        )
        holder = plain(custody)
        holder.setVisible(one.id in self._opened)
        chain = self._button(_("Custody ({count})").format(count=len(line.custody)), "list", one.ev_no, "quiet")
        chain.clicked.connect(lambda: self._toggle(one.id, holder))
        did = self._button(_("Record what was done…"), "pen-line", one.ev_no, "quiet")
        did.clicked.connect(lambda: self.sheet.emit(CustodySheet(self.given, line)))
        of_row(show if not why else did, one.id)
        digest = Label(reference(lines.hash_words(one.sha256)), "mono", wrap=True)
        named(digest, _("Hash {hash}").format(hash=one.sha256))
        pills = [state, Pill("shield-alert", warning, "warn") if warning else None]
        picture = Picture(PICTURES.get(one.media_type.split("/")[0], "file-text"))
        title = Label(one.title_neutral, "strong", wrap=True)
        head = row(picture, Label(one.ev_no, "strong"), (title, 1), *([] if look().large else pills), gap=8)
        return framed(
            column(
                head,
                *(pills if look().large else []),
                Label(lines.facts_of(line, wording), "caption", wrap=True),
                digest,
                wrapping(show, out, chain, did, gap=6),
                Label(why, "caption", wrap=True, ink="danger" if not line.intact else "warn") if why else None,
                holder,
                gap=6,
                margins=(14, 10),
            )
        )

    def _button(self, words: str, picture: str, number: str, kind: str) -> Button:
        button = Button(words, kind, picture, small=True)
        named(button, f"{words}, {number}")
        return button

    def _toggle(self, record: str, holder: QWidget) -> None:
        holder.setVisible(record not in self._opened)
        self._opened ^= {record}

    # --- adding

    def _choose(self) -> None:
        self.add_files(tuple(map(Path, chosen_files(self, _("Add files")))))

    def add_files(self, paths: tuple[Path, ...]) -> None:
        """Ask what they are; they are read when the sheet is saved."""
        if len(paths) > 1:
            self.sheet.emit(SeveralSheet(self.given, paths))
        elif paths:
            self.sheet.emit(FileSheet(self.given, paths[0]))

    def _sealed(self, _told: object) -> None:
        """Several were sealed in: they stand here and count in the rules."""
        if self.given.case_id in sealing_of(self.given.desk).cases:
            self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files alone."""
        if _local(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The files that were dropped, in their order."""
        if paths := _local(event.mimeData().urls()):
            event.acceptProposedAction()
            self.add_files(paths)


def _local(urls: list[QUrl]) -> tuple[Path, ...]:
    paths = (Path(one.toLocalFile()) for one in urls if one.isLocalFile())
    return tuple(path for path in paths if path.is_file())
