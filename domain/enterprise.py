"""Says when two spellings of an enterprise's name are one name: marks and the form of company apart."""

import re

from domain.number import clean_text

_MARKS = re.compile(r"[\s()\[\]{}<>《》〈〉【】〔〕「」『』“”\"'‘’·.,、,。-]")


def normal_name(text: object) -> str:
    """Returns the name without blanks, brackets and marks, in upper case, 有限责任公司 as 有限公司.

    What stands inside brackets stays: it often is the place that tells two branches apart.
    """
    plain = _MARKS.sub("", clean_text(text)).upper()
    return plain.replace("有限责任公司", "有限公司")
