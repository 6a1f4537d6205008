"""Cases: the list, the page of one case, opening it and taking it from step to step, conflicts to decide."""
