"""What a case is: records, words, dates, states and rules. Imports nothing of the project and does no I/O."""
