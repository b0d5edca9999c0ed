"""Runs the verbs of the product from a command line; docs/cli.md describes each of them."""

import sys

from commands.main import main

if __name__ == "__main__":
    sys.exit(main())
