"""How a vault begins: found an office, or ask one to take this laptop in."""
