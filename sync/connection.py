"""What this package needs of a database: it is handed an open connection and never opens one.

That way an outbox row joins the transaction in which the kiosk finalises a dossier, and no driver is imported here.
``sqlite_utils.Database`` fits as it is.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Rows(Protocol):
    """The answer to a statement."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Connection(Protocol):
    """An open database. ``atomic`` is a transaction; inside another one, a savepoint."""

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> Any: ...
    def atomic(self) -> AbstractContextManager[Any]: ...


D_co = TypeVar("D_co", bound=Connection, covariant=True)


class Call(Protocol[D_co]):
    """Runs a function on the thread that owns the database and returns its result; blocks until it is done."""

    def __call__(self, function: Callable[[D_co], T], /) -> T: ...
