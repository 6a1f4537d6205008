"""How a command ends: a document or a sentence on standard output, a reason on standard error, an exit status.

0 done · 1 refused or failed, with one line of reason · 2 wrong usage. With `--json` exactly one JSON document goes to
standard output, a refusal too: `{"ok": false, "refused": [...]}`. Content of cases never goes to standard error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import msgspec
import typer

from fieldcase.model.refusal import Finding, Refusal, Severity, blocking
from fieldcase.model.words import N_, _


class OutputLost(Refusal):
    """What a command had to say could not be written where it should go; what it did stands."""

    code = "FC-569"
    message = N_("The command was carried out, but what it has to say could not be written.")
    remedy = N_("Make room where its output goes, and look (case show, record list) before you repeat it.")


class Says:
    """Where a command's words go. `json` chooses one document instead of sentences; `warnings` go with it."""

    def __init__(self, *, json: bool) -> None:
        self.json = json
        self.warnings: tuple[Finding, ...] = ()

    def document(self, format: str, content: Any, *lines: str) -> None:
        """Say the outcome: `content` (records or plain values) as JSON, or the lines for a person."""
        if self.json:
            plain = msgspec.to_builtins(content, enc_hook=_plain)
            fields = plain if isinstance(plain, dict) else {"items": plain}
            if self.warnings:
                fields = {**fields, "warnings": msgspec.to_builtins(self.warnings)}
            self._out(_pretty({"format": f"fieldcase-{format}/1", "ok": True, **fields}))
            return
        for line in lines:
            self._out(line)

    def reason(self, refusal: Refusal) -> None:
        """Say why something was not done: one line on standard error, and the one document where it is JSON."""
        if self.json and not isinstance(refusal, OutputLost):
            # Where the document cannot be written, the line on standard error says the reason all the same.
            with suppress(OutputLost):
                self._out(_pretty({"format": "fieldcase-refusal/1", "ok": False, "refused": list(refused(refusal))}))
        typer.echo(one_line(refusal), err=True)

    def refuse(self, refusal: Refusal) -> NoReturn:
        """Say the reason and stop with exit status 1."""
        self.reason(refusal)
        raise typer.Exit(1)

    @contextmanager
    def outcome(self) -> Iterator[None]:
        """Turn a refusal inside into its sentence and exit status 1."""
        try:
            yield
        except Refusal as refusal:
            self.refuse(refusal)
        except KeyboardInterrupt:
            raise typer.Abort from None

    @staticmethod
    def _out(text: str) -> None:
        try:
            typer.echo(text)
        except BrokenPipeError:
            raise
        except OSError as failure:
            raise OutputLost from failure


def one_line(refusal: Refusal) -> str:
    """The reason and the way out in one line; where rules refused, each with its name and what clears it."""
    blocks = blocking(refusal.findings)
    if not blocks:
        return " ".join(str(refusal).split())
    points = " ".join(f"[{one.rule}] {one.sentence} {one.remedy}".strip() for one in blocks)
    return " ".join(_("The rules do not allow this yet: {what}").format(what=points).split())


def refused(refusal: Refusal) -> Iterator[dict[str, str]]:
    """What refused, one item a rule: `rule` is a guard (G4) or the refusal's own code (FC-301)."""
    if not refusal.findings:
        yield {"rule": refusal.code, "reason": refusal.sentence, "remedy": refusal.way_out}
    for finding in refusal.findings:
        yield {"rule": finding.rule, "reason": finding.sentence, "remedy": finding.remedy}


def finding_lines(findings: tuple[Finding, ...]) -> list[str]:
    """Findings for a terminal: word first, then the sentence and its remedy."""
    words: dict[Severity, Callable[[], str]] = {
        Severity.ERROR: lambda: _("Blocked"),
        Severity.WARNING: lambda: _("Check"),
        Severity.NOTE: lambda: _("Note"),
    }
    return [f"{words[f.severity]()} [{f.rule}] {f.sentence} {f.remedy}".rstrip() for f in findings]


def _pretty(content: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(content, enc_hook=_plain), indent=2).decode()


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)
