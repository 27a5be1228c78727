"""JavaRosa for the tests of this folder: one worker process for all of them."""

from collections.abc import Iterator

import pytest

from tests.support.javarosa import JavaRosa, why_not


@pytest.fixture(scope="session")
def java() -> Iterator[JavaRosa]:
    """The worker. Skips, visibly, where there is no Java."""
    missing = why_not()
    if missing:
        pytest.skip(missing)
    with JavaRosa() as running:
        yield running
