"""The facts of a proposal as plain data for its template: dates said, people as signs, empty cells marked as such."""

from __future__ import annotations

from typing import Any

from fieldcase.documents.dates import say, say_day
from fieldcase.documents.markup import Fact, Signs
from fieldcase.documents.proposals import AgreedFacts, ProposalFacts, ProposalWords, RiskFacts
from fieldcase.documents.resources import Words


def proposal_data(kind: str, facts: ProposalFacts, words: Words, own: ProposalWords) -> dict[str, Any]:
    """The facts as plain data for a template (docs/templates.md)."""
    return {
        "kind": Signs(own.kinds[kind]),
        "recipient": Signs(own.recipients[kind]),
        "bodies": tuple(Fact(name, f"proposal.bodies.{n}") for n, name in enumerate(facts.bodies)),
        "session": Fact(facts.session, "proposal.session") if facts.session else False,
        "ongoing": facts.ongoing,
        "publication": Signs(own.publication[facts.published]),
        "interim": tuple(Signs(text) for key in facts.interim for text in own.interim[key]),
        "consents": tuple(
            {
                "number": one.number,
                "who": _party(one.party),
                "agreed": tuple(
                    {"use": use, "level": _until(each, words, own)}
                    for use, each in zip(facts.uses, one.agreed, strict=True)
                ),
                "limits": Signs(one.limits),
            }
            for one in facts.consents
        ),
        "links": tuple(
            {
                "who": _party(one.party),
                "body": one.body,
                "detail": one.detail,
                "form": one.form,
                "when": Signs("{date:" + one.when + "}") if one.when else "",
            }
            for one in facts.links
        ),
        "risks": tuple(_risk(one, words) for one in facts.risks),
        "pressing": tuple(_risk(one, words) for one in facts.risks if one.pressing),
        "approached": tuple(
            {
                "title": one.title,
                "reference": one.reference,
                "sent": say(one.sent, words),
                "due": say_day(one.due, words) if one.due else "",
                "replied": say(one.replied, words) if one.replied else "",
            }
            for one in facts.approached
        ),
        "answers": tuple(
            {"number": one.number, "dated": say(one.dated, words), "text": Signs(one.text)} for one in facts.answers
        ),
    }


def _risk(one: RiskFacts, words: Words) -> dict[str, Any]:
    return {
        "who": _party(one.party),
        "number": one.number,
        "level": one.level,
        "acting": one.acting,
        "until": say_day(one.until, words) if one.until else "",
    }


def _party(code: str) -> Signs:
    return Signs("{" + code + "}")


def _until(one: AgreedFacts, words: Words, own: ProposalWords) -> str:
    return own.until.format(level=one.level, day=say_day(one.until, words)) if one.until else one.level
