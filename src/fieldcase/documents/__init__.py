"""Letters as trees of blocks, and everything that is made from a tree: PDF, DOCX, renditions, checks.

The way of a letter: facts (`facts.py`) and a template (`templates.py`) give a draft, block by block, that an officer
edits and that carries persons only as codes (`draft.py`); a draft and a naming table (`naming.py`) give one tree
(`tree.py`, composed in `compose.py` and `renditions.py`); a tree is checked (`names.py`, `lint/`) and rendered
(`pdf/`, `docx/`).

Nothing here opens a file, reads a clock or knows a vault: bytes, dates and facts come in as arguments.
"""
