"""fieldcase: a field presence records, verifies and acts on reprisals, in an encrypted vault of its own."""

__version__ = "0.1.0.dev0"
