"""What letters are addressed and worded by: the office's own name, State profiles, mandates, formulae."""
