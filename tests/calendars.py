"""Reads calendar files by the grammar of RFC 5545, strictly, sharing nothing with what writes them."""

from __future__ import annotations

import re

LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<params>(;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)", re.DOTALL)
REQUIRED = {"UID", "DTSTAMP", "DTSTART", "SUMMARY"}


def events_of(data: bytes) -> list[dict[str, str]]:
    """The events of a file, values unescaped. An `AssertionError` says where it breaks the grammar."""
    lines = _unfolded(data)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    head, events, inside = {}, [], None
    for line in lines[1:-1]:
        if line == "BEGIN:VEVENT":
            assert inside is None
            inside = {}
        elif line == "END:VEVENT":
            assert inside is not None
            assert set(inside) >= REQUIRED
            events.append(inside)
            inside = None
        else:
            name, value = _property(line)
            into = head if inside is None else inside
            assert name not in into, "each of these stands once"
            into[name] = value
    assert inside is None
    assert {"VERSION", "PRODID", "METHOD"} <= set(head)
    assert len({one["UID"] for one in events}) == len(events)
    return events


def _unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    raw = data.split(b"\r\n")[:-1]
    assert all(b"\n" not in line and b"\r" not in line and 0 < len(line) <= 75 for line in raw)
    joined: list[bytes] = []
    for line in raw:
        line.decode()  # a fold never divides a character
        if line.startswith(b" "):
            joined[-1] += line[1:]
        else:
            joined.append(line)
    return [line.decode() for line in joined]


def _property(line: str) -> tuple[str, str]:
    found = LINE.fullmatch(line)
    assert found, line
    name, params, value = found["name"], found["params"], found["value"]
    if name in ("DTSTART", "DTEND"):
        assert params == ";VALUE=DATE"
        assert re.fullmatch(r"\d{8}", value)
    else:
        assert params == ""
    if name == "DTSTAMP":
        assert re.fullmatch(r"\d{8}T\d{6}Z", value)
    if name in ("SUMMARY", "UID"):
        assert re.fullmatch(r"([^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,n])*", value), value
        value = re.sub(r"\\(.)", lambda one: "\n" if one[1] == "n" else one[1], value)
    return name, value
