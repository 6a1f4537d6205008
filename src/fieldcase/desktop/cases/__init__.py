"""The list of cases: find one and open it. No preview of names: opening takes a moment, coming back keeps the row."""
