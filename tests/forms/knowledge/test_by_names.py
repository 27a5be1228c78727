"""Everyday names lead to codes; a file of them from outside is read or refused by name."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import KnowledgeError
from forms.knowledge.by_names import MAX_BYTES, by_names, read_by_names


def test_a_name_may_mean_several_procedures_the_likeliest_first() -> None:
    read = read_by_names("name,codes\nsổ đỏ,1.1 1.2\nsổ hồng,1.2\n".encode())
    assert read == {"1.1": ((0, "sổ đỏ"),), "1.2": ((1, "sổ đỏ"), (0, "sổ hồng"))}


def test_no_name_stands_twice() -> None:
    names = [name for found in by_names().values() for place, name in found if place == 0]
    assert len(names) == len(set(names))
    assert len(names) > 150


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "columns"),
        ("name\n", "columns"),
        ("name,codes\nx\n", "a row is"),
        ("name,codes\nx,\n", "a row is"),
        ("name,codes\nx,1 2 3 4 5 6 7 8 9\n", "a row is"),
        ("name,codes\n,1.1\n", "empty"),
        ("name,codes\nx\u202ey,1.1\n", "cannot be shown"),
        (f"name,codes\n{'x' * 200},1.1\n", "too long"),
        ('name,codes\n"x,1.1\n', "CSV"),
        (" " * (MAX_BYTES + 1), "too large"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(text: str, says: str) -> None:
    with pytest.raises(KnowledgeError, match=says):
        read_by_names(text.encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_names_or_refused(data: bytes) -> None:
    with contextlib.suppress(KnowledgeError):
        read_by_names(b"name,codes\n" + data)
