"""The place Letters: every letter by where it stands, its clock in words, and what can be done to several."""
