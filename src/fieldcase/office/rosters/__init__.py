"""Who works here: the next roster is made, shown as what it changes, signed by two, and a seat is taken out."""
