"""Keeps records: the ledger, the compartments and their keys, views, search and objects. Nobody above sees SQL or a key."""
