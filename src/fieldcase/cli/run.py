"""What every command shares: the vault, how the passphrase comes, one document or sentences, a bar for what is long.

A command is a function of a `Run` and its own arguments; `Group.command` adds `--vault`, `--json`, `--passphrase-file`
and `--lang`, and turns refusals into a sentence and exit status 1. What a command needs of `office` it imports when it
runs, so that help comes at once.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, ParamSpec, get_type_hints

import msgspec
import typer

from fieldcase.cli.outcome import Says
from fieldcase.cli.progress import Tell, progress
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.session import Session

P = ParamSpec("P")
TOLD = 10
"""Texts with a name that are told one by one on standard error; a document lists them all."""


class PassphraseNeeded(Refusal):
    """There is nobody to ask for the passphrase, and no file that holds it."""

    code = "FC-550"
    message = N_("There is no terminal to ask for the passphrase on.")
    remedy = N_("Name a file that holds it: --passphrase-file, or FIELDCASE_PASSPHRASE_FILE.")


class PassphrasesDiffer(Refusal):
    """A new passphrase is typed twice."""

    code = "FC-551"
    message = N_("The two passphrases are not the same.")
    remedy = N_("Nothing was made. Type the same passphrase twice.")


class NewPassphraseNeeded(Refusal):
    """There is nobody to ask for the new passphrase, and no file that holds it."""

    code = "FC-568"
    message = N_("There is no terminal to ask for the new passphrase on.")
    remedy = N_("Name a file that holds it: --new-passphrase-file.")


class Run:
    """One command under way."""

    def __init__(self, *, vault: Path | None, json: bool, passphrase_file: Path | None, lang: str) -> None:
        self.says = Says(json=json)
        self.lang = lang
        self._vault, self._passphrase_file = vault, passphrase_file

    @property
    def folder(self) -> Path:
        """The vault's folder: the one named, else the one at the usual place."""
        if self._vault is not None:
            return self._vault
        from fieldcase.office.opening import default_vault_folder

        return default_vault_folder()

    @property
    def vault_named(self) -> bool:
        """Whether a vault was named, by option or environment."""
        return self._vault is not None

    @contextmanager
    def session(self) -> Iterator[Session]:
        """The open vault; closed at the end, whatever happens."""
        from fieldcase.office.opening import open_vault

        with self.progress() as tell:
            session = open_vault(self.folder, self.passphrase(), language=self.lang, progress=tell)
        try:
            self._warn(session)
            yield session
            self._tell_names(session)
        finally:
            session.close()

    def passphrase(self, *, new: bool = False) -> str:
        """From the file that was named, else asked for without showing it; twice where it is a new one."""
        if self._passphrase_file is not None:
            from fieldcase.office.opening import read_passphrase_file

            return read_passphrase_file(self._passphrase_file)
        if not sys.stdin.isatty():
            raise PassphraseNeeded
        said: str = typer.prompt(_("Passphrase"), hide_input=True, err=True)
        if new and said != typer.prompt(_("Passphrase, once more"), hide_input=True, err=True):
            raise PassphrasesDiffer
        return said

    def new_passphrase(self, file: Path | None) -> str:
        """A passphrase to come: from its own file, else asked for twice."""
        if file is not None:
            from fieldcase.office.opening import read_passphrase_file

            return read_passphrase_file(file)
        if not sys.stdin.isatty():
            raise NewPassphraseNeeded
        said: str = typer.prompt(_("New passphrase"), hide_input=True, err=True)
        if said != typer.prompt(_("New passphrase, once more"), hide_input=True, err=True):
            raise PassphrasesDiffer
        return said

    @property
    def passphrase_file(self) -> Path | None:
        """The file that the passphrase comes from; None where it is typed."""
        return self._passphrase_file

    @contextmanager
    def progress(self) -> Iterator[Tell]:
        """A bar for something long."""
        with progress(shown=not self.says.json) as tell:
            yield tell

    def note(self, sentence: str) -> None:
        """A remark for the person, on standard error. Never content of a case."""
        typer.echo(sentence, err=True)

    def _tell_names(self, session: Session) -> None:
        """Whom the texts name that the command wrote where codes belong: in codes, with what to write instead."""
        from fieldcase.office.telling import told

        self.says.warnings = found = told(session)
        for one in found[:TOLD]:
            self.note(f"[{one.rule}] {one.sentence} {one.remedy}")
        if (rest := len(found) - TOLD) > 0:
            more = ngettext("{count} more text names somebody.", "{count} more texts name somebody.", rest)
            self.note(" ".join((more.format(count=rest), _("See each case: fieldcase case check CASE."))))

    def _warn(self, session: Session) -> None:
        if self._passphrase_file is not None and not session.training:
            self.note(_("A passphrase in a file opens this vault for whoever reads the file."))
        for notice in session.vault.notices:
            self.note(" ".join((notice.sentence, notice.way_out)).strip())


