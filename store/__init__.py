"""Keeps the facts: the only package that imports duckdb."""
