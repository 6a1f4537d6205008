"""Letters of every kind in order, and what breaks one of them: the ground of the trials of guards."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import msgspec

from fieldcase.model.kinds.acts import Provision
from fieldcase.model.kinds.letters import Agreed, AllegationInLetter, Letter
from fieldcase.model.kinds.parties import LifeStatus
from fieldcase.model.kinds.values import Named
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.machines.letter import SOURCE, family
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.rules.casefile import Status
from fieldcase.model.rules.letters import TOOLS, LetterFile
from fieldcase.model.rules.naming import scopes_of, text_hash
from fieldcase.model.rules.panel import what_blocks
from fieldcase.model.rules.recognition import LIKENESS
from fieldcase.model.rules.steps import signing_findings, snapshot
from fieldcase.model.rules.withdrawal import withdrawal_tasks
from fieldcase.model.shape import Puts, To
from tests.make import (
    a_consent,
    a_file,
    a_law,
    a_letter_file,
    a_party,
    a_relation,
    a_risk,
    an_involvement,
    with_answers,
)
from tests.plain import HEAD, OFFICER, REVIEWER, SEATS, TODAY, rid, text
from tests.transmitted import a_decision, a_letter, a_reply, a_row, a_step, an_allegation

ILENA, FIRST, NEXT = rid("ilena"), a_letter(), an_allegation(2)


LAW, DESK = a_law(enacting_state="XKA", provisions={"1": Provision(article="Article 4")}), rid("desk")


AGREED = Agreed(safe=True, detail="full")


SEAT_OF = {"approval": REVIEWER, "signature": HEAD, "dispatch": OFFICER}


Break = Callable[[LetterFile], LetterFile]


def a_kind(kind: str, level: str = "NAMED") -> Letter:
    """A letter of a kind that names Ilena, puts an allegation where it may, and cites where it must."""
    shape = SHAPES[kind]
    said: dict[str, Any] = {"id": rid("other"), "naming": {"1": Named(party=ILENA, level=level)}}
    if shape.puts is Puts.NEVER:
        said |= {"allegations": {}}
    elif shape.cites:
        said |= {"allegations": {"2": AllegationInLetter(allegation=NEXT.id, version=1, number=2)}}
    if shape.cites:
        said |= {"previous_letters": (FIRST.id,)}
    if shape.comments:
        said |= {"laws": (LAW.id,), "concerned_as": "addressee_of_law"}
    if shape.to is To.SOURCE:
        said |= {"addressee_state": "", "concerned_as": "", "to_party": rid("ilena"), "agreed": AGREED}
    elif not shape.to_state:
        said |= {"addressee_state": "", "concerned_as": "", "outside": rid("outside"), "recipient": "Harbour Holding"}
        said |= {"addressee_kind": "de_facto_authority" if shape.cleared else "company"}
    return a_letter(kind, **said)


@functools.cache
def fit(kind: str, step: str = "approval", level: str = "NAMED") -> LetterFile:
    """A letter in which everything is in order for a step, by the seat that takes it."""
    letter = a_kind(kind, level)
    base = a_file(letters=(FIRST, letter), allegations=(an_allegation(), NEXT), laws=(LAW,))
    scopes = dict.fromkeys((*scopes_of(base, letter), *scopes_of(base, FIRST)))
    consents = tuple(a_consent(scope=scope, recipient=letter.recipient) for scope in scopes)
    file = msgspec.structs.replace(
        base,
        parties={ILENA: a_party(safe_channel="through the neighbour")},
        consents=consents,
        risks=(a_risk(tool=TOOLS.get(kind, "note_verbale")),),
        statuses={**base.statuses, **{("consent", one.id): Status(state="reviewed", by=REVIEWER) for one in consents}},
        authors={(letter.id, "blocks"): frozenset({OFFICER}), (rid("other clearance"), "taken"): frozenset({DESK})},
        consent_heads={one.id: frozenset({"ab" * 34}) for one in consents},
        consent_values={"ab" * 34: consents[0].id},
    )
    lf = a_letter_file(file, letter=letter, seat=SEATS[SEAT_OF[step]])
    if level != "NAMED":
        lf = with_answers(lf, "ilena")
    done = {"approval": (), "signature": ("approval",), "dispatch": ("approval", "signature")}[step]
    at = {one: f"2025-04-01T0{n}:00:00+00:00" for n, one in enumerate(done, 1)}
    steps = tuple(a_step(one, at[one], "other", snapshot(lf)) for one in done)
    if SHAPES[kind].cleared and done:
        steps += (a_step("clearance", "2025-04-01T01:30:00+00:00", "other", text=text_hash(lf.file, lf.letter)),)
    return having(lf, steps=steps)


def having(lf: LetterFile, **changes: Any) -> LetterFile:
    """The same letter in a file that holds other records."""
    return msgspec.structs.replace(lf, file=msgspec.structs.replace(lf.file, **changes))


def saying(lf: LetterFile, **changes: Any) -> LetterFile:
    """The same file with the letter changed; who wrote it stays."""
    letter = msgspec.structs.replace(lf.letter, **changes)
    letters = tuple(letter if one.id == letter.id else one for one in lf.file.letters)
    return having(msgspec.structs.replace(lf, letter=letter), letters=letters)


def ilena(lf: LetterFile, **changes: Any) -> LetterFile:
    return having(lf, parties={**lf.file.parties, ILENA: a_party(**changes)})


def asked(lf: LetterFile, **changes: Any) -> LetterFile:
    """The same consents, each given otherwise."""
    return having(
        lf,
        consents=tuple(
            msgspec.structs.replace(one, answer=msgspec.structs.replace(one.answer, **changes))
            for one in lf.file.consents
        ),
    )


def unchanged(lf: LetterFile) -> LetterFile:
    return lf


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A row: what breaks a guard and at which step, what passes it (nothing to be changed, unless said), and whom it
    spares: (for which kinds, why).
    """

    breaks: Break
    passes: Break = unchanged
    step: str = "approval"
    level: str = "NAMED"
    rule: str = ""
    spares: tuple[tuple[Callable[[str], bool], str], ...] = ()
    asks: Callable[[LetterFile, str], tuple[Any, ...]] = what_blocks


