"""What letters are worded with, and who answers for it: formulae, templates, labels of terms, by language.

What ships was confirmed by nobody (section 10.6); an office verifies formulae and keeps templates of its own. Settings
and the command line show this list; the check of a letter repeats what is not verified (N2, N3).
"""

from __future__ import annotations

import msgspec

from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.shape import FRAMES, Form, Shape
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.composing import own_formulae
from fieldcase.office.session import Session
from fieldcase.office.templates.versions import own_templates


class FormulaTold(msgspec.Struct, frozen=True, kw_only=True):
    """A formula as letters use it now. `used_by`: kinds of letter; `own`: the office's, not the shipped one."""

    language: str
    kind: str
    addressee_kind: str
    text: str
    used_by: tuple[str, ...]
    own: bool
    verified: bool
    verified_by: str = ""
    verified_on: str = ""


class TemplateTold(msgspec.Struct, frozen=True, kw_only=True):
    """The template of a kind and language: the office's own, or the shipped starter that nobody confirmed."""

    language: str
    kind: str
    own: bool


class TermsTold(msgspec.Struct, frozen=True, kw_only=True):
    """How many terms a language has labels for: those that nobody reviewed, and those that stand in English."""

    language: str
    terms: int
    unreviewed: int
    missing: int


def formulae_told(session: Session) -> tuple[FormulaTold, ...]:
    """One row for each language, kind of formula and kind of addressee, as the next letter would use it."""
    own = own_formulae(session)
    told: dict[tuple[str, str, str], FormulaTold] = {}
    for formula in (*own, *document_resources().formulae):
        key = (formula.lang, formula.addressee_kind, formula.kind)
        if key not in told:
            told[key] = FormulaTold(
                language=formula.lang,
                kind=formula.kind,
                addressee_kind=formula.addressee_kind,
                text=formula.text,
                used_by=tuple(kind for kind, shape in SHAPES.items() if formula.kind in formulae_of(shape)),
                own=formula in own,
                verified=formula.verified,
                verified_by=formula.verified_by or "",
                verified_on=formula.verified_on or "",
            )
    return tuple(told[key] for key in sorted(told))


def formulae_of(shape: Shape) -> tuple[str, ...]:
    """The kinds of formula that letters of a shape open and close with, in any form that they may take."""
    forms = Form if shape.follows else (shape.form,)
    return tuple(dict.fromkeys(kind for form in forms for kind in FRAMES[form].formulae))


def templates_told(session: Session) -> tuple[TemplateTold, ...]:
    """One row for each language and kind that letters can be written in."""
    own = {(lang, kind) for kind, lang in own_templates(session)}
    found = document_resources()
    shipped = {(lang, kind) for lang in found.languages for kind in SHAPES if found.has_template(kind, lang)}
    return tuple(
        TemplateTold(language=lang, kind=kind, own=(lang, kind) in own) for lang, kind in sorted(own | shipped)
    )


def terms_told(session: Session) -> tuple[TermsTold, ...]:
    """For each language of letters: its labels in the vocabularies, reviewed by language staff or not."""
    known = session.vocabularies
    pairs = [(name, code) for name in known.names for code in known.codes(name)]
    told = []
    for lang in document_resources().languages:
        there = [(name, code) for name, code in pairs if known.has_label(name, code, lang)]
        told.append(
            TermsTold(
                language=lang,
                terms=len(pairs),
                unreviewed=sum(not known.reviewed(name, code, lang) for name, code in there),
                missing=len(pairs) - len(there),
            )
        )
    return tuple(told)
