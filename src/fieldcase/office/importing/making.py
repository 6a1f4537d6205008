"""Make records of what a row of a register proposes: what it said stays as it said it, in the room where it belongs.

Narratives, places, remarks and people's words may name people: they go to the identity room. A number of the old
register goes to the case room only while it looks like one. What the old register decided (status, verification,
risk) is shown as "in the old register" and decides nothing here. A State, a country or a cooperator is never taken
from another field. What no field takes is kept in words (`leftovers`); cells of columns that nobody mapped may say who
told the office, so they go to the source room.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from fieldcase.model.dates.edtf import Edtf
from fieldcase.model.declare import LText, Record, Words
from fieldcase.model.kinds.acts import Act, LawOrMeasure
from fieldcase.model.kinds.cases import Case, SealedCase
from fieldcase.model.kinds.consents import CONSENT, Consent, ConsentProposal, ConsentRemark
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.model.kinds.parties import Contact, Involvement, Name, Party, Relation
from fieldcase.model.kinds.replies import MeasureStage, StateMeasure, StateReply
from fieldcase.model.kinds.sources import Credibility, Information, Reliability, Source
from fieldcase.model.kinds.values import Imported
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.model.words import _
from fieldcase.office.importing.fields import KnownField
from fieldcase.office.importing.leftovers import as_said, in_words, left_out, tells_the_source
from fieldcase.office.importing.plan import FieldValue, Proposed, ProposedConsent, RowPlan

R = TypeVar("R", bound=Record)
PERSONS = frozenset({"Person", "Organisation", "Group"})
FILED_AS = "state_letter"
LEVELS = ("NONE", "ANON", "CODED", "NAMED")
NUMBER = re.compile(
    r"(?=\S*\d)[A-Z]{0,5}\d{0,8}(?:[-/._:#][A-Z]{0,5}\d{0,8}){0,7}|[0-9a-f]{8}(?:-?[0-9a-f]{4,12}){1,4}"
)
"""What surely is a number and no name: capitals and digits with signs between them, or a submission's id."""


def looks_like_number(said: str) -> bool:
    """Whether a number of an old register may stand in the case room. A name in the number's column may not."""
    return NUMBER.fullmatch(said) is not None


