"""Writing the status-report form: a protected workbook in Japanese, every input cell named."""

import io
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from kinten.report.form_cover import write_cover, write_general
from kinten.report.form_items import write_requirements, write_volumes
from kinten.report.form_layout import FORM_VERSION, FormLayout, Property, SheetTitle
from kinten.report.form_sheet import FormBook, write_lists
from kinten.report.form_staff import write_staff
from kinten.report.form_style import make_styles
from kinten.report.model import Report

# Not the clock's time: the same layout gives the same bytes.
_CREATED = datetime(2026, 4, 1, tzinfo=UTC).replace(tzinfo=None)


def write_form(
    place: str | Path | BinaryIO, layout: FormLayout, answers: Report | None = None
) -> None:
    """Write the form of a layout to a path or a binary stream, filled with answers where given.

    A path is written beside and then renamed, so that no half-written form is ever left.
    """
    content = form_bytes(layout, answers)
    if not isinstance(place, str | Path):
        place.write(content)
        return
    target = Path(place)
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(beside).chmod(0o644)
        Path(beside).replace(target)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def form_bytes(layout: FormLayout, answers: Report | None = None) -> bytes:
    """Give the bytes of the form; the same layout and answers give the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        form = FormBook(book, make_styles(book), layout, answers)
        book.set_properties(
            {"title": f"現況報告書 {layout.edition} {layout.kind.label.ja}", "created": _CREATED}
        )
        for title in SheetTitle:
            book.add_worksheet(title.value)
        for write in (write_cover, write_general, write_requirements, write_volumes, write_staff):
            write(form)
        write_lists(form)
        book.set_custom_property(Property.VERSION.value, FORM_VERSION)
        book.set_custom_property(Property.EDITION.value, layout.edition)
        book.set_custom_property(Property.KIND.value, layout.kind.value)
        book.set_custom_property(Property.NAMES.value, len(form.named))
    return stream.getvalue()
