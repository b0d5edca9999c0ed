"""Runs the verbs of the product from a command line; docs/cli.md describes each of them."""

import signal
import sys
from importlib import import_module

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing has begun yet: Ctrl-C ends without a word
    main = import_module("commands.main").main
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
