"""Holds the nouns every layer shares; imports nothing of ours."""
