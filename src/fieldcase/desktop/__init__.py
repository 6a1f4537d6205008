"""The window. The only place that imports Qt; it asks office and nothing below it."""
