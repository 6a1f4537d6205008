"""My passphrase: another one opens the vault from now on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.progress import Progress
from fieldcase.desktop.settings.actions import change_passphrase
from fieldcase.desktop.settings.pane import Pane, card
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.start.newpassphrase import NewPassphrase
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _


class PassphrasePane(Pane):
    """Typed twice, weighed, proposed. Leaving the pane empties it."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self.title = _("My passphrase")
        self.for_others = _("It changes nothing for others: each person at each laptop has a passphrase of their own.")
        super().__init__(desk, standing)
        self._job: Job[tuple[str, ...]] | None = None
        self.field = NewPassphrase(desk, any_will_do=standing.training)
        self.field.own_words = tuple(said for said in (standing.who, standing.office) if said)
        self.field.changed.connect(self._weigh)
        self.why = Label("", "caption", wrap=True)
        self.button = Button(_("Change the passphrase"), "primary")
        self.button.clicked.connect(self.primary)
        self.progress = Progress()
        self.progress.stopped.connect(self._stop)
        self.progress.hide()
        copies = _(
            "Copies of the vault's folder that were made before still open with the old one: keep or destroy them"
            " accordingly."
        )
        self.put(
            card(self.field, row((self.why, 1), self.button, gap=12), self.progress),
            Banner("info", copies, "info"),
        )
        self._weigh()

    def first(self) -> QWidget:
        return self.field.once

    def primary(self) -> None:
        """Change it, where it can be."""
        if not self.button.isEnabled():
            return
        self.clear()
        self.button.busy(_("Changing…"))
        self.progress.report(_("Sealing the keys anew"), -1)
        self.progress.show()
        self._job = change_passphrase(
            self._desk, self.field.passphrase, self._changed, self._refused, self.progress.report
        )

    def hideEvent(self, event: object) -> None:
        """Nothing that was typed stays behind another pane."""
        self.field.forget()

    def _changed(self, notices: tuple[str, ...]) -> None:
        self._rest()
        self.field.forget()
        self._weigh()
        said = _("The passphrase is changed. The old one opens this vault no more.")
        self.said.emit(" ".join((said, *notices)), None)

    def _refused(self, refusal: Refusal) -> None:
        self._rest()
        self.refuse(refusal)

    def _stop(self) -> None:
        """The job ends at its next report; which passphrase opens then is asked of nobody but the vault."""
        if self._job is not None:
            self._job.cancel()
        self._desk.run(lambda _session: None, lambda _done: self._rest())

    def _rest(self) -> None:
        self.progress.hide()
        self.button.ready()
        self._weigh()

    def _weigh(self) -> None:
        why = self.field.lacking()
        self.why.setText(why)
        self.button.setEnabled(not why)
        self.button.setAccessibleDescription(why)
