"""Filling in a form: one question per page, check-answers, and a controller that saves every answer."""

from ui.form.controller import CHECK, FormController
from ui.form.saving import Save

__all__ = ["CHECK", "FormController", "Save"]
