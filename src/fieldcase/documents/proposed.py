"""The facts of a proposal as plain data for its template: dates said, people as signs, empty cells marked as such."""

from __future__ import annotations

from typing import Any

from fieldcase.documents.dates import say, say_day
from fieldcase.documents.markup import Fact, Signs
from fieldcase.documents.proposals import ProposalFacts, ProposalWords, RiskFacts
from fieldcase.documents.resources import Words


def proposal_data(kind: str, facts: ProposalFacts, words: Words, own: ProposalWords) -> dict[str, Any]:
    """The facts as plain data for a template (docs/templates.md)."""
    nothing = Signs(own.nothing)
    return {
        "kind": Signs(own.kinds[kind]),
        "recipient": Signs(own.recipients[kind]),
        "bodies": tuple(Fact(name, f"proposal.bodies.{n}") for n, name in enumerate(facts.bodies)),
        "session": Fact(facts.session, "proposal.session") if facts.session else False,
        "ongoing": facts.ongoing,
        "publication": Signs(own.publication[facts.published]),
        "interim": tuple(Signs(text) for key in facts.interim for text in own.interim[key]),
        "uses": facts.uses,
        "consents": tuple(
            {
                "who": _counted(one.number, one.party),
                "levels": tuple(
                    own.until.format(level=each.level, day=say_day(each.until, words)) if each.until else each.level
                    for each in one.agreed
                ),
                "limits": Signs(one.limits) if one.limits else nothing,
            }
            for one in facts.consents
        ),
        "links": tuple(
            {
                "who": _party(one.party),
                "body": one.body,
                "detail": one.detail or nothing,
                "form": one.form or nothing,
                "when": Signs("{date:" + one.when + "}") if one.when else nothing,
            }
            for one in facts.links
        ),
        "risks": tuple(_risk(one, words, nothing) for one in facts.risks),
        "pressing": tuple(_risk(one, words, nothing) for one in facts.risks if one.pressing),
        "approached": tuple(
            {
                "title": one.title,
                "reference": one.reference,
                "sent": say(one.sent, words),
                "due": say_day(one.due, words) if one.due else False,
                "replied": say(one.replied, words) if one.replied else False,
            }
            for one in facts.approached
        ),
        "answers": tuple(
            {"number": one.number, "dated": say(one.dated, words), "text": Signs(one.text)} for one in facts.answers
        ),
    }


def _risk(one: RiskFacts, words: Words, nothing: Signs) -> dict[str, Any]:
    return {
        "who": _party(one.party),
        "row": _counted(one.number, one.party),
        "level": one.level,
        "acting": one.acting or nothing,
        "until": say_day(one.until, words) if one.until else nothing,
    }


def _party(code: str) -> Signs:
    return Signs("{" + code + "}")


def _counted(number: int, code: str) -> Signs:
    return Signs(f"{number}. " + "{" + code + "}")
