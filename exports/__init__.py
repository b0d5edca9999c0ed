"""Makes files for the meeting out of results."""
