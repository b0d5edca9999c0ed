"""Brings spreadsheets in: guard, read, recognise, check. Knows nothing of metrics."""
