"""Compiles the text of a form into an XForm with pyxform, so that what is committed is what the kiosk runs."""

import re
from pathlib import Path

from forms.errors import FormError, PackError
from forms.pack.blocks import expand
from forms.pack.model import FORM_COMPILED, FORM_SOURCE, Pack, Procedure
from forms.pack.reading import read_procedure
from forms.pack.sheets import LANGUAGES, FormSource, Row, columns_of, read_source

# What the settings sheet says besides comes from procedure.toml, so that nothing is written in two places.
DERIVED_SETTINGS = ("form_title", "form_id", "version")
# pyxform writes a group of calculations alone into the body; ODK Validate refuses one in which nothing is asked.
EMPTY_GROUP = re.compile(r'^ *<group ref="[^"]*"/>\n', re.MULTILINE)


def build_pack(folder: Path) -> None:
    """Compile form.toml to form.xml beside it, and try it in the engine.

    Raises PackError when the source or procedure.toml cannot be used, or the engine refuses what they make.
    """
    compiled = compile_form(folder)
    target = folder / FORM_COMPILED
    partial = target.with_suffix(".partial")
    partial.write_text(compiled, encoding="utf-8")
    partial.replace(target)
    try:
        Pack(folder, read_procedure(folder)).form()
    except FormError as error:
        raise PackError(folder.name, [f"{FORM_COMPILED}: {error}"]) from error


def compile_form(folder: Path) -> str:
    """The XForm that the pack's sources make. Raises PackError."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    procedure = read_procedure(folder)
    source = read_form_source(folder)
    sheets = workbook(expand(source, f"{folder.name}/{FORM_SOURCE}"), procedure)
    warnings: list[str] = []
    try:
        result = convert(sheets, warnings=warnings, pretty_print=True, form_name="data")
    except PyXFormError as error:
        raise PackError(folder.name, [f"{FORM_SOURCE}: {error}"]) from error
    if warnings:
        raise PackError(folder.name, [f"{FORM_SOURCE}: {text}" for text in warnings])
    return EMPTY_GROUP.sub("", str(result.xform))


def read_form_source(folder: Path) -> FormSource:
    """form.toml as written. Raises PackError."""
    try:
        text = (folder / FORM_SOURCE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(folder.name, [f"{FORM_SOURCE}: {error}"]) from error
    return read_source(text, f"{folder.name}/{FORM_SOURCE}")


def derived_settings(procedure: Procedure) -> Row:
    """The settings that procedure.toml decides."""
    return {"form_title": procedure.title.vi, "form_id": procedure.code, "version": procedure.version}


def workbook(source: FormSource, procedure: Procedure) -> dict[str, object]:
    """The sheets as pyxform takes them, which is also how a spreadsheet shows them."""
    survey = source.survey
    choices = [{"list_name": name, **row} for name, rows in source.choices.items() for row in rows]
    settings = [{**derived_settings(procedure), "default_language": LANGUAGES[0], **source.settings}]
    sheets = {"survey": survey, "choices": choices, "settings": settings}
    headers = {f"{name}_header": [dict.fromkeys(columns_of(rows))] for name, rows in sheets.items()}
    return {**sheets, **headers, "sheet_names": list(sheets)}
