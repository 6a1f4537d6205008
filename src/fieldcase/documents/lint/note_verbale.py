"""The rules of the text, N1 to N15 but for N9 (domain reference §10.4): the form of notes verbales and of letters that
are signed, and what holds for both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from fieldcase.documents import annex
from fieldcase.documents.blocknames import block_name
from fieldcase.documents.forms import begun
from fieldcase.documents.lint.letter import Checked, finding, unverified
from fieldcase.documents.lint.outside import disclaimer, no_title
from fieldcase.documents.lint.plain import plain
from fieldcase.documents.lint.reading import Passage, found_words, squeezed_spaces
from fieldcase.documents.marks import without_directions
from fieldcase.documents.names import check_names
from fieldcase.documents.tree import Initials, Items, Section, Signature, Table, spans_text
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.shape import NOTE_ADDRESSEES, Form, Puts, Shape
from fieldcase.model.words import _

_LEFT_OVER = re.compile(
    r"(?P<code>(?<![A-Za-z0-9])[PGOS]-[0-9A-Z]{6}(?![A-Za-z0-9]))"
    r"|(?P<case>(?<![A-Za-z0-9])[A-Z]{2,5}-\d{2}[a-z]?-\d{4}-\d{3,6}(?!\d))"
    r"|(?P<path>(?<![\w/])/(?:[\w.\-]+/)+[\w.\-]+|\b[A-Za-z]:\\\S+|\bfile:\S+"
    r"|(?<![\w\-])[\w\-]++\.(?:docx?|odt|pdf|xlsx?|csv|jpe?g|png|heic|mp[34]|wav|zip|eml|msg|txt)(?![A-Za-z0-9]))"
    r"|(?P<placeholder>\{[^{}]*\}|\[[^\[\]]*\]|［[^［］]*］|【[^【】]*】|_{3,}|\?{3,}|\.{4,}|\b[xX]{3,}\b|\bTB[CD]\b|<[^<>\s][^<>]*>)"
)
_RESOLUTION = re.compile(
    r"(?:[Rr][eé]solutions?|[Rr]esoluci(?:ón|ones)|决议|قرار|القرار|[Рр]езолюци\w+)\s*(?P<symbol>\d{1,2}/\d{1,3})"
    r"|第\s*(?P<before>\d{1,2}/\d{1,3})\s*号决议"
)


def text_rules(checked: Checked) -> Iterator[Finding]:
    """All findings of N1 to N15 but N9, in the order of the rules. N2, N3 and N6 are of what is sent; a paper that is
    left at a meeting is impersonal (N1, N5) and bears no signature (N4). Of a letter to a source only those on what is
    left over, on names and on its date are asked."""
    form = checked.draft.facts.shape.form
    if form is Form.SOURCE:
        return chain.from_iterable(rule(checked) for rule in (plain, nothing_left_over, names, dated))
    note = (third_person, opening, address, closing, unsigned, initials, no_salutation, addressee)
    letter = (salutation, no_title, address, closing, signature)
    rules = (nothing_left_over, names, precision, state_names, numbers, deadline, resolutions, dated)
    paper = (third_person, unsigned, no_salutation)
    reserved = (no_salutation, no_title, address, disclaimer, signature)
    forms = {Form.NOTE: note, Form.LETTER: letter, Form.RESERVED: reserved, Form.PAPER: paper, Form.PROPOSAL: paper}
    of_form = forms[form]
    return chain.from_iterable(rule(checked) for rule in (*of_form, *rules))


def third_person(checked: Checked) -> Iterator[Finding]:
    """N1: no first or second person; quotations are exempt."""
    words = checked.words
    for passage in checked.passages:
        exempt = [found.span() for rule in words.person_exceptions for found in re.finditer(rule, passage.own, re.I)]
        for found in found_words(passage.own, words.persons, whole=words.whole_words, prefix=words.prefix):
            if not any(a <= found.start() and found.end() <= b for a, b in exempt):
                yield finding(
                    "N1",
                    _("Block “{block}” uses “{word}”; a note verbale is written in the third person.").format(
                        block=block_name(passage.block), word=found[0]
                    ),
                    _("Write “the Office” and “the Government”; words that are quoted stand in quotation marks."),
                    block=passage.block,
                )
    if words.confirm_by_person:
        yield finding(
            "N1",
            _("Attached pronouns of this language cannot be found by a list."),
            _("Let a reader of the language confirm that the note is in the third person."),
            severity=Severity.WARNING,
        )


def opening(checked: Checked) -> Iterator[Finding]:
    """N2: the opening formula is there and its titles are those of the profile."""
    facts = checked.draft.facts
    text = squeezed_spaces(checked.text("opening"))
    agrees = any(squeezed_spaces(form) in text for form in (facts.office.name, facts.office.opens)) and any(
        squeezed_spaces(form) in text for form in (facts.addressee.name, facts.addressee.to)
    )
    if not text or not agrees:
        yield finding(
            "N2",
            _("The opening does not name the office and the addressee as their profiles do."),
            _("Use the opening formula; correct the profile if a title has changed."),
            block="opening",
        )
    yield from unverified(checked, "N2", "opening")


def address(checked: Checked) -> Iterator[Finding]:
    """N2: the address is that of the profile."""
    lines = "\n".join(checked.draft.facts.addressee.lines)
    if squeezed_spaces(checked.text("addressee")) != squeezed_spaces(lines):
        yield finding(
            "N2",
            _("The address is not that of the addressee's profile."),
            _("Choose the addressee again, or correct the profile."),
            block="addressee",
        )


def salutation(checked: Checked) -> Iterator[Finding]:
    """N2 for a letter that is signed: an unverified salutation is told; that one is there, section 10.3 asks."""
    yield from unverified(checked, "N2", "salutation")


def signature(checked: Checked) -> Iterator[Finding]:
    """Section 10.1: a letter of this kind has room for a signature, and none for initials."""
    content = [block for section in checked.document.sections for block in section.content]
    if any(isinstance(block, Initials) for block in content) or not any(isinstance(one, Signature) for one in content):
        yield finding(
            "10.1",
            _("A letter of this kind carries a signature, and no initials."),
            _("Put the signature block back, and take the one of initials out."),
            block="signature",
        )


def closing(checked: Checked) -> Iterator[Finding]:
    """N3: the closing formula is there; an unverified one is told."""
    if not checked.text("closing"):
        yield finding(
            "N3",
            _("The note has no closing formula."),
            _("Put the closing formula in."),
            block="closing",
            severity=Severity.ERROR if checked.settings.closing_required else Severity.WARNING,
        )
    yield from unverified(checked, "N3", "closing")


def initials(checked: Checked) -> Iterator[Finding]:
    """N4: a place for initials and stamp."""
    content = [block for section in checked.document.sections for block in section.content]
    if not any(isinstance(block, Initials) for block in content):
        yield finding(
            "N4",
            _("The place for initials and stamp is missing."),
            _("Put the place for initials and stamp back."),
            block="initials_stamp",
        )


def unsigned(checked: Checked) -> Iterator[Finding]:
    """N4: no signature, no typed name of who signs."""
    content = [block for section in checked.document.sections for block in section.content]
    if any(isinstance(block, Signature) for block in content):
        yield finding(
            "N4", _("This kind of letter carries no signature."), _("Take the signature block out."), block="signature"
        )
    for passage in checked.passages:
        if _typed_name(passage, checked.settings.signatories):
            yield finding(
                "N4",
                _("Block “{block}” gives the name of a person who signs for the office.").format(
                    block=block_name(passage.block)
                ),
                _("Take the name out; initials and stamp are enough."),
                block=passage.block,
            )


def _typed_name(passage: Passage, signatories: tuple[str, ...]) -> bool:
    text = squeezed_spaces(passage.text)
    return any(name and squeezed_spaces(name) in text for name in signatories)


def no_salutation(checked: Checked) -> Iterator[Finding]:
    """N5: no "Excellency", no "Sir"."""
    for passage in checked.passages:
        for found in found_words(
            passage.own, checked.words.salutations, whole=checked.words.whole_words, prefix=checked.words.prefix
        ):
            after = passage.own[found.end() : found.end() + 1]
            if found.start() == 0 and after in ("", ",", ":", "!", " ", "，", "：", "\u00a0", "\u202f", "،"):
                yield finding(
                    "N5",
                    _("Block “{block}” begins with a salutation.").format(block=block_name(passage.block)),
                    _("Take it out: a note verbale has none."),
                    block=passage.block,
                )
                break


def addressee(checked: Checked) -> Iterator[Finding]:
    """N6: foreign ministries, permanent missions and permanent representatives only."""
    if checked.draft.facts.addressee.kind not in NOTE_ADDRESSEES:
        yield finding(
            "N6",
            _("A note verbale may not be sent to this kind of addressee."),
            _("Write to the foreign ministry or the permanent mission, or choose a letter of concern."),
            block="addressee",
        )


def nothing_left_over(checked: Checked) -> Iterator[Finding]:
    """N7: no office code, case number, file name or placeholder."""
    sentences = {
        "code": _("Block “{block}” still holds an office code."),
        "case": _("Block “{block}” still holds a case number."),
        "path": _("Block “{block}” still holds a file name or path."),
        "placeholder": _("Block “{block}” still holds a placeholder."),
    }
    for passage in checked.passages:
        for found in _LEFT_OVER.finditer(passage.text):
            yield finding(
                "N7",
                sentences[found.lastgroup or ""].format(block=block_name(passage.block)),
                _("Replace it by the words that the addressee should read, or take it out."),
                block=passage.block,
            )
        for word in found_words(
            passage.own, checked.words.placeholders, whole=checked.words.whole_words, prefix=checked.words.prefix
        ):
            yield finding(
                "N7",
                _("Block “{block}” still waits for words: “{word}”.").format(
                    block=block_name(passage.block), word=word[0]
                ),
                _("Replace it by the words that the addressee should read, or take it out."),
                block=passage.block,
            )


def names(checked: Checked) -> Iterator[Finding]:
    """N8: no name that is not in the naming table; without the identity room nobody can tell."""
    if checked.settings.people is None:
        yield finding(
            "N8",
            _("Names cannot be checked while the identity room is closed."),
            _("Open the identity room with a reason, then check again."),
        )
        return
    settings = checked.settings
    yield from check_names(
        checked.document, settings.people or (), shortest_word=settings.shortest_word, recognised=settings.recognised
    )


def precision(checked: Checked) -> Iterator[Finding]:
    """N10: each allegation says how exactly its date and its place are known."""
    for allegation in checked.draft.facts.allegations:
        if allegation.when and allegation.place:
            continue
        sentence = (
            _("Allegation {number} does not say how exactly its place is known.")
            if allegation.when
            else _("Allegation {number} does not say how exactly its date is known.")
        )
        yield finding(
            "N10",
            sentence.format(number=allegation.number),
            _("Give it in the allegation, or keep this with a reason."),
            block="allegations",
            severity=Severity.WARNING,
        )


def state_names(checked: Checked) -> Iterator[Finding]:
    """N11: the State is named as its profile names it, in the language of the letter."""
    state, shape = checked.draft.facts.state, checked.draft.facts.shape
    text = " ".join(" ".join(passage.text.split()) for passage in checked.passages)
    forms = (state.formal, begun(state.formal), state.prep, state.short, state.government)
    if shape.puts is Puts.MUST and shape.to_state and not any(form in text for form in forms if form):
        yield finding(
            "N11",
            _("The letter never names the State as its profile does."),
            _("Use a form of the profile."),
            severity=Severity.WARNING,
        )
    for passage in checked.passages:
        if any(found_words(passage.text, state.other_forms)):
            yield finding(
                "N11",
                _("Block “{block}” names the State in a form that is not this language's.").format(
                    block=block_name(passage.block)
                ),
                _("Use the form of the profile."),
                block=passage.block,
                severity=Severity.WARNING,
            )


def numbers(checked: Checked) -> Iterator[Finding]:
    """N12: allegations are numbered 1 to n, each once, as the facts number them; a letter that goes back to an earlier
    one keeps its numbers and goes on counting (section 10.3)."""
    shape, known = checked.draft.facts.shape, [one.number for one in checked.draft.facts.allegations]
    if shape.puts is Puts.NEVER or (shape.puts is Puts.MAY and not known and not checked.text("allegations")):
        return
    labels = [label for section in checked.document.sections for label in _labels(section)]
    counted = [label for label in labels if re.fullmatch(r"\d+\.", label)]
    if not counted or counted != [f"{n}." for n in _counting(shape, counted)]:
        yield finding(
            "N12",
            _("The numbers of the allegations have a gap or a double."),
            _("Number them from 1 without a gap, and those of an earlier letter as it did."),
            block="allegations",
        )
    if counted != [f"{number}." for number in known]:
        yield finding(
            "N12",
            _("The text does not hold the same allegations as the letter's list."),
            _("Draft the block again, or change the list of allegations."),
            block="allegations",
        )


def _labels(section: Section) -> Iterator[str]:
    """The numbers under which allegations stand in a section: those of items, or of the rows of an annex."""
    for block in section.content:
        if isinstance(block, Items) and section.block == "allegations":
            yield from (item.label for item in block.items)
        elif isinstance(block, Table) and section.block == annex.BLOCK:
            yield from (f"{spans_text(row[0])}." for row in block.rows[block.header_rows :])


def _counting(shape: Shape, counted: list[str]) -> list[int]:
    if not shape.cites:
        return list(range(1, len(counted) + 1))
    return sorted({int(label.removesuffix(".")) for label in counted})


def deadline(checked: Checked) -> Iterator[Finding]:
    """N13: the deadline falls on a working day and leaves time."""
    facts, settings = checked.draft.facts, checked.settings
    if facts.deadline is None:
        return
    if not settings.calendar.works_on(facts.deadline):
        yield finding(
            "N13",
            _("The deadline is not a working day."),
            _("Move it to the next working day."),
            block="deadline",
            severity=Severity.WARNING,
        )
    if facts.day and facts.deadline < facts.day + timedelta(days=settings.notice_days):
        yield finding(
            "N13",
            _("The deadline leaves fewer than {days} days.").format(days=settings.notice_days),
            _("Give more time, or keep this with a reason."),
            block="deadline",
            severity=Severity.WARNING,
        )


def resolutions(checked: Checked) -> Iterator[Finding]:
    """N14: no superseded resolution; G32: none that is not on record."""
    mandates = {mandate.symbol: mandate for mandate in checked.draft.facts.mandates}
    for mandate in mandates.values():
        said = next((one.block for one in checked.passages if mandate.symbol in without_directions(one.own)), None)
        if not mandate.in_force and said is not None:
            yield finding(
                "N14",
                _("Resolution {symbol} has been superseded.").format(symbol=mandate.symbol),
                _("Cite the one in force on the letter's date."),
                block=said,
                severity=Severity.WARNING,
            )
    for passage in checked.passages:
        for found in _RESOLUTION.finditer(without_directions(passage.own)):
            symbol = found["symbol"] or found["before"]
            if symbol not in mandates:
                yield finding(
                    "G32",
                    _("Resolution {symbol} is not on record.").format(symbol=symbol),
                    _("Add it to the reference texts, or correct the symbol."),
                    block=passage.block,
                )


def dated(checked: Checked) -> Iterator[Finding]:
    """N15: the letter has a date, and it is not later than the day of dispatch."""
    day, today = checked.draft.facts.day, checked.settings.today
    if day is None:
        yield finding("N15", _("The letter has no date."), _("Give it a date."), block="date_place")
    elif today is not None and day > today:
        yield finding(
            "N15",
            _("The letter is dated later than today."),
            _("Correct the date, or dispatch it on that day."),
            block="date_place",
        )
