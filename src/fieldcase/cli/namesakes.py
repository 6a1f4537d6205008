"""What is asked where words of a text are said to be somebody else's name: of a letter, and of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from fieldcase.model.words import N_

Whose = Annotated[str, typer.Argument(metavar="CODE", help=N_("Whose name it looks like."))]
TheWords = Annotated[str, typer.Argument(help=N_("The words, as they stand in the text."))]
WhoElse = Annotated[str, typer.Option(help=N_("Who it is instead."))]
