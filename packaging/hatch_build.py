"""Build hook: puts `resources/` and the manual into the wheel as `fieldcase/_resources`, the translations compiled.

An editable install reads `resources/` beside the source, so the hook leaves it alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface[Any]):
    """Compiles every `fieldcase.po` to `fieldcase.mo` and adds the resources to a standard wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare the wheel `version` ("standard" or "editable"); raises when a translation cannot be read."""
        resources = Path(self.root) / "resources"
        if version == "editable":
            return
        for source in sorted(resources.glob("translations/*/LC_MESSAGES/*.po")):
            compile_catalogue(source)
        build_data["force_include"][str(resources)] = "fieldcase/_resources"
        build_data["force_include"][str(resources.parent / "docs" / "manual")] = "fieldcase/_resources/manual"


def compile_catalogue(source: Path) -> Path:
    """Write the compiled form beside `source` (a .po file) unless it is up to date, and return its path."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return target
    with source.open("rb") as lines:
        catalogue = read_po(lines, domain=source.stem, abort_invalid=True)
    unfinished = target.with_suffix(".mo.part")
    with unfinished.open("wb") as compiled:
        write_mo(compiled, catalogue)
    return unfinished.replace(target)
