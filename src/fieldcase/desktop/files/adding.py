"""What a file is, before it is taken in: kind, a title without names, what it may reveal and what it bears on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from PySide6.QtCore import Qt

from fieldcase.desktop.case.answering import texts
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.desk import Job
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.files import actions
from fieldcase.desktop.files.framing import FramedSheet
from fieldcase.desktop.form.editors import Unfit
from fieldcase.desktop.form.form import Form
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.progress import Progress
from fieldcase.desktop.theme.look import look
from fieldcase.model.declare import Field, LText, Record, Type, assemble, describe, flatten
from fieldcase.model.kinds.values import DIRECTIONS
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.model.kinds.evidence import Evidence
    from fieldcase.office.sources.evidence import Received


class Brought(Record, frozen=True, kw_only=True):
    """A file as it is handed over."""

    kind: Annotated[str, Field(N_("Kind of evidence"), Type.CODE, vocabulary="evidence_kind", required=True)] = ""
    title: Annotated[str, Field(N_("Title"), Type.TEXT, N_("No names."), required=True)] = ""
    captured_at: Annotated[str, Field(N_("Captured"), Type.EDTF)] = ""
    reveals_source: Annotated[
        bool, Field(N_("Reveals the source"), Type.BOOL, N_("Yes until somebody has checked."))
    ] = True
    reveals_identity: Annotated[
        bool, Field(N_("Reveals who people are"), Type.BOOL, N_("Yes until somebody has checked."))
    ] = True
    contains_trauma: Annotated[bool, Field(N_("Distressing"), Type.BOOL, N_("Shown blurred."))] = False
    target: Annotated[str, Field(N_("Act, law or measure"), Type.REF, refers="act law_or_measure")] = ""
    elements: Annotated[
        tuple[str, ...], Field(N_("Which elements it bears on"), Type.CODE, vocabulary="verification_element")
    ] = ()
    direction: Annotated[str, Field(N_("Does it support or contradict?"), Type.CHOICE, choices=DIRECTIONS)] = "supports"
    use_limit: Annotated[LText, Field(N_("Limits of use"), Type.LONG_TEXT, N_("What the giver allowed."))] = {}


BROUGHT = describe(Brought, "brought", N_("File"), N_("Files"), N_("An item as received, with its hash."))


class FileSheet(FramedSheet):
    """The file at `path`. It is read when “Seal it in” is pressed; its name goes to the identity room."""

    def __init__(self, given: Given, path: Path) -> None:
        super().__init__()
        self._given, self._path = given, path
        self._job: Job[Any] | None = None
        self._blank = Brought()
        self.form = Form(BROUGHT, self._blank, given.around, new=True)
        self.form.setMaximumWidth(look().px(720))
        save = Button(_("Seal it in"), "primary", "lock")
        save.clicked.connect(self._save)
        self.progress = Progress(_("Sealing the file…"))
        self.progress.stopped.connect(self._stop)
        self.progress.hide()
        name = Label(_("From your disk: {name}").format(name=path.name), wrap=True)
        said = _("It is hashed before anything else, sealed into the vault, and never changed.")
        self.compose(_("Add a file"), said, save, name, self.progress, self.form)
        self.keeps(Drafting(given.desk, f"brought/{given.case_id}", self.form, self), self.form)

    def begin(self) -> None:
        first = self.form.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close it; a file that is being sealed is let go, and nothing of it stays."""
        if self._job is not None:
            self._job.cancel()
        super().leave()

    def _save(self) -> None:
        try:
            values = self.form.values()
        except Unfit as problem:
            self.say("octagon-alert", str(problem), "danger")
            return
        said = assemble(BROUGHT, "", {**flatten(BROUGHT, self._blank), **values})
        assert isinstance(said, Brought)
        self.busy(_("Sealing…"))
        self.progress.show()
        self._job = actions.take(
            self._given.desk,
            self._given.case_id,
            self._path,
            lambda: said_of(said, self._path.name),
            self._taken,
            self._refused,
            self.progress.report,
        )

    def _taken(self, item: Evidence) -> None:
        self.taken()
        self.done.emit(_("{number} is sealed in.").format(number=item.ev_no), None)

    def _refused(self, refusal: Refusal) -> None:
        self._job = None
        self.progress.hide()
        self.refuse(refusal)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self.progress.hide()
        self.ready()
        self.say("info", _("Stopped. Nothing of the file was kept."), "info")


def said_of(brought: Record, name: str, title: str = "") -> Received:
    """What the office is told of the file `name`, from a `Brought`; `title` stands for the title that it says."""
    from fieldcase.office.sources.evidence import Received
    from fieldcase.office.sources.files import type_of
    from fieldcase.office.sources.information import bears_on

    assert isinstance(brought, Brought)
    said = brought
    limits = texts(said.use_limit)
    return Received(
        kind=said.kind,
        title=title or said.title,
        media_type=type_of(name),
        file_name=name,
        captured_at=said.captured_at,
        supports=tuple(bears_on(one, said.target, said.direction) for one in said.elements if said.target),
        reveals_source=said.reveals_source,
        reveals_identity=said.reveals_identity,
        contains_trauma=said.contains_trauma,
        use_limit=next(iter(limits.values()), ""),
    )
