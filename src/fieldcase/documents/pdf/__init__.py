"""A tree drawn as PDF: shaped text, embedded subset fonts, bookmarks, tags, the same bytes for the same tree and
date.
"""

from fieldcase.documents.pdf.render import CharactersMissing, render_pdf

__all__ = ["CharactersMissing", "render_pdf"]
