"""Risks and protection on cards: how much danger each person is in, what is done about it, and by whom it was read.

Protection is started here at once by anybody who may write in the case; it waits for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QWidget

from fieldcase.desktop.case.about import shows
from fieldcase.desktop.case.cards import card_head, facts
from fieldcase.desktop.case.sheets import edit_sheet
from fieldcase.desktop.case.tab import CaseTab
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, framed, of_row, row, rule
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.flow import wrapping
from fieldcase.desktop.parts.label import Label, named, reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.wording import RISK
from fieldcase.model.declare import Words
from fieldcase.model.kinds.risks import ProtectionAction, RiskAssessment
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.session import Session

STATUS = {
    "proposed": ("hourglass", "info"),
    "agreed": ("hourglass", "info"),
    "under_way": ("shield-check", "warn"),
    "done": ("circle-check", "ok"),
    "failed": ("circle-x", "danger"),
    "declined": ("ban", "neutral"),
}
OPEN = ("proposed", "agreed")


def accept_risk(desk: Desk, risk: str, then: Callable[[object], object]) -> Job[Any]:
    """Accept a risk assessment that somebody else wrote."""

    def ask(session: Session) -> Any:
        from fieldcase.office.risk.assessing import accept_risk as accepted

        return accepted(session, risk)

    return desk.run(ask, then)


def begin_protection(desk: Desk, action: str, then: Callable[[object], object]) -> Job[Any]:
    """Start what was proposed or agreed."""

    def ask(session: Session) -> Any:
        from fieldcase.office.risk.protecting import begin_protection as begun

        return begun(session, action)

    return desk.run(ask, then)


def risk_cards(tab: CaseTab) -> list[QFrame]:
    """The card of risks and the card of protection."""
    return [_risks(tab), _protection(tab)]


def _risks(tab: CaseTab) -> QFrame:
    held = [one for one in tab.given.page.records.get("risk_assessment", ()) if isinstance(one, RiskAssessment)]
    assess = _button(_("Assess a risk"), "plus", lambda: tab.opened.emit("risk_assessment", None), kind="quiet")
    acting = _button(
        _("Risk of acting"), "plus", lambda: tab.sheet.emit(edit_sheet(tab.given, "acting", None)), "quiet"
    )
    body = column(card_head("risk_assessment", _("Risks"), len(held), acting, assess), gap=8, margins=(16, 10, 16, 12))
    if not held:
        body.addWidget(Label(_("Nobody has assessed it. Whose danger is it, and how great?"), "quiet", wrap=True))
    for one in held:
        body.addWidget(rule())
        body.addLayout(_risk(tab, one))
    return framed(body)


def _risk(tab: CaseTab, one: RiskAssessment) -> Any:
    wording, names = tab.given.wording, tab.given.names
    code = names.get(one.subject, "–")
    icon, tone = RISK.get(one.level, ("circle-dashed", "neutral"))
    said = one.assessment
    scale = "×".join(str(each) for each in (said.likelihood, said.impact) if each is not None)
    pairs = [
        (_("Why"), _words(said.reason)),
        (_("Threat"), _words(said.threat)),
        (_("Likelihood × impact"), scale if "×" in scale else ""),
        (_("Risk if nothing is done"), _words(said.of_inaction)),
        (_("Mitigation"), _words(said.mitigation)),
    ]
    due = _("look again on {day}").format(day=wording.short_day(one.review_due)) if one.review_due else ""
    again = _button(_("Assess again"), "", lambda: tab.opened.emit("risk_assessment", one))
    named(again, _("Assess again: {person}").format(person=code))
    accept = _button(_("Accept it"), "", lambda: _ask_accept(tab, one, code))
    of_row(again, one.id)
    named(accept, _("Accept the assessment of {person}").format(person=code))
    for button in (again, accept):
        shows(button, "risk_assessment", one.id)
    level = wording.term("risk_level", one.level) if one.level else _("Not assessed")
    head = wrapping(Label(reference(code), "strong"), Pill(icon, level, tone), Label(due, "caption"), again, accept)
    return column(head, facts([pair for pair in pairs if pair[1]]), gap=4)


def _words(text: Mapping[str, Words]) -> str:
    return next((one.text for one in text.values()), "")


def _ask_accept(tab: CaseTab, one: RiskAssessment, code: str) -> None:
    def accepted(_risk: object) -> None:
        tab.said.emit(_("Accepted. It falls when the assessment changes."), None)
        tab.changed.emit()

    Question(
        tab,
        _("Accept the assessment of {person}?").format(person=code),
        _("You read it as somebody who did not write it."),
        _("Accept it"),
        lambda: accept_risk(tab.given.desk, one.id, accepted),
    ).open()


def _protection(tab: CaseTab) -> QFrame:
    held = [one for one in tab.given.page.records.get("protection_action", ()) if isinstance(one, ProtectionAction)]
    start = _button(
        _("Start protection"), "shield-check", lambda: tab.sheet.emit(edit_sheet(tab.given, "protect", None))
    )
    body = column(card_head("protection_action", _("Protection"), len(held), start), gap=8, margins=(16, 10, 16, 12))
    if not held:
        words = _("Nothing is under way. Protection waits for no proof and no approval.")
        body.addWidget(Label(words, "quiet", wrap=True))
    for one in held:
        body.addWidget(rule())
        body.addLayout(_action(tab, one))
    return framed(body)


def _action(tab: CaseTab, one: ProtectionAction) -> Any:
    wording, names = tab.given.wording, tab.given.names
    icon, tone = STATUS.get(one.status, ("circle-dashed", "neutral"))
    title = wording.term("protection_action", one.kind)
    people = ", ".join(names.get(party, "–") for party in one.for_party)
    buttons: list[QWidget] = []
    if one.status in OPEN:
        buttons.append(_named(N_("Begin it"), title, lambda: _begin(tab, one)))
    if one.status in (*OPEN, "under_way"):
        buttons.append(_named(N_("How it ended"), title, lambda: _sheet(tab, "protect_finish", one)))
    if not one.after_fact_review.at and one.started_at:
        buttons.append(_named(N_("Look at it afterwards"), title, lambda: _sheet(tab, "protect_look", one)))
    for button in buttons[-1:]:
        of_row(button, one.id)
    head = row(
        (Label(title, "strong", wrap=True), 1),
        Label(people, "caption"),
        Pill(icon, wording.choice(one.status), tone),
        gap=8,
    )
    days = [
        (_("Started"), wording.short_day(one.started_at)) if one.started_at else None,
        (_("Ended"), wording.short_day(one.ended_at)) if one.ended_at else None,
        (_("Looked at afterwards"), one.after_fact_review.finding) if one.after_fact_review.at else None,
        (_("Outcome"), next((words.text for words in one.outcome.values()), "")) if one.outcome else None,
    ]
    return column(head, facts([pair for pair in days if pair]), wrapping(*buttons) if buttons else None, gap=4)


def _begin(tab: CaseTab, one: ProtectionAction) -> None:
    def begun(_action: object) -> None:
        tab.said.emit(_("Protection is under way."), None)
        tab.changed.emit()

    begin_protection(tab.given.desk, one.id, begun)


def _sheet(tab: CaseTab, name: str, one: ProtectionAction) -> None:
    tab.sheet.emit(edit_sheet(tab.given, name, one))


def _named(words: str, about: str, deed: Callable[[], object]) -> Button:
    button = _button(_(words), "", deed)
    named(button, _("{deed}: {about}").format(deed=_(words), about=about))
    return button


def _button(words: str, icon: str, deed: Callable[[], object], kind: str = "secondary") -> Button:
    button = Button(words, kind, icon, small=True)
    button.clicked.connect(lambda _on=False: deed())
    return button
