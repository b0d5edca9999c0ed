"""Says how large a workbook may be, in one place."""

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """Holds the bounds a file must keep; bytes unless the name says otherwise.

    `cells` bounds what a reader would allocate for one sheet: rows × columns of the range
    that holds values. Why these numbers: docs/adr/0002-guard-limits.md.
    """

    file_size: int = 20 * MEGABYTE
    parts: int = 1_000
    part_size: int = 256 * MEGABYTE
    total_size: int = 512 * MEGABYTE
    ratio: int = 200
    ratio_from: int = 4 * MEGABYTE
    depth: int = 40
    sheets: int = 60
    rows: int = 1_048_576
    columns: int = 256
    cells: int = 30_000_000
    merges: int = 100_000
    text_length: int = 32_767


DEFAULT = Limits()
BULK = Limits(file_size=64 * MEGABYTE, part_size=768 * MEGABYTE, total_size=1024 * MEGABYTE)
