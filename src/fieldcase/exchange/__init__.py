"""Carries entries between seats: cards, packages, receipts and the routes they travel."""
