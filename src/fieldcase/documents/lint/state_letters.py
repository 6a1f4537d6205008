"""Other rules for letters to States (domain reference §10.5); findings carry the rule "10.5"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.lint.letter import Checked, finding
from fieldcase.documents.lint.reading import found_words, squeezed_spaces
from fieldcase.documents.tree import Items, Level
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.words import _


def state_letter(checked: Checked) -> Iterator[Finding]:
    """All findings of §10.5, and of terms that nobody reviewed (§10.6)."""
    rules = (officials, presumed, complaints, praise, questions, reference, terms)
    return chain.from_iterable(rule(checked) for rule in rules)


def officials(checked: Checked) -> Iterator[Finding]:
    """A named official is presumed innocent: function, "alleged", and the head's reason for the name (S36)."""
    rows = [row for row in checked.naming.parties if not row.protected and row.level is Level.NAMED]
    for row in rows:
        where = [passage for passage in checked.passages if row.party in passage.parties]
        if where and not row.naming_reason:
            yield finding(
                "10.5",
                _("{party} is named as an official without a reason of the head of presence.").format(party=row.party),
                _("Write the function instead of the name, or ask the head of presence for a reason."),
                block=where[0].block,
                party=row.party,
            )
        for passage in where:
            words = checked.words
            alleged = any(found_words(passage.own, words.alleged, whole=words.whole_words, prefix=words.prefix))
            if not alleged or not row.function or squeezed_spaces(row.function) not in squeezed_spaces(passage.text):
                yield finding(
                    "10.5",
                    _("Block “{block}” names {party} without the function or without “alleged”.").format(
                        block=block_name(passage.block), party=row.party
                    ),
                    _("Give the function and say that the conduct is alleged."),
                    block=passage.block,
                    party=row.party,
                )


def presumed(checked: Checked) -> Iterator[Finding]:
    """Nobody is guilty in a letter: a word of guilt stands with “alleged”, or not at all."""
    words = checked.words
    for passage in checked.passages:
        guilt = next(found_words(passage.own, words.perpetrators, whole=words.whole_words, prefix=words.prefix), None)
        if guilt is None or any(found_words(passage.own, words.alleged, whole=words.whole_words, prefix=words.prefix)):
            continue
        yield finding(
            "10.5",
            _("Block “{block}” speaks of guilt (“{word}”); nobody was found guilty.").format(
                block=block_name(passage.block), word=guilt[0]
            ),
            _("Write “alleged”, or say what is reported and leave out who is to blame."),
            block=passage.block,
            severity=Severity.WARNING,
        )


def complaints(checked: Checked) -> Iterator[Finding]:
    """No letter discloses that a particular person complained, unless that person is named in it."""
    words = checked.words
    for passage in checked.passages:
        if not any(found_words(passage.own, words.complained, whole=words.whole_words, prefix=words.prefix)):
            continue
        hidden = [
            party
            for party in passage.parties
            if checked.naming.of(party).protected and checked.naming.level(party) is not Level.NAMED
        ]
        for party in hidden:
            yield finding(
                "10.5",
                _("Block “{block}” discloses that {party} complained.").format(
                    block=block_name(passage.block), party=party
                ),
                _("Say what is alleged, not who said it."),
                block=passage.block,
                party=party,
            )
        if not passage.parties:
            yield finding(
                "10.5",
                _("Block “{block}” speaks of a complaint or of who informed the Office.").format(
                    block=block_name(passage.block)
                ),
                _("Say what is alleged, not who said it."),
                block=passage.block,
                severity=Severity.WARNING,
            )


def praise(checked: Checked) -> Iterator[Finding]:
    """No thanks and no praise for what was only announced."""
    words = checked.words
    for passage in checked.passages:
        for found in found_words(passage.own, words.praise, whole=words.whole_words, prefix=words.prefix):
            yield finding(
                "10.5",
                _("Block “{block}” praises (“{word}”).").format(block=block_name(passage.block), word=found[0]),
                _("Acknowledge measures that are completed; take note of those announced."),
                block=passage.block,
                severity=Severity.WARNING,
            )


def questions(checked: Checked) -> Iterator[Finding]:
    """The questions in the text are those that a reply will be matched with."""
    asked = [request.label for request in checked.draft.requests]
    printed = [
        item.label
        for section in checked.document.sections
        if section.block == "requests"
        for block in section.content
        if isinstance(block, Items)
        for item in block.items
    ]
    if asked != printed:
        yield finding(
            "10.5",
            _("The questions in the text are not those of the letter's list."),
            _("Draft the block again, or change the list of questions."),
            block="requests",
        )


def reference(checked: Checked) -> Iterator[Finding]:
    """A reference is one word, so that no line breaks it."""
    if any(character.isspace() for character in checked.document.reference):
        yield finding(
            "10.5",
            _("The office reference has a space and may be broken by a line."),
            _("Use a pattern without spaces."),
            block="reference",
            severity=Severity.WARNING,
        )


def terms(checked: Checked) -> Iterator[Finding]:
    """§10.6: names of organs and measures whose wording no language staff has reviewed are told, as formulae are."""
    unreviewed = checked.draft.facts.unreviewed
    text = squeezed_spaces(" ".join(passage.text for passage in checked.passages))
    told = [term for term in unreviewed if squeezed_spaces(term) in text]
    if told:
        yield finding(
            "10.6",
            _("Nobody has reviewed these terms in the language of the letter: {terms}.").format(terms="; ".join(told)),
            _("Have a reader of the language check them."),
            severity=Severity.NOTE,
        )
