"""regex(): the meaning of the common syntax, and no pattern that runs away."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import ExpressionError, FormError, FormTooLarge, UnsupportedFeature
from forms.xpath.patterns import check_pattern, matches

# Patterns that mean the same to Python's re (with ASCII classes), which is the peer here.
ATOMS = st.sampled_from(["a", "b", ".", r"\d", r"\w", r"\s", "[ab]", "[^a]", "[0-9-]", r"\b", "^", "$", "é"])
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map("".join)
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})")
        | st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,}", "*?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        )
        | st.tuples(st.sampled_from(["(?=", "(?!"]), inner, inner).map(lambda three: f"{three[0]}{three[1]}){three[2]}")
    ),
    max_leaves=8,
)


@given(PATTERNS, st.text(st.sampled_from(list("ab0 -é")), max_size=8))
def test_agrees_with_a_backtracking_engine(pattern: str, text: str) -> None:
    assert matches(pattern, text) == (re.fullmatch(pattern, text, re.ASCII) is not None)


@given(st.text(max_size=20), st.text(max_size=10))
def test_no_pattern_does_more_than_raise_a_form_error(pattern: str, text: str) -> None:
    try:
        matches(pattern, text)
    except FormError:
        return


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"\p{L}+( \p{L}+)*", "Đặng Thị Ẩn", True),
        (r"\p{Lu}\p{Ll}+", "Ễm", True),
        (r"\P{L}+", "123", True),
        (r"\w+", "Đặng", False),
        (r"[\p{L}' -]+", "Y-Bion Niê K'Đăm", True),
        (r"(?i)abc", "aBC", True),
        (r"0\d{9}", "0912345678", True),
        (r"0\d{9}", "091234567", False),
        (r"\d{9}|\d{12}", "079123456789", True),
        (r"(?!0+$)\d{3}", "000", False),
        (r".*(?<=a)b", "ab", True),
        (r".*(?<!a)b", "ab", False),
        ("abc", "xabcx", False),
        ("", "", True),
        (r"\Qa.b\E", "a.b", True),
        (r"[a\]]+", "a]", True),
        (r"\u0110\x41", "ĐA", True),
    ],
)
def test_means_what_java_makes_of_it(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|a)*b", "(a|aa)+$", "(.*)*x", "(a+)+$", "([a-z]+)*[0-9]"])
def test_patterns_that_backtrack_for_ever_answer_at_once(pattern: str) -> None:
    begun = time.perf_counter()
    assert matches(pattern, "a" * 3000 + "!") is False
    assert time.perf_counter() - begun < 2


def test_too_much_work_is_an_error_and_not_a_wait() -> None:
    begun = time.perf_counter()
    with pytest.raises(ExpressionError):
        matches("(b?){900}b*", "b" * 100_000)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("pattern", ["((a{1000}){1000}){1000}", "(" * 100 + ")" * 100, "a" * 10_000])
def test_patterns_too_large_to_match_are_refused(pattern: str) -> None:
    with pytest.raises(FormTooLarge):
        check_pattern(pattern)


@pytest.mark.parametrize("pattern", [r"(a)\1", "a*+", "(?>a)", "[a[b]]", r"\p{InThai}", r"\G", "(?m)a"])
def test_what_is_not_supported_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(UnsupportedFeature):
        check_pattern(pattern)
