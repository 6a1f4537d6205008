"""Who may do what (domain reference, section 5), and the roster that says who is who.

The permission matrix is data: `ALLOWED` gives the roles of each action, `REACH` where a role may do it only within a
limit. It refuses nothing by itself: `require` raises `NotYourRole`. That nobody reviews what they wrote (G9) is judged
record by record in the ledger and the guards, not here.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from fieldcase.model.declare import Group, Room
from fieldcase.model.refusal import NotYourRole
from fieldcase.model.words import N_, _


class Role(StrEnum):
    """What a person is in an office. One seat may hold several roles."""

    INTAKE = "intake"
    CASE_OFFICER = "case_officer"
    REVIEWER = "reviewer"
    HEAD = "head"
    CUSTODIAN = "custodian"
    HQ_DESK = "hq_desk"
    ANALYST = "analyst"


ROLE_LABELS: dict[Role, str] = {
    Role.INTAKE: N_("intake officer"),
    Role.CASE_OFFICER: N_("case officer"),
    Role.REVIEWER: N_("reviewer"),
    Role.HEAD: N_("head of presence"),
    Role.CUSTODIAN: N_("custodian"),
    Role.HQ_DESK: N_("headquarters desk"),
    Role.ANALYST: N_("analyst"),
}


class Action(StrEnum):
    """A row of the permission matrix, split into the acts of writing, reading and approving."""

    CREATE_CASE = "create_case"
    READ_CASE = "read_case"
    EDIT_CASE = "edit_case"
    READ_IDENTITY = "read_identity"
    EDIT_IDENTITY = "edit_identity"
    READ_SOURCE = "read_source"
    EDIT_SOURCE = "edit_source"
    RECORD_CONSENT = "record_consent"
    REVIEW_CONSENT = "review_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    ASSESS_RISK = "assess_risk"
    ACCEPT_RISK = "accept_risk"
    START_PROTECTION = "start_protection"
    SET_URGENT = "set_urgent"
    ASSESS_ELEMENT = "assess_element"
    REVIEW_ELEMENT = "review_element"
    COMMENT = "comment"
    PROPOSE_TOOL = "propose_tool"
    DECIDE_LOW_TOOL = "decide_low_tool"
    DECIDE_HIGH_TOOL = "decide_high_tool"
    DECIDE_TOP_TOOL = "decide_top_tool"
    ANSWER_IDENTIFIABILITY = "answer_identifiability"
    DRAFT_LETTER = "draft_letter"
    APPROVE_LETTER = "approve_letter"
    SIGN_LETTER = "sign_letter"
    DISPATCH_LETTER = "dispatch_letter"
    ANSWER_PROPOSAL = "answer_proposal"
    READ_REPLY = "read_reply"
    REGISTER_REPLY = "register_reply"
    REVIEW_MATRIX = "review_matrix"
    DRAFT_ENTRY = "draft_entry"
    APPROVE_ENTRY = "approve_entry"
    FINISH_ENTRY = "finish_entry"
    DRAFT_NOTE = "draft_note"
    APPROVE_NOTE = "approve_note"
    RECORD_NOTE_OUTCOME = "record_note_outcome"
    ENTER_REFERENCE = "enter_reference"
    CONFIRM_REFERENCE = "confirm_reference"
    PROPOSE_TRANSFER = "propose_transfer"
    APPROVE_TRANSFER = "approve_transfer"
    APPROVE_CLOSED_TRANSFER = "approve_closed_transfer"
    RECEIVE_TRANSFER = "receive_transfer"
    RESOLVE_CODE = "resolve_code"
    DESTROY_IDENTITY = "destroy_identity"
    APPROVE_DESTRUCTION = "approve_destruction"
    EDIT_REFERENCE_DATA = "edit_reference_data"
    APPROVE_REFERENCE_DATA = "approve_reference_data"
    IMPORT_REGISTER = "import_register"
    HANDLE_SEALED = "handle_sealed"
    CHANGE_ROSTER = "change_roster"
    SEE_FIGURES = "see_figures"
    READ_LOG = "read_log"


class Reach(StrEnum):
    """How far a role's permission goes. The narrower it is, the more the use case has to check."""

    FULL = "full"
    REASONED = "reasoned"
    """With a written reason, logged."""
    OWN = "own"
    """Only what the person recorded or holds: own sources, own log, own case."""
    OWN_INTAKE = "own_intake"
    """Only cases the person received, until triage."""
    TRANSFERRED = "transferred"
    """Only what the office sent, as far as its policy goes."""


IN, CO, RV, HD, CU, HQ, AN = Role
_ALL = frozenset(Role)


