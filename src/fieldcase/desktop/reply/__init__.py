"""Replies of States: registering one, and its matrix, in which what was asked stands beside what was answered."""
