"""A template read before it is kept: every fault at once, with its line and what to do, for whoever writes letters.

First the file (blocks of the kind, each once and in order), then each block (constructs, facts), then the language, and
at last the letter itself: it is drafted from a fictional case with everything in it and from one with as little as a
letter may have, and its text is checked as any letter's. A template that would fail at use fails here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.draft import FormulaMissing, draft_letter, template_data
from fieldcase.documents.facts import LetterFacts
from fieldcase.documents.lint.check import lint_letter
from fieldcase.documents.lint.letter import LintSettings
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources, Formula, LanguageNotReady
from fieldcase.documents.templates import COMMENT, MARKER, BlockTemplate, TemplateRefused, read_template
from fieldcase.documents.trials import barest, fullest, under_letters
from fieldcase.model.refusal import Finding
from fieldcase.model.shape import Shape
from fieldcase.model.words import _

LONGEST = 60_000
"""Characters of a template; those that ship have 5,000."""
_BRACES = re.compile(r"(?<!\{)\{(?![{%#])(?P<inside>[^{}\n]{0,80})\}(?!\})")
_SIGNS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{date:[^{}\n]*\}", re.DOTALL)
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}
_COMMON = {
    "en": "the of and to is which with that for by this has have",
    "fr": "le la les des du et est une dans que aux par cette pour",
    "es": "el los las y del una con por que al esta para su",
}
"""Words that every text of a language is full of; those of a Latin script are told apart by them."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong in a template: its line in the file (from 1), its block (a code; empty before the first)."""

    line: int
    sentence: str
    remedy: str
    block: str = ""


def check_template(
    text: str, letters: Sequence[LetterFacts], resources: DocumentResources, formulae: Sequence[Formula] = ()
) -> tuple[Fault, ...]:
    """Everything that is wrong with a template, by line; empty when letters can be drafted from it.

    `letters` are fictional facts of its kind and language, one for each form that the kind may have; `formulae` are the
    office's own. Never raises for what a text holds.
    """
    return tuple(sorted(_faults(text, letters, resources, tuple(formulae)), key=lambda one: one.line))


def _faults(
    text: str, letters: Sequence[LetterFacts], resources: DocumentResources, formulae: tuple[Formula, ...]
) -> list[Fault]:
    shapes = [facts.shape for facts in letters]
    if len(text) > LONGEST:
        sentence = _("The template has {count} characters; {most} are the most.")
        remedy = _("Shorten it; words of one case belong into its letter.")
        return [Fault(line=1, sentence=sentence.format(count=len(text), most=LONGEST), remedy=remedy)]
    if found := list(_characters(text)) or list(_structure(text, shapes)):
        return found
    tried = [fullest(facts) for facts in letters]
    try:
        known = template_data(tried[0], resources, formulae)
    except (LanguageNotReady, FormulaMissing) as refused:
        return [Fault(line=1, sentence=refused.sentence, remedy=refused.way_out)]
    blocks = read_template(text)
    found = []
    words = ""
    for block in blocks:
        from fieldcase.documents.templatetree import examine  # Jinja: only when a template is read

        troubles, own = examine(block.text, known)
        words += own
        found += [_fault(block, one.line, one.sentence, one.remedy) for one in troubles]
        found += list(_braces(block)) or list(_alone(block) if not troubles else ())
    found += _unsaid(blocks, shapes)
    found += _language(words, letters[0].language)
    return found or _tried(text, blocks, (*tried, *map(barest, tried)), resources, formulae)


def _characters(text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.splitlines(), 1):
        strange = [c for c in line if c in _DIRECTIONS or (unicodedata.category(c) in ("Cc", "Cs") and c != "\t")]
        if strange:
            sentence = _("This line holds a character that cannot be seen (U+{code}).").format(
                code=f"{ord(strange[0]):04X}"
            )
            yield Fault(line=number, sentence=sentence, remedy=_("Type the line anew in a plain text editor."))


