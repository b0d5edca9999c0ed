"""Keeps the list of rules whole: every code has one reason and one phase, is used, and is tested."""

import re

from domain.finding import Severity
from domain.paths import HOUSE
from loaders.messages import FILE_MESSAGES, HISTORY_MESSAGES, MESSAGES
from loaders.reasons import BY_PHASE, PHASES, REASONS, Phase

# Codes no test names, each with the reason why.
UNTESTED = {
    "too_large_to_read": "needs more memory than a test may take; the reader's limit is tested by its own code",
}
# Codes that only lend their wording: the finding goes by the code of what it counts.
WORDING_ONLY = {
    "more": "the wording of the finding that counts the rest",
    "column_unreadable": "the wording of the finding that names a whole column",
}


def _text_of(folder: str, *without: str) -> str:
    files = sorted((HOUSE / folder).rglob("*.py"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.name not in without)


def test_every_code_has_a_reason_a_phase_and_a_sentence() -> None:
    assert set(REASONS) == set(MESSAGES)
    assert len(REASONS) == sum(len(codes) for codes in BY_PHASE.values()), "a code stands in two phases"
    assert list(BY_PHASE) == list(Phase)
    for code, reason in REASONS.items():
        assert reason.endswith("。"), code
        assert "！" not in reason, code


def test_codes_of_the_file_and_of_history_keep_to_their_phase() -> None:
    for code in FILE_MESSAGES:
        assert PHASES[code] is Phase.FILE, code
    for code in HISTORY_MESSAGES:
        # what two tables of one file and of the warehouse say of each other is told by the tables' phase
        assert PHASES[code] in (Phase.HISTORY, Phase.TABLES), code
        assert MESSAGES[code][0] is not Severity.ERROR, code


def test_every_code_is_used_by_the_loaders() -> None:
    code_text = _text_of("loaders", "messages.py", "reasons.py")
    assert [code for code in MESSAGES if f'"{code}"' not in code_text] == []
    for code in WORDING_ONLY:
        assert f'finding("{code}"' in code_text, code


def test_every_code_is_named_by_a_test() -> None:
    tests = _text_of("tests", "test_rules_list.py")
    unnamed = {code for code in MESSAGES if not re.search(rf"\b{code}\b", tests)}
    assert unnamed - set(UNTESTED) == set()
    assert set(UNTESTED) <= unnamed, "take it off the list: it is tested now"
    assert set(UNTESTED) | set(WORDING_ONLY) <= set(MESSAGES)
