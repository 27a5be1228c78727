"""Fills in a real form as somebody does who makes mistakes: wrong answers first, changes of mind, much left empty."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from forms.contract import Control, DataType, FormSession, PageKind, Question, Verdict
from tests.support.filling import NOW

TODAY = NOW.date()
MOST_PAGES = 600
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Phúc Thị Huyền Trân Phương Quỳnh"
LONG_PLACE = (
    "Số 128/45/7B, đường Nguyễn Thị Minh Khai nối dài, khu dân cư Hòa Thạnh, tổ dân phố số 17, ấp Tân Phước Đông"
)
# What people type where something else is wanted, and what somebody types who wants to do harm.
WRONG = (
    "không biết",
    "abc",
    "-1",
    "0",
    "99999999999999999999",
    "12,5",
    "31/02/1955",
    "1955-13-45",
    "00000000000000",
    "' or '1'='1",
    "<b>&amp;</b>]]>",
    "{{ 7 * 7 }} {% for %}",
    "${pledge}",
    "=1+1",
    "Ẫ" * 400,
    "🙂\u202e\u200b",
    " ",
)
TEXTS = (
    LONG_NAME,
    LONG_PLACE,
    "Y Bhơm Êban",
    "O'Rang-K’Brơi",
    "tuổi già",
    "0912345678",
    "02633123456",
    "1955",
    "1955-03",
    "1999-12-31",
    "C1234567",
    "hoa@example.vn",
    "BK 123456",
    "001155083417",
    "123456789",
    "0100109106",
    "0123456789",
    "Đèn đường thôn 3 hỏng đã hai tuần, bà con đi lại khó",
)
NUMBERS = ("1", "2", "3", "10", "25", "0", "50", "2026", "50000000", "10000", "0.5", "100")
_EXAMPLE = re.compile(r"(?:Ví dụ|Example): ([^.;(]+)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class Resident:
    """Answers one form; the same seed gives the same answers."""

    def __init__(self, session: FormSession, seed: int) -> None:
        self.session = session
        self._random = Random(seed)

    def fill_in(self) -> None:
        """From the first page to a form that can be finished. Raises AssertionError when no way leads there."""
        done: set[str] = set()
        for _ in range(MOST_PAGES):
            page = next((page for page in self.session.pages() if page.key not in done), None)
            if page is None:
                break
            done.add(page.key)
            if page.kind is PageKind.REPEAT:
                for _instance in range(self._random.randint(0, 2)):
                    self.session.add_repeat(page.key)
                continue
            for ref in page.refs:
                self._answer(ref)
        self._change_mind()
        self._mend()

    def _change_mind(self) -> None:
        """Other choices for a few questions: pages come and go."""
        chosen = [row.ref for row in self.session.summary() if self._is_choice(row.ref)]
        for ref in self._random.sample(chosen, min(3, len(chosen))):
            if self._asked(ref):
                self._choose(ref)

    def _mend(self) -> None:
        """What the check page shows as missing or wrong, until nothing is."""
        for _ in range(60):
            problems = self.session.problems()
            if not problems:
                return
            for problem in problems:
                if self._asked(problem.ref):
                    self._answer_rightly(problem.ref)
            left = self.session.problems()
            if left == problems:
                # Nothing fits beside an answer given before: that one is wrong then.
                self._shake(problems[0].page)
        raise AssertionError(f"no way to the end: {self.session.problems()}")

    def _shake(self, page_key: str) -> None:
        pages = list(self.session.pages())
        index = next((number for number, page in enumerate(pages) if page.key == page_key), 0)
        for page in pages[max(0, index - 3) : index + 1]:
            for ref in page.refs if page.kind is not PageKind.REPEAT else ():
                self._answer_rightly(ref)

    def _asked(self, ref: str) -> bool:
        return any(ref in page.refs for page in self.session.pages())

    def _is_choice(self, ref: str) -> bool:
        return self.session.question(ref).control is Control.SELECT_ONE

    def _answer(self, ref: str) -> None:
        question = self.session.question(ref)
        if question.readonly:
            return
        if self._random.random() < 0.3:
            self.session.answer(ref, self._random.choice(WRONG))
            if self._random.random() < 0.5:
                self.session.answer(ref, "")
        if question.required or self._random.random() < 0.6:
            self._answer_rightly(ref)

    def _answer_rightly(self, ref: str) -> None:
        question = self.session.question(ref)
        if question.readonly:
            return
        if question.control in (Control.SELECT_ONE, Control.SELECT_MULTIPLE):
            self._choose(ref)
        elif question.control is Control.TRIGGER:
            self.session.answer(ref, "OK")
        else:
            for value in self._candidates(question):
                if self.session.answer(ref, value).verdict is Verdict.VALID:
                    return
            if not question.required:
                self.session.answer(ref, "")

    def _choose(self, ref: str) -> None:
        values = [choice.value for choice in self.session.choices(ref)]
        if values:
            self.session.answer(ref, self._random.choice(values))

    def _candidates(self, question: Question) -> Iterator[str]:
        pool = list(dict.fromkeys(self._pool(question)))
        self._random.shuffle(pool)
        if self._random.random() < 0.5 and (example := _EXAMPLE.search(question.hint)):
            yield example.group(1).strip()
        yield from pool

    def _pool(self, question: Question) -> Iterator[str]:
        if question.type is DataType.DATE:
            yield from (day.isoformat() for day in self._days())
        elif question.type in (DataType.INT, DataType.DECIMAL):
            yield from NUMBERS
            # "Those have 30%": what is left of the whole.
            for found in _NUMBER.findall(question.hint):
                number = float(found.replace(",", "."))
                yield from (f"{number:g}", f"{100 - number:g}")
        else:
            yield from TEXTS
            yield from (day.isoformat() for day in self._days())

    def _days(self) -> Iterator[date]:
        yield from (TODAY, TODAY - timedelta(days=9), TODAY + timedelta(days=30), date(1998, 5, 4))
        for row in self.session.summary():
            question = self.session.question(row.ref)
            if question.type is DataType.DATE and question.value:
                given = date.fromisoformat(question.value)
                yield from (given + timedelta(days=1), given + timedelta(days=200))
