"""The sentences for what is wrong with an answer, when the form brings none of its own.

Each names the question, says what to do, and has at most 20 words. Never "invalid".
"""

from PySide6.QtCore import QCoreApplication

from forms.contract import Control, DataType, Question, Verdict

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
