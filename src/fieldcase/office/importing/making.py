"""Make records of what a row of a register proposes: what it said stays as it said it, in the room where it belongs.

Narratives, places, remarks and people's words may name people: they go to the identity room. What the old register
decided (status, verification, risk) is shown as "in the old register" and decides nothing here. A State, a country or
a cooperator is never taken from another field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldcase.model.dates.edtf import Edtf
from fieldcase.model.declare import LText, Record, Words
from fieldcase.model.kinds.acts import Act, LawOrMeasure
from fieldcase.model.kinds.cases import Case, SealedCase
from fieldcase.model.kinds.consents import Consent, ConsentProposal, ConsentRemark
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.model.kinds.parties import Contact, Involvement, Name, Party, Relation
from fieldcase.model.kinds.replies import MeasureStage, StateMeasure, StateReply
from fieldcase.model.kinds.sources import Credibility, Information, Reliability, Source
from fieldcase.model.kinds.values import Imported
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.model.words import _
from fieldcase.office.importing.plan import Proposed, ProposedConsent, RowPlan

FILED_AS = "state_letter"


class Maker:
    """Makes the records of one import. `state` is the register's State, `language` the one its texts are in."""

    def __init__(self, vocabularies: Vocabularies, state: str, language: str) -> None:
        self._vocabularies, self._state, self._language = vocabularies, state, language

    # --- a row about a case

    def case(self, row: RowPlan) -> Case:
        """The case of a row: numbers, codes and dates in the case room, words in the identity room."""
        case, act, law = row.proposed("Case"), row.proposed("Act"), row.proposed("LawOrMeasure")
        return Case(
            title_neutral=self._title(row, act, law),
            track="normal",
            received_at=_instant(case, "received_at"),
            received_channel="other",
            subject_kind="law_or_measure" if law and law.get("type") and not (act and act.get("type")) else "persons",
            old_number=row.key or (case.first("old_number") if case else ""),
            as_imported=dict(self._decided(row)),
            as_received=self._said(_all(case, "summary")),
            remarks="\n".join(self._remarks(row)),
        )

    def sealed(self, row: RowPlan) -> SealedCase:
        """The same for a row that may concern personnel of the Organization (G33): head and custodian alone."""
        case = row.proposed("Case")
        return SealedCase(
            received_at=_instant(case, "received_at"),
            summary=self._said(_all(case, "summary")),
            persons="\n".join(one.said for record in row.records if record.kind == "Person" for one in record.values),
            old_number=row.key,
            as_imported={
                one.field: Imported(said=one.said, column=one.column) for record in row.records for one in record.values
            },
        )

    def of_case(self, row: RowPlan, case: str) -> Iterator[Record]:
        """What else a row says of its case: the act, the law, the link of cooperation, the information."""
        act, law, link = row.proposed("Act"), row.proposed("LawOrMeasure"), row.proposed("CooperationLink")
        if act and (act.get("type") or act.first("narrative")):
            yield self._act(act, case)
        if law and law.get("type"):
            yield LawOrMeasure(case=case, type=law.get("type"), enacting_state="")
        if link and (link.get("mechanism") or link.get("type")):
            yield CooperationLink(
                case=case,
                type=link.get("type"),
                mechanism=link.get("mechanism"),
                mode=link.get("mode"),
                date=_edtf(link, "date"),
                as_imported=_words(link, ("date",)),
            )

    def source(self, row: RowPlan) -> Source | None:
        """Who told the office, with the grade that the register gave; None where it does not say."""
        proposed = row.proposed("Source")
        if proposed is None or not (proposed.first("identity") or proposed.first("reliability")):
            return None
        grade = proposed.first("reliability")
        return Source(
            identity=proposed.first("identity"),
            reliability=Reliability(grade=grade, reason=_("As graded in the old register.") if grade else ""),
            remarks=proposed.first("remarks"),
            as_imported=_words(proposed, ("identity", "reliability")),
        )

    def information(self, row: RowPlan, case: str) -> Information | None:
        """The item of information behind the row. Its content is written by an officer, without traits of the source."""
        proposed, about = row.proposed("Info"), row.proposed("Case")
        if proposed is None or not proposed.first("credibility"):
            return None
        act = row.proposed("Act")
        return Information(
            case=case,
            received_at=_instant(about, "received_at"),
            event_date=_edtf(act, "date") if act else "",
            credibility=Credibility(level=proposed.first("credibility")),
        )

    # --- a row about a person

    def party(self, row: RowPlan) -> Party | None:
        """The person or organisation that a row names."""
        person = row.proposed("Person") or row.proposed("Organisation") or row.proposed("Group")
        if person is None or not any(person.get(f"names.{part}") for part in ("family", "full", "given")):
            return None
        relation = row.proposed("Relation")
        remarks = [*person.get("remarks"), *(relation.get("text") if relation else ())]
        return Party(
            kind=self._party_kind(person),
            names=dict(_names(person)),
            gender=person.first("gender") or "unknown",
            date_of_birth=_edtf(person, "date_of_birth"),
            age_band_at_act=person.first("age_band_at_act"),
            profiles=person.get("profiles"),
            vulnerabilities=person.get("vulnerabilities"),
            contacts=dict(_contacts(person)),
            remarks="\n".join(remarks),
            as_imported=_words(person, ("date_of_birth", "gender", "profiles", "vulnerabilities")),
        )

    def of_party(self, row: RowPlan, party: str, case: str) -> Iterator[Record]:
        """The part that a person has in the case, and the relation that the register words."""
        involvement = row.proposed("Involvement")
        role = involvement.first("role") if involvement else ""
        yield Involvement(case=case, party=party, role=role or "victim")
        relation = row.proposed("Relation")
        if relation and relation.first("text"):
            yield Relation(from_party=party, case=case, text=relation.first("text"))

    def consents(self, said: Iterable[ProposedConsent], party: str, batch: str) -> Iterator[Consent]:
        """What was said about consent: a level proposed, never given, and the words. No level: the words alone."""
        by_scope: dict[str, list[ProposedConsent]] = {}
        for one in said:
            by_scope.setdefault(one.scope or FILED_AS, []).append(one)
        for scope, found in by_scope.items():
            first = next((one for one in found if one.level), None)
            proposal = ConsentProposal()
            if first is not None:
                proposal = ConsentProposal(
                    proposed=first.level, dated=first.dated, batch=batch, party=party, scope=scope, recipient=""
                )
            yield Consent(
                id="",
                proposal=proposal,
                remarks={
                    str(number): ConsentRemark(words=one.remark, found_in=one.column, reason=one.why)
                    for number, one in enumerate(found, 1)
                },
            )

    # --- a row about a letter

    def letter(self, row: RowPlan, case: str) -> EarlierLetter | None:
        """An old letter, which a reply may answer. It is no letter of this program."""
        letter = row.proposed("Letter")
        if letter is None or not (letter.first("kind") or letter.first("office_ref")):
            return None
        return EarlierLetter(
            case=case,
            kind=letter.first("kind"),
            office_ref=letter.first("office_ref"),
            addressee_state=self._state,
            dispatched_at=_edtf(letter, "dispatched_at"),
            due_at=_edtf(letter, "due_at"),
            remarks="\n".join(letter.get("remarks")),
            as_imported=_words(letter, ("kind", "dispatched_at", "due_at")),
        )

    def reply(self, row: RowPlan, case: str, letter: str) -> StateReply | None:
        """What the register keeps of a reply; positions stay as it said them until somebody reads the reply itself."""
        reply = row.proposed("StateReply")
        if reply is None or not (reply.first("kind") or reply.first("received_at")):
            return None
        return StateReply(
            case=case,
            from_state=self._state,
            to_letters=(letter,) if letter else (),
            channel="direct",
            kind=reply.get("kind"),
            dated=_edtf(reply, "dated"),
            received_at=_instant(reply, "received_at"),
            text=self._said(_all(reply, "summary")),
            as_imported=_words(reply, ("kind", "received_at", "position")),
        )

    def measures(self, row: RowPlan, case: str, reply: str) -> Iterator[StateMeasure]:
        """Measures that the register notes, as announced: a promise until somebody saw more."""
        measure = row.proposed("StateMeasure")
        for kind in measure.get("kind") if measure else ():
            yield StateMeasure(
                case=case,
                by_state=self._state,
                kind=kind,
                stage={"1": MeasureStage(stage="announced")},
                scope="case",
                learned_from="reply",
                reply=reply,
            )

    # --- inside

    def _act(self, act: Proposed, case: str) -> Act:
        place = act.first("place_text")
        return Act(
            case=case,
            type=act.get("type"),
            date=_edtf(act, "date"),
            perpetrator_types=act.get("perpetrator_types"),
            state_organs=act.get("state_organs"),
            place_detail=place,
            latitude=_number(act.first("latitude")),
            longitude=_number(act.first("longitude")),
            amount=_number(act.first("amount")),
            remarks="\n".join((*act.get("narrative"), *act.get("remarks"))),
            as_imported=_words(act, ("type", "date", "perpetrator_types", "state_organs", "place_text")),
        )

    def _title(self, row: RowPlan, act: Proposed | None, law: Proposed | None) -> str:
        codes = [("act_type", code) for code in (act.get("type") if act else ())]
        codes += [("law_measure_type", code) for code in (law.get("type") if law else ())]
        if not codes:
            return _("Case of the old register")
        return self._vocabularies.label(*codes[0], self._language if self._language in ("en", "fr") else "en")

    def _decided(self, row: RowPlan) -> Iterator[tuple[str, Imported]]:
        """What the old register decided: codes alone, for the case room."""
        for kind, path, name in (
            ("Case", "status", "status"),
            ("Case", "received_at", "received_at"),
            ("RiskAssessment", "level", "risk"),
            ("RiskAssessment", "review_due", "risk_review_due"),
            ("Import", "old_verification", "verification"),
        ):
            proposed = row.proposed(kind)
            value = proposed.first(path) if proposed else ""
            if value:
                yield name, Imported(said=value)

    def _remarks(self, row: RowPlan) -> Iterator[str]:
        """Words that belong to no field of ours, each with its column."""
        for record in row.records:
            for one in record.values:
                kept = (record.kind, one.path) in (("Case", "remarks"), ("Case", "assigned_to"), ("Evidence", "title"))
                if kept or record.kind == "Import" and one.path != "old_verification":
                    yield f"{one.column}: {one.said}"
        for column, said in row.unmapped.items():
            yield f"{column}: {said}"

    def _said(self, texts: Iterable[str]) -> LText:
        text = "\n".join(texts)
        return {self._language: Words(text=text, original=True)} if text else {}

    def _party_kind(self, person: Proposed) -> str:
        profiles = person.get("profiles")
        organisation = any(self._vocabularies.under("victim_profile", code, "cso") for code in profiles)
        return "organisation" if organisation and not person.first("names.given") else "person"


