"""What is to be done: proposed by an officer with what speaks for and against, decided by the head of presence."""
