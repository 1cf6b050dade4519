"""Document → Reading: actors, events, and what is said of what is to come."""
