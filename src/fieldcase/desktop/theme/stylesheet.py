"""Makes the stylesheet: every `{{token}}` of `interface/style.qss` becomes a colour or a size of the look."""

from __future__ import annotations

import re

from fieldcase.desktop.theme.look import Look
from fieldcase.office import resources

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_EDGES = 2


def _radio(side: int) -> dict[str, str | int]:
    """A ring of that many pixels within its edge of one; chosen, a dot half as wide fills its middle."""
    dot = side // 2
    return {"radio": side, "radio_round": (side + 2) // 2, "radio_dot": dot, "radio_edge": (side + 2 - dot) // 2}


def stylesheet(worn: Look) -> str:
    """Qt stylesheet of the look. A placeholder without a token is a bug and raises `KeyError`."""
    values: dict[str, str | int] = dict(worn.colours)
    values |= {kind: worn.text(kind) for kind in ("caption", "body", "heading", "title", "display")}
    values |= {f"s{step}": worn.gap(int(step)) for step in worn.tokens["space"]}
    values |= {f"r{step}": pixels for step, pixels in worn.tokens["radius"].items()}
    values |= {
        "ctl": worn.size("control") - _EDGES,
        "ctl_small": worn.size("control_small") - _EDGES,
        "ctl_focus": worn.size("control") - 2 * _EDGES,
        "header": worn.px(32),
        "pill": worn.px(11),
        "chip": worn.px(14),
        "icon": worn.size("icon"),
        "s2_focus": worn.gap(2) - 1,
        **_radio(worn.px(16)),
    }
    template = resources.read("interface/style.qss").decode("utf-8")
    return _PLACE.sub(lambda found: str(values[found[1]]), template)
