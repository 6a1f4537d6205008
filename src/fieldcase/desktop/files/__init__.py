"""Files of a case: listed with their custody, taken in, and looked at by a helper process."""
