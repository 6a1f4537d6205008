"""Who plays: the people, the office, the State they write to, and the cases that are worked through. All fictional."""

from __future__ import annotations

import msgspec

from fieldcase.model.roles import Role

OFFICE = "XKAL"
HEADQUARTERS = "XHQ"
STATE = "XKA"
SCRIPTED = "by script"
REGISTER, MAPPING = "training/kalindra-allegations.xlsx", "training/mapping-kalindra.json"


class Player(msgspec.Struct, frozen=True, kw_only=True):
    """One person on one laptop."""

    vault: str
    name: str
    roles: tuple[Role, ...]
    device: str


OFFICER = Player(vault="laptop-03", name="Sami Rahal", roles=(Role.CASE_OFFICER, Role.CUSTODIAN), device="03")
HEAD = Player(vault="laptop-07", name="Ines Duarte", roles=(Role.REVIEWER, Role.HEAD), device="07")
DESK = Player(vault="headquarters", name="Desk One", roles=(Role.HQ_DESK, Role.HEAD, Role.CUSTODIAN), device="01")


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One case of the register, and what its officer writes about it, in codes: `{who}` is the victim.

    `ends` says how it is meant to end: `letter`, or the rule that stops it.
    """

    old_number: str
    title: str
    summary: str
    stage: str
    category: str
    visibility: str
    narrative: str
    allegations: dict[str, str]
    language: str
    tool_reason: str
    ends: str = "letter"
    assessed: bool = True


STORIES: tuple[Story, ...] = (
    Story(
        old_number="KAL-25/002",
        title="Kept from leaving before a review session",
        summary="{who} was to speak at the review. Before the journey the travel document was kept and exit refused.",
        stage="sought",
        category="4a_testimony",
        visibility="public",
        narrative="{who} was refused exit at the airport; the travel document was kept without a written decision.",
        allegations={
            "en": "{sign} was refused exit from the country; the travel document was kept without a written decision.",
            "fr": "La sortie du territoire a été refusée à {sign} et son document de voyage retenu sans décision.",
            "es": "Se denegó a {sign} la salida del país y se retuvo su documento de viaje sin decisión escrita.",
            "ru": "Не был разрешен выезд из страны, а проездной документ изъят без решения; это касается: {sign}.",
            "zh": "{sign}被拒绝出境，旅行证件在没有书面决定的情况下被扣留。",
            "ar": "مُنع السفر إلى خارج البلد وحُجزت وثيقة السفر دون قرار مكتوب، والشخص المعني هو {sign}.",
        },
        language="en",
        tool_reason="A written request gives the Government the chance to explain the measure.",
    ),
    Story(
        old_number="KAL-25/008",
        title="Dismissed after a statement to the Council",
        summary="{who} delivered a statement at the Council and was dismissed within days.",
        stage="cooperated",
        category="4a_testimony",
        visibility="public",
        narrative="{who} was dismissed from public service; the letter of dismissal cites conduct abroad.",
        allegations={
            "en": "{sign} was dismissed from public service days after a statement to the Human Rights Council.",
            "fr": "{sign} a été licencié de la fonction publique peu après une déclaration au Conseil.",
        },
        language="fr",
        tool_reason="The facts are documented and the person wishes the Government to be asked.",
    ),
    Story(
        old_number="KAL-25/003",
        title="Held before a meeting with a mandate holder",
        summary="{who} was taken and held for two days before a meeting with a visiting mandate holder.",
        stage="sought",
        category="4a_testimony",
        visibility="known_to_few",
        narrative="{who} was held without papers and asked about the meeting.",
        allegations={
            "en": "{sign} was taken from a public place and held for two days without any document.",
            "fr": "{sign} a été arrêté dans un lieu public et retenu deux jours sans aucun document.",
        },
        language="en",
        tool_reason="The person agreed to a letter under code, and nobody can be recognised in it.",
    ),
    Story(
        old_number="KAL-25/020",
        title="Summoned after a meeting",
        summary="{who} was summoned and questioned about a meeting with the United Nations.",
        stage="cooperated",
        category="4a_testimony",
        visibility="confidential",
        narrative="{who} was questioned for some hours.",
        allegations={"en": "{sign} was summoned and questioned about a meeting with the United Nations."},
        language="en",
        tool_reason="The Government should be asked.",
        ends="G4",
    ),
    Story(
        old_number="KAL-25/028",
        title="Charged after a submission",
        summary="{who} was charged some weeks after a submission.",
        stage="cooperated",
        category="4a_testimony",
        visibility="public",
        narrative="{who} was charged with an offence that the law does not define.",
        allegations={"en": "{sign} was charged with an offence that the law does not define."},
        language="en",
        tool_reason="The Government should be asked.",
        ends="G11",
        assessed=False,
    ),
)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the State replies to one letter, and how the office reads it."""

    text: str
    quote: str
    positions: tuple[str, ...]
    summary: str
    flags: tuple[str, ...] = ()


REPLIES: tuple[Answer, ...] = (
    Answer(
        text="The measure was taken under the law on travel documents. It has no connection with any meeting abroad.",
        quote="It has no connection with any meeting abroad.",
        positions=("justifies_law", "denies_link"),
        summary="The Government states that the measure was lawful and denies a link with cooperation.",
    ),
    Answer(
        text="The Ministry cannot comment while it does not know who informed the Office, and asks for that name.",
        quote="asks for that name",
        positions=("not_addressed", "asks_identity"),
        summary="The Government does not address the allegation and asks who informed the Office.",
        flags=("asks_identity",),
    ),
)
"""Fictional, like everything here."""
