"""What lists, forms and search read: tables built from the ledger's states, and built again whenever they are in doubt.

Read next: shown.py (a state as one looks at it), layout.py (tables from declarations), tables.py (kept in step),
lists.py (pages), search.py. Nothing here is the truth; dropping all of it loses nothing.
"""