class Maker:
    """Makes the records of one import.

    `state` is the register's State, `language` the one its texts are in (`und` where several are mixed), `speaks` the
    language of neutral titles, `fields` what a mapping may name.
    """

    def __init__(
        self, vocabularies: Vocabularies, state: str, language: str, speaks: str, fields: Mapping[str, KnownField]
    ) -> None:
        self._vocabularies, self._state, self._fields = vocabularies, state, fields
        self._language, self._speaks = language, speaks if speaks in ("en", "fr") else "en"

    # --- a row about a case

    def case(self, row: RowPlan, more: Iterable[RowPlan] = ()) -> Case:
        """The case of a row: numbers, codes and dates in the case room, words in the identity room.

        `more` are rows of the same case that give it only their own cells.
        """
        case, act, law = row.proposed("Case"), row.proposed("Act"), row.proposed("LawOrMeasure")
        number = row.key or (case.first("old_number") if case else "")
        summaries = [text for one in (row, *more) for text in _all(one.proposed("Case"), "summary")]
        return Case(
            title_neutral=self._title(row, act, law),
            track="normal",
            received_at=_instant(case, "received_at"),
            subject_kind="law_or_measure" if law and law.get("type") and not (act and act.get("type")) else "persons",
            old_number=number if looks_like_number(number) else "",
            as_imported=dict(self._decided(row)),
            as_received=self._said(summaries),
        )

    def sealed(self, rows: Iterable[RowPlan]) -> SealedCase:
        """One sealed case of the row that may concern personnel of the Organization (G33) and of those that belong to
        it: for head and custodian alone, with everything that the rows say.
        """
        first, *others = rows
        case = first.proposed("Case")
        every = [value for row in (first, *others) for record in row.records for value in record.values]
        cells = [cell for row in (first, *others) for cell in row.unmapped.items()]
        said = [(value.said, value.column) for value in every] + [(text, column) for column, text in cells]
        persons = (value.said for value in every if value.field.partition(".")[0] in PERSONS)
        return SealedCase(
            received_at=_instant(case, "received_at"),
            summary=self._said(_all(case, "summary")),
            persons="\n".join(persons),
            old_number=first.key,
            as_imported={
                f"cell{number}": Imported(said=text, column=column) for number, (text, column) in enumerate(said, 1)
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

    def source(self, row: RowPlan, left: Iterable[FieldValue] = ()) -> Source | None:
        """Who told the office, with the grade that the register gave; None where the row says nothing of it.

        Cells that nobody mapped, and what is `left` and tells of sources, stand here too.
        """
        proposed = row.proposed("Source")
        lines = [*_all(proposed, "remarks"), *in_words(left)]
        identity, grade = (proposed.first(path) if proposed else "" for path in ("identity", "reliability"))
        if not (identity or grade or lines or row.unmapped):
            return None
        return Source(
            identity=identity,
            reliability=Reliability(grade=grade, reason=_("As graded in the old register.") if grade else ""),
            remarks="\n".join(lines),
            as_imported={
                **(_words(proposed, ("identity", "reliability")) if proposed else {}),
                **as_said(row.unmapped),
            },
        )

    def information(self, row: RowPlan, case: str) -> Information:
        """The item of information behind the row; an officer writes its content, without traits of the source."""
        act = row.proposed("Act")
        return Information(
            case=case,
            received_at=_instant(row.proposed("Case"), "received_at"),
            event_date=_edtf(act, "date"),
            credibility=Credibility(level=next(iter(_all(row.proposed("Info"), "credibility")), "")),
        )

    def left(self, row: RowPlan, made: Iterable[Record]) -> tuple[list[str], list[FieldValue]]:
        """What of a row stands in none of its records: lines for the identity room, values for the source room."""
        values = left_out(row, made)
        told = [one for one in values if tells_the_source(one, self._fields)]
        return list(in_words(one for one in values if one not in told)), told

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
        """What was said about consent: a level proposed, never given, and the words. No level: the words alone.

        Each stands under the id of the answer that it may become.
        """
        by_scope: dict[str, list[ProposedConsent]] = {}
        for one in said:
            by_scope.setdefault(one.scope or FILED_AS, []).append(one)
        for scope, found in by_scope.items():
            first = min((one for one in found if one.level), key=lambda one: LEVELS.index(one.level), default=None)
            key = {"party": party, "scope": scope, "recipient": ""}
            said_so = {"proposed": first.level, "dated": first.dated} if first else {}
            proposal = ConsentProposal(**said_so, batch=batch, **key)
            remarks = {
                str(number): ConsentRemark(words=words, found_in=one.column, reason=one.why)
                for number, one in enumerate(found, 1)
                if (words := one.remark or ", ".join(one.found))
            }
            if remarks or first is not None:
                yield Consent(id=CONSENT.natural_id(key), proposal=proposal, remarks=remarks)

    # --- a row about a letter

    def letter(self, row: RowPlan, case: str) -> EarlierLetter | None:
        """An old letter, which a reply may answer. It is no letter of this program."""
        letter = row.proposed("Letter")
        if letter is None or not (letter.first("kind") or letter.first("office_ref")):
            return None
        reference = letter.first("office_ref")
        return EarlierLetter(
            case=case,
            kind=letter.first("kind"),
            office_ref=reference if looks_like_number(reference) else "",
            addressee_state=self._state,
            dispatched_at=_edtf(letter, "dispatched_at"),
            due_at=_edtf(letter, "due_at"),
            remarks="\n".join(letter.get("remarks")),
            as_imported=_words(letter, ("kind", "office_ref", "dispatched_at", "due_at")),
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
        return self._vocabularies.label(*codes[0], self._speaks)

    def _decided(self, row: RowPlan) -> Iterator[tuple[str, Imported]]:
        """What the old register decided: codes alone, for the case room."""
        for kind, path, name in (
            ("Case", "status", "status"),
            ("Case", "received_at", "received_at"),
            ("RiskAssessment", "level", "risk"),
            ("RiskAssessment", "review_due", "risk_review_due"),
            ("Import", "old_verification", "verification"),
            ("Import", "submitted_at", "submitted_at"),
        ):
            proposed = row.proposed(kind)
            value = proposed.first(path) if proposed else ""
            if value:
                yield name, Imported(said=value)

    def _said(self, texts: Iterable[str]) -> LText:
        text = "\n".join(texts)
        return {self._language: Words(text=text, original=True)} if text else {}

    def _party_kind(self, person: Proposed) -> str:
        """An organisation where the register says one, or gives a name alone: no first name, sex, age or birth date."""
        if person.first("names.given") or person.kind == "Person" and person.first("names.full"):
            return "person"
        named = any(self._vocabularies.under("victim_profile", code, "cso") for code in person.get("profiles"))
        bare = not any(person.get(path) for path in ("gender", "date_of_birth", "age_band_at_act"))
        return "organisation" if named or bare else "person"


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
    """What the columns of these fields said; a field that several columns feed has an element for each."""
    wanted = set(paths)
    out: dict[str, Imported] = {}
    for one in record.values:
        if one.path in wanted:
            name = one.path.replace(".", "_")
            again = sum(key == name or key.startswith(f"{name}.") for key in out)
            out[f"{name}.{again + 1}" if again else name] = Imported(said=one.said, column=one.column)
    return out


def with_remarks(record: R, lines: Iterable[str]) -> R:
    """The record (a case, a party, a letter of before) with these lines below its remarks."""
    said: str = getattr(record, "remarks")  # noqa: B009  # three kinds have it, `Record` has not
    return msgspec.structs.replace(record, remarks="\n".join((*([said] if said else ()), *lines)))


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
        found = float(text) if text else math.nan
    except ValueError:
        return None
    return found if math.isfinite(found) else None
