"""Keeps records: ledger, compartments and their keys, views, search, objects. Nobody above sees SQL or a key."""
