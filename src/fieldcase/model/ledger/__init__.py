"""The ledger's pure half: what an entry is, and how a set of entries becomes the state. No I/O, no clock, no keys.

Read docs/formats/ledger.md first; every rule number in this package is a rule of its section 6.
"""
