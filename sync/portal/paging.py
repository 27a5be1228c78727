"""Lists in pages: one row more is read than shown, to know whether there is a next one."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

PER_PAGE = 50
_Row = TypeVar("_Row", bound=Model)


def page_of(request: HttpRequest) -> int:
    """The page asked for, from 1; 1 for what is no number."""
    text = request.GET.get("page", "")
    return min(max(int(text), 1), 10_000) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def piece(rows: QuerySet[_Row], page: int, size: int = PER_PAGE) -> tuple[list[_Row], bool]:
    """The rows of a page, and whether there are more."""
    found = list(rows[(page - 1) * size : page * size + 1])
    return found[:size], len(found) > size
