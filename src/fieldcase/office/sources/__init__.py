"""Sources, what they said, and evidence: who said it stays in the source room."""
