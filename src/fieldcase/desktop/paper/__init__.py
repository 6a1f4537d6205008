"""Paper: the printers of this laptop, and pages sent to one of them from memory."""
