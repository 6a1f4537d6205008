"""Write docs/manual/commands.md from the commands: `python packaging/commands_page.py`."""

from __future__ import annotations

from pathlib import Path

from fieldcase.cli.app import command_tree
from fieldcase.cli.page import commands_page

PAGE = Path(__file__).parents[1] / "docs" / "manual" / "commands.md"

if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(commands_page(command_tree("en")), encoding="utf-8")
    print(f"{PAGE.name}: {PAGE.read_text('utf-8').count('fieldcase ')} lines of examples and usage")