def _structure(text: str, shapes: Sequence[Shape]) -> Iterator[Fault]:
    """Faults of the file: text outside blocks, blocks unknown, twice, missing, out of place.

    A kind that follows another letter has the blocks of both forms; those of the other one may stand where they like.
    """
    seen: dict[str, int] = {}
    known = tuple(dict.fromkeys(block for shape in shapes for block in shape.names_of_blocks))
    own = shapes[0].names_of_blocks
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith(COMMENT):
            continue
        if found := MARKER.fullmatch(line):
            yield from _marker(number, found["block"], seen, known, own)
            seen.setdefault(found["block"], number)
        elif re.match(r"#{1,2}(?!#)", line):
            sentence = _("“{line}” is neither a comment nor the beginning of a block.").format(line=line[:40])
            remedy = _("A block begins with ## and its name, such as “## {block}”; a comment with #: at its beginning.")
            yield Fault(line=number, sentence=sentence, remedy=remedy.format(block=known[0]))
        elif line.strip() and not seen and any(MARKER.fullmatch(one) for one in lines):
            remedy = _("Write “## {block}” above it, or #: before it where it is a comment.").format(block=known[0])
            yield Fault(line=number, sentence=_("Text stands before the first block."), remedy=remedy)
    if not seen:
        yield Fault(
            line=1,
            sentence=_("The file holds no block: it is not a template."),
            remedy=_("Begin with the one in force (“template show”), and change its words."),
        )
        return
    for block in dict.fromkeys(one for shape in shapes for one in shape.blocks):
        if block.endswith("?") or block in seen:
            continue
        before = [one for one in known[: known.index(block)] if one in seen]
        sentence = _("The block “{block}” is missing; letters of this kind must have it.").format(
            block=block_name(block)
        )
        remedy = (
            _("Write “## {block}” and its text after the block “{before}”.").format(block=block, before=before[-1])
            if before
            else _("Write “## {block}” and its text at the beginning.").format(block=block)
        )
        yield Fault(line=max(len(lines), 1), sentence=sentence, remedy=remedy, block=block)


def _marker(
    number: int, block: str, seen: dict[str, int], known: tuple[str, ...], own: tuple[str, ...]
) -> Iterator[Fault]:
    name = block_name(block)
    if block not in known:
        sentence = _("Letters of this kind have no block “{block}”.").format(block=name)
        remedy = _("Take it out, or use one of: {known}.").format(known=", ".join(known))
    elif block in seen:
        sentence = _("The block “{block}” stands here a second time; it began in line {line}.")
        sentence, remedy = sentence.format(block=name, line=seen[block]), _("Put both texts into one block.")
    elif block in own and (after := [one for one in seen if one in own and own.index(one) > own.index(block)]):
        sentence = _("The block “{block}” is out of place.").format(block=name)
        remedy = _("Move it before the block “{after}”.").format(after=min(after, key=own.index))
    else:
        return
    yield Fault(line=number, sentence=sentence, remedy=remedy, block=block)


def _braces(block: BlockTemplate) -> Iterator[Fault]:
    """Signs that a template may not hold itself: a party, a place, a linked value; a fact in single braces."""
    for number, line in enumerate(block.text.splitlines(), 1):
        for found in _BRACES.finditer(line):
            inside = found["inside"].strip()
            if inside.startswith("date:"):
                continue
            if re.fullmatch(r"[PGOS]-[0-9A-Z]+", inside):
                sentence = _("The template mentions {party}, but it is used for every case.").format(party=inside)
                remedy = _("Take the mention out; people come in with the allegations.")
            elif inside.startswith(("=", "place:")):
                sentence = _("“{words}” is written by the program alone.").format(words=found[0][:40])
                remedy = _("Print the fact instead, such as {{ office.place }}.")
            else:
                sentence = _("“{words}” stands in single braces.").format(words=found[0][:40])
                remedy = _("A fact is printed with two braces on each side, such as {{ office.place }}.")
            yield _fault(block, number, sentence, remedy)


def _alone(block: BlockTemplate) -> Iterator[Fault]:
    """Braces that open or close nothing: they would be printed."""
    rest = _SIGNS.sub(lambda found: "\n" * found[0].count("\n"), block.text)
    for number, line in enumerate(rest.splitlines(), 1):
        if re.search(r"(?<!\\)[{}]", line):
            sentence = _("A brace stands here that opens or closes nothing.")
            yield _fault(
                block, number, sentence, _("Take it out, or write a backslash before it where it is to be printed.")
            )


