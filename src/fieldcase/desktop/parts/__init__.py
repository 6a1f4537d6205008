"""The parts that every screen is made of. They show what they are given and know no vault, no rule and no record."""
