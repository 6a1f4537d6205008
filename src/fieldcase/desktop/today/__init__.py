"""Today: what needs me, why and since when, each line with the step that clears it."""
