"""Decoding a foreign file in a helper process with bounds on time and memory (security.md, Store).

A file from outside is never parsed in the process that holds keys. The helper gets the bytes on its standard input
and an environment without anything of this process; when it dies or takes too long, that is a refusal.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import IO, Any

import msgspec

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.office.importing.sheets import Answer, Book, Limits, Order


class DamagedFile(Refusal):
    """The file is not what it says it is, or is broken."""

    code = "FC-500"
    message = N_("This file is damaged and cannot be read ({detail}).")
    remedy = N_("Open it in the program it comes from, save it again, and import the new file.")


class TooLarge(Refusal):
    """More rows, columns or cells than an import takes."""

    code = "FC-501"
    message = N_("This table is too large to import at once.")
    remedy = N_("Split it into several files, for instance one a year.")


class ExpandsTooMuch(Refusal):
    """The file would need more memory than it may have: an archive made to fill the machine, or too much at once."""

    code = "FC-502"
    message = N_("Opened, this file would need more memory than an import may use.")
    remedy = N_("If you trust where it comes from, save only the sheets you need as a new file.")


class DecoderDied(Refusal):
    """The helper process ended without an answer, or took too long."""

    code = "FC-503"
    message = N_("Reading this file failed or took too long; it was stopped. Nothing was imported.")
    remedy = N_("Save the table as CSV (UTF-8) and import that, or ask who made it.")


class WrongEncoding(Refusal):
    """The bytes are not text in the encoding said or found."""

    code = "FC-504"
    message = N_("The text of this file is not in the encoding “{encoding}” (byte {at}).")
    remedy = N_("Put the right “encoding” into the mapping, such as utf-8 or windows-1252.")


class NoSpreadsheet(Refusal):
    """Neither a workbook nor a table of text."""

    code = "FC-505"
    message = N_("This is not a spreadsheet (.xlsx) or a table of text (.csv).")
    remedy = N_("Save the register as .xlsx or .csv and import that file.")


TROUBLES: dict[str, type[Refusal]] = {
    "damaged": DamagedFile,
    "too_large": TooLarge,
    "too_much": ExpandsTooMuch,
    "encoding": WrongEncoding,
    "no_spreadsheet": NoSpreadsheet,
}


def decode(data: bytes, order: Order, program: tuple[str, ...] = ()) -> Book:
    """Have a helper process decode the bytes. Raises one of the refusals above; leaves no process behind.

    `program` is the command that starts the decoder where it is not this interpreter's module.
    """
    command = program or (sys.executable, "-I", "-m", "fieldcase.office.importing.decoder")
    header = msgspec.msgpack.encode(order)
    said = len(header).to_bytes(4, "big") + header + data
    keep = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    try:
        helper = subprocess.Popen(  # noqa: S603 (our own interpreter, no shell, bytes on standard input only)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=keep
        )
    except OSError as error:
        raise DecoderDied from error
    said_back = _converse(helper, said, order.limits)
    if helper.returncode != 0 or len(said_back) > order.limits.answer:
        raise DecoderDied
    try:
        answer = msgspec.msgpack.decode(said_back, type=Answer)
    except msgspec.DecodeError as error:
        raise DecoderDied from error
    if answer.trouble is not None:
        facts: Any = {"detail": "", **answer.trouble.facts}
        raise TROUBLES.get(answer.trouble.what, DamagedFile)(**facts)
    if answer.book is None:
        raise DecoderDied
    return answer.book


def _converse(helper: subprocess.Popen[bytes], said: bytes, limits: Limits) -> bytes:
    """Feed the helper and read its answer, both bounded; the process is gone afterwards, whatever happened."""
    assert helper.stdin is not None
    assert helper.stdout is not None
    stop = threading.Timer(limits.seconds, helper.kill)
    feeder = threading.Thread(target=_feed, args=(helper.stdin, said))
    stop.start()
    feeder.start()
    try:
        return helper.stdout.read(limits.answer + 1)
    finally:
        if helper.stdout.read(1):
            helper.kill()
        helper.wait()
        stop.cancel()
        feeder.join()
        helper.stdout.close()


def _feed(pipe: IO[bytes], said: bytes) -> None:
    try:
        with pipe:
            pipe.write(said)
    except OSError:
        return  # it stopped listening: its exit says why
