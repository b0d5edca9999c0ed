"""Finds the machine's own browser and says how to start it without a screen."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
    ("PROGRAMFILES", "Microsoft/Edge/Application/msedge.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
)
# The sandbox cannot be had as root; nothing else may call out while requests are counted.
FLAGS = [
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_browser() -> str | None:
    """Returns the path of Chromium, Chrome or Edge (CHROMIUM names one first), or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    places = (Path(os.environ[root]) / rest for root, rest in PLACES if root in os.environ)
    return found or next((str(path) for path in places if path.exists()), None)
