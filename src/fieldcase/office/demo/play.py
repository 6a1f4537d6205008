"""The demonstration under way: the stage, the steps, and what was told of them so far."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _
from fieldcase.office.demo.preparing import Stage
from fieldcase.office.demo.told import ConflictTold, LetterTold, PackageTold, RefusedTold
from fieldcase.office.exchange.receive import collect
from fieldcase.office.exchange.send import peer_name, peers, send
from fieldcase.office.session import Session

Progress = Callable[[str, float], None]

STEPS: tuple[tuple[str, str], ...] = (
    ("vaults", N_("Making three vaults")),
    ("cards", N_("Exchanging cards")),
    ("import", N_("Importing the register")),
    ("cases", N_("Working cases through")),
    ("review", N_("Second reading")),
    ("letters", N_("Writing letters")),
    ("replies", N_("Registering replies")),
    ("apart", N_("Editing on two laptops apart")),
    ("headquarters", N_("Sending to headquarters")),
    ("check", N_("Checking the vaults")),
)


class Play:
    """The demonstration under way: the stage, and what has been told of it so far."""

    def __init__(self, into: Path, progress: Progress | None = None) -> None:
        self.into = into
        self._progress = progress
        self.letters: list[LetterTold] = []
        self.refused: list[RefusedTold] = []
        self.packages: list[PackageTold] = []
        self.conflicts: list[ConflictTold] = []
        self.replies = 0
        self.waiting: tuple[str, ...] = ()

    def say(self, step: str) -> None:
        """A step begins."""
        names = [name for name, _sentence in STEPS]
        if self._progress:
            self._progress(_(STEPS[names.index(step)][1]), names.index(step) / len(names))

    def refusing(self, case: str, act: Callable[[], object]) -> None:
        """Do what must be refused, and tell by which rule. What goes through is a fault of the demonstration."""
        try:
            act()
        except Refusal as refusal:
            blocks = [one for one in refusal.findings if one.blocks]
            first = blocks[0] if blocks else None
            self.refused.append(
                RefusedTold(
                    case=case,
                    rule=first.rule if first else refusal.code,
                    reason=first.sentence if first else refusal.sentence,
                    remedy=first.remedy if first else refusal.way_out,
                )
            )
            return
        raise AssertionError("a step that the rules refuse went through")

    def carry(self, giver: Session, *takers: Session) -> None:
        """Send what waits by the memory stick, and let others take it in."""
        done = send(giver, self.stage.route)
        names = {card.id: peer_name(card) for session in self.stage.sessions for card in peers(session)}
        own = names.get(giver.vault.id, giver.office)
        self.waiting = done.waiting or self.waiting
        for one in done.packages:
            self.packages.append(
                PackageTold(
                    from_=own, to=one.peer, room=one.room, bytes=one.bytes, entries=one.entries, withheld=one.withheld
                )
            )
        for taker in takers:
            collect(taker, self.stage.route)

    stage: Stage
