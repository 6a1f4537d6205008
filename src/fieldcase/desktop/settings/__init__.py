"""Settings: one pane a subject, each says what it changes for others."""
