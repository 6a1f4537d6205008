"""Spaces and marks as a printer sets them, by language: what must not break does not.

Works on text with signs (see `markup.py`) before names are put in, so a name is never changed. French: no-break spaces
before double marks and inside guillemets, « 1er mars » kept together. All: number and unit, "No. 5", resolutions; days
stay with their months. Chinese has no spaces to set.
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_BOTH = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"(?<=\d) (?=[%€$£])"), NO_BREAK),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
)
_ENGLISH = (
    (re.compile(r"\b(No\.|art\.|para\.|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|resolutions?|articles?|paragraphs?) (?=[\w{])"), None),
    (
        re.compile(
            r"(?<=\d) (?=(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
        ),
        NO_BREAK,
    ),
)
_FRENCH = (
    (re.compile(r"(?<=[\w»)\]}’”]) *(?=[;!?])"), NARROW),
    (re.compile(r"(?<=[\w»)\]}’”]) *(?=:(?:\s|$))"), NO_BREAK),
    (re.compile(r"«[ \u00a0]*"), "«" + NO_BREAK),
    (re.compile(r"(?<![ \u00a0])[ \u00a0]*»"), NO_BREAK + "»"),
    (re.compile(r"\b(n°|nos|art\.|par\.|M\.|Mme|MM\.|Mmes|résolutions?|articles?|paragraphes?) (?=[\d{A-Z])"), None),
    (
        re.compile(
            r"(?<=\d) (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)"
        ),
        NO_BREAK,
    ),
    (re.compile(r"(?<=\b1er) (?=\w)"), NO_BREAK),
)
_SPANISH = (
    (re.compile(r"\b(núm\.|art\.|párr\.|Sr\.|Sra\.|resoluci(?:ón|ones)|artículos?|párrafos?) (?=[\d{A-Z])"), None),
    (
        re.compile(r"(?<=\d) (?=de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|se|octubre|noviembre|dic))"),
        NO_BREAK,
    ),
)
_RUSSIAN = (
    (re.compile(r"(№|\bст\.|\bп\.|\b[Рр]езолюци\w+) (?=[\d{A-Z])"), None),
    (
        re.compile(r"(?<=\d) (?=(?:января|февраля|марта|апреля|мая|ию[нл]я|августа|(?:сент|окт|но|дек)\w*бря)\b)"),
        NO_BREAK,
    ),
    (re.compile(r"(?<=\d{4}) (?=г(?:ода?|оду|\.))"), NO_BREAK),
    (re.compile(r" (?=–\s)"), NO_BREAK),
)
_ARABIC = (
    (re.compile(r"(?<=\d) (?=(?:كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين))"), NO_BREAK),
    (re.compile(r"\b(القرار|المادة|الفقرة) (?=[\d{A-Z])"), None),
)
_RULES = {"en": _ENGLISH, "fr": _FRENCH, "es": _SPANISH, "ru": _RUSSIAN, "ar": _ARABIC}


def typeset(text: str, language: str) -> str:
    """The same words with the spaces and marks of their language; doing it twice changes nothing more."""
    for pattern, put in (*_BOTH, *_RULES.get(language, ())):
        text = pattern.sub(put, text) if put is not None else pattern.sub(lambda found: found[1] + NO_BREAK, text)
    return text
