"""How the three vectors were made: by the page alone, with none of the program's code.

Run from the repository's root; the result must never change: docs/formats/ledger.md, section 11. Needs `cryptography`
for Ed25519.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

HERE = Path(__file__).parent
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2)]
PERSON, LETTER = "50" * 16, "4c" * 16
ZERO = bytes(32)


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def msgpack(value: Any) -> bytes:
    """As much of msgpack as a link and a label need, in its shortest forms."""
    if value is None or isinstance(value, bool):
        return {None: b"\xc0", False: b"\xc2", True: b"\xc3"}[value]
    if isinstance(value, int):
        forms = [(1 << 7, "B", b""), (1 << 8, ">B", b"\xcc"), (1 << 16, ">H", b"\xcd"), (1 << 32, ">I", b"\xce")]
        for end, form, head in [*forms, (1 << 64, ">Q", b"\xcf")]:
            if value < end:
                return head + struct.pack(form, value)
    if isinstance(value, bytes):
        return b"\xc4" + bytes([len(value)]) + value
    if isinstance(value, str):
        text = value.encode()
        return bytes([0xA0 + len(text)]) + text
    return bytes([0x90 + len(value)]) + b"".join(map(msgpack, value))


def compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def natural(*parts: str) -> str:
    return sha(compact(list(parts)))[:16].hex()


def armour(key: Ed25519PrivateKey, message: bytes) -> str:
    """An SSH signature as ssh-keygen -Y sign -n fieldcase-head writes it."""

    def string(data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + data

    name, space = string(b"ssh-ed25519"), string(b"fieldcase-head")
    head = space + string(b"") + string(b"sha512")
    signed = key.sign(b"SSHSIG" + head + string(hashlib.sha512(message).digest()))
    public = string(name + string(key.public_key().public_bytes_raw()))
    blob = b"SSHSIG" + struct.pack(">I", 1) + public + head + string(name + string(signed))
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


class Feed:
    def __init__(self, key: Ed25519PrivateKey, letter: str) -> None:
        self.key, self.id, self.made = key, letter.encode() * 16, 0
        self.entries: list[dict[str, Any]] = []
        birth = {"seat": key.public_key().public_bytes_raw().hex(), "room": "KAL/case", "after": "00" * 32}
        self.write("feed", self.id.hex(), [("feed", birth, [])], count=0)

    def salt(self) -> bytes:
        self.made += 1
        return sha(self.id + bytes([self.made]))[:16]

    def write(
        self, kind: str, record: str, values: list[Any], *, count: int, rests_on: Any = (), knows: Any = ()
    ) -> list[str]:
        """Write an entry; returns the refs of its values."""
        texts = [self.salt() + compact([path, value]) for path, value, _ in values]
        named = [[sha(text), [bytes.fromhex(r) for r in old]] for text, (_, _, old) in zip(texts, values, strict=True)]
        rests, known = ([bytes.fromhex(one) for one in some] for some in (rests_on, knows))
        wall = 1_772_000_000_000 + count
        label = msgpack([self.salt(), wall, True, count, bytes.fromhex(record), kind, named, rests, known, None])
        prev = bytes.fromhex(self.entries[-1]["id"]) if self.entries else ZERO
        link = msgpack([1, self.id, len(self.entries), prev, sha(label)])
        refs = [sha(link).hex() + position.to_bytes(2, "big").hex() for position in range(len(texts))]
        entry = {"id": sha(link).hex(), "link": link.hex(), "label": label.hex(), "values": [t.hex() for t in texts]}
        self.entries.append(entry | {"refs": refs})
        return refs

    def head(self) -> dict[str, str]:
        last = self.entries[-1]["id"]
        seat = self.key.public_key().public_bytes_raw().hex()
        signature = armour(self.key, self.id + bytes.fromhex(last))
        return {"feed": self.id.hex(), "entry": last, "seat": seat, "signature": signature}


def digests(held: list[dict[str, Any]], records: list[tuple[str, str, list[Any]]]) -> dict[str, str]:
    parts = b"".join(
        bytes.fromhex(entry["id"])
        + (b"\0" if entry["label"] is None else bytes([1, *(value is not None for value in entry["values"])]))
        for entry in sorted(held, key=lambda entry: entry["id"])
    )
    rows = sorted((kind.encode(), bytes.fromhex(record), sha(compact(state))) for kind, record, state in records)
    return {"entries": sha(parts).hex(), "state": sha(b"".join(b"".join(row) for row in rows)).hex()}


def keep(name: str, what: str, held: list[Any], heads: list[Any], records: list[Any], **more: Any) -> None:
    said = {"what": what, "held": held, "heads": heads, "records": records} | digests(held, records) | more
    HERE.joinpath(name).write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")


def state(fields: dict[str, list[Any]], level: Any = None, status: Any = None) -> list[Any]:
    return [[[path, fields[path]] for path in sorted(fields)], [], [], False, level, status]


def main() -> None:
    a = Feed(KEYS[0], "a")
    name, born = a.write("person", PERSON, [("name", "Ilena Dovrak", []), ("born", "1990", [])], count=1)
    (again,) = a.write("person", PERSON, [("name", "Ilena Dovrák", [name])], count=2)
    own = ("feed", a.id.hex(), state({"feed": [[a.entries[0]["refs"][0], ""]]}))
    person = ("person", PERSON, state({"name": [[again, ""]], "born": [[born, ""]]}))
    keep("1-plain.json", "three entries, a value replaced", a.entries, [a.head()], [own, person])
    first, second, third = a.entries
    held = [first, second | {"values": [second["values"][0], None]}, third | {"label": None, "values": []}]
    parted = ("person", PERSON, state({"name": [[name, ""]], "?": [[born, "withheld"]]}))
    keep(
        "2-parts.json",
        "a value of the second entry and the label of the third withheld; then the fills",
        held,
        [a.head()],
        [own, parted],
        fills=[second, third],
        filled=digests(a.entries, [own, person]),
    )
    decision(Feed(KEYS[0], "c"), Feed(KEYS[1], "d"))


def decision(a: Feed, b: Feed) -> None:
    (text,) = a.write("letter", LETTER, [("text/en", "We ask for information.", [])], count=1)
    status = natural("transition", "letter", LETTER)
    value = {"machine": "letter", "record": LETTER, "to": "approved"}
    (approval,) = b.write("transition", status, [("status", value, [])], count=2, rests_on=[text])
    (apart,) = a.write("letter", LETTER, [("text/fr", "Nous demandons des informations.", [])], count=2)
    (born,) = a.write("person", PERSON, [("born", "1990", [])], count=3)
    (asked,) = a.write("erasure", PERSON, [("erase", {"fields": ["born"], "values": {"born": [born]}}, [])], count=4)
    (yes,) = b.write("confirm", "43" * 16, [("confirm", {}, [])], count=5, rests_on=[asked[:64]])
    records = [
        ("feed", a.id.hex(), state({"feed": [[a.entries[0]["refs"][0], ""]]})),
        ("feed", b.id.hex(), state({"feed": [[b.entries[0]["refs"][0], ""]]})),
        ("letter", LETTER, state({"text/en": [[text, ""]], "text/fr": [[apart, ""]]})),
        ("transition", status, state({"status": [[approval, ""]]}, status="open")),
        ("person", PERSON, state({"born": [[born, "erased"]]})),
        ("erasure", PERSON, state({"erase": [[asked, ""]]})),
        ("confirm", "43" * 16, state({"confirm": [[yes, ""]]})),
    ]
    held = [*a.entries, *b.entries]
    left = [entry | {"values": [None]} if entry["refs"] == [born] else entry for entry in held]
    keep(
        "3-decision.json",
        "an approval voided by an edit apart; an erasure confirmed. The digests are those after the erasure",
        held,
        [a.head(), b.head()],
        records,
        **digests(left, records),
    )


if __name__ == "__main__":
    main()
