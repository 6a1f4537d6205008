"""Letters: drafted from records, edited, checked, approved, signed, dispatched; their pages, renditions and lists."""
