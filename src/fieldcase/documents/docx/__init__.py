"""A tree written as DOCX: real styles, page fields, right-to-left runs, no properties but the language."""

from fieldcase.documents.docx.render import render_docx

__all__ = ["render_docx"]
