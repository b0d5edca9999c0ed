"""Gathers the cases of all groups; run as a script it measures every file.

python -m tests.corpus.every_case
"""

import time
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

from tests.corpus.cases import Case, hold
from tests.corpus.house import House

GROUPS = ("containers", "bombs", "structure", "values", "rules", "text", "injection", "unseen")


def cases() -> Iterator[tuple[str, Case]]:
    """Yields (group, case) for every file of the corpus."""
    for group in GROUPS:
        for case in import_module(f"tests.corpus.test_{group}").CASES:
            yield group, case


def measure() -> None:
    """Sends every file through the door and prints the counts and the slowest ten; making it is not counted."""
    house, seconds = House(), []
    house.check(b"a,b\n1,2\n", "warm.csv")
    for group, case in cases():
        data = case.data
        started = time.perf_counter()
        house.check(data, case.file, case.declared, case.password)
        seconds.append((time.perf_counter() - started, f"{group}: {case.name} ({len(data):,} bytes)"))
        hold(house, case)
    house.close()
    for (group, outcome), count in Counter((group, case.outcome) for group, case in cases()).items():
        print(f"{count:4} {group}: {outcome}")
    print(f"{len(seconds)} files, the slowest ten:")
    for spent, name in sorted(seconds, reverse=True)[:10]:
        print(f"{spent:6.2f} s  {name}")


if __name__ == "__main__":
    measure()
