"""What stands above the files of a case while several are sealed in, and what became of each afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldcase.desktop.files.sealing import Sealing
from fieldcase.desktop.onebyone import Told
from fieldcase.desktop.parts.arrange import column, empty, framed
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.progress import Progress
from fieldcase.model.words import _


class UnderWay(QWidget):
    """The progress of `sealing` with its Cancel, for the tab of `case`; at the end a banner and a line for each."""

    def __init__(self, sealing: Sealing, case: str) -> None:
        super().__init__()
        self._sealing, self._case = sealing, case
        self.progress = Progress()
        self.progress.stopped.connect(sealing.stop)
        self._going = framed(column(self.progress, margins=(16, 12)))
        self._told = QVBoxLayout()
        self.setLayout(column(self._going, self._told, gap=8))
        sealing.began.connect(self._show)
        sealing.reported.connect(self.progress.report)
        sealing.ended.connect(self._show)
        self._show()

    def _show(self, _ended: object = None) -> None:
        mine = self._case in self._sealing.cases
        going, told = mine and self._sealing.under_way, self._sealing.told if mine else None
        self._going.setVisible(going)
        if going:
            self.progress.report(*self._sealing.said)
        empty(self._told)
        if told is not None:
            self._tell(told)
        self.setVisible(going or told is not None)

    def _tell(self, told: Told) -> None:
        self.read = Button(_("Take these lines away"), "quiet", "x", small=True)
        self.read.clicked.connect(self._forget)
        self._told.addWidget(Banner(told.icon, told.sentence, told.tone, remedy=self.read))
        for line in told.lines:
            self._told.addWidget(Label(line, wrap=True))

    def _forget(self) -> None:
        self._sealing.forget()
        self._show()
