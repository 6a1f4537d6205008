"""A form made from the declaration of a kind: it gives back only what was changed, by ledger path.

Pages carry records in codes: what lies in closed compartments is not in them, so a form offers those fields for a new
record, and for one that was opened with a reason (`rooms`); it can never write over what it did not show. What a seat
may not write the office refuses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fieldcase.desktop.form.editors import Around, Codes, Edited, Unfit, editor_for, states_editor
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import column
from fieldcase.desktop.parts.label import Label
from fieldcase.model.declare import Kind, Part, Record, Room, Shape, Type, Words, flatten
from fieldcase.model.words import N_, _

ROOMS = {
    Room.IDENTITY: N_("Kept in the identity room: may name people"),
    Room.SOURCE: N_("Kept in the source room: may point at a source"),
    Room.SEALED: N_("Sealed: for head and custodian alone"),
}


class Form(QWidget):
    """`changed` is emitted while a person edits."""

    changed = Signal()

    def __init__(
        self,
        kind: Kind,
        record: Record,
        around: Around,
        only: Sequence[str] = (),
        *,
        new: bool = False,
        rooms: Sequence[Room] = (Room.CASE, Room.OFFICE),
    ) -> None:
        super().__init__()
        self._kind, self._record, self._around = kind, record, around
        self._edited: dict[str, Edited] = {}
        self._before: dict[str, Any] = {}
        self._column = column(gap=12)
        self.setLayout(self._column)
        for room in Room if new else rooms:
            parts = [part for part in kind.parts if part.field.room is room and self._shown(part, only)]
            if parts and room in ROOMS:
                self._column.addWidget(Label(_(ROOMS[room]), "over"))
            for part in parts:
                self._add(part, only)
        self._column.addStretch(1)

    @property
    def fields(self) -> int:
        """How many values can be edited."""
        return len(self._edited)

    def values(self) -> dict[str, Any]:
        """What was changed, by ledger path. Raises `Unfit` after showing every problem in its place."""
        found: dict[str, Any] = {}
        problems = []
        for path, edited in self._edited.items():
            try:
                value = edited.value
            except Unfit as problem:
                edited.refuse(str(problem))
                problems.append(str(problem))
                continue
            if value != self._before[path]:
                found |= self._stored(path, value)
        if problems:
            raise Unfit(problems[0])
        return found

    def old_values(self, paths: Sequence[str]) -> dict[str, Any]:
        """What stood under these paths before, as the ledger has it; null where nothing did."""
        before = flatten(self._kind, self._record)
        blank = flatten(self._kind, self._kind.record())
        return {path: before.get(path, blank.get(path, self._nothing(path))) for path in paths}

    def typed(self) -> dict[str, Any]:
        """Everything that was changed, as it stands in the editors, texts that do not fit too: what a draft keeps."""
        every = {path: edited.typed for path, edited in self._edited.items()}
        return {path: value for path, value in every.items() if value != self._before[path]}

    def take_up(self, typed: Mapping[str, Any]) -> None:
        """Fill in what a draft kept."""
        for path, value in typed.items():
            if path in self._edited:
                self._edited[path].put(value)

    def parts(self) -> list[tuple[str, QWidget]]:
        """Every editor with the name of the field that it belongs to."""
        return [(path.partition(".")[0].partition("/")[0], one.widget) for path, one in self._edited.items()]

    def first(self, path: str = "") -> QWidget | None:
        """The editor that gets the focus: that of a field where it is offered, else the first."""
        held = [edited.widget for name, edited in self._edited.items() if path and name.split("/")[0] == path]
        widget = next(iter(held), next((edited.widget for edited in self._edited.values()), None))
        return getattr(widget, "editor", widget)

    # --- building

    def _shown(self, part: Part, only: Sequence[str]) -> bool:
        if part.field.computed or part.name in ("case", "as_imported"):
            return False
        return not only or part.name in {name.partition(".")[0] for name in only}

    def _add(self, part: Part, only: Sequence[str]) -> None:
        value = getattr(self._record, part.name)
        match part.shape:
            case Shape.PLAIN:
                self._put(part.name, editor_for(part.field, value, self._around), value)
            case Shape.TEXTS:
                self._add_texts(part, value)
            case Shape.CODES:
                self._add_codes(part, value)
            case Shape.GROUP:
                self._add_group(part, value, only)
            case _:
                self._add_elements(part, value)

    def _add_texts(self, part: Part, value: dict[str, Words], path: str = "") -> None:
        spoken = self._around.wording.language
        for language in dict.fromkeys([*value, *([] if value else [spoken])]):
            text = value[language].text if language in value else ""
            label = f"{_(part.field.label)} · {LANGUAGES.get(language, language)}"
            field = msgspec.structs.replace(part.field, type=Type.LONG_TEXT)
            self._put(f"{path or part.name}/{language}", editor_for(field, text, self._around, label=label), text)

    def _add_codes(self, part: Part, value: tuple[str, ...]) -> None:
        field, wording = part.field, self._around.wording
        if field.type is Type.STATE:
            self._put(part.name, states_editor(_(field.label), _(field.help), value), value)
            return
        choices: dict[str, str] = {}
        if field.vocabulary:
            choices = wording.terms(field.vocabulary, value)
        elif field.choices:
            choices = {code: wording.choice(code) for code in field.choices}
        elif field.type is Type.REF:
            for kind in field.refers.split():
                choices |= self._around.choices.get(kind, {})
        if not choices:
            return
        widget = Codes(_(field.label), _(field.help), choices, value)
        known = tuple(code for code in choices if code in value)
        self._put(part.name, Edited(widget, lambda: tuple(widget.chosen), widget.put, widget.changed), known)

    def _add_group(self, part: Part, value: Any, only: Sequence[str]) -> None:
        """A group's plain values and texts, each an editor of its own; together they are one value."""
        self._column.addWidget(Label(_(part.field.label), "over"))
        wanted = [name for name in only if name.startswith(f"{part.name}.")]
        for inner in part.parts:
            path, said = f"{part.name}.{inner.name}", getattr(value, inner.name)
            if inner.field.computed or (wanted and path not in wanted):
                continue
            if inner.shape is Shape.PLAIN:
                self._put(path, editor_for(inner.field, said, self._around), said)
            elif inner.shape is Shape.TEXTS:
                self._add_texts(inner, said, path)

    def _add_elements(self, part: Part, value: dict[str, Any]) -> None:
        """Each element as a group of editors, and an empty one for another."""
        assert part.group is not None
        another = str(max((int(key) for key in value if key.isdigit()), default=0) + 1)
        for key, element in {**value, another: part.group()}.items():
            title = _(part.field.label) if key != another or not value else _("Another: {what}")
            self._column.addWidget(Label(title.format(what=_(part.field.label)), "over"))
            for inner in part.parts:
                path, said = f"{part.name}/{key}.{inner.name}", getattr(element, inner.name)
                if inner.field.computed:
                    continue
                if inner.shape is Shape.PLAIN:
                    self._put(path, editor_for(inner.field, said, self._around), said)
                elif inner.shape is Shape.TEXTS:
                    self._add_texts(inner, said, path)

    def _put(self, path: str, edited: Edited | None, before: Any) -> None:
        if edited is None:
            return
        self._edited[path] = edited
        self._before[path] = before if before is not None or self._nothing(path) is None else ""
        edited.changed.connect(self.changed)
        self._column.addWidget(edited.widget)
        try:
            self._before[path] = edited.value
        except Unfit:
            edited.refuse(_("This was written by an older program or another office and cannot be read here."))

    # --- giving back

    def _stored(self, path: str, value: Any) -> dict[str, Any]:
        name, _dot, inner = path.partition(".")
        if inner:
            regrouped = self._regrouped(name)
            emptied = "/" in name and regrouped == msgspec.to_builtins(type(self._group(name))())
            return {name: None if emptied else regrouped}
        part = self._kind.part_of(path)
        if part.shape is Shape.TEXTS:
            return {path: self._words(part, path.partition("/")[2], value)}
        if part.shape is Shape.CODES:
            before = set(self._before[path])
            added = {f"{name}/{code}": code for code in value if code not in before}
            return added | {f"{name}/{code}": None for code in before if code not in value}
        return {path: value}

    def _regrouped(self, name: str) -> Any:
        group = self._group(name)
        said: dict[str, Any] = {}
        for path, edited in self._edited.items():
            if not path.startswith(f"{name}."):
                continue
            inner, _slash, language = path.partition(".")[2].partition("/")
            if not language:
                said[inner] = edited.value
            elif edited.value != self._before[path]:
                texts = said.setdefault(inner, dict(getattr(group, inner)))
                texts[language] = Words(text=edited.value, original=True)
        return msgspec.to_builtins(msgspec.structs.replace(group, **said))

    def _group(self, name: str) -> Any:
        """The group of that name, or the element of a list (`names/1`), empty where it is new."""
        field, _slash, key = name.partition("/")
        held = getattr(self._record, field)
        if not key:
            return held
        part = self._kind.part_of(field)
        assert part.group is not None
        return held.get(key) or part.group()

    def _words(self, part: Part, language: str, text: str) -> Any:
        """The text in its language; who wrote it by hand is its author, so nothing is a machine's or reviewed now."""
        before = getattr(self._record, part.name).get(language, Words(original=True))
        if not text:
            return None
        return msgspec.to_builtins(msgspec.structs.replace(before, text=text, machine=False, reviewed=False))

    def _nothing(self, path: str) -> Any:
        shape = self._kind.part_of(path.partition(".")[0].partition("/")[0]).shape
        if shape is not Shape.PLAIN:
            return None
        return getattr(self._kind.record(), path)
