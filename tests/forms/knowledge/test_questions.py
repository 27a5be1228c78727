"""Every question ends, in both languages, in something that exists."""

import pytest

from forms.errors import KnowledgeError
from forms.knowledge.catalogue import cards
from forms.knowledge.questions import MAX_BYTES, Question, questions, read_questions

GOOD = """
[questions.one]
before = ["1.1"]
ask = { vi = "Hỏi?", en = "Ask?" }
[[questions.one.answers]]
vi = "a"
en = "a"
procedure = "1.1"
[[questions.one.answers]]
vi = "b"
en = "b"
advice = "x"
[advice.x]
title = { vi = "t", en = "t" }
text = { vi = "t", en = "t" }
"""


def ends(question: Question) -> set[str]:
    """Where its answers lead in the end."""
    found = set()
    for answer in question.answers:
        if answer.question:
            found |= ends(questions().questions[answer.question])
        else:
            found.add(answer.procedure or answer.advice)
    return found


def test_every_answer_ends_in_a_procedure_or_in_advice_that_there_is() -> None:
    known = {card.code for card in cards()} | {"PAKN"} | set(questions().advice)
    for question in questions().questions.values():
        assert ends(question) <= known, question.id


def test_who_is_asked_before_a_procedure_can_still_reach_it() -> None:
    for question in questions().questions.values():
        assert set(question.before) <= ends(question), question.id


@pytest.mark.parametrize("code", ["1.001731", "1.014028", "1.004222", "1.004194", "1.012783", "1.004873", "2.000815"])
def test_procedures_that_people_confuse_are_asked_about(code: str) -> None:
    assert questions().before(code) is not None


def test_a_question_is_offered_under_its_life_event() -> None:
    found = questions().about("death")
    assert found is not None
    assert found.id == "death"
    assert questions().about("") is None
    assert questions().about("no-such-event") is None


def test_nothing_is_asked_where_nobody_is_confused() -> None:
    assert questions().before("1.014027") is None


def test_every_advice_is_reached_and_short_enough_to_read() -> None:
    reached = {answer.advice for question in questions().questions.values() for answer in question.answers}
    for name, advice in questions().advice.items():
        assert name in reached
        assert all(len(sentence.split()) <= 26 for sentence in advice.text.vi.split(". ")), name


def test_no_question_has_more_answers_than_a_page() -> None:
    for question in questions().questions.values():
        assert len(question.answers) <= 7
        assert all(len(answer.words.vi) <= 80 for answer in question.answers), question.id


def test_nobody_is_left_without_an_answer() -> None:
    for question in questions().questions.values():
        assert question.answers[-1].words.vi == "Tôi không biết", question.id
        assert question.answers[-1].advice, question.id


def test_a_good_file_is_read() -> None:
    read = read_questions(GOOD.encode())
    assert read.before("1.1") is read.questions["one"]
    assert read.advice["x"].verified is False


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace('advice = "x"', 'advice = "y"'), "nowhere"),
        (GOOD.replace('advice = "x"', 'question = "one"'), "itself"),
        (GOOD.replace('advice = "x"', ""), "leads to one"),
        (GOOD.replace('advice = "x"', 'advice = "x"\nprocedure = "1.1"'), "leads to one"),
        (GOOD.replace(', en = "Ask?"', ""), "missing"),
        (GOOD.replace('vi = "b"', 'vi = " "'), "missing"),
        (GOOD.replace('before = ["1.1"]', "before = 1"), "list of codes"),
        (GOOD.replace("[advice.x]", "[advice.x]\nverified = 1"), "true or false"),
        (GOOD + GOOD.partition("[advice.x]")[0].replace("one", "two"), "two questions come before"),
        ("questions = 1", "tables"),
        ("[[", "TOML"),
        ("#" * (MAX_BYTES + 1), "too large"),
    ],
)
def test_a_file_with_a_hole_is_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(KnowledgeError, match=says):
        read_questions(text.encode())
