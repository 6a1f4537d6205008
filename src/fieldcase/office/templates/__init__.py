"""The office's own templates of letters: checked before they are kept; every version stays; what ships is version 0."""
