"""Holds the settings every connection is opened with."""

# Nothing is downloaded, and no Python variable is read as a table by accident.
ENGINE_SETTINGS = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}

# Readable by DuckDB 1.5 and later, so that an office can look at its file with other tools.
STORAGE_VERSION = "v1.5.0"
