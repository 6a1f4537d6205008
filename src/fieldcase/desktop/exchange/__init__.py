"""The place Exchange: where every version is, sending, receiving, what was put aside."""
