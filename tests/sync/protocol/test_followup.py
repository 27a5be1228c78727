"""Follow-up codes: never twice, and a slip of the tongue or the pen is noticed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from sync.protocol.errors import MalformedError, SignatureError
from sync.protocol.followup import (
    ALPHABET,
    CODES_PER_KIOSK,
    check_token,
    make_token,
    mint,
    parse_code,
    prefix_of,
    prefix_of_number,
    show_code,
    split_token,
)

KEY = SigningKey.generate()


@given(st.integers(0, CODES_PER_KIOSK - 1), st.binary(max_size=32), st.integers(0, 26_999))
def test_a_code_is_read_back_however_it_is_typed(counter, secret, kiosk):
    code = mint(prefix_of_number(kiosk), counter, secret)
    assert len(code) == 9
    assert prefix_of(code) == prefix_of_number(kiosk)
    for typed in (code, show_code(code), show_code(code).lower(), f"  {code[:4]} {code[4:]}\n", "–".join(code)):
        assert parse_code(typed) == code


def test_no_two_counters_share_a_code(seed):
    """The permutation, walked over a window at random places and at both ends."""
    from random import Random

    random = Random(seed)
    for _ in range(3):
        secret = random.randbytes(32)
        counters = {*range(2000), *range(CODES_PER_KIOSK - 2000, CODES_PER_KIOSK)}
        counters |= {random.randrange(CODES_PER_KIOSK) for _ in range(20_000)}
        assert len({mint("ABC", counter, secret) for counter in counters}) == len(counters)


def test_neighbours_do_not_look_alike():
    codes = [mint("ABC", counter, b"k") for counter in range(500)]
    alike = [(a, b) for a, b in itertools.pairwise(codes) if sum(x != y for x, y in zip(a, b, strict=True)) < 3]
    assert not alike


def _places(counters):
    return [
        sum(ALPHABET.index(c) * 30**place for place, c in enumerate(reversed(mint("ABC", counter, b"k")[3:8])))
        for counter in counters
    ]


def test_the_codes_on_ones_own_receipts_do_not_tell_those_of_others():
    """Whoever does two matters in a row must not be able to count on from there."""
    for stride in (1, 2, 30, 900, 5000):
        places = _places(range(0, 500 * stride, stride))
        steps = {(b - a) % CODES_PER_KIOSK for a, b in itertools.pairwise(places)}
        assert len(steps) > 480, stride
        # Nor only the last letters of a code.
        assert len({place % 5000 for place in places}) > 400, stride
        assert len({place // 5000 for place in places}) > 400, stride


def test_every_wrong_character_is_noticed(seed):
    """ISO/IEC 7064 hybrid systems notice every single substitution."""
    from random import Random

    random = Random(seed)
    for _ in range(30):
        code = mint("ABC", random.randrange(CODES_PER_KIOSK), b"k")
        for place, right in enumerate(code):
            for wrong in set(ALPHABET) - {right}:
                with pytest.raises(MalformedError):
                    parse_code(code[:place] + wrong + code[place + 1 :])


def test_nearly_every_swap_of_neighbours_is_noticed():
    """Hybrid systems let a few swaps through; for this alphabet 1 in 800, counted over 20,000 codes."""
    swaps = missed = 0
    for counter in range(20_000):
        code = mint("ABC", counter * 1201 % CODES_PER_KIOSK, b"k")
        for place in range(8):
            if code[place] == code[place + 1]:
                continue
            swaps += 1
            try:
                parse_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :])
            except MalformedError:
                continue
            missed += 1
    assert swaps > 100_000
    assert missed / swaps < 1 / 600, f"{missed} of {swaps}"


@pytest.mark.parametrize(
    "text", ["", "ABC", "ABC-DEFGH-0", "ABC-DEFGH-JJ", "x" * 10_000, "ＡＢＣ", "ABC\0DEFGH", "㎏" * 9]
)
def test_what_is_no_code_is_malformed(text):
    with pytest.raises(MalformedError):
        parse_code(text)


@given(st.text())
def test_any_text_is_a_code_or_malformed(text):
    for read in (parse_code, split_token):
        try:
            read(text)
        except MalformedError:
            continue


def test_full_width_letters_from_an_input_method_are_taken():
    code = mint("ABC", 5, b"k")
    assert parse_code("".join(chr(ord(c) + 0xFEE0) for c in code)) == code


def test_codes_and_prefixes_end_rather_than_repeat():
    with pytest.raises(ValueError, match="used up"):
        mint("ABC", CODES_PER_KIOSK, b"k")
    with pytest.raises(ValueError, match="used up"):
        prefix_of_number(30**3)
    assert len({prefix_of_number(n) for n in range(30**3)}) == 30**3


@pytest.mark.parametrize("around", ["{}", "https://portal.gov.vn/h/{}", " https://portal.gov.vn/h/{}/ "])
def test_a_token_is_found_in_its_link(around):
    code = mint("ABC", 7, b"k")
    token = make_token(code, KEY)
    assert len(token) == 96
    found, signature = split_token(around.format(token))
    assert found == code
    check_token(found, signature, KEY.verify_key)


def test_a_token_of_another_kiosk_or_for_another_code_is_refused():
    code, other = mint("ABC", 7, b"k"), mint("ABC", 8, b"k")
    _, signature = split_token(make_token(code, KEY))
    with pytest.raises(SignatureError):
        check_token(code, signature, SigningKey.generate().verify_key)
    with pytest.raises(SignatureError):
        check_token(other, signature, KEY.verify_key)


def test_changing_any_character_of_a_token_is_noticed():
    token = make_token(mint("ABC", 7, b"k"), KEY)
    for place in range(len(token)):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises((MalformedError, SignatureError)):
            check_token(*split_token(changed), KEY.verify_key)
