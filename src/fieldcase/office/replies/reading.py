"""The words of a reply that came as a file: plain text, or a DOCX decoded in a process that holds no keys.

Paragraphs come in their order, cells of tables and footnotes too, so that a quote can be found in them.
"""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.office.replies.decoder import ANSWERED, Order

SECONDS = 30
PROGRAM = (sys.executable, "-I", "-m", "fieldcase.office.replies.decoder")


class ReplyUnreadable(Refusal):
    """The file is neither text nor a document that can be read."""

    code = "FC-481"
    message = N_("The words of this file cannot be read.")
    remedy = N_("Type or paste the text; the file itself is kept as it came.")


def read_reply(data: bytes, name: str = "", *, program: tuple[str, ...] = PROGRAM) -> str:
    """The text of a file. Raises `ReplyUnreadable` for what is not text or DOCX, is damaged, or too large.

    `program` starts the decoder where it is not this interpreter's module.
    """
    order = msgspec.msgpack.encode(Order(document=data[:4] == b"PK\x03\x04"))
    keep = {key: os.environ[key] for key in ("SYSTEMROOT", "PATH") if key in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter, no shell, bytes on standard input only)
            program,
            input=len(order).to_bytes(4, "big") + order + data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=keep,
        )
    except (subprocess.TimeoutExpired, OSError) as failure:
        raise ReplyUnreadable from failure
    if done.returncode != 0 or not done.stdout.startswith(ANSWERED):
        raise ReplyUnreadable
    try:
        text = done.stdout.removeprefix(ANSWERED).decode()
    except UnicodeDecodeError as failure:
        raise ReplyUnreadable from failure
    if not text.strip():
        raise ReplyUnreadable
    return text
