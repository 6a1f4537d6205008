"""Help: the pages of the manual that ship with the program, the one for the place first. F1 opens it."""
