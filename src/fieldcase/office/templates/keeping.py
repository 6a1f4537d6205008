"""Keep an office's own template: read first as a whole, then by names; nothing is kept of one with a fault.

The head of presence (or headquarters, for its own letters) changes templates; whoever drafts letters may have one
checked.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from fieldcase.documents.facts import LetterKind
from fieldcase.documents.resources import LanguageNotReady
from fieldcase.documents.templatecheck import Fault, check_template
from fieldcase.model.declare import Room
from fieldcase.model.freetext import FreeText
from fieldcase.model.kinds.office import LETTER_TEMPLATE, LetterTemplate, OwnTemplate
from fieldcase.model.refusal import BadValue, BlockedByRules, Finding
from fieldcase.model.words import N_, _
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.composing import own_formulae
from fieldcase.office.letters.facts import kind_of_letter
from fieldcase.office.letters.specimens import forms_of, specimen_facts
from fieldcase.office.names import can_check, reader
from fieldcase.office.records import require_write, write_values
from fieldcase.office.session import Session
from fieldcase.office.templates.versions import Version, apart, current, template_id, version

RULE = "10.2"


class TemplateFaulty(BlockedByRules):
    """A template was not kept: each finding is one fault with its line."""

    code = "FC-492"
    message = N_("The template was not kept: {what}")
    remedy = N_("Correct the lines named, and save it again.")


def check(session: Session, kind: str, language: str, text: str, file: str = "") -> tuple[Finding, ...]:
    """Everything that is wrong with a template, by line; each sentence names file and line. Empty when it may be kept.

    `file` is what the text is called to whoever wrote it. Raises `KindNotReady`, `BadValue` for a language that letters
    are not written in.
    """
    what = kind_of_letter(kind)
    _require_language(language)
    resources, formulae = document_resources(), own_formulae(session)
    letters = [specimen_facts(kind, language, resources, form, formulae) for form in forms_of(what.shape)]
    found = check_template(text, letters, resources, formulae)
    faults = [*found, *_names(session, what, language, text)]
    return tuple(_finding(one, file or f"{kind}.{language}.txt") for one in sorted(faults, key=lambda one: one.line))


def write_template(session: Session, kind: str, language: str, text: str, file: str = "") -> Version:
    """Keep the office's own template of a kind and language; letters are drafted from it from now on.

    Raises `NotYourRole`, `TemplateFaulty`, and as `check` does. What is in force already is not kept twice.
    """
    require_write(session, Room.OFFICE, LETTER_TEMPLATE, "own", {})
    if found := check(session, kind, language, text, file):
        raise TemplateFaulty(found)
    return _keep(session, kind, language, text)


def go_back(session: Session, kind: str, language: str, number: int) -> Version:
    """Make an older version the one in force; 0 is what ships, also when a new edition of the program ships another.

    The text is checked again: facts and rules may have changed since. Raises `NoSuchVersion`, `NotYourRole`,
    `TemplateFaulty`.
    """
    require_write(session, Room.OFFICE, LETTER_TEMPLATE, "own", {})
    wanted = version(session, kind, language, number)
    if wanted.number and (found := check(session, kind, language, wanted.text)):
        raise TemplateFaulty(found)
    return _keep(session, kind, language, wanted.text if wanted.number else "")


def _keep(session: Session, kind: str, language: str, text: str) -> Version:
    record = template_id(session.office, kind, language)
    own = OwnTemplate(office=session.office, kind=kind, lang=language, text=text)
    held = session.vault.find(LetterTemplate, record)
    if (held is not None or text) and (held is None or held.own.text != text or apart(session, record)):
        with session.vault.writing() as writing:
            write_values(session, writing, LETTER_TEMPLATE, record, {"own": msgspec.to_builtins(own)})
            writing.commit()
    return current(session, kind, language)


def _require_language(language: str) -> None:
    known = document_resources().languages
    if language not in known:
        why = _("letters are not written in it")
        raise BadValue(field="language", value=language[:20], why=why, expected=", ".join(known))


def _names(session: Session, kind: LetterKind, language: str, text: str) -> Iterator[Fault]:
    """A template goes to every laptop and into every letter: it names nobody on record. What ships is no name."""
    if not can_check(session):
        sentence = _("Names cannot be checked while the identity room is closed.")
        yield Fault(line=1, sentence=sentence, remedy=_("Let somebody save it who may see who people are."))
        return
    try:
        shipped = document_resources().template(kind, language).casefold()
    except LanguageNotReady:
        shipped = ""
    told = set()
    for hit in reader(session).named_in((FreeText("text", text),)):
        line = text.count("\n", 0, hit.start) + 1
        if hit.form.casefold() not in shipped and (line, hit.code) not in told:
            told.add((line, hit.code))
            sentence = _("This line names {party}; a template is used for every case.").format(party=hit.code)
            yield Fault(
                line=line, sentence=sentence, remedy=_("Take the name out; people come in with the allegations.")
            )


def _finding(fault: Fault, file: str) -> Finding:
    sentence = _("{file}, line {line}: {sentence}").format(file=file, line=fault.line, sentence=fault.sentence)
    return Finding(rule=RULE, sentence=sentence, remedy=fault.remedy, field=fault.block)
