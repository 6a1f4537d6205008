"""What is wrong with a letter before a person reads it: note-verbale rules N1…N15, other rules for letters to States.

Pure functions over the composed tree, the draft and its facts; lists of words are data. Errors cannot be overridden; a
warning that the officer keeps needs a written reason.
"""

from fieldcase.documents.lint.check import lint_letter
from fieldcase.documents.lint.letter import LintSettings

__all__ = ["LintSettings", "lint_letter"]