def puts_nothing(kind: str) -> bool:
    return SHAPES[kind].puts is Puts.NEVER


def is_family(*families: str) -> Callable[[str], bool]:
    return lambda kind: family(kind) in families


def scopes(kind: str) -> tuple[str, ...]:
    lf = fit(kind)
    return scopes_of(lf.file, lf.letter)


PUTS_NOTHING = (puts_nothing, "it puts no allegation, so nothing of one can be wrong")


TO_SOURCE = (is_family(SOURCE), "it goes to a source: the checks of what is said to a State or to Geneva do not apply")


NO_TOOL = (lambda kind: kind not in TOOLS, "it is no tool of the response toolbox")


OLD = (a_step("approval", "2025-03-01T09:00:00+00:00", "other"),)


CHILD = {"basis": "guardian", "child_view": text("She agrees.")}


HELD = {"status": {"1": LifeStatus(status="detained", since="2025-03-01")}}


DEAD = {"status": {"1": LifeStatus(status="deceased", since="2025-03-01")}}


BAD = (Finding(rule="N1", severity=Severity.ERROR, sentence="First person."),)


NEAR = (Finding(rule=LIKENESS, severity=Severity.WARNING, sentence="Near."),)


def withdrawn(lf: LetterFile, _step: str) -> tuple[Any, ...]:
    tasks = withdrawal_tasks(lf.file, ILENA, TODAY)
    return tuple(
        Finding(rule=one.origin, severity=Severity.ERROR, sentence="") for one in tasks if lf.letter.id in one.targets
    )


def signing(lf: LetterFile, _step: str) -> tuple[Finding, ...]:
    return signing_findings(lf)


def by(seat: str) -> Break:
    return lambda lf: msgspec.structs.replace(lf, seat=SEATS[seat])


def organisation(level: str, *, asked_too: bool) -> Break:
    def change(lf: LetterFile) -> LetterFile:
        rivers = a_party("rivers", code="O-RIVERS", kind="organisation")
        naming = {**lf.letter.naming, "2": Named(party=rivers.id, level=level)}
        lf = having(saying(lf, naming=naming), parties={**lf.file.parties, rivers.id: rivers})
        tool = TOOLS.get(lf.letter.kind, "note_verbale")
        told = tuple(
            a_consent("rivers", scope=one, basis="organisation_organ", recipient=lf.letter.recipient)
            for one in scopes_of(lf.file, lf.letter)
        )
        given = {("consent", one.id): Status(state="reviewed", by=REVIEWER) for one in told}
        lf = having(lf, risks=(*lf.file.risks, a_risk("rivers", tool=tool)))
        return (
            having(lf, consents=(*lf.file.consents, *told), statuses={**lf.file.statuses, **given}) if asked_too else lf
        )

    return change


def identity_asked(level: str) -> Break:
    def change(lf: LetterFile) -> LetterFile:
        lf = saying(lf, replies_to=(rid("reply"),), naming={"1": Named(party=ILENA, level=level)} if level else {})
        lf = having(lf, replies=(a_reply(),), rows=(a_row(1, "asks_identity"),))
        statuses = {**lf.file.statuses, ("reply", rid("reply")): Status(state="matrix_reviewed", by=REVIEWER)}
        return having(lf, statuses=statuses)

    return change


def a_relative(related: bool) -> Break:
    def change(lf: LetterFile) -> LetterFile:
        link = lf.file.links[0]
        helped = a_party("tomas")
        told = msgspec.structs.replace(link, op4_category=("4d_relative",), cooperator=helped.id)
        return having(
            lf,
            links=(told,),
            parties={**lf.file.parties, helped.id: helped},
            involvements=(*lf.file.involvements, an_involvement("tomas", "cooperator")),
            relations=(a_relation("ilena", "tomas"),) if related else (),
        )

    return change


def official(reason: bool) -> Break:
    def change(lf: LetterFile) -> LetterFile:
        director = a_party("director")
        lf = saying(lf, naming={**lf.letter.naming, "2": Named(party=director.id, level="NAMED")})
        lf = having(
            lf,
            parties={**lf.file.parties, director.id: director},
            involvements=(*lf.file.involvements, an_involvement("director", "perpetrator")),
        )
        return decided(lf, "P-DIRECTOR2") if reason else lf

    return change


def found_in_danger(then: str) -> Break:
    """High danger now; what the letter may bring was weighed on another level then."""

    def change(lf: LetterFile) -> LetterFile:
        risk = a_risk(level=then, tool=TOOLS.get(lf.letter.kind, ""))
        now = msgspec.structs.replace(risk.assessment, level="high")
        return having(lf, risks=(msgspec.structs.replace(risk, assessment=now),))

    return change


def decided(lf: LetterFile, code: str) -> LetterFile:
    one = a_decision("override_protection", "", rationale=text(f"{code} must be named."))
    status = {("decision", one.id): Status(state="decided", by=HEAD)}
    return having(lf, decisions=(one,), statuses={**lf.file.statuses, **status})
