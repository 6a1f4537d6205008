"""Invented records of an invented case, for screens that are drawn without a vault."""

from __future__ import annotations

from datetime import date

from fieldcase.desktop.standing import Standing
from fieldcase.desktop.wording import Wording
from fieldcase.model.declare import Words
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.office import resources
from fieldcase.office.cases.rows import CaseRow

TODAY = date(2026, 5, 4)
CASE_ID, VICTIM, RELATIVE = "c" * 32, "1" * 32, "2" * 32
STATES = {"XKA": "Kalindra", "XME": "Merovia"}


def wording(language: str = "en") -> Wording:
    return Wording(Vocabularies.read(resources.read("vocabularies/vocab.json")), language, states=STATES)


def standing(*, training: bool = False) -> Standing:
    return Standing("Sami Rahal", "Case officer · KAL", "KAL", training, TODAY, wording())


def case_row(number: int, **said: object) -> CaseRow:
    """A row of the list of cases; `said` is what is not usual in it."""
    usual = {
        "id": f"{number:032x}",
        "case_no": f"KAL-03-2026-{number:05}",
        "title": "Detention after a submission",
        "status": "open",
        "track": "normal",
        "risk": "high",
        "responsible_states": ("XKA",),
        "received_at": "2026-03-05T09:00:00Z",
        "next_step": "Record who said what",
    }
    return CaseRow(**{**usual, **said})  # type: ignore[arg-type]  # the fields of a row


CASE = Case(
    id=CASE_ID,
    case_no="KAL-03-2026-00042",
    title_neutral="Detention after a submission to the Working Group",
    track="urgent",
    received_at="2026-03-05T09:00:00Z",
    received_channel="person",
    subject_kind="persons",
    summary={"en": Words(text="P-7K3D9X gave information in February.", original=True)},
)
ACTS = (
    Act(id="a" * 32, case=CASE_ID, act_no="A1", type=("threats",), date="2026-02-11~/2026-02-20~"),
    Act(id="b" * 32, case=CASE_ID, act_no="A2", type=("arbitrary_detention",), date="2026-03-05"),
)
PARTIES = (
    Party(id=VICTIM, code="P-7K3D9X", kind="person", gender="woman"),
    Party(id=RELATIVE, code="P-M4XA2B", kind="person", gender="man"),
)
INVOLVED = (Involvement(id="d" * 32, case=CASE_ID, party=VICTIM, role="victim"),)
