"""Risk and protection: assessed by one, accepted by another; protection itself waits for nobody (G3)."""
