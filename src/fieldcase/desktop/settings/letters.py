"""What the panes of States and of templates ask of the office: plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.case.made import Undo
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.settings.actions import Changed, change, undone_by
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.model.kinds.directory import StateProfile
    from fieldcase.office.session import Session
    from fieldcase.office.templates.versions import TemplateLine, Version

Failed = Callable[[Refusal], object]
ADDRESSEES = {
    "foreign_ministry": N_("Foreign ministry"),
    "permanent_mission": N_("Permanent mission"),
    "permanent_representative": N_("Permanent representative"),
    "minister": N_("Minister"),
    "authority": N_("Another authority"),
}
FORMULAE = {
    "opening": N_("Opening"),
    "closing": N_("Closing"),
    "salutation": N_("Salutation"),
    "disclaimer": N_("Disclaimer"),
}


def formula_words(kind: str) -> str:
    """What a formula is called."""
    return _(FORMULAE.get(kind, kind))


@dataclass(frozen=True)
class States:
    """The States that this office keeps, the languages of letters, and whether this seat may change them."""

    profiles: tuple[StateProfile, ...]
    languages: tuple[str, ...]
    may: bool


def states(desk: Desk, then: Callable[[States], object]) -> Job[States]:
    """The States that letters go to."""

    def ask(session: Session) -> States:
        from fieldcase.office.documents import document_resources
        from fieldcase.office.profiles.states import may_write, own_profiles

        return States(own_profiles(session), tuple(document_resources().languages), may_write(session))

    return desk.run(ask, then, reads=True)


def write_state(
    desk: Desk, code: str, language: str, names: Mapping[str, str], then: Changed, failed: Failed
) -> Job[Any]:
    """The names of a State in one language: `formal`, `short`, `prepositional`."""

    def ask(session: Session) -> Any:
        from fieldcase.model.kinds.directory import StateName
        from fieldcase.office.profiles import states as profiles

        return profiles.write_state(session, code, {language: StateName(**names)})

    return change(desk, ask, then, failed)


def write_addressee(
    desk: Desk, code: str, kind: str, language: str, role: str, lines: str, then: Changed, failed: Failed
) -> Job[Any]:
    """Whom letters to a State go to, in one language; the others stay."""

    def ask(session: Session) -> Any:
        from fieldcase.office.profiles import states as profiles

        return profiles.write_addressee(session, code, kind, {language: role}, {language: lines} if lines else {})

    return change(desk, ask, then, failed)


def propose_names(desk: Desk, code: str, then: Changed, failed: Failed) -> Job[Any]:
    """Names of the list of States, which wait until somebody confirms them."""

    def ask(session: Session) -> Any:
        from fieldcase.office.profiles import listed

        return listed.propose_names(session, code)

    return change(desk, ask, then, failed)


# --- templates and formulae


def templates(desk: Desk, then: Callable[[tuple[TemplateLine, ...]], object]) -> Job[tuple[TemplateLine, ...]]:
    """Every template that letters are drafted from."""

    def ask(session: Session) -> tuple[TemplateLine, ...]:
        from fieldcase.office.templates.versions import list_templates

        return list_templates(session)

    return desk.run(ask, then, reads=True)


def versions(desk: Desk, kind: str, language: str, then: Callable[[tuple[Version, ...]], object]) -> Job[Any]:
    """The versions of one template, oldest first."""

    def ask(session: Session) -> tuple[Version, ...]:
        from fieldcase.office.templates import versions as kept

        return kept.versions(session, kind, language)

    return desk.run(ask, then, reads=True)


def save_template(
    desk: Desk, kind: str, language: str, number: int, folder: Path, then: Callable[[str], object], failed: Failed
) -> Job[str]:
    """Write one version as a text file into a folder; tells its name."""

    def ask(session: Session) -> str:
        from fieldcase.office.given import write_given
        from fieldcase.office.templates.versions import version

        name = f"{kind}.{language}.txt"
        write_given(folder / name, version(session, kind, language, number).text.encode())
        return name

    return desk.run(ask, then, failed=failed)


def take_template(desk: Desk, kind: str, language: str, path: Path, then: Changed, failed: Failed) -> Job[Any]:
    """Keep a text file as the office's own template of this kind and language, once it was checked."""

    def ask(session: Session) -> int:
        from fieldcase.office.given import read_given
        from fieldcase.office.templates.keeping import write_template
        from fieldcase.office.templates.versions import current

        before = current(session, kind, language).number
        text = read_given(path).decode("utf-8-sig", "replace")
        write_template(session, kind, language, text, path.name)
        return before

    return desk.run(ask, lambda before: then(_to_version(desk, kind, language, before)), failed=failed)


def go_back(desk: Desk, kind: str, language: str, number: int, then: Changed, failed: Failed) -> Job[Any]:
    """Make an older version the one in force; 0 is what ships."""

    def ask(session: Session) -> int:
        from fieldcase.office.templates import keeping
        from fieldcase.office.templates.versions import current

        before = current(session, kind, language).number
        keeping.go_back(session, kind, language, number)
        return before

    return desk.run(ask, lambda before: then(_to_version(desk, kind, language, before)), failed=failed)


def _to_version(desk: Desk, kind: str, language: str, number: int) -> Undo:
    """What makes that version the one in force again."""

    def again(session: Session) -> Any:
        from fieldcase.office.templates import keeping

        return keeping.go_back(session, kind, language, number)

    return undone_by(desk, again)


def confirm_formula(
    desk: Desk, kind: str, addressee: str, language: str, text: str, by: str, on: str, then: Changed, failed: Failed
) -> Job[Any]:
    """A formula of the office's own, or the shipped one confirmed."""

    def ask(session: Session) -> Any:
        from fieldcase.office.profiles import texts

        return texts.confirm_formula(session, kind, addressee, language, text, verified_by=by, verified_on=on)

    return change(desk, ask, then, failed)
