"""What stands around every screen: rail, top bar, page head, status line, and the window that puts them together."""
