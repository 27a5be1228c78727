"""The sentences for what is wrong with an answer, when the form brings none of its own.

Each names the question, says what to do, and has at most 20 words. Never "invalid".
"""

from PySide6.QtCore import QCoreApplication

from forms.contract import Control, DataType, Question, Verdict
from ui.widgets.dates import DateFault

_LABEL_WORDS = 9


def short_label(question: Question) -> str:
    """The question's label without final punctuation, cut after some words: it is quoted inside a sentence."""
    words = question.label.replace("\n", " ").split()
    text = " ".join(words[:_LABEL_WORDS]).rstrip(" .:?*")
    return f"{text}…" if len(words) > _LABEL_WORDS else text


def for_question(question: Question, verdict: Verdict) -> str:
    """One sentence for a verdict: the form's own when it has one for it."""
    if verdict is Verdict.VALID:
        return ""
    if question.message and question.verdict is verdict:
        return question.message
    return _own(question, verdict).format(label=short_label(question))


def _own(question: Question, verdict: Verdict) -> str:
    if verdict is Verdict.REQUIRED:
        return _required(question)
    if verdict is Verdict.TYPE:
        return _of_type(question.type)
    return QCoreApplication.translate("sentences", "Please look at “{label}” again: the answer does not fit yet.")


def _required(question: Question) -> str:
    if question.control in (Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK, Control.RANGE):
        return QCoreApplication.translate("sentences", "“{label}” has no answer yet. Please choose one.")
    if question.control is Control.TRIGGER:
        return QCoreApplication.translate("sentences", "Please read “{label}” and press the box to agree.")
    if question.control is Control.UPLOAD:
        return QCoreApplication.translate("sentences", "“{label}” needs a picture. Please take one.")
    return QCoreApplication.translate("sentences", "“{label}” has no answer yet. Please enter it.")


def _of_type(data_type: DataType) -> str:
    if data_type is DataType.INT:
        return QCoreApplication.translate("sentences", "“{label}” takes a whole number. Please enter digits only.")
    if data_type is DataType.DECIMAL:
        return QCoreApplication.translate("sentences", "“{label}” takes a number. Please enter digits only.")
    if data_type is DataType.DATE:
        return QCoreApplication.translate("sentences", "“{label}” takes a date. Please enter day, month and year.")
    if data_type is DataType.TIME:
        return QCoreApplication.translate("sentences", "“{label}” takes a time. Please enter hours and minutes.")
    return QCoreApplication.translate("sentences", "Please look at “{label}” again: the answer does not fit yet.")


def too_long(question: Question, limit: int) -> str:
    """Something longer than a field takes was typed or pasted, and not taken."""
    text = QCoreApplication.translate("sentences", "“{label}” takes at most {limit} letters. Please write less.")
    return text.format(label=short_label(question), limit=limit)


def digits_only(question: Question) -> str:
    """Letters stand in a field for a number such as a citizen number or a phone."""
    text = QCoreApplication.translate(
        "sentences", "“{label}” has digits only. Please take out letters and other signs."
    )
    return text.format(label=short_label(question))


def wrong_number(question: Question) -> str:
    """What stands in a number field is no number of its type."""
    return _of_type(question.type).format(label=short_label(question))


def wrong_date(question: Question, fault: DateFault, day: str, month: str) -> str:
    """What does not fit in the boxes of a date. day, month: as they were typed."""
    return _of_date(fault).format(label=short_label(question), day=day, month=month)


def _of_date(fault: DateFault) -> str:
    if fault is DateFault.NO_DAY:
        return QCoreApplication.translate("sentences", "Month {month} has no day {day}. Please check “{label}”.")
    if fault is DateFault.NO_MONTH:
        return QCoreApplication.translate("sentences", "There is no month {month}. Please check “{label}”.")
    if fault is DateFault.YEAR_DIGITS:
        return QCoreApplication.translate("sentences", "“{label}”: please write the year with 4 digits, such as 1952.")
    if fault is DateFault.YEAR_RANGE:
        return QCoreApplication.translate("sentences", "“{label}”: that year cannot be right. Please check it.")
    if fault is DateFault.DAY_WITHOUT_MONTH:
        return QCoreApplication.translate("sentences", "“{label}”: please write the month too, or leave the day empty.")
    if fault is DateFault.NOT_DIGITS:
        return QCoreApplication.translate(
            "sentences", "“{label}”: please write the date in digits, such as 15/08/1952."
        )
    return QCoreApplication.translate("sentences", "“{label}”: please fill in all the boxes.")


def wrong_place(question: Question) -> str:
    """What stands in the fields is no latitude and longitude."""
    text = QCoreApplication.translate("sentences", "“{label}”: please write two numbers, such as 11.94 and 108.44.")
    return text.format(label=short_label(question))
