"""Checks a file before any spreadsheet parser sees its bytes."""
