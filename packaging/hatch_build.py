"""Build hook: puts `resources/` into the wheel as `fieldcase/_resources`, with the translations compiled.

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


def compile_catalogue(source: Path) -> Path:
    """Write the compiled form beside `source` (a .po file) and return its path."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as lines:
        catalogue = read_po(lines, domain=source.stem, abort_invalid=True)
    target = source.with_suffix(".mo")
    with target.open("wb") as compiled:
        write_mo(compiled, catalogue)
    return target


if __name__ == "__main__":
    for found in sorted(Path("resources").glob("translations/*/LC_MESSAGES/*.po")):
        compile_catalogue(found)
