"""Holds what more than one page uses: the look, the words, pickers, tables, caches."""
