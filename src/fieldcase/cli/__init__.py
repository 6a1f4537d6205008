"""The commands. They ask office and nothing below it."""
