"""Forms and list rows made from the declarations of the kinds: nothing here repeats a field list."""
