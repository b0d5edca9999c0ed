"""Holds one screen a file: choose, ask, draw."""
