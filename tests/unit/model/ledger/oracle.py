"""The rules of docs/formats/ledger.md said once more, one by one and slowly, with none of the fold's code.

Nothing is indexed and nothing kept: every answer is taken from the whole set of entries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from fieldcase.model.ledger.entries import NEVER_WITHHELD, Entry, joined, natural_id, ref, sha
from fieldcase.model.ledger.rules import FoldRules, Lawful

Drawn = dict[str, Any]
OUTSIDE_REVOCATION = {"feed", "erasure", "confirm", "revocation"}
OWN_KEYS = {"same": ("a", "b"), "transition": ("machine", "record")}


class Oracle:
    """Answers about a set of entries."""

    def __init__(self, entries: Iterable[Entry], rules: FoldRules, lawful: Lawful) -> None:
        self.rules = rules
        self.held: dict[bytes, Entry] = {}
        for entry in entries:
            self.held[entry.id] = joined(self.held[entry.id], entry) if entry.id in self.held else entry
        self.seat = {
            i: bytes.fromhex(said(self.held[chain[-1]].values[0])[1]["seat"])
            for i in self.held
            if (chain := self.back(i))
        }
        self.told = {i: self.held[i].label for i in self.seat if self.held[i].label}
        self.against = {
            i for i, lb in self.told.items() if lb.kind != "feed" and not lawful(lb, self.seat[i], self.held[i].values)
        }
        self._judge()
        every = {(e.label.kind, e.label.record) for e in self.held.values() if e.label}
        self.state = {key: self.one(key) for key in every}
        for (kind, _), drawn in self.state.items():
            if kind == "transition":
                drawn["status"] = self.status(drawn)

    def back(self, i: bytes) -> list[bytes]:
        """The chain down to its first entry, or nothing."""
        out: list[bytes] = []
        while i in self.held:
            link = self.held[i].link
            if out and (link.feed, link.seq + 1) != (self.held[out[-1]].link.feed, self.held[out[-1]].link.seq):
                return []
            out.append(i)
            if link.seq == 0:
                return out
            i = link.prev
        return []

    def _judge(self) -> None:
        told, seat = self.told, self.seat
        good = {i: lb for i, lb in told.items() if i not in self.against}
        in_force = {
            t for i, c in good.items() if c.kind == "confirm" for t in c.rests_on if t in good and seat[t] != seat[i]
        }
        erasing = {i: said(self.held[i].values[0])[1] for i in sorted(in_force) if told[i].kind == "erasure"}
        self.erased = {i: value["fields"] for i, value in erasing.items()}
        self.listed = {
            (told[i].record, name): path
            for i, value in erasing.items()
            for path, names in value["values"].items()
            for name in names
        }
        raw: set[bytes] = set()
        for i in in_force:
            if told[i].kind == "revocation":
                kept = {x for last in told[i].rests_on for x in self.back(last)}
                of_seat = {x for x in seat if natural_id("seat", seat[x].hex()) == told[i].record}
                raw |= {x for x in of_seat - kept if x not in told or told[x].kind not in OUTSIDE_REVOCATION}
        adopted = {n for i, a in good.items() if a.kind == "adoption" and i not in raw for n in a.rests_on}
        adopted -= {n for n in adopted if n in told and told[n].kind in ("adoption", "transition")}
        self.cut = (raw - adopted) | self.against

    def scopes(self, i: bytes) -> list[Any]:
        label = self.told[i]
        return [f for e, f in self.erased.items() if self.told[e].record == label.record and e not in label.knows]

    def value(self, i: bytes, position: int) -> bytes | None:
        value = self.held[i].values[position]
        if value is None or self.told[i].kind in NEVER_WITHHELD:
            return value
        return None if takes(self.scopes(i), said(value)[0]) else value

    def one(self, key: tuple[str, bytes]) -> Drawn:
        rows = {
            ref(i, n): (lb, lb.values[n][1])
            for i, lb in self.told.items()
            if (lb.kind, lb.record) == key
            for n in range(len(lb.values))
        }
        above = {r: set(row[1]) for r, row in rows.items()}
        while more := [(r, x) for r in rows for y in above[r] if y in rows for x in above[y] if x not in above[r]]:
            for r, x in more:
                above[r].add(x)
        live = {r for r in rows if r[:32] not in self.cut}
        gone = {x for r in live for x in above[r]}
        order = sorted(rows, key=lambda r: (rows[r][0].count, r))
        where: dict[bytes, set[str]] = {}
        shown: dict[bytes, tuple[Any, str]] = {}
        for r in order:
            up = {f for x in rows[r][1] for f in where.get(x, ())}
            where[r], shown[r] = self.placed(key, r, up)
        fields: dict[str, list[bytes]] = {}
        for r in reversed(order):
            if r in live - gone:
                for f in where[r] or {"?"}:
                    fields.setdefault(f, []).append(r)
        ghosts = [r for r in reversed(order) if r not in live and r not in gone]
        settled = {x for r in live for x in rows[r][0].knows}
        drawn: Drawn = {
            "fields": fields,
            "shown": shown,
            "ghosts": ghosts,
            "missing": sorted(x for x in gone if x not in rows and x not in settled),
            "hidden": key[0] not in NEVER_WITHHELD and self.hidden(key[1], live - gone),
            "level": None,
            "status": None,
        }
        decided = self.rules.kinds.get(key[0])
        if decided and decided.order:
            counted = [r for f, refs in fields.items() if not decided.path or f in (decided.path, "?") for r in refs]
            counted += [r for r in ghosts if not decided.path or not where[r] or decided.path in where[r]]
            levels = [shown[r][0][decided.level] for r in counted if not shown[r][1]]
            sure = counted and not drawn["missing"] and not drawn["hidden"] and len(levels) == len(counted)
            drawn["level"] = min(levels, key=decided.order.index) if sure else decided.order[0]
        return drawn

    def placed(self, key: tuple[str, bytes], r: bytes, up: set[str]) -> tuple[set[str], tuple[Any, str]]:
        """Where a value stands, and what is shown of it."""
        value = self.value(r[:32], int.from_bytes(r[32:], "big"))
        own = {self.listed[at]} if (at := (key[1], r.hex())) in self.listed else set()
        if value is None:
            scopes = self.scopes(r[:32])
            erased = bool(scopes) and (not up or any(takes(scopes, f) for f in up))
            return up or own, (None, "erased" if erased else "withheld")
        path, content = said(value)
        if path is None:
            return up or own, (None, "misplaced")
        bad = up and up != {path}
        names = OWN_KEYS.get(key[0])
        decided = self.rules.kinds.get(key[0])
        if names is None and decided and decided.key and decided.path in ("", path):
            names = decided.key
        if names and isinstance(content, dict) and set(names) & set(content):
            bad = bad or natural_id(key[0], *(str(content.get(n, "")) for n in names)) != key[1]
        return up or {path}, ((None, "misplaced") if bad else (content, ""))

    def hidden(self, record: bytes, heads: set[bytes]) -> bool:
        deletion = self.one(("deletion", record)) if heads else None
        if deletion is None:
            return False
        standing = [r for refs in deletion["fields"].values() for r in refs if deletion["shown"][r][0] is not False]
        named = {n for r in standing for n in self.told[r[:32]].rests_on}
        return all(r[:32] in named for r in heads)

    def status(self, drawn: Drawn) -> str:
        heads = [r for refs in drawn["fields"].values() for r in refs if not drawn["shown"][r][1]]
        values = [drawn["shown"][r][0] for r in heads]
        facts = [v["to"] for v in values if (v["machine"], v["to"]) in self.rules.facts]
        if facts:
            return str(facts[0])
        return str(values[0]["to"]) if len(heads) == 1 and self.holds(heads[0]) else "open"

    def holds(self, r: bytes) -> bool:
        label = self.told[r[:32]]
        subject = bytes.fromhex(said(self.held[r[:32]].values[0])[1]["record"])
        mine = [one for (kind, i), one in self.state.items() if i == subject and kind not in NEVER_WITHHELD]
        heads = {h for one in mine for refs in one["fields"].values() for h in refs}
        if not heads or not heads <= set(label.rests_on) or any(one["missing"] for one in mine):
            return False
        return all(self.grounded(r, named) for named in label.rests_on)

    def grounded(self, r: bytes, named: bytes) -> bool:
        base = self.told.get(named[:32])
        one = self.state[base.kind, base.record] if base else None
        if base is None or one is None or one["hidden"] or [named] not in list(one["fields"].values()):
            return False
        decided = self.rules.kinds.get(base.kind)
        if decided and decided.order and (one["ghosts"] or one["missing"] or "?" in one["fields"]):
            return False
        grew, size = {named}, 0
        while size != len(grew):
            size = len(grew)
            of_record = [g for g in grew if (lb := self.told.get(g[:32])) and lb.record == base.record]
            of_record = [g for g in of_record if self.told[g[:32]].kind == base.kind]
            grew |= {x for g in of_record for x in self.told[g[:32]].values[int.from_bytes(g[32:], "big")][1]}
            grew = {g for g in grew if g[:32] not in self.told or self.told[g[:32]].record == base.record}
        authors = {self.seat[g[:32]] for g in grew if g[:32] in self.told and self.told[g[:32]].kind == base.kind}
        if self.seat[r[:32]] in authors:
            return False
        return base.kind != "transition" or self.holds(named)

    def digest(self) -> str:
        """The state's digest by section 7, with another JSON encoder."""
        rows = []
        for (kind, record), one in self.state.items():
            fields = [[path, named(one, one["fields"][path])] for path in sorted(one["fields"], key=str.encode)]
            missing = [r.hex() for r in one["missing"]]
            content = [fields, named(one, one["ghosts"]), missing, one["hidden"], one["level"], one["status"]]
            made = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
            rows.append((kind.encode(), record, sha(made)))
        return sha(*(part for row in sorted(rows) for part in row)).hex()


def named(one: Drawn, refs: Iterable[bytes]) -> list[list[str]]:
    """Refs in hex with why they cannot be read."""
    return [[r.hex(), one["shown"][r][1]] for r in refs]


def said(value: bytes | None) -> tuple[Any, Any]:
    """Path and value; no path for bytes that say none."""
    try:
        content = json.loads((value or b"")[16:])
    except ValueError:
        return None, None
    if not isinstance(content, list) or len(content) != 2 or not isinstance(content[0], str):
        return None, None
    return content[0], content[1]


def takes(scopes: list[Any], path: str | None) -> bool:
    """Whether one of the erasures takes the path; all of them take what has none, if they take everything."""
    return any(
        scope is None or (path is not None and any(path == f or path.startswith(f + "/") for f in scope))
        for scope in scopes
    )
