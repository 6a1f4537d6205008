"""State replies: registered, screened, matched to every allegation that was put, and what the State says it did."""
