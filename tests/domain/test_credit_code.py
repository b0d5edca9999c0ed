"""Checks the credit code: its check sign, its alphabet, and the ways people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.credit_code import (
    ALPHABET,
    check_sign,
    is_registration_number,
    is_valid,
    plain_code,
    trouble_of,
)
from domain.enterprise import normal_name

BODIES = st.text(ALPHABET, min_size=17, max_size=17)
EXAMPLE = "91350100M000100Y43"  # the worked example of the standard


def by_hand(body: str) -> str:
    """Computes the check sign the slow way: weights multiplied out, one at a time."""
    weight, total = 1, 0
    for sign in body:
        total += "0123456789ABCDEFGHJKLMNPQRTUWXY".index(sign) * weight
        weight = weight * 3 % 31
    return "0123456789ABCDEFGHJKLMNPQRTUWXY"[(31 - total % 31) % 31]


def test_the_standards_own_example() -> None:
    assert is_valid(EXAMPLE) and check_sign(EXAMPLE[:17]) == "3"


@given(BODIES)
def test_every_body_has_exactly_one_right_check_sign(body: str) -> None:
    assert [sign for sign in ALPHABET if is_valid(body + sign)] == [by_hand(body)]


@given(BODIES, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_any_single_wrong_sign_is_found(body: str, place: int, sign: str) -> None:
    wrong = body[:place] + sign + body[place + 1 :] + check_sign(body)
    assert is_valid(wrong) == (body[place] == sign)


@given(BODIES)
def test_case_width_blanks_and_hyphens_do_not_matter(body: str) -> None:
    code = body + check_sign(body)
    full = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for spelling in (code.lower(), full, f"  {code[:8]} {code[8:]}\u3000", f"{code[:8]}-{code[8:]}"):
        assert is_valid(spelling) and plain_code(spelling) == code


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "0 位"),
        (EXAMPLE[:-1], "17 位"),
        (EXAMPLE + "1", "19 位"),
        (EXAMPLE[:-1] + "4", "校验位不对"),
        ("9135010OM000100Y43", "O"),
        ("91350100M000100Y4*", "*"),
    ],
)
def test_the_trouble_is_named(text: str, words: str) -> None:
    assert words in trouble_of(text)


def test_seventeen_signs_of_the_alphabet_are_asked_for() -> None:
    for body in ("", "1" * 16, "I" * 17):
        with pytest.raises(ValueError, match="seventeen"):
            check_sign(body)


def test_an_old_registration_number_is_told_apart() -> None:
    assert is_registration_number("410183000012345") and not is_registration_number(EXAMPLE)


def test_names_that_are_one_name() -> None:
    one = normal_name("示例（甲县）食品有限责任公司")
    assert one == normal_name(" 示例(甲县)食品 有限公司") == normal_name("示例甲县食品有限公司")
    assert one != normal_name("示例（乙县）食品有限公司") != normal_name("示例食品股份有限公司")
