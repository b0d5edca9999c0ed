"""Holds the command line's verbs; they use the same door and board as the dashboard."""
