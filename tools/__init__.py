"""Holds the scripts that prepare something: demo workbooks, screenshots, generated pages."""