def _of(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


ALLOWED: dict[Action, frozenset[Role]] = {
    Action.CREATE_CASE: _of(IN, CO),
    Action.READ_CASE: _of(IN, CO, RV, HD, CU, HQ),
    Action.EDIT_CASE: _of(IN, CO),
    Action.READ_IDENTITY: _of(IN, CO, RV, HD, CU, HQ),
    Action.EDIT_IDENTITY: _of(IN, CO, CU),
    Action.READ_SOURCE: _of(IN, CO, HD, CU),
    Action.EDIT_SOURCE: _of(IN, CO, CU),
    Action.RECORD_CONSENT: _of(IN, CO, CU),
    Action.REVIEW_CONSENT: _of(RV),
    Action.WITHDRAW_CONSENT: _of(IN, CO, RV, HD, CU, HQ),
    Action.ASSESS_RISK: _of(IN, CO),
    Action.ACCEPT_RISK: _of(RV, HD),
    Action.START_PROTECTION: _of(IN, CO, RV, HD, CU),
    Action.SET_URGENT: _of(IN, CO, RV, HD),
    Action.ASSESS_ELEMENT: _of(CO),
    Action.REVIEW_ELEMENT: _of(RV),
    Action.COMMENT: _of(IN, CO, RV, HD, CU, HQ),
    Action.PROPOSE_TOOL: _of(CO),
    Action.DECIDE_LOW_TOOL: _of(HD),
    Action.DECIDE_HIGH_TOOL: _of(HD),
    Action.DECIDE_TOP_TOOL: _of(HD, HQ),
    Action.ANSWER_IDENTIFIABILITY: _of(CO, RV, HD, CU, HQ),
    Action.DRAFT_LETTER: _of(CO),
    Action.APPROVE_LETTER: _of(RV, HD),
    Action.SIGN_LETTER: _of(HD),
    Action.DISPATCH_LETTER: _of(CO),
    Action.ANSWER_PROPOSAL: _of(HQ),
    Action.READ_REPLY: _of(CO, RV, HD, HQ),
    Action.REGISTER_REPLY: _of(CO, HQ),
    Action.REVIEW_MATRIX: _of(RV),
    Action.DRAFT_ENTRY: _of(CO),
    Action.APPROVE_ENTRY: _of(RV, HD),
    Action.FINISH_ENTRY: _of(HQ),
    Action.DRAFT_NOTE: _of(CO),
    Action.APPROVE_NOTE: _of(RV, HD),
    Action.RECORD_NOTE_OUTCOME: _of(HQ),
    Action.ENTER_REFERENCE: _of(CO),
    Action.CONFIRM_REFERENCE: _of(HQ),
    Action.PROPOSE_TRANSFER: _of(CO),
    Action.APPROVE_TRANSFER: _of(HD),
    Action.APPROVE_CLOSED_TRANSFER: _of(CU),
    Action.RECEIVE_TRANSFER: _of(HQ),
    Action.RESOLVE_CODE: _of(CO, RV, HD, CU),
    Action.DESTROY_IDENTITY: _of(CU),
    Action.APPROVE_DESTRUCTION: _of(HD),
    Action.EDIT_REFERENCE_DATA: _of(HQ),
    Action.APPROVE_REFERENCE_DATA: _of(HD),
    Action.IMPORT_REGISTER: _of(IN, CO, CU),
    Action.HANDLE_SEALED: _of(HD, CU),
    Action.CHANGE_ROSTER: _of(HD, CU),
    Action.SEE_FIGURES: _of(CO, RV, HD, HQ, AN),
    Action.READ_LOG: _of(CO, RV, HD, CU),
}

REACH: dict[tuple[Action, Role], Reach] = {
    (Action.READ_CASE, IN): Reach.OWN_INTAKE,
    (Action.READ_CASE, HQ): Reach.TRANSFERRED,
    (Action.EDIT_CASE, IN): Reach.OWN_INTAKE,
    (Action.READ_IDENTITY, IN): Reach.OWN_INTAKE,
    (Action.READ_IDENTITY, CO): Reach.REASONED,
    (Action.READ_IDENTITY, RV): Reach.REASONED,
    (Action.READ_IDENTITY, HD): Reach.REASONED,
    (Action.READ_IDENTITY, HQ): Reach.TRANSFERRED,
    (Action.EDIT_IDENTITY, IN): Reach.OWN_INTAKE,
    (Action.READ_SOURCE, IN): Reach.OWN_INTAKE,
    (Action.READ_SOURCE, CO): Reach.OWN,
    (Action.READ_SOURCE, HD): Reach.REASONED,
    (Action.RESOLVE_CODE, CO): Reach.REASONED,
    (Action.RESOLVE_CODE, RV): Reach.REASONED,
    (Action.RESOLVE_CODE, HD): Reach.REASONED,
    (Action.REGISTER_REPLY, HQ): Reach.TRANSFERRED,
    (Action.READ_LOG, CO): Reach.OWN,
    (Action.READ_LOG, RV): Reach.OWN,
}
"""Where a role's permission is narrower than `FULL`."""

_WIDTH = (Reach.FULL, Reach.REASONED, Reach.TRANSFERRED, Reach.OWN, Reach.OWN_INTAKE)

ACTION_LABELS: dict[Action, str] = {
    Action.CREATE_CASE: N_("open a case"),
    Action.READ_CASE: N_("read a case"),
    Action.EDIT_CASE: N_("change a case"),
    Action.READ_IDENTITY: N_("see who people are"),
    Action.EDIT_IDENTITY: N_("change who people are"),
    Action.READ_SOURCE: N_("see who a source is"),
    Action.EDIT_SOURCE: N_("record or grade a source"),
    Action.RECORD_CONSENT: N_("record consent"),
    Action.REVIEW_CONSENT: N_("review consent"),
    Action.WITHDRAW_CONSENT: N_("record a withdrawal of consent"),
    Action.ASSESS_RISK: N_("assess risk"),
    Action.ACCEPT_RISK: N_("accept a risk assessment"),
    Action.START_PROTECTION: N_("start protection"),
    Action.SET_URGENT: N_("set the urgent track"),
    Action.ASSESS_ELEMENT: N_("assess an element"),
    Action.REVIEW_ELEMENT: N_("review an assessment"),
    Action.COMMENT: N_("comment"),
    Action.PROPOSE_TOOL: N_("propose what to do"),
    Action.DECIDE_LOW_TOOL: N_("decide a first step"),
    Action.DECIDE_HIGH_TOOL: N_("decide a step that leaves the office"),
    Action.DECIDE_TOP_TOOL: N_("decide a step of the last tiers"),
    Action.ANSWER_IDENTIFIABILITY: N_("answer whether somebody could be recognised"),
    Action.DRAFT_LETTER: N_("draft a letter"),
    Action.APPROVE_LETTER: N_("approve a letter"),
    Action.SIGN_LETTER: N_("sign a letter"),
    Action.DISPATCH_LETTER: N_("dispatch a letter"),
    Action.ANSWER_PROPOSAL: N_("answer a proposal"),
    Action.READ_REPLY: N_("read a reply"),
    Action.REGISTER_REPLY: N_("register a reply"),
    Action.REVIEW_MATRIX: N_("review a reply matrix"),
    Action.DRAFT_ENTRY: N_("draft a report entry"),
    Action.APPROVE_ENTRY: N_("approve a report entry"),
    Action.FINISH_ENTRY: N_("finish a report entry"),
    Action.DRAFT_NOTE: N_("draft a good offices note"),
    Action.APPROVE_NOTE: N_("approve a good offices note"),
    Action.RECORD_NOTE_OUTCOME: N_("record what came of a good offices note"),
    Action.ENTER_REFERENCE: N_("enter an outside reference"),
    Action.CONFIRM_REFERENCE: N_("confirm an outside reference"),
    Action.PROPOSE_TRANSFER: N_("propose a transfer"),
    Action.APPROVE_TRANSFER: N_("approve a transfer"),
    Action.APPROVE_CLOSED_TRANSFER: N_("approve a transfer of names or sources"),
    Action.RECEIVE_TRANSFER: N_("receive a transfer"),
    Action.RESOLVE_CODE: N_("look up who a code is"),
    Action.DESTROY_IDENTITY: N_("destroy what says who somebody is"),
    Action.APPROVE_DESTRUCTION: N_("approve a destruction"),
    Action.EDIT_REFERENCE_DATA: N_("change vocabulary, formulae or deadlines"),
    Action.APPROVE_REFERENCE_DATA: N_("approve vocabulary, formulae or deadlines"),
    Action.IMPORT_REGISTER: N_("import a register"),
    Action.HANDLE_SEALED: N_("open a sealed case"),
    Action.CHANGE_ROSTER: N_("change who works here"),
    Action.SEE_FIGURES: N_("see figures"),
    Action.READ_LOG: N_("read the log"),
}

MAY_HOLD: dict[Room, frozenset[Role]] = {
    Room.CASE: _of(IN, CO, RV, HD, CU, HQ),
    Room.IDENTITY: _of(IN, CO, RV, HD, CU, HQ),
    Room.SOURCE: _of(HD, CU),
    Room.SEALED: _of(HD, CU),
    Room.OFFICE: _ALL,
    Room.LOG: _of(HD, CU),
}
"""Which roles may hold the key of a compartment. Officers add to the source room without the key to read it back."""


def may(roles: Iterable[Role], action: Action) -> bool:
    """Whether any of the roles allows the action, within whatever reach."""
    return not ALLOWED[action].isdisjoint(roles)


def reach(roles: Iterable[Role], action: Action) -> Reach | None:
    """The widest reach that the roles give to the action; None when none of them allows it."""
    found = {REACH.get((action, role), Reach.FULL) for role in roles if role in ALLOWED[action]}
    return next((width for width in _WIDTH if width in found), None)


def require(roles: Iterable[Role], action: Action) -> Reach:
    """The reach of the roles for the action. Raises `NotYourRole`, which names the roles that would do."""
    found = reach(tuple(roles), action)
    if found is None:
        others = ", ".join(_(ROLE_LABELS[role]) for role in Role if role in ALLOWED[action])
        raise NotYourRole(action=_(ACTION_LABELS[action]), roles=others)
    return found


def may_hold(roles: Iterable[Role], room: Room) -> bool:
    """Whether a seat with these roles may hold the key of the compartment."""
    return not MAY_HOLD[room].isdisjoint(roles)


class Delegate(Group, frozen=True, kw_only=True):
    """A written delegation of the head's signature, from a first to a last day, both included (G10)."""

    first: str = ""
    last: str = ""
    document: str = ""


class Seat(Group, frozen=True, kw_only=True):
    """One person on one vault. `id` is the record id of the seat (32 hex digits), `key` its Ed25519 public key (64)."""

    id: str = ""
    key: str = ""
    name: str = ""
    roles: tuple[Role, ...] = ()
    vault: str = ""
    languages: tuple[str, ...] = ()
    delegate: Delegate | None = None
    person: str = ""
    """The same for all seats of one human being: two accounts do not make a second person (G9)."""

    def roles_on(self, day: str) -> frozenset[Role]:
        """The seat's roles on a local day (`2025-03-12`): a delegate counts as head while the delegation runs."""
        own = frozenset(self.roles)
        if self.signs_for_head(day):
            return own | {Role.HEAD}
        return own

    def signs_for_head(self, day: str) -> bool:
        """Whether a written delegation makes this seat sign for the head on that day."""
        given = self.delegate
        return given is not None and bool(given.document) and bool(given.first) and given.first <= day <= given.last


class VaultCard(Group, frozen=True, kw_only=True):
    """One installation: its device code, its office and its age recipient for each compartment."""

    id: str = ""
    office: str = ""
    device: str = ""
    recipients: dict[str, str] = {}
    training: bool = False


class Roster(Group, frozen=True, kw_only=True):
    """Who works in an office and on which vaults: the value of the `roster` record, signed by two seats.

    `previous` is the hash of the roster before it. A seat that is not in it any more was removed.
    """

    number: int = 0
    office: str = ""
    seats: tuple[Seat, ...] = ()
    vaults: tuple[VaultCard, ...] = ()
    previous: str = ""

    def seat(self, key: str) -> Seat | None:
        """The seat with this public key or record id; None for a stranger."""
        return next((seat for seat in self.seats if key in (seat.key, seat.id)), None)

    def vault(self, vault: str) -> VaultCard | None:
        """The vault of this id; None when the roster does not know it."""
        return next((card for card in self.vaults if card.id == vault), None)

    def holding(self, role: Role) -> tuple[Seat, ...]:
        """The seats with this role."""
        return tuple(seat for seat in self.seats if role in seat.roles)

    def two_persons(self, one: str, other: str) -> bool:
        """Whether two seats are two different persons, each on a vault of their own (G9)."""
        first, second = self.seat(one), self.seat(other)
        if first is None or second is None or first.key == second.key or first.vault == second.vault:
            return False
        return not first.person or first.person != second.person

    def same_person(self, one: str, other: str) -> bool:
        """Whether two seats (keys or record ids) are known to be one person's: two accounts make no second one (G9)."""
        known = self.seat(one) is not None and self.seat(other) is not None
        return one == other or (known and not self.two_persons(one, other))

    @property
    def founded(self) -> bool:
        """Whether the founding is over: a head and a custodian, two persons on two vaults (decisions, founding)."""
        return any(
            self.two_persons(head.key, custodian.key)
            for head in self.holding(Role.HEAD)
            for custodian in self.holding(Role.CUSTODIAN)
        )
