"""Draws results: verdicts and tables in, Plotly figures out; no screen, no queries."""
