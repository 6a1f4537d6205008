"""The four elements: assessed by an officer, read by a second person, never one overall grade."""
