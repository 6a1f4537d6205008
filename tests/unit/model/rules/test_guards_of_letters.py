"""Every guard that concerns letters, for every kind of letter: a case that passes it and one that it stops.

`TRIALS` has a row a guard: what breaks it, what passes it where a letter in order would not show it, and which kinds it
spares, with the reason. All kinds of `SHAPES` are tried: where a kind is spared the same case must pass, so that a
reason that is none fails; a new kind is tried against every row from the day that it has a shape.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from fieldcase.model.kinds.letters import Agreed
from fieldcase.model.kinds.values import Named
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.machines.letter import PROPOSAL, SOURCE, STATE, family
from fieldcase.model.rules.consent import UNREACHABLE_SCOPES
from fieldcase.model.rules.letters import REVIEWED_SCOPES, LetterFile
from fieldcase.model.rules.naming import STATE_KINDS, recipient_of, scopes_of
from fieldcase.model.rules.panel import CHECKS, letter_findings, what_blocks
from fieldcase.model.rules.registry import GUARDS
from fieldcase.model.shape import To
from tests.make import (
    a_custody,
    a_party,
    a_risk,
    an_assessment,
    an_evidence,
)
from tests.plain import HEAD, NOW, OFFICER, REVIEWER, rid
from tests.transmitted import a_mandate, a_reference
from tests.unit.model.rules.letters_tried import (
    BAD,
    CHILD,
    DEAD,
    HELD,
    NEAR,
    NO_TOOL,
    OLD,
    PUTS_NOTHING,
    SEAT_OF,
    TO_SOURCE,
    Trial,
    a_relative,
    asked,
    by,
    decided,
    fit,
    found_in_danger,
    having,
    identity_asked,
    ilena,
    is_family,
    official,
    organisation,
    saying,
    scopes,
    signing,
    withdrawn,
)

TRIALS: dict[str, Trial] = {
    "G4": Trial(breaks=lambda lf: having(lf, consents=())),
    "G4 at signature": Trial(rule="G4", step="signature", breaks=lambda lf: asked(lf, level="CODED")),
    "G4 at dispatch": Trial(
        rule="G4", step="dispatch", breaks=lambda lf: asked(lf, withdrawn_at="2025-03-31T10:00:00Z")
    ),
    "G4 reviewed": Trial(
        rule="G4",
        step="signature",
        breaks=lambda lf: having(
            lf, statuses={key: one for key, one in lf.file.statuses.items() if key[0] != "consent"}
        ),
        spares=(
            (is_family(SOURCE), "a letter to the person about whom it is names nobody to others"),
            (
                lambda kind: REVIEWED_SCOPES.isdisjoint(scopes(kind)),
                "section 7.3 asks a review for four uses, of which it is none",
            ),
        ),
    ),
    "G5": Trial(level="CODED", breaks=lambda lf: having(lf, identifiability=()), spares=(TO_SOURCE,)),
    "G6": Trial(step="signature", breaks=lambda lf: having(lf, steps=OLD)),
    "G7": Trial(asks=withdrawn, breaks=lambda lf: asked(lf, withdrawn_at="2025-03-31T10:00:00Z")),
    "G8": Trial(
        breaks=lambda lf: msgspec.structs.replace(lf, texts=("S-7K3D9X",)),
        passes=lambda lf: msgspec.structs.replace(lf, texts=("P-7K3D9X",)),
    ),
    "G8 enclosures": Trial(
        rule="G8",
        breaks=lambda lf: having(
            msgspec.structs.replace(lf, enclosures=(rid("photo"),)), evidence=(an_evidence(reveals_source=True),)
        ),
        passes=lambda lf: having(msgspec.structs.replace(lf, enclosures=(rid("photo"),)), evidence=(an_evidence(),)),
    ),
    "G9": Trial(breaks=by(OFFICER), passes=by(HEAD)),
    "G10": Trial(
        step="signature",
        asks=signing,
        breaks=by(REVIEWER),
        spares=((is_family(PROPOSAL), "nobody signs a proposal: it is refused to everybody"),),
    ),
    "G11": Trial(breaks=lambda lf: having(lf, assessments=()), spares=(TO_SOURCE, PUTS_NOTHING)),
    "G13": Trial(
        breaks=lambda lf: having(
            lf,
            assessments=tuple(
                an_assessment(one, "contradicted", "act", "ilena" if one != "E2" else "") for one in ("E1", "E2", "E3")
            ),
        ),
        spares=(TO_SOURCE, PUTS_NOTHING),
    ),
    "G15": Trial(
        breaks=lambda lf: having(
            lf, links=tuple(msgspec.structs.replace(one, mechanism=("ecosoc_ngo_committee",)) for one in lf.file.links)
        ),
        spares=((lambda kind: kind != "hrc_president_brief", "only the brief for the President keeps to the Council"),),
    ),
    "G16": Trial(
        breaks=lambda lf: having(
            saying(lf, external_ref=(rid("reference"),)), external_refs=(a_reference(confirmed=False),)
        ),
        passes=lambda lf: having(saying(lf, external_ref=(rid("reference"),)), external_refs=(a_reference(),)),
    ),
    "G17": Trial(rule="N1", breaks=lambda lf: msgspec.structs.replace(lf, lint=BAD)),
    "G17 not made": Trial(rule="G17", breaks=lambda lf: msgspec.structs.replace(lf, lint=None)),
    "G18": Trial(
        breaks=lambda lf: saying(lf, concerned_as=""),
        spares=((lambda kind: kind not in STATE_KINDS, "it does not go to a State from here"),),
    ),
    "G18 cleared": Trial(
        rule="G18",
        step="signature",
        breaks=lambda lf: having(lf, steps=tuple(one for one in lf.file.steps if one.step != "clearance")),
        spares=((lambda kind: not SHAPES[kind].cleared, "headquarters clears letters to a de facto authority alone"),),
    ),
    "G19": Trial(
        breaks=identity_asked("NAMED"),
        passes=identity_asked("ANON"),
        spares=((is_family(PROPOSAL, SOURCE), "it answers no reply of a State"),),
    ),
    "G23": Trial(
        breaks=lambda lf: having(
            msgspec.structs.replace(lf, enclosures=(rid("photo"),)),
            evidence=(an_evidence(),),
            custody=(a_custody("photo", "hash_mismatch", "00" * 32),),
        ),
        passes=lambda lf: having(msgspec.structs.replace(lf, enclosures=(rid("photo"),)), evidence=(an_evidence(),)),
    ),
    "G25": Trial(
        breaks=lambda lf: having(
            lf, acts=tuple(msgspec.structs.replace(one, date="2025-01-10") for one in lf.file.acts)
        ),
        spares=(TO_SOURCE, PUTS_NOTHING),
    ),
    "G25 clock": Trial(
        rule="G25",
        step="signature",
        breaks=lambda lf: msgspec.structs.replace(lf, last_entry=NOW + timedelta(days=1)),
        passes=lambda lf: msgspec.structs.replace(lf, last_entry=NOW - timedelta(days=1)),
    ),
    "G26": Trial(breaks=a_relative(False), passes=a_relative(True), spares=(TO_SOURCE, PUTS_NOTHING)),
    "G27": Trial(
        breaks=lambda lf: having(
            lf, links=tuple(msgspec.structs.replace(one, mechanism=("regional_african",)) for one in lf.file.links)
        ),
        spares=((is_family(STATE, SOURCE), "a regional body alone is no nexus for Geneva; a State may be written to"),),
    ),
    "G28": Trial(
        rule="G4", breaks=organisation("NAMED", asked_too=False), passes=organisation("NAMED", asked_too=True)
    ),
    "G29": Trial(
        breaks=lambda lf: asked(ilena(lf, date_of_birth="2010-05-01"), **CHILD),
        passes=lambda lf: decided(asked(ilena(lf, date_of_birth="2010-05-01"), **CHILD), "P-ILENA2"),
        spares=(TO_SOURCE,),
    ),
    "G30": Trial(
        rule="G4",
        breaks=lambda lf: asked(
            ilena(lf, **HELD),
            basis="family_unreachable",
            valid_from="2025-01-20",
            obtained_at="2025-01-20T09:00:00+00:00",
        ),
        passes=lambda lf: (
            asked(ilena(lf, **HELD), basis="family_unreachable")
            if UNREACHABLE_SCOPES.issuperset(scopes_of(lf.file, lf.letter)) and not SHAPES[lf.letter.kind].rechecks
            else lf
        ),
    ),
    "G31": Trial(
        rule="G4",
        breaks=lambda lf: ilena(lf, **DEAD),
        passes=lambda lf: asked(ilena(lf, **DEAD), basis="family_deceased"),
    ),
    "G32": Trial(
        breaks=lambda lf: saying(lf, mandates=(rid("nowhere"),)),
        passes=lambda lf: having(saying(lf, mandates=(rid("mandate"),)), mandates=(a_mandate(),)),
    ),
    "G33": Trial(
        breaks=lambda lf: having(
            lf, acts=tuple(msgspec.structs.replace(one, perpetrator_types=("un_personnel",)) for one in lf.file.acts)
        )
    ),
    "7.5": Trial(
        breaks=lambda lf: saying(lf, agreed=Agreed()),
        spares=((is_family(STATE, PROPOSAL), "it goes to no source, so no channel is agreed with one"),),
    ),
    "G8 alone": Trial(
        rule="G8",
        breaks=lambda lf: having(
            saying(lf, naming={**lf.letter.naming, "9": Named(party=rid("tomas"), level="ANON")}),
            parties={**lf.file.parties, rid("tomas"): a_party("tomas")},
        ),
        spares=((is_family(STATE, PROPOSAL), "only a letter to a source is about one person alone"),),
    ),
    "10.1": Trial(
        breaks=lambda lf: saying(lf, laws=(), recipient=""),
        spares=(
            (
                lambda kind: SHAPES[kind].to is not To.OUTSIDE and not SHAPES[kind].comments,
                "it goes to a State or a source and is about no law",
            ),
        ),
    ),
    "10.5": Trial(breaks=official(False), passes=official(True), spares=(TO_SOURCE,)),
    "3.10": Trial(breaks=lambda lf: having(lf, risks=(a_risk(tool="other"),)), spares=(TO_SOURCE, NO_TOOL)),
    "3.10 risen": Trial(
        rule="3.10",
        breaks=found_in_danger("medium"),
        passes=found_in_danger("high"),
        spares=(TO_SOURCE, NO_TOOL),
    ),
    "3.13": Trial(
        breaks=lambda lf: having(
            lf, allegations=tuple(msgspec.structs.replace(one, version=2) for one in lf.file.allegations)
        ),
        spares=(TO_SOURCE, PUTS_NOTHING),
    ),
    "L1": Trial(breaks=lambda lf: msgspec.structs.replace(lf, lint=NEAR)),
}


ELSEWHERE = {
    "G1": "numbers of cases", "G2": "leaving the draft of a case", "G3": "protection waits for no letter",
    "G12": "grading of information; what it does to a letter is G11", "G14": "report entries", "G20": "closing a case",
    "G21": "report entries", "G22": "tables and charts", "G24": "packages and copies of letters: test_audiences.py",
    "G34": "what an import brings",
}  # fmt: skip
"""Guards that no step of a letter asks, and what they are about."""


def spared(kind: str, trial: Trial) -> str:
    """Why a guard does not concern a kind of letter; empty where it does."""
    return next((why for holds, why in trial.spares if holds(kind)), "")


def rules(trial: Trial, lf: LetterFile) -> set[str]:
    return {one.rule for one in trial.asks(lf, trial.step)}


@pytest.mark.parametrize("step", SEAT_OF)
@pytest.mark.parametrize("kind", SHAPES)
def test_a_letter_in_order_passes_every_guard_at_every_step(kind: str, step: str) -> None:
    proposal = family(kind) == PROPOSAL and step == "signature"
    assert {one.rule for one in what_blocks(fit(kind, step), step)} == ({"G10"} if proposal else set())


@pytest.mark.parametrize("guard", TRIALS)
@pytest.mark.parametrize("kind", SHAPES)
def test_each_guard_passes_what_is_right_and_stops_what_is_not(kind: str, guard: str) -> None:
    trial = TRIALS[guard]
    lf, rule = fit(kind, trial.step, trial.level), trial.rule or guard
    why = spared(kind, trial)
    if not (guard == "G10" and why):
        assert rule not in rules(trial, trial.passes(lf)), "it stops what is right"
    assert (rule in rules(trial, trial.breaks(lf))) is (not why or guard == "G10"), why or "it stops nothing"


def test_every_guard_and_every_check_of_letters_has_a_row() -> None:
    assert {name.split()[0] for name in TRIALS} | set(ELSEWHERE) >= set(GUARDS)
    assert {check.rule for check in CHECKS} <= {name.split()[0] for name in TRIALS}
    assert not set(ELSEWHERE) & {name.split()[0] for name in TRIALS}


def test_no_finding_of_any_row_names_anybody() -> None:
    for kind in SHAPES:
        for trial in TRIALS.values():
            broken = trial.breaks(fit(kind, trial.step, trial.level))
            said = " ".join(one.sentence + one.remedy for one in letter_findings(broken, trial.step))
            assert not any(name in said for name in ("Ilena", "Dovrak"))
            assert all(isinstance(one, str) for one in (recipient_of(broken.letter), said))
