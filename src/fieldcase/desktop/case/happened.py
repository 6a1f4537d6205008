"""What happened: with whom somebody cooperated, what was done to them, by which law, and what came after; in order."""

from __future__ import annotations

from fieldcase.desktop.case.cards import cards_of
from fieldcase.desktop.case.tab import CaseTab, Given
from fieldcase.desktop.parts.arrange import column

KINDS_SHOWN = ("cooperation_link", "act", "law_or_measure", "follow_up")


class Happened(CaseTab):
    """The tab: a card for each kind."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.setLayout(column(*(cards_of(self, kind) for kind in KINDS_SHOWN), ..., gap=12))
