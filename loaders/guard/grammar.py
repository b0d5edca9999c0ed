"""Says what rows look like when there is nothing in them to worry or to report about.

One pass of a linear-time matcher (RE2, through Arrow, without the GIL) proves a block of
rows harmless: no formula, error, hidden row, odd address or foreign element.
"""

from enum import Enum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


class Verdict(Enum):
    """Lists what the grammar makes of a block: nothing to see, look at the numbers, look closely."""

    HARMLESS = "harmless"
    NUMBERS = "numbers"
    UNKNOWN = "unknown"


# A number every reader writes alike: at most 15 digits, at most 8 of them decimals, not -0.
_SAFE_NUMBER = r"(?:0|-?[1-9][0-9]{0,14}|(?:0|-?[1-9][0-9]{0,5})\.[0-9]{1,8})"
_ANY_NUMBER = r"[-+0-9.eE]+"
_REF = r'<c r="[A-Z]{1,3}[0-9]{1,6}"(?: s="[0-9]+")?'
_ROW_NAMES = "r|spans|s|ht|customFormat|customHeight|outlineLevel|collapsed|thickTop|thickBot|x14ac:dyDescent"
_ROW = rf'<row(?: (?:(?:{_ROW_NAMES})="[^"<>]*"|hidden="(?:0|false)"))*(?:/>|>)'


def _rows(number: str) -> str:
    cell = (
        rf'{_REF}(?:/>|(?: t="[sbn]")?>(?:<v>{number}</v>)?</c>'
        r'| t="inlineStr"><is><t(?: xml:space="preserve")?>[^<]*</t></is></c>'
        r'| t="str"><v>[^<]*</v></c>)'
    )
    return rf"\A(?:{cell}|{_ROW}|</row>|[ \t\r\n])*\z"


_SAFE_ROWS, _ROWS = _rows(_SAFE_NUMBER), _rows(_ANY_NUMBER)


def judge(rows: bytes) -> Verdict:
    """Returns what is proved of the rows."""
    ends = pa.py_buffer(np.array([0, len(rows)], np.int32))
    text = pa.Array.from_buffers(pa.binary(), 1, [None, ends, pa.py_buffer(rows)])
    if pc.match_substring_regex(text, _SAFE_ROWS)[0].as_py():
        return Verdict.HARMLESS
    return Verdict.NUMBERS if pc.match_substring_regex(text, _ROWS)[0].as_py() else Verdict.UNKNOWN
