"""Allegations: numbered texts that are put to a State, in versions."""