def _unsaid(blocks: Sequence[BlockTemplate], shapes: Sequence[Shape]) -> Iterator[Fault]:
    """Formulae that the kind opens and closes with, and that their block does not print."""
    for formula in dict.fromkeys(one for shape in shapes for one in shape.frame.formulae):
        block = next((one for one in blocks if one.block == formula), None)
        if block and not re.search(r"\{\{-?\s*formula\." + formula + r"\s*-?\}\}", block.text):
            sentence = _("The block “{block}” does not print its formula.").format(block=block_name(formula))
            remedy = _(
                "Write {{{{ formula.{formula} }}}} in it; the office's formula is kept apart and confirmed by itself."
            )
            yield _fault(block, 0, sentence, remedy.format(formula=formula))


def _language(words: str, language: str) -> Iterator[Fault]:
    """Another language than the file says: by its script, or by the words that every text is full of."""
    letters = [unicodedata.name(c, "").split(" ")[0] for c in words if c.isalpha()]
    script = _SCRIPTS.get(language, "LATIN")
    wrong = len(letters) >= 40 and letters.count(script) * 2 < len(letters)
    if not wrong and script == "LATIN":
        said = re.findall(r"\w+", words.casefold())
        counts = {one: sum(said.count(word) for word in common.split()) for one, common in _COMMON.items()}
        wrong = any(count >= 8 and count > 2 * counts.get(language, 0) for count in counts.values())
    if wrong:
        sentence = _("The words of this template are not in the language “{language}”.").format(language=language)
        yield Fault(line=1, sentence=sentence, remedy=_("Name the language that it is written in, or translate it."))


def _tried(
    text: str,
    blocks: Sequence[BlockTemplate],
    tried: Sequence[LetterFacts],
    resources: DocumentResources,
    formulae: tuple[Formula, ...],
) -> list[Fault]:
    """What goes wrong with a letter that is drafted from it: the fullest first, then the barest."""
    by_name = {block.block: block for block in blocks}
    for facts in tried:
        try:
            draft = draft_letter(facts, resources, formulae=formulae, template=text)
        except TemplateRefused as refused:
            return [_refused(refused, text)]
        naming = under_letters(facts)
        composed = render_tree(draft, Rendition.STATE_FULL, naming, resources)
        lint = lint_letter(draft, composed.document, naming, resources, LintSettings(people=()))
        found = [
            Fault(
                line=by_name[one.field].begins if one.field in by_name else 1,
                sentence=one.sentence,
                remedy=_mended(one),
                block=one.field,
            )
            for one in (*composed.findings, *lint)
            if one.blocks
        ]
        if found:
            return list(dict.fromkeys(found))
    return []


def _mended(found: Finding) -> str:
    """What to do in a template about a finding whose remedy is meant for a letter."""
    remedies = {
        ("10.5", "requests"): _("Write {{ request.label }} {{ request.text }} once for each of the requests."),
        ("N12", "allegations"): _(
            "Write {{ allegation.number }}. {{ allegation.text }} once for each of the allegations."
        ),
    }
    if found.rule == "10.3":
        return _("Let the block say something in every letter: add an {% else %} to its {% if … %}.")
    return remedies.get((found.rule, found.field), found.remedy)


def _refused(refused: TemplateRefused, text: str) -> Fault:
    line, block = int(str(refused.facts.get("line") or 1)), str(refused.facts.get("block") or "")
    lines = text.splitlines()
    printed = re.findall(r"\{\{-?\s*([\w.]+)", lines[line - 1]) if 0 < line <= len(lines) else []
    if refused.facts.get("missing") and printed:
        fact = printed[-1]
        sentence = _("“{facts}” is printed here, and some letters do not have it.").format(facts=", ".join(printed))
        remedy = _("Put the words between {{% if {fact} %}} and {{% endif %}}.").format(fact=fact)
    else:
        sentence = _("No letter could be drafted: {problem}.").format(problem=refused.facts.get("problem"))
        remedy = _("Correct this line; docs/templates.md lists what it may hold.")
    return Fault(line=line, sentence=sentence, remedy=remedy, block=block)


def _fault(block: BlockTemplate, line: int, sentence: str, remedy: str) -> Fault:
    return Fault(line=block.line(line), sentence=sentence, remedy=remedy, block=block.block)
