"""One case: understand it in ten seconds, then act. Names stay out of it; people appear by their codes."""
