"""Several files that were dropped or chosen at once: what holds of all of them is said once, a title for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.files.adding import BROUGHT, said_of
from fieldcase.desktop.files.framing import FramedSheet
from fieldcase.desktop.files.sealing import Brought, sealing_of
from fieldcase.desktop.form.editors import Unfit
from fieldcase.desktop.form.form import Form
from fieldcase.desktop.form.sheet import said
from fieldcase.desktop.form.typed import Fields
from fieldcase.desktop.parts.arrange import column
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import Field, line_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.look import look
from fieldcase.model.declare import assemble, flatten
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.sources.evidence import Received


def numbered(title: str, number: int) -> str:
    """The title of a file that was given none of its own: the one said of all, and its place among them."""
    return _("{title} ({number})").format(title=title, number=number)


class SeveralSheet(FramedSheet):
    """The files at `paths`. They are read one after the other once “Seal them in” is pressed, wherever one goes then.

    Their names are shown here, go to the identity room with each, and are never a title by themselves.
    """

    def __init__(self, given: Given, paths: Sequence[Path]) -> None:
        super().__init__()
        self._given, self._paths = given, tuple(paths)
        self._blank = BROUGHT.record()
        self.form = Form(BROUGHT, self._blank, given.around, new=True)
        self.form.setMaximumWidth(look().px(720))
        self.titles = [self._title(place, path) for place, path in enumerate(self._paths)]
        save = Button(_("Seal them in"), "primary", "lock")
        save.clicked.connect(self._save)
        count = len(self._paths)
        heading = ngettext("Add {count} file", "Add {count} files", count).format(count=count)
        about = _("Each is hashed before anything else, sealed into the vault, and never changed.")
        own: QVBoxLayout = column(Label(_("A title of its own"), "over"), *self.titles, gap=8)
        self.compose(heading, about, save, Label(_("What holds of all of them"), "over"), self.form, own)
        self._drafts = (f"brought/{given.case_id}", f"brought/{given.case_id}/titles")
        fields = Fields({path.name: field for path, field in zip(self._paths, self.titles, strict=True)}, self)
        of_all, of_each = self._drafts
        self._drafting = (Drafting(given.desk, of_all, self.form, self), Drafting(given.desk, of_each, fields, self))

    def _title(self, place: int, path: Path) -> Field:
        hint = _("Left empty, it is called as above, with the number {number}. No names.").format(number=place + 1)
        field = line_field(_("Title of {file}").format(file=path.name), "", hint)
        field.setMaximumWidth(look().px(720))
        return field

    def keep(self) -> None:
        for one in self._drafting:
            one.keep()

    def begin(self) -> None:
        first = self.form.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        try:
            values = self.form.values()
        except Unfit as problem:
            self.say("octagon-alert", str(problem), "danger")
            return
        common = assemble(BROUGHT, "", {**flatten(BROUGHT, self._blank), **values})
        self.keep()
        for one in self._drafting:
            one.over = True
        files = []
        for number, (path, field) in enumerate(zip(self._paths, self.titles, strict=True), 1):
            title = said(field) or numbered(common.title, number)  # type: ignore[attr-defined]  # `adding.Brought`
            making: partial[Received] = partial(said_of, common, path.name, title)
            files.append(Brought(self._given.case_id, path, making))
        sealing_of(self._given.desk).take(files, self._drafts)
        self.left.emit()
