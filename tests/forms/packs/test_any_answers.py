"""Whatever residents answer, every form can be finished, is read again as it was, and prints on its paper."""

import re

import pytest

from forms.contract import FormSession
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import INSTANCE, environment, start
from tests.support.packs import PACKS
from tests.support.pdf import page_texts
from tests.support.random_answers import Resident

# Form CT01 has no pledge; its signatures are consents, with the notes to them on the same page.
CONSENTS = {"1.004194", "1.004222"}
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
        look_at(pack, page_texts(render_declaration(pack, submission)))
    return session


def look_at(pack: Pack, pages: list[str]) -> None:
    """Nobody signs a page on which nothing is declared."""
    signed = [" ".join(page.split()) for page in pages if "(Ký, ghi rõ" in page]
    assert signed, "there is nowhere to sign"
    if pack.code not in CONSENTS:
        assert all(re.search("cam đoan|cam kết", page) for page in signed)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("seed", range(2))
def test_every_form_can_be_finished_and_prints(code: str, seed: int) -> None:
    follow(load_pack(PACKS / code), seed)


@pytest.mark.parametrize(("code", "seed"), [("1.001193", 5), ("1.001193", 17), ("1.001612", 6), ("1.012783", 9)])
def test_a_pledge_that_ends_a_page_goes_with_its_signature(code: str, seed: int) -> None:
    # Answers of these lengths once left the signature alone on a second page.
    follow(load_pack(PACKS / code), seed)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("code", CODES)
def test_many_residents_finish_every_form(code: str) -> None:
    pack = load_pack(PACKS / code)
    for seed in range(2, 40):
        follow(pack, seed)
