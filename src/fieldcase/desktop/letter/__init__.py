"""One letter: its blocks, the real page as it will print, the rules, and the names that stand in the text."""