COMMON: dict[str, tuple[Any, Any]] = {
    "vault": (
        Annotated[
            Path | None,
            typer.Option(envvar="FIELDCASE_VAULT", help=N_("Folder of the vault."), metavar="DIR", show_default=False),
        ],
        None,
    ),
    "json": (Annotated[bool, typer.Option("--json", help=N_("Print one JSON document."))], False),
    "passphrase_file": (
        Annotated[
            Path | None,
            typer.Option(
                envvar="FIELDCASE_PASSPHRASE_FILE",
                help=N_("File that holds the passphrase (yours alone: chmod 600)."),
                metavar="FILE",
                show_default=False,
            ),
        ],
        None,
    ),
    "lang": (Annotated[str, typer.Option(help=N_("Language of the program: en or fr."), metavar="CODE")], ""),
}
"""The options that every command has, by the name of `Run`'s argument: annotation and default."""


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Options that several commands share: each annotated field of a subclass is one; a command takes the whole."""


Act = Callable[Concatenate[Run, P], None]


class Group:
    """Commands that belong together. Help is written in English and translated where it is shown."""

    def __init__(self, name: str = "", help: str = "") -> None:
        self.name = name
        self.app = typer.Typer(name=name or None, help=help, no_args_is_help=True, rich_markup_mode=None)

    def command(self, name: str, help: str, *examples: str) -> Callable[[Act[P]], Act[P]]:
        """Make a function a command; `examples` are lines to be typed, without the program's name."""

        def register(act: Act[P]) -> Act[P]:
            epilog = "\n".join(f"fieldcase {line}" for line in examples)
            self.app.command(name, help=help, epilog=epilog or None)(_carried_out(act))
            return act

        return register

    def in_order(self, names: Sequence[str]) -> None:
        """List the commands in the order of these names; what is not named stands last."""
        place = {name: at for at, name in enumerate(names)}
        self.app.registered_commands.sort(key=lambda one: place.get(one.name or "", len(place)))


def _carried_out(act: Act[P]) -> Callable[..., None]:
    """The function with the common options, which makes its `Run`."""
    hints = get_type_hints(act, include_extras=True)
    own = list(inspect.signature(act).parameters.values())[1:]
    shared = {one.name: hints[one.name] for one in own if _together(hints[one.name])}
    parameters = []
    for one in own:
        if one.name in shared:
            parameters += _options(shared[one.name])
        else:
            parameters.append(one.replace(annotation=hints[one.name], kind=inspect.Parameter.KEYWORD_ONLY))
    parameters += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in COMMON.items()
    ]

    def carried_out(**said: Any) -> None:
        run = Run(**{name: said.pop(name) for name in COMMON})
        for name, kind in shared.items():
            said[name] = kind(**{field: said.pop(field) for field in kind.__struct_fields__})
        with run.says.outcome():
            act(run, **said)  # type: ignore[call-arg]  # the arguments are those of its own signature

    carried_out.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    carried_out.__annotations__ = {one.name: one.annotation for one in parameters}
    carried_out.__name__ = act.__name__
    return carried_out


def _together(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Together)


def _options(shared: type[Together]) -> list[inspect.Parameter]:
    """The fields of options that are shared, as parameters of a command."""
    hints = get_type_hints(shared, include_extras=True)
    return [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in msgspec.structs.fields(shared)
    ]
