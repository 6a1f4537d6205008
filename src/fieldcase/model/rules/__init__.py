"""The rules of the domain: pure functions over one assembled case, returning findings; an empty tuple is a pass.

`casefile` says what a case is for the rules, `registry` names every guard G1–G34 with its functions, `panel` puts
together what stands before a letter's next step. Nothing here reads a clock, opens a file or names a person.
"""