def _all(record: Proposed | None, path: str) -> tuple[str, ...]:
    return record.get(path) if record else ()


def _edtf(record: Proposed | None, path: str) -> str:
    """The date as it was understood; empty where it was not, and then the words stand beside it."""
    return record.first(path) if record else ""


def _instant(record: Proposed | None, path: str) -> str:
    """The first day that a date can be, as an instant; the date itself stands beside it."""
    said = _edtf(record, path)
    earliest = Edtf.parse(said).earliest if said else None
    return f"{earliest.isoformat()}T00:00:00Z" if earliest else ""


def _words(record: Proposed, paths: Iterable[str]) -> dict[str, Imported]:
    wanted = set(paths)
    return {
        one.path.replace(".", "_"): Imported(said=one.said, column=one.column)
        for one in record.values
        if one.path in wanted
    }


def _names(person: Proposed) -> Iterator[tuple[str, Name]]:
    family, given, full = (person.first(f"names.{part}") for part in ("family", "given", "full"))
    yield "1", Name(family=family, given=given, full=full, alias=person.first("names.alias"))
    if own := person.first("names.original_script"):
        yield "2", Name(full=own)


def _contacts(person: Proposed) -> Iterator[tuple[str, Contact]]:
    for kind in ("telephone", "email"):
        for number, value in enumerate(person.get(f"contacts.{kind}"), 1):
            yield f"{kind}{number}", Contact(kind=kind, value=value)


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
