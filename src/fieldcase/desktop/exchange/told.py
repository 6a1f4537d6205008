"""What came of sending and receiving, in sentences: what happened, what it means, what to do. Never a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldcase.desktop.onebyone import Came, Told, let_go, lines_of, unread
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.exchange.receive import Received
    from fieldcase.office.exchange.send import Dispatch
    from fieldcase.office.exchange.withholding import HeldBack
    from fieldcase.office.rosters.signing import Waiting

FEW = 5
ROOMS = {
    "case": N_("Cases"),
    "identity": N_("Names"),
    "source": N_("Sources"),
    "sealed": N_("Sealed cases"),
    "office": N_("The office"),
}
WHY = {
    "": N_("names {party}"),
    "unchecked": N_("identities are closed here, so it could not be checked"),
    "unknown": N_("nothing is held here of who {party} is"),
    "shows": N_("a file that shows somebody could be found by it"),
}


def room_word(room: str) -> str:
    """A room as a person calls it: “Cases”, of another office with its code."""
    place = room.partition("/")[2] or room
    return _(ROOMS.get(place, "Cases")) if place in ROOMS else place


def sent(done: Dispatch, own_word: str) -> Told:
    """What left. Sent is not received: the receipt comes from the other side. `own_word` says where it lies."""
    count = len({one.vault for one in done.packages})
    lines = (*staying(done), *done.files_lacking)
    if not done.packages:
        return Told("info", "info", _("Nobody lacks anything, so nothing was sent."), lines)
    sentence = ngettext(
        "Left on {place} for {count} peer. Sent is not received: the receipt comes from the other side.",
        "Left on {place} for {count} peers. Sent is not received: the receipts come from the other side.",
        count,
    ).format(place=own_word, count=count)
    return Told("warn" if done.files_lacking else "ok", "send", sentence, lines)


def staying(done: Dispatch) -> tuple[str, ...]:
    """What does not go and why: cases without consent, values that name somebody, peers in question."""
    lines: list[str] = []
    if done.waiting:
        some = ", ".join(done.waiting[:FEW]) + (" …" if len(done.waiting) > FEW else "")
        waits = ngettext(
            "{count} case waits for consent: {cases}", "{count} cases wait for consent: {cases}", len(done.waiting)
        )
        lines.append(waits.format(count=len(done.waiting), cases=some))
    if done.in_question:
        stopped = _("Nothing goes to {peers}: taking them out was asked for, and no second person decided yet.")
        lines.append(stopped.format(peers=", ".join(done.in_question)))
    if done.held_back:
        texts = ngettext(
            "{count} text stays here, for it names somebody or could not be checked. Write the code instead.",
            "{count} texts stay here, for they name somebody or could not be checked. Write the codes instead.",
            len(done.held_back),
        )
        lines.append(texts.format(count=len(done.held_back)))
    return tuple(lines)


def held_line(one: HeldBack) -> str:
    """One value that stays here: its case, record and field, and why."""
    why = _(WHY[one.why]).format(party=one.party or "–")
    return _("{case} {record}, {field}: {why}").format(
        case=one.case or "–", record=one.called, field=one.label, why=why
    )


def going(done: Dispatch) -> tuple[tuple[str, str, int, int, int], ...]:
    """What would go: peer, room, updates, bytes, withheld. Packages that only carry a receipt have no updates."""
    return tuple((one.peer, room_word(one.room), one.entries, one.bytes, one.withheld) for one in done.packages)


def size(count: int) -> str:
    """Bytes in a unit that a person reads."""
    if count >= 1 << 20:
        return _("{size} MB").format(size=f"{count / (1 << 20):.1f}")
    return _("{size} kB").format(size=max(1, round(count / 1024)))


def received(found: tuple[Received, ...]) -> Told:
    """What became of the packages that were taken in."""
    if not found:
        return Told("info", "info", _("There is nothing new for this vault."))
    counts = Counter(one.what for one in found)
    entries = sum(one.entries for one in found)
    told = (
        (counts["applied"], _("{count} taken in")),
        (counts["file"], _("{count} evidence files fetched")),
        (counts["ignored"], _("{count} known already")),
        (counts["waits"], _("{count} wait")),
        (counts["aside"], ngettext("{count} put aside", "{count} put aside", counts["aside"])),
        (counts["not ours"] + counts["unread"] + counts["file_lacking"], _("{count} not taken")),
    )
    sentence = " · ".join(said.format(count=count) for count, said in told if count)
    if entries:
        updates = ngettext("{count} update", "{count} updates", entries).format(count=entries)
        sentence = f"{sentence} · {updates}"
    reasons = (f"{one.reason} {one.remedy}".strip() for one in found if one.reason)
    bad = counts["aside"] + counts["not ours"] + counts["unread"] + counts["file_lacking"]
    tone = "danger" if bad else "warn" if counts["waits"] else "ok"
    icon = {"danger": "package-x", "warn": "hourglass", "ok": "package-check"}[tone]
    return Told(tone, icon, sentence, tuple(dict.fromkeys(reasons)))


def came(files: Sequence[Came[tuple[Received, ...]]]) -> Told:
    """What became of files that were taken in one after the other: the sum, then a line for each."""
    if len(files) == 1 and files[0].found is not None:
        return received(files[0].found)
    read = [one.found for one in files if one.found is not None]
    told, lacking = received(tuple(found for some in read for found in some)), unread(files)
    sentence = " · ".join(part for part in (told.sentence if read else "", lacking) if part)
    tone, icon = ("danger", "package-x") if lacking else (told.tone, told.icon)
    return Told(tone, icon, sentence, lines_of(files, _what))


def _what(found: tuple[Received, ...]) -> str:
    told = received(found)
    return " · ".join((told.sentence, *told.lines))


def stopped(files: Sequence[Came[tuple[Received, ...]]], left: int) -> Told:
    """It was stopped: what came before that, and how many files were not looked at."""
    said = _("Stopped. What went or came whole stays; nothing was half applied.")
    return Told("info", "info", said, (*lines_of(files, _what), *let_go(left)))


def to_sign(waiting: Waiting) -> tuple[str, ...]:
    """What a signature would do, in sentences; the code is said beside it."""
    lines = [one.sentence for one in waiting.changes]
    cut = _("{who}: in {room}, {stays} entries stay and {falls} stop counting.")
    lines += [
        cut.format(who=one.who, room=room_word(one.room), stays=one.stays, falls=one.falls) for one in waiting.cuts
    ]
    if waiting.apart:
        lines.append(_("It was made beside another roster that counts: where they differ, the narrower one holds."))
    if waiting.lacking:
        said = _(
            "The revocation has not come yet for: {rooms}. Receive what your colleague sent and sign again, so that it"
            " holds there too."
        )
        lines.append(said.format(rooms=", ".join(map(room_word, waiting.lacking))))
    return tuple(lines)
