"""Consent, answer by answer: recorded, confirmed from an import, reviewed by a second person, withdrawn at once."""
