"""Body lines: one entry as JSON (docs/formats/package.md, section 4). Bytes in, the same bytes out.

A line says nothing of chains or heads: `exchange/slices.py` does.
"""

from __future__ import annotations

import msgspec

from fieldcase.exchange.package import limits
from fieldcase.exchange.package.manifest import require_shallow
from fieldcase.exchange.package.refusals import Malformed, TooLarge, TooLargeToSend

SALT = 16


class Line(msgspec.Struct, frozen=True, gc=False):
    """One entry's parts as bytes: link, label or None, and for each value 16 random bytes ‖ JSON text, or None."""

    link: bytes
    label: bytes | None
    values: tuple[bytes | None, ...]


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[bytes, bytes | None, tuple[tuple[bytes, str] | None, ...]]).decode


def written(line: Line) -> bytes:
    """The line with its line feed. Raises `TooLargeToSend`."""
    values = [value and (value[:SALT], value[SALT:].decode()) for value in line.values]
    text = _encode((line.link, line.label, values)) + b"\n"
    if len(text) > limits.BODY_LINE:
        raise TooLargeToSend(what="line", limit=limits.BODY_LINE)
    return text


def read(text: bytes) -> Line:
    """One line without its line feed. Raises `Malformed`, `TooLarge`; hashes are checked by the ledger."""
    try:
        link, label, values = _decode(text)
        line = Line(link, label, tuple([value and value[0] + _checked(value[1]) for value in values]))
    except (msgspec.MsgspecError, ValueError) as failure:
        raise Malformed(where="line") from failure
    _within(line)
    return line


def _checked(text: str) -> bytes:
    found = text.encode()
    require_shallow(found, limits.VALUE_NESTING)
    return found


def _within(line: Line) -> None:
    _require("link", len(line.link), limits.LINK)
    _require("label", len(line.label or b""), limits.LABEL)
    _require("values", len(line.values), limits.VALUES)
    for value in line.values:
        if value is not None:
            _require("value", len(value), limits.VALUE_TEXT + SALT)
            if len(value) < SALT:
                raise Malformed(where="line")
    if line.label is None and line.values:
        raise Malformed(where="line")


def _require(what: str, found: int, limit: int) -> None:
    if found > limit:
        raise TooLarge(what=what, limit=limit)
