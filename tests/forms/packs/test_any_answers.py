"""Whatever residents answer, every form can be finished, is read again as it was, and prints on its paper."""

import pytest

from forms.contract import FormSession
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import INSTANCE, environment, start
from tests.support.packs import PACKS
from tests.support.random_answers import Resident

CODES = sorted(path.parent.name for path in PACKS.glob("*/procedure.toml"))


def follow(pack: Pack, seed: int) -> FormSession:
    """One resident, to the printed declaration."""
    session = start(pack)
    Resident(session, seed).fill_in()
    for conditions in (papers_for, warnings_for, persons_for):
        conditions(pack.procedure, session)
    answers = [(row.ref, row.text) for row in session.summary()]
    submission = session.finalise(instance_id=INSTANCE)
    again, lost = pack.form().resume(submission, environment(), "vi")
    assert not lost
    assert not again.problems()
    assert [(row.ref, row.text) for row in again.summary()] == answers
    if pack.declaration() is not None:
        assert render_declaration(pack, submission).startswith(b"%PDF")
    return session


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("seed", range(2))
def test_every_form_can_be_finished_and_prints(code: str, seed: int) -> None:
    follow(load_pack(PACKS / code), seed)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("code", CODES)
def test_many_residents_finish_every_form(code: str) -> None:
    pack = load_pack(PACKS / code)
    for seed in range(2, 40):
        follow(pack, seed)
