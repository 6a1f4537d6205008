"""Every record of a case, by kind, as everybody on the case may see it: in codes."""

from __future__ import annotations

from fieldcase.model.declare import Record
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.follow_up import Comment, FollowUp, Task
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.office.cases.seen import in_codes
from fieldcase.office.session import Session


def contents(session: Session, file: CaseFile) -> dict[str, tuple[Record, ...]]:
    """Every record of the case by kind, as everybody on the case may see it."""
    beside = [session.vault.all(kind, case=file.case.id) for kind in (FollowUp, Task, Comment)]
    groups: list[tuple[Record, ...]] = [
        (file.case,), tuple(file.parties.values()), file.involvements, file.links, file.acts, file.laws, file.infos,
        file.evidence, file.custody, file.consents, file.identifiability, file.risks, file.protection,
        file.assessments, file.decisions, file.allegations, file.letters, file.steps, file.earlier_letters, file.oral,
        file.replies, file.rows, file.measures, *beside,
    ]  # fmt: skip
    return {kind_of(type(each[0])).name: tuple(in_codes(one) for one in each) for each in groups if each}
